"""The writes of the room: lines of the trails, roles, notices, and who may sign in."""

from datetime import date
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import AccessEvent, Agency, AuditEvent, Draft, PrivacyNotice, Setting, Team, User
from accounts.rules import ADMINISTRATOR, ROLES

REFERENCE = Path(__file__).parent / "reference"


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
    (line,) = opened_together(request, [record], working_with=working_with, why=why)
    return line


def opened_together(request, records, *, working_with, why=""):
    """The same of a page that shows several records: a line for each, in one query."""
    lines = [
        AccessEvent(
            by=request.user,
            record=record._meta.label_lower,
            record_id=record.pk,
            reference=getattr(record, "reference", ""),
            page=request.resolver_match.view_name,
            why=why,
            working_with=working_with,
        )
        for record in records
    ]
    return AccessEvent.objects.bulk_create(lines)


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
def add_agency(*, name, by, teams=(), **about):
    """An organisation with its teams. `by` is None where the command line adds it."""
    agency = Agency.objects.create(name=name, **about)
    Team.objects.bulk_create(Team(agency=agency, name=team) for team in teams)
    audit("agency.created", agency, by=by, fields=["name", *about, *(["team.name"] if teams else [])])
    return agency


@transaction.atomic
def add_user(*, email, name, roles, by, password=None, **about):
    """Somebody who signs in: by code, unless they get a password. `by` is None where the command line adds them."""
    user = User.objects.create_user(email, password, name=name, **about)
    user.groups.set(Group.objects.filter(name__in=[role.name for role in roles]))
    audit("user.created", user, by=by, fields=["email", "name", "groups", *about])
    return user


def create_administrator(*, email, name, password):
    """The first person of an installation; everyone else is added by them in the administration pages."""
    return add_user(email=email, name=name, password=password, roles=[ADMINISTRATOR], by=None)


@transaction.atomic
def let_sign_in(user, *, is_active, by):
    """Let someone sign in, or stop them from this moment on: an open session ends with its next page.

    Either ends a suspension: who is let in is confirmed by that, who is stopped can no longer be confirmed.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active == is_active and not user.suspended_on:
        return user
    if is_active:
        user.confirm()
    else:
        user.is_active, user.suspended_on = False, None
        end_sessions([user])
    user.save(update_fields=["is_active", "confirmed_on", "suspended_on"])
    audit("user.changed", user, by=by, fields=["is_active"])
    return user


@transaction.atomic
def confirm(people, *, by):
    """These still work where they did, and may sign in for the next months, the suspended again (H24).

    Somebody who was stopped for good meanwhile stays stopped. Confirming twice on a day leaves one line.
    """
    found = User.objects.present().filter(pk__in=[person.pk for person in people])
    for person in found.exclude(confirmed_on=timezone.localdate()).select_for_update().order_by("pk"):
        person.confirm()
        person.save(update_fields=["is_active", "confirmed_on", "suspended_on"])
        audit("user.confirmed", person, by=by, fields=["confirmed_on"])


@transaction.atomic
def suspend_unconfirmed() -> int:
    """Stop everybody whom nobody confirmed in time (H24), and return how many. Their roles and work stay theirs."""
    overdue = User.objects.to_suspend(Setting.objects.number("confirm_months"))
    people = list(overdue.select_for_update(of=["self"]).order_by("pk"))
    for person in people:
        person.suspend()
        person.save(update_fields=["is_active", "suspended_on"])
        audit("user.suspended", person, by=None, fields=["is_active", "suspended_on"])
    if people:
        end_sessions(people)
    return len(people)


def end_sessions(people):
    """Take away every session that one of these has open, so that none comes to life again with the account."""
    theirs = {str(person.pk) for person in people}
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) in theirs:
            session.delete()


@transaction.atomic
def remove_second_factor(user, *, by):
    """For someone who lost their telephone: they sign in without it once, and may set up a new one."""
    if Authenticator.objects.filter(user=user).delete()[0]:
        audit("user.second-factor-removed", user, by=by)


def keep_draft(form, record, *, by, typed) -> Draft:
    """Keep what somebody typed into a form about a record, in place of what they typed before.

    `typed` is as `Draft.typed` has it. The database keeps no NUL character.
    """
    typed = {name.replace("\0", ""): [value.replace("\0", "") for value in values] for name, values in typed.items()}
    draft, _ = Draft.objects.update_or_create(
        user=by,
        form=form,
        record=record._meta.label_lower,
        record_id=record.pk,
        defaults={"typed": typed, "saved_at": timezone.now()},
    )
    return draft


def throw_away_draft(form, record, *, by):
    """Saved for good, or not wanted any more. None there is well."""
    Draft.objects.of(by, form, record).delete()


def clear_old_drafts() -> int:
    """Take away the drafts that nobody touched for as long as the setting says."""
    untouched = Draft.objects.older_than(int(Setting.objects.value("draft_days")))
    return untouched.delete()[0]


@transaction.atomic
def load_notice(*, version, language, in_use_from, text):
    """Offer a version of the privacy notice. One that is there already is never edited."""
    notice, _ = PrivacyNotice.objects.get_or_create(
        version=version, language=language, defaults={"in_use_from": in_use_from, "text": text}
    )
    return notice


def load_notices():
    """Offer every notice of `reference/`: lines of what it is, an empty line, then the text."""
    for path in sorted(REFERENCE.glob("privacy-notice-*.md")):
        head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
        about = dict(line.split(": ", 1) for line in head.splitlines())
        load_notice(
            version=about["Version"],
            language=path.stem.rpartition("-")[2],
            in_use_from=date.fromisoformat(about["In use from"]),
            text=text.strip(),
        )
