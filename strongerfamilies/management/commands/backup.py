"""Copies the database and the documents into one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from strongerfamilies.archives import NotPossible, back_up


class Command(BaseCommand):
    help = "Copy the database and the documents into one new file. The installation may go on working meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            back_up(file)
        except NotPossible as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"Copied into {file}. The keys are not in it: keep a copy of .env in another safe place.")
