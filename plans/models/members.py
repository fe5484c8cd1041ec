"""The members of a family as a plan needs to know them."""

from dataclasses import dataclass

from families.models import Answer, Family, Person
from plans.rules import Member

AGREES = {Answer.YES: True, Answer.NO: False}


@dataclass(frozen=True)
class Household:
    """A family's present members: the people themselves, and what the rules ask about each."""

    memberships: tuple
    members: tuple[Member, ...]

    @property
    def people(self) -> dict[int, Person]:
        return {membership.person_id: membership.person for membership in self.memberships}

    @property
    def taking_part(self) -> list[Member]:
        return [member for member in self.members if member.takes_part]

    @property
    def taking_no_part(self) -> list[Member]:
        """Those who said no: shown as such, and given no targets (H16)."""
        return [member for member in self.members if member.agrees is False]


def household_of(family: Family) -> Household:
    """Who lives and is in the family today, and what each answered last. Two queries, however large the family.

    Nobody who died is asked, named as reader or given a target (H8).
    """
    memberships = tuple(family.members().living())
    answers = _own_answers(family)
    return Household(memberships, tuple(_member(membership, answers) for membership in memberships))


def _member(membership, answers):
    person = membership.person
    return Member(
        key=person.pk,
        name=str(person),
        speaks=membership.speaks_for_household,
        agrees=AGREES.get(answers.get(person.pk)),
        unborn=person.is_unborn,
    )


def _own_answers(family):
    """Each person's own latest answer: what the referrer told of the family is not the family's own agreement."""
    own = family.agreements.filter(person__isnull=False).latest_of_each()
    return {agreement.person_id: agreement.to_support for agreement in own}
