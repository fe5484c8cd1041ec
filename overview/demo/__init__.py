"""A council made up to show the product with: invented agencies, staff and families, none of them real.

Everything is made by calling the actions that people's own deeds call, with the clock turned back, so that nothing here
can be in a state that the product itself could not reach.
"""
