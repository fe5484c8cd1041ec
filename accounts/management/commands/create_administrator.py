"""Adds the first administrator of an installation, who then adds everybody else in the administration pages."""

from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.actions import create_administrator
from accounts.models import User


class Command(BaseCommand):
    help = "Add an administrator; asks for the password."

    def add_arguments(self, parser):
        parser.add_argument("email", help="work e-mail address, by which they sign in")
        parser.add_argument("name", help="full name")

    def handle(self, *, email, name, **options):
        person = User(email=email.lower(), name=name)
        try:
            person.clean_fields(exclude=["password"])
            person.validate_unique()
            password = getpass("Password: ")
            validate_password(password, person)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if getpass("The same again: ") != password:
            raise CommandError("The two passwords are not the same.")
        create_administrator(email=email, name=name, password=password)
        self.stdout.write(f"{name} may sign in now, as administrator.")
