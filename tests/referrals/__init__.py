"""A practitioner asks for a family to be taken on; an officer checks and decides."""
