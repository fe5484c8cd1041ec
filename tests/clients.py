"""A test client that says why it opens a family's record, as a colleague would, so that each test need not (H21)."""

import re
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from families.views.reasons import KEPT

OF_A_FAMILY = re.compile(r"(?:/admin/families/family|/families)/(\d+)/")


class ClientWithAReason(Client):
    def request(self, **request):
        of_family = OF_A_FAMILY.match(request["PATH_INFO"])
        if of_family and settings.SESSION_COOKIE_NAME in self.cookies:
            with uncounted():
                self._give_a_reason(of_family[1])
        return super().request(**request)

    def _give_a_reason(self, family):
        session = self.session
        day = timezone.localdate().isoformat()
        kept = session.get(KEPT, {})
        reasons = kept["reasons"] if kept.get("day") == day else {}
        if family not in reasons:
            session[KEPT] = {"day": day, "reasons": {**reasons, family: "a test needs it"}}
            session.save()


@contextmanager
def uncounted():
    """What happens meanwhile is no query of the page under test."""
    counting, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        yield
    finally:
        connection.force_debug_cursor = counting
