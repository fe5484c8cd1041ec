"""Stops people from signing in whom nobody confirmed in time (H24). The worker does the same every hour."""

from django.core.management.base import BaseCommand

from accounts.actions import suspend_unconfirmed


class Command(BaseCommand):
    help = "Suspend everybody whose working here was not confirmed in time; an agency lead may confirm them again."

    def handle(self, **options):
        self.stdout.write(f"Suspended: {suspend_unconfirmed()}")
