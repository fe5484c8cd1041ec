"""People: who they are, how old, and how they belong to a family. The referral's people share these facts."""

from datetime import date

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from eligibility.rules import age_on
from eligibility.told import earliest_birth
from families.models.ethnicity import EthnicGroup
from families.models.names import Named, NamedQuerySet, NameKeys
from families.relations import OLDER
from families.rules import ADULT_AGE
from families.same_person import may_be_same
from families.search_terms import names_in
from strongerfamilies.constraints import not_before, not_in_the_future

OLDEST = 120

# Another date of birth must not turn a parent younger than their child; `relationship.py` looks from the other end.
STILL_OLDER_THAN_THEIR_CHILDREN = pgtrigger.Trigger(
    name="still_older_than_their_children",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("date_of_birth", "due_on"),
    declare=[("born", "date")],
    func=f"""
        born = COALESCE(NEW.date_of_birth, NEW.due_on);
        IF EXISTS (
            SELECT FROM families_relationship AS kept
            JOIN families_person AS older ON older.id = kept.person_id
            JOIN families_person AS younger ON younger.id = kept.relative_id
            WHERE NEW.id IN (kept.person_id, kept.relative_id)
                AND NOT kept.mistaken AND kept.kind IN ({", ".join(f"'{kind}'" for kind in OLDER)})
                AND CASE WHEN older.id = NEW.id THEN born ELSE COALESCE(older.date_of_birth, older.due_on) END
                    >= CASE WHEN younger.id = NEW.id THEN born ELSE COALESCE(younger.date_of_birth, younger.due_on) END
        ) THEN
            RAISE EXCEPTION 'A parent is older than their child'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'the_older_is_born_first';
        END IF;
        RETURN NEW;
    """,  # nosec B608
)


class PersonTold(Named):
    """What is told of a person. `age_told` is what somebody said on `age_told_on`; an unborn baby has only `due_on`."""

    class Sex(models.TextChoices):
        FEMALE = "female", "Female"
        MALE = "male", "Male"

    class Role(models.TextChoices):
        ADULT = "adult", "Adult"
        CHILD = "child", "Child"

    date_of_birth = models.DateField("date of birth", null=True, blank=True)
    age_told = models.PositiveSmallIntegerField("age, if the date of birth is not known", null=True, blank=True)
    age_told_on = models.DateField("age told on", null=True, blank=True, editable=False)
    due_on = models.DateField("baby due on", null=True, blank=True)
    sex = models.CharField("sex", max_length=10, choices=Sex, blank=True)
    role = models.CharField("adult or child", max_length=10, choices=Role, blank=True)
    in_education_or_training = models.BooleanField("in education or training", null=True, blank=True)
    unemployed = models.BooleanField("unemployed", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_unborn_has_no_name_or_sex",
                condition=Q(due_on__isnull=True)
                | Q(given_name="", family_name="", known_as="", sex="", date_of_birth=None, age_told=None),
                violation_error_message="A baby not yet born has a due date and nothing else.",
            ),
            models.CheckConstraint(
                name="%(class)s_age_told_with_its_date",
                condition=Q(age_told__isnull=True, age_told_on__isnull=True)
                | Q(age_told__isnull=False, age_told_on__isnull=False),
            ),
        ]

    def __str__(self):
        if self.due_on:
            return f"Baby due {self.due_on:%-d %B %Y}"
        return self.full_name or self.known_as or "Someone whose name is not known"

    @property
    def is_unborn(self) -> bool:
        return self.due_on is not None

    @property
    def age(self) -> int | None:
        """In whole years: from the date of birth, else from what was told, grown older since."""
        if self.date_of_birth:
            return age_on(self.date_of_birth, self._last_day())
        return None if self.age_told is None else self.age_told + age_on(self.age_told_on, self._last_day())

    def _last_day(self) -> date:
        """The day to which somebody's age is counted."""
        return timezone.localdate()

    @property
    def is_child(self) -> bool | None:
        """Under 18. Where no age is known, as somebody stated it; None when nobody did."""
        if self.is_unborn or self.age is not None:
            return self.is_unborn or self.age < ADULT_AGE
        return {self.Role.CHILD: True, self.Role.ADULT: False}.get(self.role)

    @property
    def not_born_before(self) -> date | None:
        """The first day on which they may have been born, as far as anybody said."""
        if self.date_of_birth is None and self.age_told is not None:
            return earliest_birth(self.age_told, self.age_told_on)
        return self.date_of_birth

    @property
    def age_in_words(self) -> str:
        if self.is_unborn:
            return self._unborn_in_words()
        if self.age is None:
            return f"age not known, {self.get_role_display().lower()}" if self.role else "age not known"
        if self.age == 0:
            return "under 1"
        return f"{self.age}" if self.date_of_birth else f"about {self.age}"

    def _unborn_in_words(self):
        """From the due date on, somebody has to ask: born, lost, or not known (H9)."""
        overdue = self.due_on < timezone.localdate()
        return "was due; not known whether born" if overdue else "not yet born"


class Belonging(models.Model):
    """How a person belongs to the household. None means that nobody has said."""

    relationship = models.CharField("who they are in the family", max_length=60, blank=True)
    lives_with_family = models.BooleanField("lives with the family", null=True, blank=True)
    parent_or_carer = models.BooleanField("parent or carer of a child here", null=True, blank=True)

    class Meta:
        abstract = True


class PersonQuerySet(NamedQuerySet):
    MOST_LIKELY = 5

    def likely(self, name, *, born_on=None):
        """A few who may be the person of this name and birthday, the likeliest first, for a worker to look at."""
        if not names_in(name):
            return []
        rows = self.like(name)
        if born_on:
            same_day = Case(When(date_of_birth=born_on, then=Value(0)), default=Value(1))
            rows = rows.order_by(same_day, "-likeness", "pk")
        likely = [
            row
            for row in rows[: 4 * self.MOST_LIKELY]
            if may_be_same(likeness=row.likeness, born_on=born_on, other_born_on=row.date_of_birth)
        ]
        return likely[: self.MOST_LIKELY]


@pghistory.track()
class Person(PersonTold):
    """Someone on the record. Their families are their memberships.

    `ethnicity` is never used for any decision. Who died keeps their place in the family; a pregnancy that ended without
    a birth has `lost_on`, the day on which that was told (H8, H9). Of two records of one person,
    `linked_to` leads to the one that stands for both; this one is then shown nowhere else.
    """

    NAME_COLUMNS = (*Named.NAME_COLUMNS, "previous_names")

    previous_names = models.TextField("previous names", blank=True, help_text="One on each line.")
    ethnicity = models.CharField("ethnicity", max_length=30, choices=EthnicGroup, blank=True)
    language = models.CharField("language they speak best", max_length=60, blank=True)
    interpreter_needed = models.BooleanField("needs an interpreter", null=True, blank=True)
    access_needs = models.TextField("what helps them to take part", blank=True)
    died_on = models.DateField("died on", null=True, blank=True)
    named_after_death = models.BooleanField("prints still name them", null=True, blank=True)
    birth_asked_on = models.DateField("last asked whether the baby is born", null=True, blank=True)
    lost_on = models.DateField("told that the pregnancy was lost on", null=True, blank=True)
    linked_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="stands_for"
    )

    objects = PersonQuerySet.as_manager()

    class Meta(PersonTold.Meta):
        verbose_name_plural = "people"
        triggers = [STILL_OLDER_THAN_THEIR_CHILDREN]
        indexes = [
            GinIndex(NameKeys(*Named.NAME_COLUMNS, "previous_names"), name="person_by_name", fastupdate=False),
            models.Index(fields=["date_of_birth"], name="person_by_date_of_birth"),
        ]
        constraints = [
            *PersonTold.Meta.constraints,
            not_in_the_future("person_born_by_today", "date_of_birth"),
            not_in_the_future("person_died_by_today", "died_on"),
            not_in_the_future("person_birth_asked_by_today", "birth_asked_on"),
            not_in_the_future("person_loss_told_by_today", "lost_on"),
            not_before("person_dies_after_birth", "died_on", "date_of_birth"),
            models.CheckConstraint(name="person_linked_to_another", condition=~Q(linked_to=F("pk"))),
            models.CheckConstraint(
                name="person_of_a_possible_age",
                condition=(Q(date_of_birth=None) | Q(date_of_birth__gte=date(1900, 1, 1)))
                & (Q(age_told=None) | Q(age_told__lte=OLDEST)),
                violation_error_message="Nobody is that old.",
            ),
            models.CheckConstraint(
                name="person_death_says_whether_prints_name_them",
                condition=Q(died_on=None, named_after_death=None)
                | Q(died_on__isnull=False, named_after_death__isnull=False),
                violation_error_message="Say whether prints still name someone who died.",
            ),
            models.CheckConstraint(
                name="person_only_an_unborn_is_lost_or_asked_about",
                condition=Q(due_on__isnull=False, died_on=None) | Q(due_on=None, lost_on=None, birth_asked_on=None),
                violation_error_message="Only of a baby not yet born is it asked whether it is born.",
            ),
        ]

    @property
    def age_in_words(self) -> str:
        words = super().age_in_words
        if self.lost_on:
            return "the pregnancy was lost"
        return f"died on {self.died_on:%-d %B %Y}, {words}" if self.died_on else words

    @property
    def is_deceased(self) -> bool:
        return self.died_on is not None

    @property
    def is_named_in_prints(self) -> bool:
        """Somebody living is; of somebody who died the family was asked (H8)."""
        return self.named_after_death is not False

    @property
    def is_expected(self) -> bool:
        """Not born, as far as anybody said, and not lost."""
        return self.is_unborn and self.lost_on is None

    @property
    def birth_is_to_be_asked(self) -> bool:
        """From the due date on, until it is known whether the baby is born (H9)."""
        return self.is_expected and self.due_on <= timezone.localdate()

    def _last_day(self) -> date:
        return self.died_on or super()._last_day()
