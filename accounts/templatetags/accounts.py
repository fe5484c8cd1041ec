"""How the pages for passkeys hand data to their script without a script of their own in the page."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value):
    """For an attribute, where it is escaped like any text."""
    return json.dumps(value, cls=DjangoJSONEncoder)
