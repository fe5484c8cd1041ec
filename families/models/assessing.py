"""Facts put to the eligibility rule: a case as the rule reads it, and what a family's record says today.

A referral makes its own cases of the same shape.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone

from eligibility import rules
from eligibility.told import birth_standing_for, is_adult_throughout

# While nobody is added yet: someone is in the family, and nothing is known of them.
SOMEBODY = rules.Person(key="somebody", name="Somebody in the family")


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the rule was given. A decision keeps it, so that its answer can be found again."""

    programme: rules.Programme
    on: date
    people: tuple[rules.Person, ...]
    evidence: tuple[rules.Evidence, ...]
    answered_no: tuple[int, ...] = ()

    def assess(self) -> rules.Assessment:
        """Raises rules.BadInput where something cannot be assessed (E12)."""
        people = self.people or (SOMEBODY,)
        return rules.assess(self.programme, people, self.evidence, on=self.on, answered_no=self.answered_no)

    def verified(self) -> "Case":
        """The same case, resting only on what was verified (E6)."""
        return replace(self, evidence=tuple(piece for piece in self.evidence if piece.verified))

    def answer(self) -> dict:
        """What the rule says, as `components/eligibility_answer.html` takes it: a row a problem, how many are met."""
        assessment = self.assess()
        rows = [
            {
                "number": finding.problem,
                "headline": self.programme.headlines[finding.problem],
                "met": finding.met,
                "counts": finding.counts,
                "why": finding.why,
            }
            for finding in assessment.findings
        ]
        return {
            "rows": rows,
            "met": assessment.problems_met,
            "verified": assessment.problems_verified,
            "needed": assessment.problems_needed,
            "reasons": assessment.reasons,
            "outcome": assessment.outcome.value,
            "may_be_sent": assessment.may_be_sent,
            "to_check": assessment.to_check,
        }

    def as_json(self) -> dict:
        """The shape that `manage.py assess` reads. What nobody said is left out."""
        return {
            "programme": self.programme.code,
            "on": self.on.isoformat(),
            "answered_no": list(self.answered_no),
            "people": [_plain(person) for person in self.people],
            "evidence": [_plain(piece) for piece in self.evidence],
        }


def case_of(family, *, on=None) -> Case:
    """What the record holds of the present members, put to the family's programme. Four queries."""
    on = on or timezone.localdate()
    programme = family.episode.programme.as_rule()
    members = {member.person_id: member for member in family.members().living()}
    rows = [row for row in family.evidence.select_related("indicator") if _can_be_assessed(row, members, programme, on)]
    return Case(
        programme=programme,
        on=on,
        people=tuple(
            person_as_rule(
                member.person,
                member,
                key=member.key,
                name=member.called,
                days={on, *(row.observed_on for row in rows if row.person_id == pk)},
            )
            for pk, member in members.items()
        ),
        evidence=tuple(
            row.as_rule(members[row.person_id].key if row.person_id else "family", row.verified) for row in rows
        ),
    )


def person_as_rule(told, belonging, *, key, name, days: Iterable[date]) -> rules.Person:
    """Somebody as the rule reads them, asked how old they are on these days."""
    born, role = _age_of(told, days)
    return rules.Person(
        key=key,
        name=name,
        date_of_birth=born,
        role=role,
        lives_with_family=belonging.lives_with_family,
        parent_or_carer=belonging.parent_or_carer,
        in_education_or_training=told.in_education_or_training,
        unemployed=told.unemployed,
        unborn=told.is_unborn,
    )


def _can_be_assessed(row, members, programme, on) -> bool:
    """Not what is about somebody who left, nor what this version of the programme does not ask, nor what E12 refuses.

    A record lives on: a birthday is put right, a member leaves, and what was told before stays as it was told.
    """
    asked = programme.by_code.get(row.indicator.code)
    if asked is None or (row.person_id and row.person_id not in members):
        return False
    if row.observed_on > on and asked.window != rules.Window.NEXT:
        return False
    born = members[row.person_id].person.date_of_birth if row.person_id else None
    return born is None or born <= row.observed_on


def _age_of(told, days) -> tuple[date | None, rules.Role | None]:
    """Date of birth, and adult or child. A told age stands for either as far as it is certain on all the days."""
    if told.date_of_birth or told.age_told is None:
        return told.date_of_birth, rules.Role(told.role) if told.role else None
    adult = is_adult_throughout(told.age_told, told.age_told_on, days)
    role = {True: rules.Role.ADULT, False: rules.Role.CHILD, None: None}[adult]
    return birth_standing_for(told.age_told, told.age_told_on, days), role


def _plain(thing) -> dict:
    """What is known of it; what nobody said is left out."""
    known = {name: value for name, value in asdict(thing).items() if value is not None and value != ""}
    return {name: _value(value) for name, value in known.items()}


def _value(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
