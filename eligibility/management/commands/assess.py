"""Puts cases to the eligibility rule: JSON in, JSON out."""

import json
import sys
from decimal import Decimal, InvalidOperation
from functools import cache

from django.core.management.base import BaseCommand
from django.db import connection

from eligibility.cases import answer
from eligibility.models import Programme
from eligibility.reference_files import programmes
from eligibility.rules import version_for

NOT_JSON = 2
DIGITS_OF_A_NUMBER = 100  # longer ones are no figure of ours, and slow to read


class Command(BaseCommand):
    help = (
        "Reads a case, or a list of cases, as a JSON object or array on standard input and writes the assessments in "
        "the same shape. A bad case answers with its error in its place. Input that is not JSON ends with status 2. "
        "A programme that nobody has loaded into the database yet is read from the reference files."
    )
    requires_system_checks = []

    def handle(self, **options):
        try:
            given = json.loads(sys.stdin.buffer.read(), parse_int=_whole, parse_float=_decimal)
        except (ValueError, RecursionError) as reason:
            self.stderr.write(f"The input is not JSON: {reason}")
            sys.exit(NOT_JSON)
        find = cache(_programme)
        found = [answer(case, find) for case in given] if isinstance(given, list) else answer(given, find)
        self.stdout.write(json.dumps(found))


def _programme(code, on):
    """The database's version wins; the files serve where the tables are not there, or hold no such programme."""
    if Programme._meta.db_table in connection.introspection.table_names():
        try:
            return Programme.objects.in_force(code, on).as_rule()
        except Programme.DoesNotExist:
            pass
    return version_for(programmes(), code, on)


def _whole(digits):
    return int(digits) if len(digits) <= DIGITS_OF_A_NUMBER else Decimal(digits)


def _decimal(digits):
    try:
        return Decimal(digits)
    except InvalidOperation:
        return Decimal("NaN")
