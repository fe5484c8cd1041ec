"""manage.py populate: fills an empty database with a made-up council of any size, to measure and rehearse with."""

from datetime import date
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from overview.populate.loading import NotEmpty, populate


class Command(BaseCommand):
    help = "Write a made-up council with so many families, the same for the same seed and day, into an empty database."

    def add_arguments(self, parser):
        parser.add_argument("--families", type=int, required=True, help="How many: 1200 is a borough.")
        parser.add_argument("--seed", type=int, default=1, help="Another seed makes another council.")
        parser.add_argument("--today", type=date.fromisoformat, help="The day on which it plays, such as 2026-11-21.")

    def handle(self, *, families, seed, today, **options):
        if families < 1:
            raise CommandError("Give a number of families of at least 1.")
        began = monotonic()
        try:
            populate(families=families, seed=seed, today=today or timezone.localdate(), tell=self._tell)
        except NotEmpty as refusal:
            raise CommandError("There are families in this database: only an empty one is populated.") from refusal
        self.stdout.write(f"Wrote {families:,} families in {monotonic() - began:.0f} seconds.")

    def _tell(self, done):
        self.stdout.write(f"  {done:,} families", ending="\r")
        self.stdout.flush()
