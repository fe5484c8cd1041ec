"""What the spreadsheet tells, held against what this installation knows already."""

from accounts.rules import may_hold_families
from families.caseload.columns import EVIDENCE, FAMILIES, PEOPLE
from families.models import Allocation, ExternalReference, Family, Membership, PersonIdentifier

FORMER_SYSTEM = "Former system"


def check_against_record(caseload, *, programme):
    """Add a problem for each cell that does not fit the record. A fixed number of queries a kind of number."""
    _keyworkers(caseload)
    _loaded_before(caseload)
    _indicators(caseload, programme)
    _numbers(caseload)


def keyworkers() -> dict:
    """Everyone who may hold families, by email."""
    return {user.email: user for user in Allocation.objects.possible_keyworkers() if may_hold_families(user)}


def _keyworkers(caseload):
    known = keyworkers()
    for old, family in caseload.families.items():
        if family.get("keyworker", "") and family["keyworker"] not in known:
            text = f"Nobody who may hold families here signs in as {family['keyworker']}."
            caseload.refuse(FAMILIES, family, "keyworker", text, old=old)


def _loaded_before(caseload):
    rows = ExternalReference.objects.now().filter(other_system=FORMER_SYSTEM, family__isnull=False)
    here = {row.reference: row.family for row in rows.select_related("family") if row.reference in caseload.families}
    for old, family in here.items():
        text = f"This family is on the record already: {family.reference}."
        caseload.refuse(FAMILIES, caseload.families[old], "old", text, old=old)


def _indicators(caseload, programme):
    asked = programme.as_rule().by_code
    for old, family in caseload.families.items():
        for row in family["evidence"]:
            code = row.get("indicator")
            if code and code not in asked:
                text = f"“{code}” is not an indicator of {programme}."
                caseload.refuse(EVIDENCE, row, "indicator", text, old=old)
            elif code and asked[code].subject == "family" and "person" in row:
                caseload.refuse(EVIDENCE, row, "person", "This indicator is about the whole family.", old=old)
            elif code and asked[code].subject not in ("family", "any") and "person" not in row:
                caseload.refuse(EVIDENCE, row, "person", "This indicator is about one person.", old=old)


def _numbers(caseload):
    """A number stands for one person: twice in the spreadsheet, or on the record already, it keeps the family out."""
    told = {}
    for old, family in caseload.families.items():
        for person in family["people"]:
            for kind, number in person["numbers"].items():
                if other := told.setdefault((kind, number), person) is not person:
                    other = told[kind, number]
                    text = f"This number stands in row {other['row']} too."
                    caseload.refuse(PEOPLE, person, kind, text, old=old)
                elif PersonIdentifier.objects.standing_for(kind, number).exists():
                    text = "This number belongs to somebody on the record already."
                    caseload.refuse(PEOPLE, person, kind, text, old=old)


def perhaps_here_already(caseload, *, user) -> list[dict]:
    """Families of which a person has the name and date of birth of somebody of whom this user may know (H6)."""
    told = {}
    for old, family in caseload.families.items():
        for person in family["people"]:
            if person.get("date_of_birth"):
                told.setdefault(_name_and_birth(person["date_of_birth"], person), old)
    births = {birth for birth, *_ in told}
    people = Family.objects.people_known_to(user).filter(date_of_birth__in=births)
    members = (
        Membership.objects.filter(family__in=Family.objects.visible_to(user), person__in=people.values("pk"))
        .select_related("family", "person")
        .order_by("family", "pk")
    )
    found = {}
    for member in members:
        old = told.get(_name_and_birth(member.person.date_of_birth.isoformat(), vars(member.person)))
        if old:
            found.setdefault((old, member.family), str(member.person))
    return [
        {"old": old, "reference": family.reference, "pk": family.pk, "person": person}
        for (old, family), person in found.items()
    ]


def _name_and_birth(birth, names):
    return birth, names.get("given_name", "").casefold(), names.get("family_name", "").casefold()
