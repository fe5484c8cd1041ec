"""What a council decides about its own installation, each value from a date.

A key exists because code reads it, so keys are declared here, with the default and where the default comes from.
"""

from dataclasses import dataclass
from datetime import date

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


@dataclass(frozen=True)
class Key:
    """One thing to decide. `kind` is text, count (a whole number from 1 to MOST) or yes-no."""

    asks: str
    default: str
    source: str
    kind: str = "text"

    def refuses(self, value: str) -> str:
        """Why a value makes no sense for this key; empty where it does."""
        if self.kind == "count" and not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST):
            return f"Enter a whole number from 1 to {MOST}."
        if self.kind == "yes-no" and value not in {"yes", "no"}:
            return "Enter yes or no."
        return ""


MOST = 3650  # ten years of days, and still a length of months or weeks that a date can carry
OURS = "our default"
PROGRAMME_PAGE = "the council's programme page"

KEYS = {
    "council_name": Key("Name of the council", "Millbrook Council", OURS),
    "programme_name": Key("What the programme is called here", "Stronger Families", PROGRAMME_PAGE),
    "front_door_name": Key("Name of the children's social care front door", "MARAT", PROGRAMME_PAGE),
    "front_door_phone": Key("Front door: telephone in office hours", "01632 960001", OURS),
    "front_door_out_of_hours": Key("Front door: telephone at other times", "01632 960002", OURS),
    "front_door_email": Key("Front door: e-mail", "front.door@millbrook.example", OURS),
    "next_step_name": Key("Assessment for a family that is not eligible", "CAF", PROGRAMME_PAGE),
    "next_step_phone": Key("Who helps with that assessment: telephone", "01632 960003", OURS),
    "team_phone": Key("Performance officers: telephone", "01632 960004", OURS),
    "team_email": Key("Performance officers: e-mail", "stronger.families@millbrook.example", OURS),
    "team_address": Key("Performance officers: postal address", "Town Hall, Mill Road, Millbrook M99 1AA", OURS),
    "review_weeks": Key(
        "Weeks between reviews of a family's plan", "6", "seen in Trafford: every 6 to 8 weeks", "count"
    ),
    "contact_days": Key("Days without contact after which a family is shown as drifting", "14", OURS, "count"),
    "plan_working_days": Key(
        "Working days from a family's agreement to its plan, after which it is listed", "15", OURS, "count"
    ),
    "long_open_days": Key("Days on the programme after which a family is listed as long open", "365", OURS, "count"),
    "order_days": Key("Days before its end from which a court order is listed as ending", "28", OURS, "count"),
    "agreement_months": Key("Months after which people are asked again whether they agree", "12", OURS, "count"),
    "emergency_access_hours": Key("Hours for which emergency access opens a record", "24", OURS, "count"),
    "draft_days": Key("Days after which an untouched draft may be cleared", "90", OURS, "count"),
    "confirm_months": Key(
        "Months for which somebody may sign in before their agency's lead confirms them again", "6", OURS, "count"
    ),
    "second_factor": Key(
        "Must everybody who opens family records sign in with a second factor? yes or no",
        "yes",
        "National Cyber Security Centre: every account that reaches sensitive data",
        "yes-no",
    ),
}


class SettingQuerySet(models.QuerySet):
    def values_on(self, day: date) -> dict[str, str]:
        """Every key's value on a day, in one query."""
        values = {key: declared.default for key, declared in KEYS.items()}
        values.update(self.filter(starts_on__lte=day).order_by("starts_on", "pk").values_list("key", "value"))
        return {key: value for key, value in values.items() if key in KEYS}

    def value(self, key: str) -> str:
        """Today's value. Raises KeyError for a key that no code declares."""
        declared = KEYS[key]
        row = self.filter(key=key, starts_on__lte=timezone.localdate()).order_by("-starts_on", "-pk").first()
        return row.value if row else declared.default

    def number(self, key: str) -> int:
        """Today's value of a count."""
        return int(self.value(key))


def declared_keys() -> list[tuple[str, str]]:
    """The keys to choose from. A function, so that a new key needs no migration."""
    return [(key, declared.asks) for key, declared in KEYS.items()]


@pghistory.track()
class Setting(models.Model):
    """A council's own value for a key, from a day on. Earlier values stay, so old letters can be explained."""

    key = models.CharField(max_length=40, choices=declared_keys)
    value = models.CharField(max_length=300)
    starts_on = models.DateField(
        "from", default=timezone.localdate, help_text="The value before it holds until the day before."
    )

    objects = SettingQuerySet.as_manager()

    class Meta:
        ordering = ["key", "-starts_on"]
        constraints = [models.UniqueConstraint(fields=["key", "starts_on"], name="setting_once_a_day")]

    def __str__(self):
        return f"{self.get_key_display()} from {self.starts_on}"

    def clean(self):
        if self.starts_on and self.starts_on < timezone.localdate():
            raise ValidationError({"starts_on": "A value starts today or later: what held before stays as it was."})
        declared = KEYS.get(self.key)
        if declared and (why_not := declared.refuses(self.value)):
            raise ValidationError({"value": why_not})
