"""Puts back what a copy holds: database, documents, and then what this version of the product adds."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from strongerfamilies.archives import NotPossible, put_back


class Command(BaseCommand):
    help = "Put back what script/backup copied. Stop the web server and the worker first."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="give up what the database and the documents hold now"
        )

    def handle(self, *, file, replace, verbosity, **options):
        try:
            put_back(file, replace=replace)
        except NotPossible as reason:
            raise CommandError(str(reason)) from reason
        call_command("prepare_database", verbosity=0)
        self.stdout.write(f"Everything is as it was copied into {file}.")
