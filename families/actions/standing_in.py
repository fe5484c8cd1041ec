"""Who keeps contact before there is a keyworker, and who stands in for one. Both open the record meanwhile."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.actions import audit
from families.actions.granting import end_access, grant_access
from families.models import AccessGrant, Episode, Family
from families.models.periods import whole_days
from jobs.actions import write_email, write_message
from strongerfamilies.moves import MoveNotAllowed

Kind = AccessGrant.Kind


@transaction.atomic
def name_holding_worker(family, *, worker, by) -> AccessGrant:
    """Name who keeps contact until there is a keyworker; whoever did so before no longer does. Twice is once."""
    family = Family.objects.select_for_update().get(pk=family.pk)
    if family.episode.status != Episode.Status.AWAITING_ALLOCATION:
        raise MoveNotAllowed("A holding worker is named while a family awaits allocation.")
    for grant in family.access_grants.now().filter(kind=Kind.HOLDING):
        if grant.user_id == worker.pk:
            return grant
        end_access(grant, by=by)
    refuse_whom_it_would_not_open_to([family], worker)
    reason = "Keeps contact until there is a keyworker"
    grant = grant_access(family, user=worker, kind=Kind.HOLDING, reason=reason, by=by)
    write_message("family-holding", to=worker, about=family)
    return grant


@transaction.atomic
def arrange_cover(families, *, keyworker, worker, first_day, last_day, by) -> list[AccessGrant]:
    """Let a colleague stand in for a keyworker from one day to another, for some of their families, or for none.

    One refusal refuses all. The cover ends by itself, and with the family's time on the programme.
    """
    families = locked(families)
    refuse_if_no_longer_with(keyworker, families)
    if worker == keyworker:
        raise MoveNotAllowed(f"{worker} cannot stand in for themselves.")
    refuse_whom_it_would_not_open_to(families, worker)
    starts_at, ends_at = whole_days(first_day, last_day)
    theirs = AccessGrant.objects.filter(family__in=families, user=worker, kind=Kind.COVER)
    arranged = list(theirs.filter(starts_at=starts_at, ends_at=ends_at).order_by("family"))
    if len(arranged) == len(families):
        return arranged
    if theirs.meeting(starts_at, ends_at).exists():
        raise MoveNotAllowed(f"{worker} stands in at that time already, for some of these families. End that first.")
    given = {"user": worker, "kind": Kind.COVER, "starts_at": starts_at, "ends_at": ends_at, "granted_by": by}
    reason = f"Stands in for {keyworker.name}"
    grants = AccessGrant.objects.bulk_create(AccessGrant(family=one, reason=reason, **given) for one in families)
    for family in families:
        audit("access.granted", family, by=by, fields=["user", "kind", "reason", "starts_at", "ends_at"])
    tell("caseload-cover", worker, families, first_day=first_day, last_day=last_day)
    return grants


def end_standing_in(family, *, by, kinds=AccessGrant.WORK_WITH_FAMILY):
    """Nobody keeps contact or stands in any more, and whoever was to do so later never does."""
    for grant in family.access_grants.still_to_end().filter(kind__in=kinds):
        end_access(grant, by=by)


def locked(families) -> list[Family]:
    """These families, locked, always in the same order, so that two such deeds never wait for each other."""
    keys = [family.pk for family in families]
    return list(Family.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def refuse_if_no_longer_with(keyworker, families):
    theirs = set(Family.objects.held_by(keyworker).values_list("pk", flat=True))
    for family in families:
        if family.pk not in theirs:
            raise MoveNotAllowed(f"{family.reference} is no longer with {keyworker}. Nothing was changed: look again.")


def refuse_whom_it_would_not_open_to(families, worker):
    ours = Family.objects.filter(pk__in=[family.pk for family in families])
    open_to = set(ours.that_would_open_to(worker).values_list("pk", flat=True))
    for family in families:
        if family.pk not in open_to:
            raise MoveNotAllowed(f"{worker} may not open the record of {family.reference}. Nothing was changed.")


def tell(kind, user, families, **about):
    """One email about all of these families. It holds references only, as every email does."""
    context = {"references": [family.reference for family in families], "link": settings.BASE_URL + reverse("families")}
    subject, _, body = render_to_string(f"emails/{kind}.txt", {**context, **about}).partition("\n\n")
    write_email(kind, address=user.email, subject=subject.strip(), body=body)
