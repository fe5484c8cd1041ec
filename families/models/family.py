"""Families and their people: who may see them, and in which state they are."""

from itertools import groupby
from operator import attrgetter

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from accounts.rules import may_read_all_families
from families.models import need_to_know
from families.models.allocation import Allocation
from families.models.comparing import AsDialled
from families.models.periods import DateRange
from families.models.person import Belonging, Person
from families.models.protected import ProtectedIdentity
from families.models.residence import Residence
from families.models.states import Status, how_pressing
from families.rules import Said, family_agrees, speaks_for_household
from strongerfamilies.constraints import not_in_the_future

LIVES = {
    True: "lives with the family",
    False: "lives elsewhere",
    None: "not known whether they live with the family",
}


class FamilyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Need to know: those whose records this person may open. The rules stand in `need_to_know`."""
        return self.open_but_for_sharing_agreement_to(user).filter(need_to_know.agency_may_open(user))

    def open_but_for_sharing_agreement_to(self, user):
        """The same, were the sharing agreement of the person's agency in date (H25)."""
        allowed = self if may_read_all_families(user) else self.filter(pk__in=need_to_know.rights_of(user))
        return allowed.not_closed_to(user)

    def not_closed_to(self, user):
        """Without those that stay shut to this person whatever right they have: restricted, or barred from."""
        restricted, barred = need_to_know.is_closed_to(user, family="pk")
        return self.filter(~restricted, ~barred)

    def that_would_open_to(self, user):
        """Those that this person could open, were they to work with the family."""
        return self.not_closed_to(user).filter(need_to_know.agency_may_open(user))

    def that_exist_for(self, user):
        """Those that this person may be told exist, whether or not they may open them: officers are told of all."""
        return self.that_open_in_an_emergency_to(user) if may_read_all_families(user) else self.visible_to(user)

    def that_open_in_an_emergency_to(self, user):
        """All but those they are barred from, the restricted too."""
        return self.exclude(pk__in=need_to_know.barred_from(user)).filter(need_to_know.agency_may_open(user))

    def whose_log_is_read_by(self, reviewer):
        """Whoever reviews access reads who opened any record, but for families that they must not know of."""
        return self.exclude(pk__in=need_to_know.barred_from(reviewer))

    def held_by(self, keyworker):
        """Those whose keyworker this person is today."""
        return self.filter(pk__in=Allocation.objects.now().filter(keyworker=keyworker).values("family"))

    def worked_with_by(self, user):
        """Those that this person or their team holds, covers, or is in the team around."""
        return self.filter(pk__in=need_to_know.worked_with(user))

    def people(self):
        """Everyone who belongs to one of these, or did, each with `known_in`: their memberships of these, no others."""
        among_these = Membership.objects.filter(family__in=self.order_by().values("pk"))
        known_in = Prefetch("memberships", among_these.select_related("family"), to_attr="known_in")
        people = Person.objects.filter(Exists(among_these.filter(person=OuterRef("pk"))), linked_to=None)
        return people.prefetch_related(known_in)

    def people_known_to(self, user):
        """Need to know: those of records that this person may open, but for identities kept from them (H6)."""
        working_with = self.worked_with_by(user).order_by().values("pk")
        kept = ProtectedIdentity.objects.hides(user=user, working_with=working_with)
        return self.visible_to(user).people().exclude(kept)

    def with_birth_to_ask(self):
        """Those with a baby whose due date has come, and nobody has said whether it is born (H9)."""
        due = Q(person__due_on__lte=timezone.localdate(), person__lost_on=None)
        return self.filter(pk__in=Membership.objects.present().filter(due).values("family"))

    def with_present_state(self):
        """Each family with `state` (of its open episode; nothing when it ended), `state_since`, and its keyworker."""
        return self.with_open_episode().prefetch_related(self._keyworker_now())

    def with_open_episode(self):
        """Each family with its `open_episode` to filter by, its `state` and `state_since`."""
        return self.annotate(
            open_episode=FilteredRelation("episodes", condition=Q(episodes__ended_on=None)),
            state=F("open_episode__status"),
            state_since=F("open_episode__status_since"),
        )

    def _keyworker_now(self):
        return Prefetch("allocations", Allocation.objects.now().select_related("keyworker__agency"), to_attr="held_now")

    def in_state(self, state):
        """Those whose open time on the programme is in this state, or, for "ended", is over."""
        return self.with_open_episode().filter(state=None if state == "ended" else state)

    def most_pressing_first(self, *, within=None):
        """Open ones: awaiting allocation, then to be asked to join, then the others; within each, the longest first.

        `within` says that all are in one state, so that only the day counts.
        """
        order = () if within else (how_pressing("state"),)
        return self.with_open_episode().filter(state__isnull=False).order_by(*order, "state_since", "pk")

    def awaiting_allocation(self):
        """Agreed, and no keyworker yet; those waiting longest first."""
        return self.in_state(Status.AWAITING_ALLOCATION).order_by("state_since", "pk")


@pghistory.track()
class Family(models.Model):
    """One household the programme knows. Everyone in it is a membership; each time on the programme is an episode."""

    LETTERS = "SF"  # of its reference

    name = models.CharField("name the family goes by", max_length=120)
    contact_phone = models.CharField("telephone", max_length=40, blank=True)
    contact_safely = models.TextField("how and when it is safe to make contact", blank=True)
    people = models.ManyToManyField(Person, through="Membership", related_name="families")

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "families"
        indexes = [models.Index(AsDialled("contact_phone"), name="family_by_phone")]
        permissions = [
            ("read_all_families", "Reads every family's record"),
            ("read_team_families", "Reads the records of the families their team holds"),
            ("hold_families", "Holds families as their keyworker"),
            ("allocate_keyworkers", "Allocates keyworkers"),
            ("move_families", "Moves families from state to state on the programme"),
            ("arrange_refuges", "Arranges families' moves into a refuge"),
            ("record_agreement", "Records what families agree to"),
            ("record_identifiers", "Records the numbers by which other services know a person"),
            ("write_notes", "Writes notes, evidence and documents on a family's record"),
            ("read_access_log", "Reads who opened a family's record"),
            ("keep_team", "Says who is in the team around a family"),
            ("restrict_records", "Restricts records to named people, and bars people from them"),
            ("take_emergency_access", "Opens a record in an emergency, with a reason and an alert"),
            ("review_emergency_access", "Reviews emergency access, and reads who opened any record"),
            ("keep_people", "Keeps the people of a family's record: who they are, where they live, how to reach them"),
            ("keep_record", "Keeps what stands around a family's people: relationships, orders, warnings, services"),
            ("decide_objections", "Decides objections, and holds records back from disposal"),
        ]

    def __str__(self):
        return f"{self.name} ({self.reference})"

    def get_absolute_url(self):
        return reverse("family", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"{self.LETTERS}-{self.pk:06d}"

    @property
    def episode(self):
        """The newest time on the programme."""
        return self.episodes.select_related("programme", "reason").first()

    @property
    def allocation(self):
        """The present one, or None."""
        if not hasattr(self, "held_now"):
            self.held_now = list(self.allocations.now().select_related("keyworker__agency"))
        return self.held_now[0] if self.held_now else None

    @property
    def keyworker(self):
        """Who holds the family today, or None."""
        return self.allocation.keyworker if self.allocation else None

    def members(self):
        """Who belongs to the family today, adults and children in the order they were told."""
        return self.memberships.present().select_related("person")

    def members_before(self):
        """Who belonged to it once, the last to leave first."""
        return self.memberships.before().select_related("person")

    def members_with_home(self, user):
        """The same, each with `person.homes_now`, as far as this person may know of them."""
        return self._members_with(self.homes_shown_to(user).now(), "homes_now")

    def members_with_every_home(self, user):
        """The same, each with `person.every_home`, those of earlier days too."""
        return self._members_with(self.homes_shown_to(user).prefetch_related("not_known_by"), "every_home")

    def _members_with(self, homes, name):
        homes = homes.select_related("address", "person")
        return self.members().prefetch_related(Prefetch("person__residences", homes, to_attr=name))

    def homes_shown_to(self, user):
        """Homes, but those that people of a record which is closed to this user share: a child here may live there.

        Where somebody lives or lived who belongs here, and never did to such a record, is no secret of it.
        """
        closed, here = Membership.objects.of_closed_to(user), self.members().values("person")
        of_ours = Residence.objects.filter(person__in=here).exclude(person__in=closed.values("person"))
        return Residence.objects.not_shared_with(closed.present().exclude(person__in=here), but_for=of_ours)

    def problems_with_evidence(self, programme):
        """The programme's problems that this family has evidence under, each with its `facts`."""
        facts = self.evidence.with_details()
        under = {number: list(rows) for number, rows in groupby(facts, key=attrgetter("problem_number"))}
        problems = list(programme.problems.filter(number__in=under).order_by("number"))
        for problem in problems:
            problem.facts = under[problem.number]
        return problems

    def said(self) -> list[Said]:
        """Each present member's latest answer to "will you work with us?", and the referrer's word for them all."""
        speak = {member.person_id: member.speaks_for_household for member in self.members().living()}
        latest = self.agreements.latest_of_each().values_list("person", "to_support")
        return [
            Said(answer=answer, by=person, speaks_for_household=person is None or speak.get(person, False))
            for person, answer in latest
        ]

    def agrees(self) -> bool:
        return family_agrees(self.said())


class MembershipQuerySet(models.QuerySet):
    def present(self):
        return self.filter(left_on=None, person__linked_to=None)

    def of_closed_to(self, user):
        """Those in records that this person may not open whatever rights they have."""
        restricted, barred = need_to_know.is_closed_to(user, family="family")
        return self.filter(restricted | barred)

    def before(self):
        """Those that ended, the latest first."""
        return self.filter(person__linked_to=None).exclude(left_on=None).order_by("-left_on", "pk")

    def still_there_after(self, day):
        """Those that hold on this day or on a later one. One that was taken back the same day never held."""
        return self.exclude(left_on__lte=day).exclude(left_on=F("joined_on"))

    def living(self):
        """Without those who died: nothing is asked of them, and nothing counts them (H8)."""
        return self.filter(person__died_on=None)


@pghistory.track()
class Membership(Belonging):
    """A person's place in a family, from the day they joined until the day they left, which is the first without."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    joined_on = models.DateField("joined on", default=timezone.localdate)
    left_on = models.DateField("left on", null=True, blank=True)
    once = models.UUIDField(unique=True, null=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            ExclusionConstraint(
                name="member_once_a_day",
                expressions=[
                    (F("family"), RangeOperators.EQUAL),
                    (F("person"), RangeOperators.EQUAL),
                    (DateRange("joined_on", "left_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="They were in the family already on one of these days.",
            ),
            not_in_the_future("member_joins_by_today", "joined_on"),
            not_in_the_future("member_leaves_by_today", "left_on"),
            models.CheckConstraint(
                name="member_leaves_after_joining", condition=Q(left_on=None) | Q(left_on__gte=F("joined_on"))
            ),
        ]

    def __str__(self):
        return f"{self.person} in {self.family}"

    @property
    def key(self) -> str:
        """How a form, and the rule's evidence, point to this person."""
        return f"person-{self.person_id}"

    @property
    def called(self) -> str:
        return str(self.person)

    @property
    def described(self) -> str:
        """Who they are in the family, and how old."""
        return ", ".join(filter(None, (self.relationship, self.person.age_in_words)))

    @property
    def not_born_before(self):
        return self.person.not_born_before

    @property
    def when_in_words(self) -> str:
        """In which family, and since when or until when."""
        if self.left_on:
            return f"in {self.family} until {self.left_on:%-d %B %Y}"
        return f"in {self.family} since {self.joined_on:%-d %B %Y}"

    @property
    def speaks_for_household(self) -> bool:
        return speaks_for_household(is_child=self.person.is_child, parent_or_carer=self.parent_or_carer)

    @property
    def in_words(self) -> str:
        """How this person belongs, and what nobody has said yet."""
        if self.person.is_unborn:
            return ""
        parts = [self.relationship, LIVES[self.lives_with_family], self._parent_in_words()]
        return "; ".join(part for part in parts if part)

    def _parent_in_words(self):
        if self.parent_or_carer is None and self.person.is_child is not True:
            return "not known whether a parent or carer"
        return "parent or carer of a child here" if self.parent_or_carer else ""
