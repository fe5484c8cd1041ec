"""The agencies of a made-up council, their teams, and the people who sign in: as many as its families need."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.contrib.auth.models import Group

from accounts import rules
from accounts.models import Agency, Setting, Team, User
from overview.populate.forenames import FEMALE, MALE
from overview.populate.names import Names
from overview.populate.tables import Keys, Table

COUNCIL = "Millbrook Council"
# name, and the domain of its addresses; the council's own first
AGENCIES = [
    (COUNCIL, "millbrook.example"),
    ("Millbrook Schools", "schools.example"),
    ("Mill Valley Police", "millvalley-police.example"),
    ("Beckside Homes", "beckside.example"),
    ("Riverside Health", "riverside-health.example"),
    ("Millbrook Jobcentre", "jobcentre.example"),
    ("Lantern Women's Refuge", "lantern.example"),
    ("Quarry Youth Offending Team", "youth-offending.example"),
    ("Harbour Recovery", "harbour-recovery.example"),
]
# Of ten keyworkers, how many are of which agency (H22).
KEYWORKER_AGENCIES = [0, 0, 0, 0, 0, 0, 1, 3, 4, 7]
TEAM_SIZE, CASELOAD, WITH_KEYWORKER = 8, 16, 0.3
FAMILIES_OF_AN_OFFICER, FAMILIES_OF_A_REFERRER = 3000, 60


@dataclass
class Staff:
    """Keys of those who sign in, by what they do; `agency_names` by the key of a person."""

    officers: list[int]
    managers: list[int]
    keyworkers: list[int]
    referrers: list[int]
    agency_names: dict[int, str]


def hire_staff(cursor, *, families, random, today) -> Staff:
    """Agencies, teams and people for this many families. None has a second factor, so the council asks for none."""
    Setting.objects.update_or_create(key="second_factor", starts_on=today, defaults={"value": "no"})
    workers = max(4, round(families * WITH_KEYWORKER / CASELOAD))
    agencies = _add_agencies(cursor, today)
    teams = _add_teams(cursor, agencies[0], max(1, workers // TEAM_SIZE))
    hiring = _Hiring(cursor, random, agencies, today)
    staff = Staff(
        officers=hiring.hire(rules.PERFORMANCE_OFFICER, max(2, families // FAMILIES_OF_AN_OFFICER)),
        managers=hiring.hire(rules.TEAM_MANAGER, len(teams), teams=teams),
        keyworkers=hiring.hire(rules.KEYWORKER, workers, teams=teams, from_agencies=KEYWORKER_AGENCIES),
        referrers=hiring.hire(
            rules.PRACTITIONER, max(8, families // FAMILIES_OF_A_REFERRER), from_agencies=range(1, len(agencies))
        ),
        agency_names=hiring.agency_names,
    )
    hiring.users.send(cursor, hiring.users.take_rows())
    hiring.roles.send(cursor, hiring.roles.take_rows())
    return staff


def _add_agencies(cursor, today):
    """Return (key, name, domain) of each. All of them have a sharing agreement in date."""
    table = Table(
        Agency, "id", "name", "email_domain", "is_council", "agreement_signed_on", "agreement_review_on",
        "agreement_purposes", "agreement_lawful_basis",
    )  # fmt: skip
    signed, review = today - timedelta(days=400), today + timedelta(days=700)
    agencies = []
    for key, (name, domain) in zip(Keys(Agency).take(cursor, len(AGENCIES)), AGENCIES, strict=True):
        table.add(
            key, name, domain, name == COUNCIL, signed, review, "Working with families to one plan", "Public task"
        )
        agencies.append((key, name, domain))
    table.send(cursor, table.take_rows())
    return agencies


def _add_teams(cursor, council, number):
    table = Table(Team, "id", "agency", "name")
    keys = list(Keys(Team).take(cursor, number))
    for place, key in enumerate(keys, start=1):
        table.add(key, council[0], f"Family support team {place}")
    table.send(cursor, table.take_rows())
    return keys


class _Hiring:
    """Takes on people. Nobody can sign in with a password: they ask for a code, or an administrator gives them one."""

    def __init__(self, cursor, random, agencies, today):
        self.cursor, self.random, self.agencies, self.today = cursor, random, agencies, today
        self.names = Names(random)
        self.groups = dict(Group.objects.values_list("name", "pk"))
        self.users = Table(
            User,
            "id",
            "password",
            "email",
            "name",
            "job_title",
            "phone",
            "agency",
            "team",
            "date_joined",
            "confirmed_on",
        )
        self.roles = Table(User.groups.through, "user", "group")
        self.agency_names = {}

    def hire(self, role, number, *, teams=(None,), from_agencies=(0,)) -> list[int]:
        """So many people of a role, dealt out over the teams and the agencies, given by their places."""
        keys = list(Keys(User).take(self.cursor, number))
        for place, key in enumerate(keys):
            agency = self.agencies[from_agencies[place % len(from_agencies)]]
            self._add(key, role, agency, teams[place % len(teams)])
            self.agency_names[key] = agency[1]
        return keys

    def _add(self, key, role, agency, team):
        agency_key, _, domain = agency
        origin, sex = self.names.origin(), self.random.choice([FEMALE, MALE])
        name = f"{self.names.given_name(origin, sex, 1985)} {self.names.family_name(origin)}"
        phone = f"01632 960{key % 1000:03}"
        joined = datetime.combine(self.today - timedelta(days=700), time(9), UTC)
        email = f"worker-{key}@{domain}"
        self.users.add(key, "!", email, name, role.name, phone, agency_key, team, joined, self.today)
        self.roles.add(key, self.groups[role.name])
