"""The writes of the room: lines of the trails, roles, and first accounts."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from accounts.models import AccessEvent, AuditEvent, PrivacyNotice, User
from accounts.rules import ADMINISTRATOR, ROLES


def audit(deed, record, *, by, fields=()):
    """Write the deed into the trail, inside the caller's transaction. `fields` are names, never values."""
    return AuditEvent.objects.create(
        deed=deed,
        by=by,
        record=record._meta.label_lower,
        record_id=record.pk,
        reference=getattr(record, "reference", ""),
        fields=sorted(fields),
    )


def opened(request, record, *, working_with, why=""):
    """Write who opened which page of a record. Called by the record's one door, after it let the person in."""
    return AccessEvent.objects.create(
        by=request.user,
        record=record._meta.label_lower,
        record_id=record.pk,
        reference=getattr(record, "reference", ""),
        page=request.resolver_match.view_name,
        why=why,
        working_with=working_with,
    )


@transaction.atomic
def load_roles():
    """Make every role a group with exactly its permissions. Doing it again changes nothing."""
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        wanted = Q()
        for permission in role.permissions:
            app, codename = permission.split(".")
            wanted |= Q(content_type__app_label=app, codename=codename)
        group.permissions.set(Permission.objects.filter(wanted))


@transaction.atomic
def create_administrator(*, email, name, password):
    """The first person of an installation; everyone else is added by them in the administration pages."""
    user = User.objects.create_user(email, password, name=name)
    user.groups.add(Group.objects.get(name=ADMINISTRATOR.name))
    audit("user.created", user, by=None, fields=["email", "name", "groups"])
    return user


@transaction.atomic
def load_notice(*, version, language, in_use_from, text):
    """Offer a version of the privacy notice. One that is there already is never edited."""
    return PrivacyNotice.objects.get_or_create(
        version=version, language=language, defaults={"in_use_from": in_use_from, "text": text}
    )
