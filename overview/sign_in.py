"""How signing in behaves here: nobody signs up alone, and its e-mails leave through the outbox like all others."""

from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

from jobs.actions import write_email


class SignInAdapter(DefaultAccountAdapter):
    """Named in the settings as ACCOUNT_ADAPTER."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Write the message down; the worker sends it. A code that nobody can use any more is not sent at all."""
        kind = template_prefix.rpartition("/")[2].replace("_", "-")
        message = self.render_mail(template_prefix, email, context)
        useful_for = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT) if "code" in context else None
        write_email(kind, address=email, subject=message.subject, body=message.body, useful_for=useful_for)
