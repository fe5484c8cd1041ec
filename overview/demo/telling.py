"""How an invented household becomes a referral, or the evidence of a record: by the deeds of referrer and officer."""

from datetime import date
from random import Random
from uuid import UUID

from accounts.models import Agency
from families.models import Answer, LawfulBasis
from overview.demo.households import Household
from referrals.actions import checking, evidence, people, writing
from referrals.models import Answered, Referral, ReferralEvidence

Found = ReferralEvidence.Found
ALL_SIX = range(1, 7)
SOURCES = {
    1: "Community safety records",
    2: "School census",
    3: "Children's services records",
    4: "Jobcentre, by telephone",
    5: "Police liaison list",
    6: "GP practice, by secure e-mail",
}
ASKED = {
    "yes": {"told": Answer.YES, "agrees_to_referral": Answer.YES, "agrees_to_sharing": Answer.YES},
    "no": {"told": Answer.YES, "agrees_to_referral": Answer.NO, "agrees_to_sharing": Answer.NO},
    "unsafe": dict.fromkeys(("told", "agrees_to_referral", "agrees_to_sharing"), Answer.NOT_ASKED),
}
# Stands for the hidden tokens of forms.
_tokens = Random(2)  # noqa: S311  # nosec B311


def token() -> UUID:
    """What a form would carry against a second click."""
    return UUID(int=_tokens.getrandbits(128), version=4)


def tell(household: Household, *, by, agreement="yes", child_at_risk=False) -> Referral:
    """Write a draft of everything that is known of a household."""
    referral = writing.start(by=by, once=token(), child_at_risk=child_at_risk)
    record_agreement(referral, by, agreement)
    writing.record_contact(
        referral,
        by=by,
        family_name=household.name,
        address_lines=household.address_lines,
        postcode=household.postcode,
        contact_phone=household.phone,
        contact_safely="Text first; mornings after nine are best.",
    )
    writing.record_account(referral, by=by, account=account_of(household))
    members = [people.add_person(referral, by=by, once=token(), **told) for told in household.members]
    for piece in household.pieces:
        record(piece, referral, members, by)
    for number in set(ALL_SIX) - set(household.problems):
        evidence.answer_problem(referral, number, Answered.Answer.NO, by=by)
    return Referral.objects.get(pk=referral.pk)


def record_agreement(referral, by, agreement):
    """Told, agreed and shared; or the lawful basis where the family said no or could not be asked (H16)."""
    agencies = Agency.objects.sharing_data()
    writing.record_agreement(referral, by=by, shared_with=agencies if agreement == "yes" else (), **ASKED[agreement])
    if agreement != "yes":
        why = "He listens in on every call." if agreement == "unsafe" else ""
        basis = {"lawful_basis": LawfulBasis.PUBLIC_TASK, "authorised_by": "Designated safeguarding lead"}
        writing.record_lawful_basis(referral, by=by, why_not_asked=why, **basis)


def record(piece, referral, members, by):
    """One fact, under the indicator that the programme asks about."""
    asked = referral.programme.indicators.select_related("indicator", "problem").get(indicator__code=piece.code)
    fact = {"observed_on": piece.seen_on, "value": piece.value, "note": piece.note}
    about = None if piece.member is None else members[piece.member]
    return evidence.add_evidence(referral, asked, by=by, once=token(), person=about, **fact)


def account_of(household: Household) -> str:
    mother = household.members[0]["given_name"]
    children = [member["given_name"] for member in household.members if member["role"] == "child"]
    return f"{mother} asked for help with {' and '.join(children[:2])}. She would like one person to talk to."


def verify(referral, *, by, on: date, found=Found.VERIFIED, only=ALL_SIX):
    """An officer checks each piece of evidence under these problems."""
    for piece in referral.evidence.filter(problem_number__in=only):
        confirmation = {}
        if piece.problem_number == 6 and found == Found.VERIFIED:
            confirmation = {
                "confirmed_by": "Dr P. Invented",
                "confirmed_role": "General practitioner",
                "confirmed_on": on,
                "role_fits": True,
            }
        source = SOURCES[piece.problem_number]
        checking.check_piece(piece, by=by, found=found, check_source=source, checked_on=on, **confirmation)
