"""Every kind of happening in a family's chronology, room by room. A new table joins by one entry here.

What is for workers only never stands on paper that the family is handed (H1).
"""

from functools import partial

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from families.models import (
    Agreement,
    Allocation,
    Answer,
    AskedToJoin,
    Disclosure,
    EpisodeMove,
    Evidence,
    FamilyDocument,
    FamilySplit,
    Hold,
    LegalOrder,
    Membership,
    Note,
    NoticeGiven,
    Objection,
    Person,
    ReferrersAccount,
    SafetyWarning,
    ServiceAtWork,
    ServiceRequest,
    SocialCareStep,
    StartMeasure,
    TeamMember,
    WorryReported,
)
from overview.chronology.source import Source, as_marked, labelled, their_own, their_own_as_marked, workers_only
from plans.models import Plan, PlanAgreement, ProgressCollection, Target

KINDS = {
    "people": "People and homes",
    "evidence": "Evidence",
    "notes": "Notes",
    "agreement": "Agreement and sharing",
    "programme": "On the programme",
    "workers": "Who works with them",
    "services": "Services",
    "plan": "Plan and progress",
    "documents": "Documents",
    "safety": "Orders and safety",
}


def said(*parts):
    """Words and columns put together."""
    words = [Value(part) if isinstance(part, str) else part for part in parts]
    return Concat(*words, output_field=models.TextField())


def of_family(model, lookup="family", **also):
    return lambda family, user: model.objects.filter(**{lookup: family}, **also)


def people(family, user):
    return Person.objects.filter(pk__in=family.memberships.values("person"), linked_to=None)


def homes(family, user):
    """Where its people lived while they belonged to it, but for homes of a record that is closed to the user."""
    belonged = family.memberships.filter(Q(left_on=None) | Q(left_on__gt=OuterRef("starts_on")))
    theirs = family.homes_shown_to(user).filter(person__in=family.memberships.values("person"))  # by the index
    return theirs.filter(Exists(belonged.filter(person=OuterRef("person"))))


def as_marked_target(rows, readers):
    return rows.filter(withheld_from_all=False).exclude(pk__in=rows.filter(withheld_from__in=readers).values("pk"))


# What the sources of one table have in common.
MEMBER = partial(Source, kind="people", rows=of_family(Membership, person__linked_to=None), about="person")
PERSON = partial(Source, kind="people", rows=people, about="id")
HOME = partial(
    Source, kind="people", rows=homes, about="person", known=their_own_as_marked, told_in_full=False,
    narrative=said(F("address__lines"), " ", F("address__postcode")),
)  # fmt: skip
FACT = partial(
    Source, kind="evidence", rows=of_family(Evidence), about="person", by="recorded_by__name", known=as_marked,
    told_in_full=False, narrative=said(F("note"), " (", F("origin"), ")"),
)  # fmt: skip
ORDER = partial(
    Source, kind="safety", rows=of_family(LegalOrder), about="protected", by="recorded_by__name", known=as_marked
)
TEAM = partial(Source, kind="workers", rows=of_family(TeamMember), known=as_marked)
AT_WORK = partial(Source, kind="services", rows=of_family(ServiceAtWork), about="person", known=as_marked)
REQUEST = partial(Source, kind="services", rows=of_family(ServiceRequest), about="people", known=as_marked)
KEYWORKER = partial(Source, kind="workers", rows=of_family(Allocation, never_held=False))
FOR_WORKERS = partial(Source, known=workers_only, by="recorded_by__name")
PROGRESS = partial(Source, kind="plan", rows=of_family(ProgressCollection), by="begun_by__name")

ORDER_NAME = labelled("kind", LegalOrder.Kind.choices)
TEAM_NAME = said(F("role"), ": ", F("name"), F("user__name"))

SOURCES = (
    MEMBER(day="joined_on", headline="Joined the family"),
    MEMBER(day="left_on", headline="Left the family"),
    PERSON(day="date_of_birth", headline="Born"),
    PERSON(day="died_on", headline="Died"),
    PERSON(day="lost_on", headline="A pregnancy was lost", known=workers_only),
    HOME(day="starts_on", headline="Moved in"),
    HOME(day="ends_on", headline="Moved out"),
    FACT(day="since", headline=said("Since this day: ", F("indicator__label"))),
    FACT(day="observed_on", headline=F("indicator__label")),
    FACT(day="ended_on", headline=said("Ended: ", F("indicator__label"))),
    Source(
        kind="notes", rows=of_family(Note), day="happened_on", clock="happened_at", about="about",
        headline=labelled("kind", Note.Kind.choices), narrative=F("text"), by="written_by__name", known=as_marked,
    ),
    Source(
        kind="agreement", rows=of_family(Agreement, person__isnull=False), day="asked_on", about="person",
        headline="Asked for agreement", known=their_own, by="recorded_by__name",
        narrative=said("Work with us: ", labelled("to_support", Answer.choices),
                       ". Sharing: ", labelled("to_sharing", Answer.choices)),
    ),
    Source(
        kind="agreement", rows=of_family(NoticeGiven), day="given_on", about="person",
        headline=said("Privacy notice given: ", F("notice__version")), narrative=F("how"), by="given_by__name",
    ),
    Source(
        kind="agreement", rows=of_family(Objection), day="made_on", about="person", known=their_own,
        headline=said("Objected: ", labelled("scope", Objection.Scope.choices)), narrative=F("words"),
        by="recorded_by__name",
    ),
    FOR_WORKERS(
        kind="agreement", rows=of_family(Disclosure), day="made_on", about="about",
        headline=said("Given to ", F("to_whom")), narrative=said(F("what"), ". ", F("why")),
    ),
    FOR_WORKERS(
        kind="agreement", rows=of_family(Hold), day="starts_on", about="person", headline="Held back from disposal",
        narrative=F("why"), by="placed_by__name",
    ),
    FOR_WORKERS(
        kind="programme", rows=of_family(ReferrersAccount), day="referred_on", by="referred_by__name",
        headline=said("Referred by ", F("agency_name")), narrative=F("text"),
    ),
    Source(
        kind="programme", rows=of_family(EpisodeMove, "episode__family"), day="on", by="by__name", told_in_full=False,
        headline=labelled("status", EpisodeMove._meta.get_field("status").choices), narrative=F("note"),
    ),
    FOR_WORKERS(
        kind="programme", rows=of_family(AskedToJoin, "episode__family"), day="asked_on", headline="Asked to join",
        narrative=said("Asked: ", F("who_was_asked")), by="asked_by",
    ),
    FOR_WORKERS(
        kind="programme", rows=of_family(SocialCareStep, "episode__family"), day="stepped_on", narrative=F("why"),
        headline=said("Social care: ", labelled("direction", SocialCareStep.Direction.choices)),
    ),
    FOR_WORKERS(
        kind="programme", rows=of_family(FamilySplit), day="split_on", by="split_by__name",
        headline="Some members moved to a record of their own",
    ),
    FOR_WORKERS(
        kind="programme", rows=of_family(StartMeasure, "episode__family"), day="measured_on",
        headline=said("Measured at the start: ", F("problem__headline")), narrative=F("measure"),
    ),
    KEYWORKER(day="starts_on", headline=said("Keyworker: ", F("keyworker__name"))),
    KEYWORKER(day="ends_on", headline=said("No longer keyworker: ", F("keyworker__name"))),
    TEAM(day="starts_on", headline=said("Joined the team: ", TEAM_NAME)),
    TEAM(day="ends_on", headline=said("Left the team: ", TEAM_NAME)),
    AT_WORK(day="starts_on", headline=said("Began to work with them: ", F("service"))),
    AT_WORK(day="ends_on", headline=said("Stopped working with them: ", F("service"))),
    REQUEST(day="asked_on", headline=said("Service asked for: ", F("service")), narrative=F("what_for")),
    REQUEST(day="started_on", headline=said("Service started: ", F("service"))),
    REQUEST(day="closed_on", headline=said("Service ended: ", F("service")), narrative=F("why"), told_in_full=False),
    Source(kind="plan", rows=of_family(Plan), day="started_on", headline="Plan begun", by="started_by__name"),
    Source(kind="plan", rows=of_family(Plan), day="shared_on", headline="Plan shared with the family"),
    Source(
        kind="plan", rows=of_family(PlanAgreement, "plan__family"), day="agreed_on", headline="Plan agreed",
        about="people", by="recorded_by__name",
    ),
    Source(
        kind="plan", rows=of_family(Target, "plan__family"), day="set_on", headline=said("Target set: ", F("specific")),
        about="involved", by="set_by__name", known=as_marked_target,
    ),
    PROGRESS(day="begun_on", headline=said(labelled("stage", ProgressCollection.Stage.choices), " progress begun")),
    PROGRESS(day="recorded_on", headline=said(labelled("stage", ProgressCollection.Stage.choices), " progress done")),
    Source(
        kind="documents", rows=of_family(FamilyDocument, wrong_on=None), day="added_at", about="about",
        headline=said("Document added: ", F("title")), by="added_by__name", known=as_marked,
    ),
    Source(
        kind="documents", rows=of_family(FamilyDocument, wrong_on=None), day="dated_on", about="about",
        headline=said("Date of a document: ", F("title")), known=as_marked,
    ),
    ORDER(day="starts_on", headline=said("Order begins: ", ORDER_NAME), narrative=F("forbids")),
    ORDER(day="ends_on", headline=said("Order ends: ", ORDER_NAME)),
    ORDER(day="ended_early_on", headline=said("Order ended early: ", ORDER_NAME), narrative=F("ended_because")),
    FOR_WORKERS(
        kind="safety", rows=of_family(SafetyWarning), day="recorded_on", about="person",
        headline=said("Safety warning: ", F("text")), narrative=F("reason"),
    ),
    FOR_WORKERS(
        kind="safety", rows=of_family(WorryReported), day="reported_on",
        headline=said("Worry about a child reported to ", F("reported_to")), by="reported_by",
    ),
)  # fmt: skip
