"""The demonstration's eight agencies and sixteen people who sign in. Every role is held at least once."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.actions import add_agency, add_user
from accounts.models import Agency, Setting, User
from accounts.rules import (
    ADMINISTRATOR,
    AGENCY_LEAD,
    INFORMATION_GOVERNANCE_OFFICER,
    KEYWORKER,
    PERFORMANCE_OFFICER,
    PRACTITIONER,
    REFUGE_LEAD,
    TEAM_MANAGER,
    Role,
)

COUNCIL, PRIMARY, HIGH, HOUSING, POLICE, HEALTH, JOBCENTRE, REFUGE = (
    "Millbrook Council",
    "Quarry Lane Primary School",
    "Millbrook High School",
    "Beckside Homes",
    "Mill Valley Police",
    "Riverside Health Visitors",
    "Millbrook Jobcentre",
    "Lantern Women's Refuge",
)
# name, domain of its addresses, teams, days since it signed its sharing agreement (None: it has none)
AGENCIES = [
    (COUNCIL, "millbrook.example", ["Performance team", "Family support north", "Family support south"], 700),
    (PRIMARY, "quarrylane.example", ["Pastoral team"], 500),
    (HIGH, "millbrookhigh.example", [], 480),
    (HOUSING, "beckside.example", ["Tenancy support"], 300),
    (POLICE, "millvalley-police.example", [], 650),
    (HEALTH, "riverside-health.example", [], 420),
    (JOBCENTRE, "jobcentre.example", [], None),
    (REFUGE, "lantern.example", [], 200),
]


@dataclass(frozen=True)
class Person:
    """Somebody who signs in."""

    name: str
    job_title: str
    agency: str
    roles: tuple[Role, ...]
    team: str = ""


PEOPLE = [
    Person("Ada Keys", "Systems administrator", COUNCIL, (ADMINISTRATOR,), "Performance team"),
    Person("Olive Checkley", "Performance officer", COUNCIL, (PERFORMANCE_OFFICER, REFUGE_LEAD), "Performance team"),
    Person("Percy Double", "Performance officer", COUNCIL, (PERFORMANCE_OFFICER,), "Performance team"),
    Person("Tess Overall", "Team manager", COUNCIL, (TEAM_MANAGER,), "Family support north"),
    Person("Kit Walker", "Family support worker", COUNCIL, (KEYWORKER,), "Family support north"),
    Person("Kay Holding", "Family support worker", COUNCIL, (KEYWORKER,), "Family support north"),
    Person("Kwame Rowe", "Family support worker", COUNCIL, (KEYWORKER,), "Family support south"),
    Person("Kim Ladder", "Tenancy support worker", HOUSING, (KEYWORKER, PRACTITIONER), "Tenancy support"),
    Person("Prue Lesson", "Learning mentor", PRIMARY, (PRACTITIONER,), "Pastoral team"),
    Person("Alma Head", "Deputy head teacher", PRIMARY, (AGENCY_LEAD,), "Pastoral team"),
    Person("Hugh Bell", "Attendance officer", HIGH, (PRACTITIONER,)),
    Person("Abel Landing", "Head of tenancies", HOUSING, (AGENCY_LEAD,), "Tenancy support"),
    Person("Patsy Beat", "Neighbourhood officer", POLICE, (PRACTITIONER,)),
    Person("Pippa Cradle", "Health visitor", HEALTH, (PRACTITIONER,)),
    Person("Paz Vacancy", "Work coach", JOBCENTRE, (PRACTITIONER,)),
    Person("Ingrid Gove", "Information governance officer", COUNCIL, (INFORMATION_GOVERNANCE_OFFICER,)),
]


def load_council(password: str) -> dict[str, User]:
    """Add the agencies and the people; return the people by name. All sign in with the one password, and that alone."""
    Setting.objects.create(key="second_factor", value="no")
    agencies = {}
    for name, domain, teams, signed in AGENCIES:
        agencies[name] = _add_agency(name, domain, teams, signed)
    people = {person.name: _add(person, agencies[person.agency]) for person in PEOPLE}
    User.objects.filter(pk__in=[user.pk for user in people.values()]).update(password=make_password(password))
    return people


def _add_agency(name, domain, teams, signed) -> Agency:
    about = {"name": name, "email_domain": domain, "is_council": name == COUNCIL}
    if signed is not None:
        day = timezone.localdate() - timedelta(days=signed)
        about |= {
            "agreement_signed_on": day,
            "agreement_review_on": day + timedelta(days=3 * 365),
            "agreement_purposes": "Finding families who may have help early, and working to one plan with them.",
            "agreement_lawful_basis": "Public task",
        }
    return add_agency(teams=teams, by=None, **about)


def _add(person, agency) -> User:
    return add_user(
        email=f"{person.name.lower().replace(' ', '.')}@{agency.email_domain}",
        name=person.name,
        job_title=person.job_title,
        phone=f"01632 960{100 + PEOPLE.index(person)}",
        agency=agency,
        team=agency.teams.get(name=person.team) if person.team else None,
        roles=person.roles,
        by=None,
    )
