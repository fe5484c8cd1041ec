"""Loads roles, privacy notices, programmes, progress areas and coded reasons. Doing it again changes nothing."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.actions import load_notices, load_roles
from eligibility import actions, reference_files


class Command(BaseCommand):
    help = (
        "Loads roles, privacy notices, programmes, progress areas and coded reasons. What is in force is never "
        "edited: a definition that changed in the files is offered as a new draft version."
    )

    @transaction.atomic
    def handle(self, **options):
        load_roles()
        load_notices()
        actions.load_reasons(reference_files.reasons())
        try:
            offered = [actions.offer_programme(one) for one in reference_files.programme_definitions()]
        except actions.IndicatorInUse as reason:
            raise CommandError(str(reason)) from reason
        offered.append(actions.offer_progress_set(reference_files.progress_set_definition()))
        if options["verbosity"]:
            for version in filter(None, offered):
                self.stdout.write(f"{version}: {version.get_status_display().lower()}")
