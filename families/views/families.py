"""The list of families, and a family's record at a glance."""

from django.shortcuts import render
from django.urls import reverse

from accounts.models import Draft
from accounts.rules import (
    may_allocate,
    may_keep_people,
    may_read_access_log,
    may_record_agreement,
    may_record_identifiers,
    may_write_notes,
    may_write_plans,
)
from families.actions.notes import DRAFT as NOTE_DRAFT
from families.forms.finding import FindForm
from families.models import Family
from families.models.lists import LISTS, settings_today
from families.rules import agree_themselves, family_agrees, next_things, taking_no_part
from families.views.door import NO_AGREEMENT, family_for
from families.views.filtering import Filters
from strongerfamilies.paging import LongListPaginator

LATEST = 3  # notes at a glance


def every(request):
    """The families this person may open: the most pressing first, or, of those that ended, the newest first."""
    chosen, listed = Filters(request, without_state="Open"), LISTS.get(request.GET.get("list"))
    rows = chosen.narrow(Family.objects.visible_to(request.user).with_present_state())
    if listed:
        rows = listed.of(rows, settings_today())
    rows = rows.order_by("-pk") if chosen.state == "ended" else rows.most_pressing_first(within=chosen.state)
    context = {
        "heading": listed.text if listed else "Families",
        "page": LongListPaginator(rows).get_page(request.GET.get("page")),
        "filters": chosen,
        "find": FindForm(),
        "nothing": "No family fits these filters." if chosen or listed else "You work with no families yet.",
        "no_agreement": NO_AGREEMENT,
    }
    return render(request, "families/every.html", context)


def overview(request, pk):
    """One family at a glance: its people, problems, what was told and agreed, who works with it, what comes next."""
    family = family_for(request, pk, why="Reading the record")
    episode, said = family.episode, family.said()
    notices = list(family.notices_given.select_related("notice", "person", "given_by"))
    doing = _may(request.user)
    context = {
        "heading": family.name,
        "caption": family.reference,
        "back_url": reverse("families"),
        "family": family,
        "episode": episode,
        "standing_in": family.access_grants.standing_in(),
        "services": family.services_at_work.now().select_related("person"),
        "worries_reported": family.worries_reported.all(),
        "members": family.members_with_home(request.user),
        "problems": family.problems_with_evidence(episode.programme),
        "accounts_told": family.accounts_told.select_related("referred_by"),
        "agreements": family.agreements.latest_of_each().with_details(),
        "notices": notices,
        "latest_notes": family.notes.newest_first().with_details()[:LATEST],
        "draft": Draft.objects.of(request.user, NOTE_DRAFT, family).first(),
        "agrees": family_agrees(said),
        "taking_no_part": taking_no_part(said),
        "may": doing,
        "next_things": next_things(
            episode.status,
            agree_themselves=agree_themselves(said),
            notice_given=any(notice.person_id for notice in notices),
            allocates=doing["allocate"],
            records_agreement=doing["record_agreement"],
            writes_plans=doing["write_plans"],
        ),
    }
    return render(request, "families/overview.html", context)


def _may(user):
    """What the page offers to this person."""
    return {
        "allocate": may_allocate(user),
        "record_agreement": may_record_agreement(user),
        "keep_people": may_keep_people(user),
        "record_identifiers": may_record_identifiers(user),
        "read_access_log": may_read_access_log(user),
        "write_plans": may_write_plans(user),
        "write_notes": may_write_notes(user),
    }
