"""How what somebody typed is compared with what is stored: without spaces and signs, by the database itself."""

from django.db import models
from django.db.models import Func


class AsDialled(Func):
    """A telephone number as it is compared: figures only, from its 0."""

    output_field = models.TextField()
    template = "regexp_replace(regexp_replace(%(expressions)s, '\\D', '', 'g'), '^(00)?440?', '0')"


class PostcodeTidied(Func):
    """A postcode in capitals without a space."""

    output_field = models.TextField()
    template = "upper(replace(%(expressions)s, ' ', ''))"
