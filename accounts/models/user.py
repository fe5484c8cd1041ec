"""People who sign in: by their work e-mail address."""

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Cast, Lower
from django.utils import timezone

from accounts.models.agency import Agency, Team
from accounts.rules import (
    ASK_AHEAD,
    CONFIRMS_COLLEAGUES,
    KEEPS_REFERENCE_DATA,
    may_confirm_colleagues,
    may_keep_reference_data,
)


class UserQuerySet(models.QuerySet):
    def with_permission(self, permission):
        """Active users whose roles hold `app.codename`."""
        app, codename = permission.split(".")
        holds = models.Q(groups__permissions__codename=codename, groups__permissions__content_type__app_label=app)
        return self.filter(holds, is_active=True).distinct()

    def present(self):
        """Those who sign in, and those suspended until somebody confirms them; nobody who was stopped for good."""
        return self.filter(models.Q(is_active=True) | models.Q(suspended_on__isnull=False))

    def confirmed_by(self, user):
        """Whose working here this user confirms (H24), the suspended among them, and never themselves.

        A lead confirms their agency's people; an administrator those whom no lead confirms.
        """
        whose = models.Q(pk__in=[])
        if may_confirm_colleagues(user) and user.agency_id:
            whose |= models.Q(agency=user.agency_id)
        if may_keep_reference_data(user):
            leads = User.objects.with_permission(CONFIRMS_COLLEAGUES).filter(agency=models.OuterRef("agency"))
            whose |= ~models.Exists(leads.exclude(pk=models.OuterRef("pk")))
        return self.present().filter(whose).exclude(pk=user.pk)

    def with_confirm_by(self, months):
        """Each with `confirm_by`, the last day on which they are still confirmed."""
        later = models.Func(models.Value(months), template="make_interval(months => %(expressions)s)")
        confirm_by = models.ExpressionWrapper(models.F("confirmed_on") + later, output_field=models.DateTimeField())
        return self.annotate(confirm_by=Cast(confirm_by, models.DateField()))

    def due_to_confirm(self, months):
        """The suspended, those overdue, and those whose last day is near; the most pressing first."""
        soon = timezone.localdate() + ASK_AHEAD
        due = models.Q(confirm_by__lte=soon) | models.Q(suspended_on__isnull=False)
        return self.with_confirm_by(months).filter(due).order_by("confirm_by", "name", "pk")

    def waited_for(self, months):
        """The agency leads for whom colleagues wait to be confirmed."""
        waiting = User.objects.present().due_to_confirm(months).filter(agency=models.OuterRef("agency"))
        leads = User.objects.with_permission(CONFIRMS_COLLEAGUES)
        return self.filter(models.Exists(waiting.exclude(pk=models.OuterRef("pk"))), pk__in=leads.values("pk"))

    def to_suspend(self, months):
        """Whose last day has passed. Administrators stay: somebody must be left who can let the others in again."""
        keepers = User.objects.with_permission(KEEPS_REFERENCE_DATA)
        overdue = self.with_confirm_by(months).filter(is_active=True, confirm_by__lt=timezone.localdate())
        return overdue.exclude(pk__in=keepers.values("pk"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email=email.lower())

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser, PermissionsMixin):
    """Someone of a partner agency or the council. What they may do comes from their roles (groups)."""

    email = models.EmailField(
        "work e-mail address", unique=True, error_messages={"unique": "Someone already signs in with this address."}
    )
    name = models.CharField("full name", max_length=120)
    job_title = models.CharField("job title", max_length=120, blank=True)
    phone = models.CharField("work telephone", max_length=40, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    is_active = models.BooleanField(
        "may sign in", default=True, help_text="Untick this when somebody leaves; never delete a person who has worked."
    )
    date_joined = models.DateTimeField("added", default=timezone.now, editable=False)
    confirmed_on = models.DateField("last confirmed as working here", default=timezone.localdate, editable=False)
    suspended_on = models.DateField("suspended, since nobody confirmed them", null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        permissions = [
            ("keep_reference_data", "Keeps agencies, users, settings and reference data"),
            ("confirm_colleagues", "Confirms who still works at their agency"),
        ]
        constraints = [
            models.CheckConstraint(
                name="user_email_in_lower_case",
                condition=models.Q(email=Lower("email")),
                violation_error_message="Write the e-mail address in small letters.",
            ),
            models.CheckConstraint(
                name="user_suspended_cannot_sign_in",
                condition=models.Q(suspended_on__isnull=True) | models.Q(is_active=False),
                violation_error_message="Somebody suspended does not sign in.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_staff(self):
        """Django's word for who may open the administration pages."""
        return may_keep_reference_data(self)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split()[0] if self.name else self.email

    def confirm(self):
        """Still works here, as of today, and may sign in."""
        self.confirmed_on, self.suspended_on, self.is_active = timezone.localdate(), None, True

    def suspend(self):
        """Stopped until somebody says that they still work here."""
        self.is_active, self.suspended_on = False, timezone.localdate()
