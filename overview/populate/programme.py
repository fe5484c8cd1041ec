"""Writes how far each family has come: its time on the programme, what was agreed, and who works with it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import exp

from families.models import (
    Agreement,
    Allocation,
    Episode,
    EpisodeMove,
    NamedUser,
    NoticeGiven,
    Pause,
    ReferrersAccount,
    Restriction,
    TeamMember,
)
from overview.populate.chance import some_of, token
from overview.populate.tables import Keys, Table

Status = Episode.Status

# How many of a hundred families are in each state today.
STATES = {
    Status.IDENTIFIED: 3,
    Status.ACCEPTED: 2,
    Status.ASKED: 2,
    Status.DECLINED: 8,
    Status.NOT_ASKED: 3,
    Status.AWAITING_ALLOCATION: 2,
    Status.ASSESSING: 6,
    Status.PLAN_IN_PLACE: 15,
    Status.IN_REVIEW: 6,
    Status.PAUSED: 2,
    Status.STEPPED_UP: 1,
    Status.CLOSED: 50,
}
NEVER_JOINED = {Status.IDENTIFIED, Status.ACCEPTED, Status.ASKED, Status.DECLINED, Status.NOT_ASKED}
ENDED = {Status.DECLINED, Status.NOT_ASKED, Status.CLOSED}
HELD = {Status.ASSESSING, Status.PLAN_IN_PLACE, Status.IN_REVIEW, Status.PAUSED, Status.STEPPED_UP}
AWAY = {Status.PAUSED, Status.STEPPED_UP}
WEEKS_OPEN, SPREAD, MOST_DAYS = 38, 0.6, 1800
REFERRED, WITH_TEAM, RESTRICTED = 0.8, 0.5, 0.003
ROLES_IN_TEAM = ["Health visitor", "School pastoral lead", "Housing officer", "Debt adviser", "Drug and alcohol worker"]


@dataclass(slots=True)
class Time:
    """A family's time on the programme. `told_on` is when it was referred or found."""

    status: str
    told_on: date
    last_day: date
    referrer: int
    officer: int
    keyworker: int | None

    @property
    def joined(self):
        return self.status not in NEVER_JOINED

    @property
    def ended_on(self):
        return self.last_day if self.status in ENDED else None


class OnProgramme:
    def __init__(self, random, today, staff, reference):
        self.random, self.today, self.staff, self.reference = random, today, staff, reference
        self.episodes = Table(
            Episode, "id", "family", "programme", "status", "status_since", "back_to", "screened_on", "problems_met",
            "started_on", "agreed_on", "ended_on", "reason",
        )  # fmt: skip
        self.moves = Table(EpisodeMove, "episode", "status", "on", "by")
        self.pauses = Table(Pause, "episode", "starts_on", "until", "why", "paused_by")
        self.accounts = Table(ReferrersAccount, "family", "origin", "referred_by", "agency_name", "referred_on", "text")
        self.agreements = Table(
            Agreement, "family", "person", "told_by", "to_support", "to_sharing", "lawful_basis", "authorised_by",
            "asked_on", "recorded_by", "once",
        )  # fmt: skip
        self.notices = Table(NoticeGiven, "family", "person", "notice", "given_on", "how", "given_by")
        self.allocations = Table(Allocation, "family", "keyworker", "starts_on", "ends_on", "allocated_by")
        self.team = Table(TeamMember, "family", "user", "role", "starts_on", "ends_on", "added_by", "once")
        self.restrictions = Table(Restriction, "id", "family", "reason", "starts_at", "placed_by")
        self.named = Table(NamedUser, "restriction", "user", "starts_at", "named_by")
        self.tables = [
            self.episodes, self.moves, self.pauses, self.accounts, self.agreements, self.notices, self.allocations,
            self.team, self.restrictions, self.named,
        ]  # fmt: skip

    def draw(self) -> Time:
        """When a family came, and how far it is."""
        chance = self.random
        [status] = chance.choices(list(STATES), STATES.values())
        length = min(MOST_DAYS, int(7 * WEEKS_OPEN * exp(chance.gauss(0, SPREAD))) + 30)
        ago = chance.randint(0, MOST_DAYS - length) if status in ENDED else 0
        last_day = self.today - timedelta(days=ago)
        return Time(
            status=status,
            told_on=last_day - timedelta(days=length),
            last_day=last_day,
            referrer=chance.choice(self.staff.referrers),
            officer=chance.choice(self.staff.officers),
            keyworker=chance.choice(self.staff.keyworkers) if status in HELD or status == Status.CLOSED else None,
        )

    def take_keys(self, cursor, number):
        self.episode_keys = Keys(Episode).take(cursor, number)
        self.restriction_keys = Keys(Restriction).take(cursor, number)

    def add(self, home, problems, known: Time):
        self._add_episode(home, problems, known)
        if known.status != Status.IDENTIFIED:
            self._add_what_was_told(home, known)
        if known.joined:
            self._add_agreement(home, known)
        if known.keyworker:
            self._add_workers(home, known)
        if self.random.random() < RESTRICTED:
            self._restrict(home, known)

    def _add_episode(self, home, problems, known):
        key, status = next(self.episode_keys), known.status
        since = known.last_day if status in ENDED else known.told_on + (known.last_day - known.told_on) / 2
        reason = self.random.choice(self.reference.reasons[status]) if status in ENDED else None
        self.episodes.add(
            key, home.key, self.reference.programme, status, since, Status.PLAN_IN_PLACE if status in AWAY else "",
            known.told_on, problems, known.told_on, known.told_on + timedelta(days=2) if known.joined else None,
            known.ended_on, reason,
        )  # fmt: skip
        self.moves.add(key, status, since, known.officer)
        if status == Status.PAUSED:
            self.pauses.add(key, since, self.today + timedelta(days=28), "The mother is in hospital.", known.officer)

    def _add_what_was_told(self, home, known):
        agency = self.staff.agency_names[known.referrer]
        if self.random.random() < REFERRED:
            text = "The school and the family asked for one worker who sees everybody. Mornings are hard at home."
            self.accounts.add(home.key, f"P-{home.key:06}", known.referrer, agency, known.told_on, text)
        answer = ("yes", "yes", "", "") if known.joined else ("no", "no", "public task", "Designated safeguarding lead")
        told_by = f"The referrer, {agency}"
        self.agreements.add(home.key, None, told_by, *answer, known.told_on, known.referrer, token(self.random))

    def _add_agreement(self, home, known):
        asked = known.told_on + timedelta(days=7)
        by = known.keyworker or known.officer
        self.agreements.add(home.key, home.mother, "", "yes", "yes", "", "", asked, by, token(self.random))
        self.notices.add(home.key, home.mother, self.reference.notice, asked, "Read together", by)

    def _add_workers(self, home, known):
        begins = known.told_on + timedelta(days=5)
        self.allocations.add(home.key, known.keyworker, begins, known.ended_on, known.officer)
        if self.random.random() < WITH_TEAM:
            for place, user in enumerate(some_of(self.random, self.staff.referrers, 2)):
                role = ROLES_IN_TEAM[(home.key + place) % len(ROLES_IN_TEAM)]
                once = token(self.random)
                self.team.add(home.key, user, role, begins, known.ended_on, known.keyworker, once)

    def _restrict(self, home, known):
        key = next(self.restriction_keys)
        at = datetime.combine(known.told_on, time(12), UTC)
        self.restrictions.add(key, home.key, "A member of the family works for the council.", at, known.officer)
        for user in dict.fromkeys([known.officer, known.keyworker or known.officer]):
            self.named.add(key, user, at, known.officer)
