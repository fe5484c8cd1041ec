"""Encrypts everything anew under the newest key."""

from django.core.management.base import BaseCommand

from strongerfamilies.keys import rotate_keys


class Command(BaseCommand):
    help = "Encrypt anew, under the newest of IDENTIFIER_KEYS, whatever an older one wrote. Doing it again is harmless."

    def handle(self, **options):
        for column, moved in rotate_keys():
            self.stdout.write(f"{column}: {moved} moved to the newest key")
        self.stdout.write("Older keys are needed only for copies that were made before now.")
