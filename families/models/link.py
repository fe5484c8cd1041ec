"""What somebody decided of two records of people: one and the same person, or two (nothing is destroyed by it)."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from families.models.person import Person
from strongerfamilies.moves import Moving

USER = settings.AUTH_USER_MODEL


class PersonLinkQuerySet(models.QuerySet):
    def of(self, person):
        """Every decision about this record and another one, the newest first."""
        return self.filter(Q(person=person) | Q(other=person)).select_related("person", "other", "decided_by")

    def decided_with(self, person):
        """The keys of the records that need not be suggested for this one: somebody has decided already."""
        pairs = self.filter(Q(person=person) | Q(other=person)).values_list("person", "other")
        return {pk for pair in pairs for pk in pair} - {person.pk}


class PersonLink(Moving):
    """Two records, and what was decided. Linked, `person` stands for both, and `other` is shown nowhere else.

    `chosen` holds the values that `person` took over from the other record, `before` what stood there until then.
    `moved` names each row that pointed at the other record and now points at `person`: model, key and field.
    """

    class Status(models.TextChoices):
        LINKED = "linked", "Linked"
        APART = "kept apart", "Kept apart"
        UNLINKED = "unlinked", "Unlinked"

    MOVES = {
        Status.APART: {Status.LINKED},
        Status.LINKED: {Status.UNLINKED},
        Status.UNLINKED: {Status.LINKED},
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status)
    why = models.TextField("why", blank=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    chosen = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    moved = models.JSONField(default=list)
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    objects = PersonLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(Least("person", "other"), Greatest("person", "other"), name="one_link_a_pair"),
            models.CheckConstraint(name="nobody_is_linked_to_themselves", condition=~Q(person=F("other"))),
            models.UniqueConstraint(fields=["other"], condition=Q(status="linked"), name="person_stands_behind_one"),
            models.CheckConstraint(
                name="person_unlinked_or_apart_with_nothing_moved", condition=Q(status="linked") | Q(moved=[])
            ),
        ]

    def __str__(self):
        return f"{self.person} and {self.other}"
