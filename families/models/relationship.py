"""How two people are related: one row, read from both ends. A parent is born before their child, whatever changes."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from families.models.periods import DateRange, ends_after_it_starts
from families.models.person import Person
from families.relations import CARING, OLDER, RELATIONS, in_words, why_not_older
from strongerfamilies.constraints import not_in_the_future

KINDS = [(kind, relation.end.either.capitalize()) for kind, relation in RELATIONS.items()]
BOTH_DAYS = RangeBoundary(inclusive_lower=True, inclusive_upper=True)

# The two people are locked, so that nobody puts another date of birth under a relationship while it is being kept.
THE_OLDER_IS_BORN_FIRST = pgtrigger.Trigger(
    name="the_older_is_born_first",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__kind__in=OLDER, new__mistaken=False),
    declare=[("older_born", "date"), ("younger_born", "date")],
    func="""
        PERFORM id FROM families_person WHERE id IN (NEW.person_id, NEW.relative_id) ORDER BY id FOR SHARE;
        SELECT COALESCE(date_of_birth, due_on) INTO older_born FROM families_person WHERE id = NEW.person_id;
        SELECT COALESCE(date_of_birth, due_on) INTO younger_born FROM families_person WHERE id = NEW.relative_id;
        IF older_born >= younger_born THEN
            RAISE EXCEPTION 'A parent is older than their child'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'the_older_is_born_first';
        END IF;
        RETURN NEW;
    """,
)


class RelationshipQuerySet(models.QuerySet):
    def standing(self):
        """Without those that were recorded by mistake."""
        return self.filter(mistaken=False)

    def within(self, family):
        """Between people of whom both are, or were, in this family. Who stands behind another record is left out."""
        people = family.memberships.filter(person__linked_to=None).values("person")
        return self.filter(person__in=people, relative__in=people)

    def said_already(self, relationship):
        """Standing ones that say the same of these two, from either end, on some of the same days."""
        one, other, first, last = (
            relationship.person_id,
            relationship.relative_id,
            relationship.starts_on,
            relationship.ends_on,
        )
        begun = Q() if last is None else Q(starts_on=None) | Q(starts_on__lte=last)
        not_over = Q() if first is None else Q(ends_on=None) | Q(ends_on__gte=first)
        between = Q(person=one, relative=other) | Q(person=other, relative=one)
        same = self.standing().filter(between, begun, not_over, kind=relationship.kind)
        return same.exclude(pk=relationship.pk)

    def why_not_born_on(self, person, day) -> str:
        """A sentence where, born on that day, somebody would be younger than their child or older than their parent."""
        for kept in self.standing().filter(Q(person=person) | Q(relative=person), kind__in=OLDER).with_people():
            for end in (kept.person, kept.relative):
                if end.pk == person.pk:
                    end.date_of_birth = day
            if kept.why_not_older:
                return kept.why_not_older
        return ""

    def with_people(self):
        return self.select_related("person", "relative")


@pghistory.track()
class Relationship(models.Model):
    """`person` is `kind` of `relative`. How it reads from either end is in `families.relations`.

    Without `starts_on` it has been so for as long as anybody says: a parent since the birth.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField("relationship", max_length=20, choices=KINDS)
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships_of_others")
    parental_responsibility = models.BooleanField("has parental responsibility", null=True, blank=True)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)
    mistaken = models.BooleanField("recorded by mistake", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    once = models.UUIDField(unique=True, editable=False)

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        triggers = [THE_OLDER_IS_BORN_FIRST]
        constraints = [
            models.CheckConstraint(name="relationship_is_to_another", condition=~Q(person=F("relative"))),
            models.CheckConstraint(name="relationship_kind_is_known", condition=Q(kind__in=list(RELATIONS))),
            models.CheckConstraint(
                name="relationship_responsibility_of_who_cares",
                condition=Q(parental_responsibility=None) | Q(kind__in=CARING),
            ),
            ends_after_it_starts("relationship_ends_after_it_starts"),
            not_in_the_future("relationship_starts_by_today", "starts_on"),
            ExclusionConstraint(
                name="relationship_once_a_day",
                expressions=[
                    (Least("person", "relative"), RangeOperators.EQUAL),
                    (Greatest("person", "relative"), RangeOperators.EQUAL),
                    (F("kind"), RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", BOTH_DAYS), RangeOperators.OVERLAPS),
                ],
                condition=Q(mistaken=False),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.as_read_by_person} of {self.relative}"

    @property
    def as_read_by_person(self) -> str:
        """What `person` is to `relative`: mother."""
        return in_words(self.kind, sex=self.person.sex, from_other_end=False)

    @property
    def as_read_by_relative(self) -> str:
        """What `relative` is to `person`: son."""
        return in_words(self.kind, sex=self.relative.sex, from_other_end=True)

    @property
    def why_not_older(self) -> str:
        """A sentence where this cannot be, because the elder of the two was not born first."""
        return why_not_older(
            self.kind,
            person=str(self.person),
            born=self.person.date_of_birth or self.person.due_on,
            relative=str(self.relative),
            relative_born=self.relative.date_of_birth or self.relative.due_on,
        )

    def read_by(self, person) -> tuple:
        """What this person is to the other, in words, and the other."""
        if person.pk == self.person_id:
            return self.as_read_by_person, self.relative
        return self.as_read_by_relative, self.person

    @property
    def may_carry_responsibility(self) -> bool:
        return self.kind in CARING
