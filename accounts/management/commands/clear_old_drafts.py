"""Takes away drafts that nobody touched for a long time. The worker does the same every hour."""

from django.core.management.base import BaseCommand

from accounts.actions import clear_old_drafts


class Command(BaseCommand):
    help = "Clear the drafts that nobody touched for as many days as the setting draft_days says."

    def handle(self, **options):
        self.stdout.write(f"Cleared: {clear_old_drafts()}")
