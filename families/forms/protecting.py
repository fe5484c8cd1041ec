"""Protecting an identity: who may know, why, and the record of who somebody was before (H6)."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.references import key_in
from families.models import Family, Person
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukForm, LongTextField, MultiCheckboxField


class ProtectForm(GovukForm):
    """With a reference, it asks who of that record's people it was; the worker chooses on the second post."""

    heading = "Protect somebody's identity"
    lead = (
        "For somebody who was adopted, or must not be found. Nobody but the people named finds both records, "
        "and nothing links them or hints at it."
    )
    submit_label = "Protect their identity"
    adds_a_row = True
    asked_as = {
        "why": "why their identity is protected",
        "people": "who may know",
        "reference": "the family reference of the earlier record",
        "earlier": "who they were before",
    }

    why = LongTextField(label="Why is their identity protected?", max_length=1000, rows=3)
    people = MultiCheckboxField(label="Who may know?", choices=(), coerce=int)
    reference = forms.CharField(
        label="Family reference of the record of who they were before",
        help_text="Such as SF-000123. Leave it empty if there is no such record.",
        required=False,
        max_length=20,
    )

    def __init__(self, *args, person, suggested, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.user = person, user
        self.fields["people"].choices = [(one.pk, one.name) for one in suggested]
        self.fields["people"].initial = [one.pk for one in suggested]
        if self.is_bound and (found := self._people_of(self.data.get("reference", ""))):
            self.fields["earlier"] = ChoiceRadioField(
                label="Who were they before?", choices=[(str(one.pk), f"{one}, {one.age_in_words}") for one in found]
            )

    def _people_of(self, typed):
        """Everyone who belongs or belonged to the family of this reference, if the worker may open it."""
        families = Family.objects.visible_to(self.user).filter(pk=key_in(typed, of=Family.LETTERS))
        return list(families.people().exclude(pk=self.person.pk).order_by("pk"))

    def clean_reference(self):
        reference = self.cleaned_data["reference"]
        if reference and "earlier" not in self.fields:
            raise ValidationError("You may open no family with this reference and other people in it")
        return reference

    @property
    def earlier(self):
        chosen = self.cleaned_data.get("earlier")
        return Person.objects.get(pk=chosen) if chosen else None


class EndProtectionForm(GovukForm):
    heading = "End the protection of this identity"
    lead = "The ordinary rules then say again who finds them."
    submit_label = "End the protection"
