"""Writes the people of one household after another, their homes, how to reach them, and who is whose parent."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from families.models import (
    Address,
    ContactWay,
    ExternalReference,
    Family,
    Membership,
    Person,
    Relationship,
    Residence,
)
from overview.populate.chance import token
from overview.populate.tables import Keys, Table

WITH_EMAIL, FATHER_WITH_PHONE, IN_SOCIAL_CARE = 0.4, 0.6, 0.2
DAYS_AT_HOME = 1500


@dataclass(slots=True)
class Home:
    """A family's key, and its people's keys with who they are, as the later parts of the record need them."""

    key: int
    people: list = field(default_factory=list)

    @property
    def mother(self) -> int:
        return self.people[0][0]

    @property
    def adults(self) -> list[int]:
        return [key for key, person in self.people if person.role == "adult"]

    @property
    def children(self) -> list[int]:
        return [key for key, person in self.people if person.role == "child"]


class People:
    def __init__(self, random, today):
        self.random, self.today = random, today
        self.families = Table(Family, "id", "name", "contact_phone", "contact_safely")
        self.people = Table(
            Person, "id", "given_name", "family_name", "known_as", "previous_names", "date_of_birth", "age_told",
            "age_told_on", "due_on", "sex", "role",
        )  # fmt: skip
        self.memberships = Table(
            Membership, "family", "person", "relationship", "lives_with_family", "parent_or_carer", "joined_on"
        )
        self.relationships = Table(
            Relationship, "person", "kind", "relative", "parental_responsibility", "recorded_by", "recorded_at", "once"
        )
        self.addresses = Table(Address, "id", "lines", "postcode")
        self.residences = Table(Residence, "person", "address", "starts_on")
        self.contact_ways = Table(ContactWay, "person", "kind", "value", "safe", "starts_on")
        self.references = Table(ExternalReference, "family", "system", "reference", "starts_on")
        self.tables = [
            self.families, self.people, self.memberships, self.relationships, self.addresses, self.residences,
            self.contact_ways, self.references,
        ]  # fmt: skip

    def take_keys(self, cursor, households):
        """Keys for all of these at once."""
        size = sum(len(household.people) for household in households)
        self.family_keys = Keys(Family).take(cursor, len(households))
        self.person_keys = Keys(Person).take(cursor, size)
        self.address_keys = Keys(Address).take(cursor, 2 * len(households))

    def add(self, household, *, joined_on, recorded_by) -> Home:
        home = Home(next(self.family_keys))
        self.families.add(home.key, household.name, household.phone, "Text first; mornings after nine are best.")
        for person in household.people:
            key = next(self.person_keys)
            home.people.append((key, person))
            self._add_person(key, person, joined_on)
            since = max(joined_on, person.date_of_birth or joined_on)
            self.memberships.add(
                home.key, key, person.relationship, person.lives_with_family, person.parent_or_carer, since
            )
        self._add_homes(home, household, joined_on)
        self._add_parents(home, recorded_by, joined_on)
        self._add_contact_ways(home, household, joined_on)
        if self.random.random() < IN_SOCIAL_CARE:
            self.references.add(home.key, "social care", f"LCS{home.key:07}", joined_on)
        return home

    def _add_person(self, key, person, joined_on):
        told_on = joined_on if person.age_told is not None else None
        self.people.add(
            key, person.given_name, person.family_name, person.known_as, person.previous_names, person.date_of_birth,
            person.age_told, told_on, person.due_on, person.sex, person.role,
        )  # fmt: skip

    def _add_homes(self, home, household, joined_on):
        """The family's address, and one of his own for a father who lives elsewhere."""
        address = next(self.address_keys)
        self.addresses.add(address, household.street, household.postcode)
        since = joined_on - timedelta(days=self.random.randint(0, DAYS_AT_HOME))
        for key, person in home.people:
            if person.due_on:
                continue
            if not person.lives_with_family:
                elsewhere = next(self.address_keys)
                self.addresses.add(elsewhere, household.other_street, household.other_postcode)
                self.residences.add(key, elsewhere, since)
            else:
                self.residences.add(key, address, max(since, person.date_of_birth or since))

    def _add_parents(self, home, recorded_by, joined_on):
        at = datetime.combine(joined_on, time(10), UTC)
        for key, person in home.people:
            if person.parent_or_carer:
                for child in home.children:
                    once = token(self.random)
                    self.relationships.add(key, "parent", child, True, recorded_by, at, once)

    def _add_contact_ways(self, home, household, joined_on):
        chance = self.random
        self.contact_ways.add(home.mother, "phone", household.phone, True, joined_on)
        if chance.random() < WITH_EMAIL:
            email = f"{household.people[0].given_name.lower()}.{home.mother}@families.example"
            self.contact_ways.add(home.mother, "email", email, None, joined_on)
        for key, person in home.people[1:2]:
            if person.parent_or_carer and chance.random() < FATHER_WITH_PHONE:
                self.contact_ways.add(key, "phone", f"07700 900{chance.randint(0, 999):03}", None, joined_on)
