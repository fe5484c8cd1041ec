"""Opening a family's record from what a referral told."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, PrivacyNotice
from families.actions import AgreementTold, Contact
from families.models import Address, Answer, Episode, Family, Residence
from tests.accounts.factories import AgencyFactory, UserFactory
from tests.families.factories import REFUSED, FamilyFactory, child, fact, mother, told

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def test_the_people_become_members_with_all_that_was_told_of_them():
    robin = child(known_as="Bobby", sex="male", in_education_or_training=True, unemployed=None)
    family = FamilyFactory(people=[mother(), robin, told(due_on=TODAY() + timedelta(days=90))])
    names = [str(member.person) for member in family.members()]
    assert names[:2] == ["Petra Sample", "Robin Sample"]
    assert names[2].startswith("Baby due ")
    copied = family.members()[1]
    assert (copied.person.known_as, copied.person.sex, copied.person.in_education_or_training) == (
        "Bobby",
        "male",
        True,
    )
    assert copied.person.unemployed is None
    assert (copied.lives_with_family, copied.parent_or_carer) == (True, None)


def test_only_those_said_to_live_with_the_family_get_its_address():
    people = [mother(), child(lives_with_family=None), child(lives_with_family=False)]
    people.append(told(due_on=TODAY(), lives_with_family=True))
    family = FamilyFactory(people=people)
    home = Residence.objects.get()
    assert home.person == family.members()[0].person
    assert str(home.address) == "1 Invented Lane, M99 1ZZ"


def test_without_an_address_nobody_gets_a_home():
    FamilyFactory(contact=Contact(phone="07700 900123"))
    assert not Address.objects.exists()


def test_evidence_keeps_its_provenance_and_what_the_check_found():
    officer, petra = UserFactory(), mother()
    checked = {"found": "verified", "check_source": "School census", "checked_on": TODAY(), "checked_by": officer}
    family = FamilyFactory(
        people=[petra],
        evidence=[
            fact("P3.1", person=petra, note="As told", **checked, confirmed_by="Dr Sample", confirmed_role="GP"),
            fact(),
        ],
        origin="R-000777",
    )
    verified, unchecked = family.evidence.order_by("pk")
    assert (verified.person, verified.origin, verified.note) == (family.members()[0].person, "R-000777", "As told")
    assert (verified.verified, verified.verified_source, verified.verified_by) == (True, "School census", officer)
    assert (verified.confirmed_by, verified.confirmed_role) == ("Dr Sample", "GP")
    assert (unchecked.person, unchecked.verified, unchecked.check_in_words) == (None, None, "Not checked")


def test_evidence_of_domestic_abuse_is_withheld_from_the_family_h1():
    family = FamilyFactory(evidence=[fact("P5.1"), fact("P3.1")])
    assert [(row.problem_number, row.withheld) for row in family.evidence.all()] == [(3, False), (5, True)]


def test_the_referrers_account_is_copied():
    account = FamilyFactory(account="<b>Loud</b> nights", origin="R-000042").accounts_told.get()
    assert (account.text, account.origin, account.referred_on) == ("<b>Loud</b> nights", "R-000042", TODAY())


def test_what_the_family_agreed_to_is_kept_as_the_referrers_word():
    agency, referrer = AgencyFactory(name="Quarry Lane"), UserFactory(name="Rita Referrer")
    agreement = AgreementTold(to_support=Answer.YES, to_sharing=Answer.YES, shared_with=[agency], who_was_asked="Petra")
    row = FamilyFactory(agreement=agreement, agency=agency, referred_by=referrer).agreements.get()
    assert (row.person, row.told_by, row.who_was_asked) == (None, "Rita Referrer, Quarry Lane", "Petra")
    assert list(row.shared_with.all()) == [agency]


def test_a_notice_given_by_the_referrer_is_kept_with_its_version():
    notice = PrivacyNotice.objects.create(version="t-1", in_use_from=date(2026, 1, 1), text="We keep this.")
    given = FamilyFactory(notice=notice).notices_given.get()
    assert (given.notice, given.person, given.given_on) == (notice, None, TODAY())
    assert not FamilyFactory().notices_given.exists()


def test_a_family_that_agrees_waits_for_a_keyworker_and_another_is_to_be_asked():
    assert FamilyFactory().episode.status == Episode.Status.AWAITING_ALLOCATION
    assert FamilyFactory(agreement=REFUSED).episode.status == Episode.Status.ACCEPTED


def test_opening_leaves_an_audit_line():
    family = FamilyFactory()
    line = AuditEvent.objects.about(family).get()
    assert (line.deed, line.reference) == ("family.opened", family.reference)


@pytest.mark.django_db(transaction=True)
def test_when_the_audit_line_cannot_be_written_nothing_is_saved(broken_audit):
    with broken_audit() as error, pytest.raises(error):
        FamilyFactory()
    assert not Family.objects.exists()
    assert not Address.objects.exists()
