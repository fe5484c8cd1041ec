"""What programmes and progress sets share: versions that are edited as drafts and never change once in force."""

import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, Value, When

from strongerfamilies.moves import Moving

DRAFT, IN_FORCE, RETIRED = "draft", "in force", "retired"

# Nobody rewrites what decisions rest on: only its last day and its retirement may still come.
IN_FORCE_UNCHANGING = pgtrigger.Trigger(
    name="in_force_unchanging",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Q(old__status__in=[IN_FORCE, RETIRED]),
    func="""
        IF TG_OP = 'DELETE'
            OR to_jsonb(OLD) - 'status' - 'in_force_to' <> to_jsonb(NEW) - 'status' - 'in_force_to'
        THEN
            RAISE EXCEPTION 'A version that has been in force cannot be changed: make a new draft';
        END IF;
        RETURN NEW;
    """,
)
ONLY_FORWARD = pgtrigger.FSM(name="only_forward", field="status", transitions=[(DRAFT, IN_FORCE), (IN_FORCE, RETIRED)])


def parts_unchanging(table: str, column: str) -> pgtrigger.Trigger:
    """Refuses any change to the parts of a version that is no draft. `column` points to the version in `table`.

    Both are names of our own tables, never anybody's input.
    """
    return pgtrigger.Trigger(
        name="in_force_unchanging",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("version_status", "text")],
        func=f"""
            FOR version_status IN
                SELECT status FROM {table} WHERE id IN (OLD.{column}, NEW.{column}) FOR SHARE
            LOOP
                IF version_status <> 'draft' THEN
                    RAISE EXCEPTION 'A version that has been in force cannot be changed: make a new draft';
                END IF;
            END LOOP;
            RETURN COALESCE(NEW, OLD);
        """,  # noqa: S608  # nosec B608
    )


class VersionQuerySet(models.QuerySet):
    def on(self, day):
        """The version in force on the day, else the earliest that ever was (E1). Raises DoesNotExist."""
        return self._first(day, "in_force_from")

    def newest_on(self, day):
        """The version that came into force last of those in force on the day. Raises DoesNotExist."""
        return self._first(day, "-in_force_from")

    def _first(self, day, then_by):
        holds = Q(in_force_from__lte=day) & (Q(in_force_to=None) | Q(in_force_to__gte=day))
        ours = self.exclude(status=DRAFT).annotate(away=Case(When(holds, then=Value(0)), default=Value(1)))
        found = ours.order_by("away", then_by).first()
        if found is None:
            raise self.model.DoesNotExist("No version has been in force.")
        return found


class Version(Moving):
    """One dated version. Retired still answers for the days on which it was in force.

    A model of versions gives `versions()`, every version of the same thing, and `missing_before_force()`, full
    sentences about what has to be put right before it may be in force.
    """

    class Status(models.TextChoices):
        DRAFT = DRAFT, "Draft"
        IN_FORCE = IN_FORCE, "In force"
        RETIRED = RETIRED, "Retired"

    MOVES = {Status.DRAFT: {Status.IN_FORCE}, Status.IN_FORCE: {Status.RETIRED}, Status.RETIRED: set()}

    version = models.PositiveSmallIntegerField("version", default=1)
    name = models.CharField("name", max_length=120)
    status = models.CharField("status", max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    in_force_from = models.DateField("in force from", null=True, blank=True)
    in_force_to = models.DateField(
        "in force to", null=True, blank=True, help_text="The last day. Leave empty while no end is known."
    )
    from_files = models.CharField(
        "fingerprint of the files it was loaded from", max_length=64, blank=True, editable=False
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_in_force_has_a_start", condition=Q(status=DRAFT) | Q(in_force_from__isnull=False)
            ),
            models.CheckConstraint(
                name="%(class)s_retired_has_an_end", condition=~Q(status=RETIRED) | Q(in_force_to__isnull=False)
            ),
            models.CheckConstraint(
                name="%(class)s_ends_after_start",
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                violation_error_message="The last day must not be before the first.",
            ),
        ]
        triggers = [IN_FORCE_UNCHANGING, ONLY_FORWARD]

    def __str__(self):
        return f"{self.name}, version {self.version}"

    @property
    def is_draft(self) -> bool:
        return self.status == DRAFT

    def next_number(self) -> int:
        """The number that a new version of the same thing gets."""
        return (self.versions().aggregate(last=models.Max("version"))["last"] or 0) + 1
