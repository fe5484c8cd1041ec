"""The data that the test matrix is asked about, made once: a person of every role, and four records of each kind.

A family, and a referral, is their own (the keyworker's, of the manager's team; the practitioner's, of the lead's
agency), somebody else's, restricted to the manager, or closed. Each family has one of everything that has an address.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import uuid4

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts import rules
from eligibility.models import Indicator, Reason
from families import models as record
from families.actions import close, grant_access, restrict, take_emergency_access
from families.actions.documents import add_document
from plans.actions import begin_start
from referrals.actions import deciding
from tests.accounts.factories import UserFactory
from tests.plans.factories import a_family, a_plan
from tests.referrals.checks import under_check, verified
from tests.referrals.factories import a_sent_referral

RECORDS = ("own", "other", "restricted", "closed")
KINDS_OF_NUMBER, THEME, DEED, GROUP, CODE, PROBLEM = "nhs", "names", "pause", "housing", "P3.1", 3


@dataclass
class World:
    """`users` by role; `families` and `referrals` by kind of record, each with what its addresses need.

    `things` are what the addresses of pages without such a record need, by the name of the page.
    """

    users: dict = field(default_factory=dict)
    families: dict = field(default_factory=dict)
    referrals: dict = field(default_factory=dict)
    things: dict = field(default_factory=dict)


def make_world() -> World:
    users = _users()
    world = World(users=users)
    with time_machine.travel(timezone.now() - timedelta(days=30), tick=False):
        closed = a_family(users["keyworker"])
        world.families["closed"] = _parts_of(closed, users["keyworker"])
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=False):
        _close(closed, by=users["officer"])
    world.families["own"] = _parts_of(a_family(users["keyworker"]), users["keyworker"])
    other = UserFactory(role=rules.KEYWORKER)
    world.families["other"] = _parts_of(a_family(other), other)
    hidden = a_family(users["keyworker"])
    world.families["restricted"] = _parts_of(hidden, users["keyworker"])
    restriction = restrict(hidden, reason="Kin", people=[users["manager"]], by=users["manager"])
    world.families["restricted"]["named"] = restriction.named.get().pk
    world.referrals = _referrals(users)
    world.things = _things(users, hidden)
    return world


def _users():
    keyworker = UserFactory(role=rules.KEYWORKER)
    practitioner = UserFactory(role=rules.PRACTITIONER)
    return {
        "practitioner": practitioner,
        "lead": UserFactory(role=rules.AGENCY_LEAD, agency=practitioner.agency),
        "officer": UserFactory(role=rules.PERFORMANCE_OFFICER),
        "keyworker": keyworker,
        "manager": UserFactory(role=rules.TEAM_MANAGER, agency=keyworker.agency, team=keyworker.team),
        "governance": UserFactory(role=rules.INFORMATION_GOVERNANCE_OFFICER),
        "refuge": UserFactory(role=rules.REFUGE_LEAD),
        "administrator": UserFactory(role=rules.ADMINISTRATOR),
    }


def _parts_of(family, keyworker):
    """One of everything on the record, by the name it has in an address."""
    today, by = timezone.localdate(), {"recorded_by": keyworker, "once": uuid4()}
    ada, bert = family.people.get(given_name="Ada"), family.people.get(given_name="Bert")
    plan = a_plan(family, by=keyworker)
    begin_start(family, by=keyworker)
    of_family = {"family": family, **by}
    return {
        "pk": family.pk,
        "person": ada.pk,
        "kind": KINDS_OF_NUMBER,
        "theme": THEME,
        "deed": DEED,
        "number": PROBLEM,
        "slug": GROUP,
        "code": CODE,
        "target": plan.targets.get().pk,
        "way": record.ContactWay.objects.create(person=ada, kind="phone", value="07700 900123").pk,
        "baby": _unborn_in(family),
        "home": ada.residences.get().pk,
        "person-reference": _reference(person=ada),
        "family-reference": _reference(family=family),
        "relationship": record.Relationship.objects.create(person=ada, kind="partner", relative=bert, **by).pk,
        "piece": record.Evidence.objects.create(
            family=family,
            indicator=Indicator.objects.get(code=CODE),
            problem_number=PROBLEM,
            observed_on=today,
            recorded_by=keyworker,
        ).pk,
        "order": record.LegalOrder.objects.create(kind="bail", forbids="Going near the house", **of_family).pk,
        "warning": _warning(of_family, today),
        "note": record.Note.objects.create(
            family=family, kind="office", happened_on=today, text="Rang.", written_by=keyworker, once=uuid4()
        ).pk,
        "service": record.ServiceAtWork.objects.create(service="School nurse", **of_family).pk,
        "asked": record.ServiceRequest.objects.create(
            family=family, service="Debt advice", what_for="Rent", asked_by=keyworker, once=uuid4()
        ).pk,
        "member": record.TeamMember.objects.create(
            family=family, name="Wanda", agency_name="Debt advice", role="Adviser", added_by=keyworker, once=uuid4()
        ).pk,
        "bar": record.Bar.objects.create(family=family, user=UserFactory(), reason="Kin", placed_by=keyworker).pk,
        "grant": grant_access(
            family, user=UserFactory(role=rules.KEYWORKER), kind="cover", reason="Holidays", by=keyworker
        ).pk,
        "named": 0,
        "other": bert.pk,
        "link": record.PersonLink.objects.create(
            person=ada, other=record.Person.objects.create(given_name="Ada"), status="linked", decided_by=keyworker
        ).pk,
        "objection": record.Objection.objects.create(person=ada, scope="all", how="in person", **of_family).pk,
        "held": record.Hold.objects.create(
            family=family, why="A claim", review_on=today, placed_by=keyworker, once=uuid4()
        ).pk,
        "document": add_document(
            family,
            upload=SimpleUploadedFile("letter.pdf", b"%PDF-1.7 Dear Ms Sample"),
            title="Letter",
            kind="letter",
            by=keyworker,
            once=uuid4(),
        ).pk,
        "moved": record.MovedAway.objects.create(
            episode=family.episode, moved_on=today, receiving_council="Brookton", contact="Team", recorded_by=keyworker
        ).pk,
    }


def _things(users, hidden):
    officer, keyworker = users["officer"], users["keyworker"]
    programme = hidden.episode.programme
    told = '{"families": [], "problems": [], "alike": []}'
    batch = record.CaseloadBatch.objects.create(
        file_name="caseload.xlsx", programme=programme, uploaded_by=officer, contents=told
    )
    emergency = take_emergency_access(hidden, reason="A child is missing.", by=UserFactory(role=rules.KEYWORKER))
    of_batch = ("caseload", "caseload-problems", "caseload-load", "caseload-give-up", "caseload-take-out")
    return {
        **{page: {"pk": batch.pk} for page in of_batch},
        **{page: {"giver": keyworker.pk} for page in ("hand-over", "caseload-cover")},
        "access-review-of": {"pk": emergency.pk},
        "leaver": {"pk": keyworker.pk},
        "protected-end": {"pk": 0},
        "families-found": {"token": "x"},
    }


def _unborn_in(family):
    baby = record.Person.objects.create(due_on=timezone.localdate() + timedelta(days=60))
    record.Membership.objects.create(family=family, person=baby)
    return baby.pk


def _reference(**whose):
    return record.ExternalReference.objects.create(system="caf", reference="CAF-1", **whose).pk


def _warning(of_family, today):
    informed = {"manager": "Mona", "informed_by": "Kit", "informed_on": today}
    said = {"safety_of": "workers", "text": "Go in twos", "reason": "A dog", "told": True}
    return record.SafetyWarning.objects.create(review_on=today + timedelta(days=30), **said, **informed, **of_family).pk


def _close(family, *, by):
    reason = Reason.objects.offered(Reason.Kind.CLOSED)[0]
    close(family, reason=reason, ended_on=timezone.localdate(), by=by)


def _referrals(users):
    """The restricted one was accepted, and the family's record restricted since. The closed one was returned."""
    officer, practitioner = users["officer"], users["practitioner"]
    accepted = deciding.accept(verified(by=officer), by=officer)
    restrict(accepted.family, reason="Kin", people=[users["manager"]], by=users["manager"])
    reason = Reason.objects.offered(Reason.Kind.RETURNED)[0]
    returned = under_check(by=officer, referral=a_sent_referral(by=practitioner))
    deciding.return_to_referrer(returned, reason=reason, explanation="Too few problems.", by=officer)
    referrals = {"own": a_sent_referral(by=practitioner), "other": a_sent_referral()}
    referrals |= {"restricted": accepted, "closed": returned}
    return {kind: _parts_of_referral(referral) for kind, referral in referrals.items()}


def _parts_of_referral(referral):
    return {
        "pk": referral.pk,
        "person_pk": referral.people.first().pk,
        "piece_pk": referral.evidence.first().pk,
        "number": 2,
        "code": "P2.1",
    }
