"""A referral put to the eligibility rule: what it holds, as the rule reads it, and the answer."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from eligibility import rules
from referrals.models.evidence import Answered, ReferralEvidence
from referrals.rules import birth_standing_for, is_adult_throughout

# While nobody is added yet: someone is in the family, and nothing is known of them.
SOMEBODY = rules.Person(key="somebody", name="Somebody in the family")


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the rule was given. A decision keeps it, so that its answer can be found again."""

    programme: rules.Programme
    on: date
    people: tuple[rules.Person, ...]
    evidence: tuple[rules.Evidence, ...]
    answered_no: tuple[int, ...]

    def assess(self) -> rules.Assessment:
        """Raises rules.BadInput where something cannot be assessed (E12)."""
        people = self.people or (SOMEBODY,)
        return rules.assess(self.programme, people, self.evidence, on=self.on, answered_no=self.answered_no)

    def verified(self) -> "Case":
        """The same case, resting only on what an officer verified (E6)."""
        return replace(self, evidence=tuple(piece for piece in self.evidence if piece.verified))

    def as_json(self) -> dict:
        """The shape that `manage.py assess` reads. What nobody said is left out."""
        return {
            "programme": self.programme.code,
            "on": self.on.isoformat(),
            "answered_no": list(self.answered_no),
            "people": [_plain(person) for person in self.people],
            "evidence": [_plain(piece) for piece in self.evidence],
        }


def case_of(referral, *, on=None) -> Case:
    """The referral as the rule reads it, today unless told otherwise. Positions of evidence are those of the rows."""
    on = on or timezone.localdate()
    read_whole(referral)
    pieces = referral.evidence.all()
    return Case(
        programme=referral.programme.as_rule(),
        on=on,
        people=tuple(_person(person, _days_about(person, pieces, on)) for person in referral.people.all()),
        evidence=tuple(row.as_rule(row.subject, row.verified) for row in pieces),
        answered_no=tuple(row.problem_number for row in referral.answers.all() if row.answer == Answered.Answer.NO),
    )


def assess(referral, *, verified_only=False, on=None) -> rules.Assessment:
    """What the rule says of the referral, or of its verified evidence only."""
    case = case_of(referral, on=on)
    return (case.verified() if verified_only else case).assess()


def read_whole(referral):
    """People, evidence and answers of the referral, read once in three queries and kept on it."""
    evidence = Prefetch("evidence", ReferralEvidence.objects.select_related("indicator", "person", "checked_by"))
    prefetch_related_objects([referral], "people", evidence, "answers")


def _days_about(person, pieces, on) -> set[date]:
    """The days on which the rule asks how old somebody is."""
    return {on, *(row.observed_on for row in pieces if row.person_id == person.pk)}


def _person(person, days) -> rules.Person:
    born, role = _age_of(person, days)
    return rules.Person(
        key=person.key,
        name=person.called,
        date_of_birth=born,
        role=role,
        lives_with_family=person.lives_with_family,
        parent_or_carer=person.parent_or_carer,
        in_education_or_training=person.in_education_or_training,
        unemployed=person.unemployed,
        unborn=person.is_unborn,
    )


def _age_of(person, days) -> tuple[date | None, rules.Role | None]:
    """Date of birth, and adult or child. A told age stands for either as far as it is certain on all the days."""
    if person.date_of_birth or person.age_told is None:
        return person.date_of_birth, rules.Role(person.role) if person.role else None
    adult = is_adult_throughout(person.age_told, person.age_told_on, days)
    role = {True: rules.Role.ADULT, False: rules.Role.CHILD, None: None}[adult]
    return birth_standing_for(person.age_told, person.age_told_on, days), role


def _plain(thing) -> dict:
    """What is known of it; what nobody said is left out."""
    known = {name: value for name, value in asdict(thing).items() if value is not None and value != ""}
    return {name: _value(value) for name, value in known.items()}


def _value(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
