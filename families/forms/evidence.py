"""What is asked about evidence on a family's record."""

from django import forms
from django.utils import timezone

from eligibility.told import needs_a_professional
from families.forms.checking import CheckForm
from families.forms.facts import FactForm
from families.forms.knowing import KNOWING_ASKED_AS, KNOWING_REVEALS, kept_from, knowing_fields
from families.models import Evidence
from families.rules import withheld_at_first
from strongerfamilies.govuk_forms import GovukDateField, GovukForm, YesNoField


class EvidenceForm(FactForm):
    """A fact under one sign, with where it comes from, and who in the family may know of it."""

    adds_a_row = True
    submit_label = "Add this evidence"
    asked_as = {
        **FactForm.asked_as,
        **KNOWING_ASKED_AS,
        "source": "where this comes from",
        "found_during_work": "whether it was found during work",
    }
    reveals = {**FactForm.reveals, **KNOWING_REVEALS}

    def __init__(self, *args, asked, members, at_work, **kwargs):
        super().__init__(*args, asked=asked, people=members, **kwargs)
        self.fields["source"] = forms.CharField(
            label="Where does this come from?", max_length=200, help_text="A person and their role, or a record."
        )
        self.fields["found_during_work"] = YesNoField(
            label="Did it come to light while working with the family?",
            help_text="A need newly told is marked as found during work: it is not a need that got worse.",
            initial=True if at_work else None,
        )
        if not withheld_at_first(asked.problem.number):
            self.fields |= knowing_fields(members)

    @property
    def answers(self):
        fact = super().answers
        fact["person"] = fact["person"].person if fact["person"] else None
        told = {name: self.cleaned_data[name] for name in ("source", "found_during_work")}
        return {**fact, **told, **(kept_from(self.cleaned_data) if "may_know" in self.fields else {})}


class EvidenceCheckForm(CheckForm):
    """What the check of one piece on the record found (H14)."""

    def __init__(self, *args, piece, **kwargs):
        asked = piece.asked()
        kwargs |= {"sign": asked, "needs_a_professional": needs_a_professional(asked.kind, piece.problem_number)}
        super().__init__(*args, watching=(piece, Evidence.CHECKED), initial=self.stored(piece), **kwargs)

    def stored(self, row):
        return {
            "found": row.found,
            "check_source": row.verified_source,
            "checked_on": row.verified_on or timezone.localdate(),
            "confirmed_by": row.confirmed_by,
            "confirmed_role": row.confirmed_role,
            "confirmed_on": row.confirmed_on,
        }


class EndForm(GovukForm):
    heading = "When did it end?"
    lead = "It stays on the record as having held until that day."
    submit_label = "Save"
    asked_as = {"ended_on": "the day it ended"}

    ended_on = GovukDateField(label="When did it end?", not_future=True)

    def __init__(self, *args, piece, **kwargs):
        self.piece = piece
        super().__init__(*args, watching=(piece, Evidence.ENDED), initial={"ended_on": piece.ended_on}, **kwargs)

    def clean_ended_on(self):
        ended, known = self.cleaned_data["ended_on"], self.piece.observed_on
        if ended < known:
            raise forms.ValidationError(f"It was known to hold on {known:%-d %B %Y}: the day must not be before")
        return ended
