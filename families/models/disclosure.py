"""What of a record was given to somebody outside the family: to whom, why, and resting on what (H25)."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Agency
from accounts.models.trails import UNCHANGING
from families.models.agreement import Agreement, LawfulBasis
from families.models.family import Family
from families.models.person import Person
from strongerfamilies.constraints import not_in_the_future

USER = settings.AUTH_USER_MODEL

# From the day of a withdrawal on nothing rests on what was agreed before it.
RESTS_ON_A_STANDING_AGREEMENT = pgtrigger.Trigger(
    name="rests_on_a_standing_agreement",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Q(new__agreement__isnull=False),
    func="""
        PERFORM id FROM families_family WHERE id = NEW.family_id FOR SHARE;
        IF NOT EXISTS (
            SELECT FROM families_agreement AS used
            WHERE used.id = NEW.agreement_id AND used.family_id = NEW.family_id AND used.person_id IS NOT NULL
                AND used.to_sharing = 'yes' AND used.asked_on <= NEW.made_on
                AND NOT EXISTS (
                    SELECT FROM families_agreement AS later
                    WHERE later.family_id = used.family_id AND later.person_id = used.person_id
                        AND later.to_sharing = 'no' AND later.asked_on <= NEW.made_on
                        AND (later.asked_on, later.id) > (used.asked_on, used.id)
                )
        ) THEN
            RAISE EXCEPTION 'This agreement did not hold on the day of the disclosure'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'rests_on_a_standing_agreement';
        END IF;
        RETURN NEW;
    """,
)


AGREEMENT = "agreement-"  # before the key of an agreement, where a form offers it among the lawful bases


def grounds_of(family) -> list[tuple[str, str]]:
    """What a disclosure may be said to rest on, to choose from: each member's own yes to sharing, or a lawful basis.

    One that was withdrawn since is offered too, for what was given before; whether it held on the day is checked then.
    """
    given = family.agreements.to_sharing()
    agreements = [(f"{AGREEMENT}{one.pk}", f"{one.person} agreed on {one.asked_on:%-d %B %Y}") for one in given]
    return [*agreements, *LawfulBasis.choices]


def ground_from(family, chosen) -> dict:
    """The choice as the columns of a disclosure have it."""
    if chosen.startswith(AGREEMENT):
        return {"agreement": family.agreements.get(pk=chosen.removeprefix(AGREEMENT)), "lawful_basis": ""}
    return {"agreement": None, "lawful_basis": chosen}


class DisclosureQuerySet(models.QuerySet):
    def with_people(self):
        return self.select_related("agreement__person", "agency", "recorded_by").prefetch_related("about")


@pghistory.track()
class Disclosure(models.Model):
    """Something of the record was given to somebody outside the family. It never changes: a correction is another row.

    It rests on one person's own agreement to sharing, or on a lawful basis that somebody authorised; never on neither.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "The family action plan"
        MINUTES = "minutes", "Minutes of a meeting"
        LETTER = "letter", "A letter or an e-mail"
        COPY = "copy", "A copy of something on the record"
        SPOKEN = "spoken", "Told in person or by telephone"

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="disclosures")
    kind = models.CharField("what was given", max_length=10, choices=Kind)
    what = models.TextField("what it held")
    about = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="whom it was about")
    to_whom = models.CharField("to whom", max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField("why")
    made_on = models.DateField("given on", default=timezone.localdate)
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures"
    )
    lawful_basis = models.CharField("lawful basis", max_length=20, choices=LawfulBasis, blank=True)
    authorised_by = models.CharField("who authorised it", max_length=120, blank=True)
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    once = models.UUIDField(unique=True, editable=False)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        triggers = [UNCHANGING, RESTS_ON_A_STANDING_AGREEMENT]
        constraints = [
            models.CheckConstraint(
                name="disclosure_rests_on_agreement_or_law",
                condition=Q(agreement__isnull=False, lawful_basis="", authorised_by="")
                | (Q(agreement=None) & ~Q(lawful_basis="") & ~Q(authorised_by="")),
            ),
            not_in_the_future("disclosure_made_by_today", "made_on"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} to {self.to_whom}"


class DisclosureAbout(Disclosure.about.through):
    """Whom it was about never changes either."""

    class Meta:
        proxy = True
        triggers = [UNCHANGING]
