"""The questions that a family's moves on the programme ask: by whom, since when, why."""

from django import forms
from django.utils import timezone

from eligibility.models import Reason
from families.models import AskedToJoin
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    LongTextField,
    ModelRadioField,
)


class MoveForm(GovukForm):
    """Knows whom it is about: the signed-in person and the family's time on the programme."""

    submit_label = "Save"

    def __init__(self, *args, episode, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.episode = episode


class AskForm(MoveForm):
    heading = "The family was asked to join"
    lead = "Give them the leaflet and the privacy notice first. What each of them answers is recorded as agreement."
    adds_a_row = True
    asked_as = {
        "asked_on": "the date they were asked",
        "asked_by": "who asked them",
        "who_was_asked": "who was asked",
        "how": "how they were asked",
    }

    asked_on = GovukDateField(label="When were they asked?", not_future=True, initial=timezone.localdate)
    asked_by = forms.CharField(label="Who asked them?", max_length=120)
    who_was_asked = forms.CharField(label="Who was asked?", help_text="Everybody who was there.", max_length=200)
    how = ChoiceRadioField(label="How were they asked?", choices=AskedToJoin.How.choices)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        self.fields["asked_by"].initial = by.name


class NotAskedForm(MoveForm):
    heading = "The family is not asked this time"
    lead = (
        "Their time on the programme ends today. When they were screened and which problems were met is kept. "
        "They can be asked another time."
    )
    submit_label = "Do not ask this time"
    asked_as = {"reason": "the reason"}

    reason = ModelRadioField(Reason.objects.none(), label="Why are they not asked?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = Reason.objects.offered(Reason.Kind.NOT_ASKED)


class PauseForm(MoveForm):
    heading = "Pause the work with this family"
    lead = "The keyworker stays. When the pause is over, the family goes on where it is now."
    submit_label = "Pause"
    asked_as = {"why": "why the work rests", "until": "the date until which it rests"}

    why = LongTextField(label="Why does the work rest?", max_length=1000, rows=3)
    until = GovukDateField(label="Until about when?", not_past=True)


class ResumeForm(MoveForm):
    heading = "Go on with the work"
    submit_label = "Go on"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.episode.back_to:
            self.lead = f"The family goes on where it was: {self.episode.get_back_to_display().lower()}."


class BeginReviewForm(MoveForm):
    heading = "Begin a review"
    lead = "The plan is looked at with the family and everybody on the team around it."
    submit_label = "Begin the review"


class EndReviewForm(MoveForm):
    heading = "The review is over"
    lead = "The family goes on with its plan."
    submit_label = "End the review"


class StepUpForm(MoveForm):
    heading = "Step up to social care"
    lead = (
        "Children's social care leads from now on. The record and the keyworker stay; the family can step down again."
    )
    submit_label = "Step up"
    adds_a_row = True
    asked_as = {
        "stepped_on": "the date social care took over",
        "social_worker": "the social worker's name",
        "why": "why social care takes over",
    }

    stepped_on = GovukDateField(label="When did social care take over?", not_future=True)
    social_worker = forms.CharField(label="Social worker", max_length=120)
    phone = forms.CharField(label="Their telephone", max_length=40, required=False)
    why = LongTextField(label="Why does social care take over?", max_length=2000, rows=3)


class StepDownForm(MoveForm):
    heading = "Step down from social care"
    lead = (
        "Where a child in need or protection plan has ended, end that evidence too, and record the early help "
        "assessment that now counts for the children who need help."
    )
    submit_label = "Save the step down"
    adds_a_row = True
    asked_as = {
        "stepped_on": "the date social care handed over",
        "social_worker": "the social worker's name",
        "still_needed": "what is still needed",
    }

    stepped_on = GovukDateField(label="When did social care hand over?", not_future=True)
    social_worker = forms.CharField(label="Social worker", max_length=120)
    phone = forms.CharField(label="Their telephone", max_length=40, required=False)
    plan_ended_on = GovukDateField(
        label="When did their plan end?",
        help_text="The child in need plan or child protection plan. Leave it empty if it has not ended yet.",
        required=False,
    )
    still_needed = LongTextField(label="What is still needed?", max_length=2000, rows=4)
    joint_visit_on = GovukDateField(label="When is the joint visit?", required=False)


class CloseForm(MoveForm):
    heading = "Close this family's time on the programme"
    lead = (
        "Their keyworker, holding worker, cover and team around the family end today, and with them their way into the "
        "record. The record stays, and the family can come back with a new time on the programme."
    )
    submit_label = "Close"
    asked_as = {"reason": "the reason", "ended_on": "the date the work ended"}

    reason = ModelRadioField(Reason.objects.none(), label="Why is it closed?")
    ended_on = GovukDateField(label="When did the work end?", not_future=True, initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = Reason.objects.offered(Reason.Kind.CLOSED)

    def clean_ended_on(self):
        ended_on, began = self.cleaned_data["ended_on"], self.episode.started_on
        if ended_on < began:
            raise forms.ValidationError(f"The work began on {began:%-d %B %Y}. Enter that date or a later one")
        return ended_on


class ReopenForm(MoveForm):
    heading = "Open this family's record again"
    submit_label = "Open again"
    asked_as = {"why": "why the family comes back"}

    why = LongTextField(label="Why does the family come back?", max_length=1000, rows=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lead = "A new time on the programme begins today, and the family is to be asked again."
        if self.episode.ask_again_on:
            self.lead += (
                f" When it declined, it said that it may be asked again on {self.episode.ask_again_on:%-d %B %Y}."
            )
