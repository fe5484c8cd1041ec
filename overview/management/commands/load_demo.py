"""manage.py load_demo: fills an empty database with a made-up council, and says who can sign in."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from overview.demo.loading import NotEmpty, load_demo


class Command(BaseCommand):
    help = "Load a made-up council of 8 agencies, 16 people, 25 referrals and 60 families into an empty database."

    def handle(self, *args, **options):
        password = settings.DEMO_PASSWORD or secrets.token_urlsafe(9)
        try:
            people = load_demo(password)
        except NotEmpty as refusal:
            raise CommandError(
                "This database is not empty: the demonstration is only loaded into an empty one."
            ) from refusal
        for user in people:
            roles = ", ".join(group.name for group in user.groups.all())
            self.stdout.write(f"  {user.email:<36} {roles} ({user.agency})")
        self.stdout.write(f"  Password of all of them: {password}")
