"""The names of families, for those who may open them."""

from django import template

register = template.Library()


@register.filter
def shown_in(family, names) -> str:
    """The family's name, if it is among those that the reader may open."""
    return names.get(family.pk, "")
