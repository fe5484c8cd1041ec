"""Brings a database, new or old, to what this version needs: tables, the cache's table, the serving role's rights."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from strongerfamilies.web_role import grant_to


class Command(BaseCommand):
    help = "Migrate as the owning role, then give the serving role its rights. Doing it again changes nothing."

    def handle(self, *, verbosity, **options):
        call_command("migrate", verbosity=verbosity, interactive=False)
        call_command("createcachetable", verbosity=verbosity)
        owner, web = settings.OWNER_DATABASE["USER"], settings.WEB_DATABASE["USER"]
        if web == owner:
            self.stderr.write(
                "One database role both owns and serves: set DATABASE_OWNER_URL for any real installation."
            )
            return
        with transaction.atomic():
            grant_to(web)
