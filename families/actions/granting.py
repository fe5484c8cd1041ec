"""Access to a family's record for a while: cover, emergencies and rights requests write the same table."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import audit
from accounts.models import Setting, User
from accounts.rules import KEEPS_REFERENCE_DATA, REVIEWS_EMERGENCY_ACCESS
from families.models import AccessGrant, Bar, Family
from jobs.actions import write_message
from strongerfamilies.moves import MoveNotAllowed

Kind = AccessGrant.Kind


@transaction.atomic
def grant_access(family, *, user, kind, reason, by, starts_at=None, ends_at=None) -> AccessGrant:
    """Let somebody open the record from one moment to another; without an end, until `end_access`.

    The same access granted twice is granted once. Refused to somebody barred (H7).
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    starts_at = starts_at or timezone.now()
    if present := family.access_grants.filter(user=user, kind=kind).meeting(starts_at, ends_at).first():
        if (present.starts_at, present.ends_at) == (starts_at, ends_at):
            return present
        raise MoveNotAllowed(f"{user} already has access of this kind in that time.")
    if Bar.objects.now().filter(family=family, user=user).exists():
        raise MoveNotAllowed(f"{user} may not open this record.")
    grant = AccessGrant.objects.create(
        family=family, user=user, kind=kind, reason=reason, starts_at=starts_at, ends_at=ends_at, granted_by=by
    )
    audit("access.granted", family, by=by, fields=["user", "kind", "reason", "starts_at", "ends_at"])
    return grant


@transaction.atomic
def end_access(grant, *, by) -> AccessGrant:
    """From this moment on they may not open the record by it. Access that has not begun never begins."""
    grant = AccessGrant.objects.select_for_update().get(pk=grant.pk)
    now = timezone.now()
    if grant.ends_at is None or grant.ends_at > now:
        grant.ends_at = max(now, grant.starts_at)
        grant.save()
        audit("access.ended", grant.family, by=by, fields=["ends_at"])
    return grant


@transaction.atomic
def take_emergency_access(family, *, reason, by) -> AccessGrant:
    """Open a record that they may not open, for some hours, and tell those who review it. Taken twice, it is one.

    Where nobody reviews, the administrators are told, who can give somebody the role.
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    if present := family.access_grants.now().filter(user=by, kind=Kind.EMERGENCY).first():
        return present
    ends_at = timezone.now() + timedelta(hours=Setting.objects.number("emergency_access_hours"))
    grant = grant_access(family, user=by, kind=Kind.EMERGENCY, reason=reason, by=by, ends_at=ends_at)
    others = User.objects.exclude(pk=by.pk)
    reviewers = others.with_permission(REVIEWS_EMERGENCY_ACCESS) or others.with_permission(KEEPS_REFERENCE_DATA)
    for reviewer in reviewers:
        write_message("emergency-access", to=reviewer, about=grant)
    return grant


@transaction.atomic
def review_emergency_access(grant, *, finding, by) -> AccessGrant:
    """Write down what the review of an emergency access found. The first finding stands; nobody reviews their own."""
    grant = AccessGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.reviewed_at:
        return grant
    if grant.user_id == by.pk:
        raise MoveNotAllowed("Somebody else has to review your own emergency access.")
    grant.reviewed_at, grant.reviewed_by, grant.finding = timezone.now(), by, finding
    grant.save()
    audit("access.reviewed", grant.family, by=by, fields=["finding"])
    return grant


@transaction.atomic
def copy_access_log(family, *, by) -> None:
    """Members of the family are handed who opened their record."""
    audit("access_log.copied", family, by=by)
