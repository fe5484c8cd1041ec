"""What each person was told, what they agree to, and why a family declines."""

from crispy_forms.layout import Fieldset, Layout
from django import forms

from accounts.models import Agency, PrivacyNotice
from eligibility.models import Reason
from eligibility.pieces import months_from
from families.actions.agreeing import WATCHED
from families.models import Agreement, Answer, LawfulBasis
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    LongTextField,
    ModelRadioField,
    MultiCheckboxField,
)

UNLESS_YES = ("lawful_basis", "authorised_by")
CHILD = ("own_view", "understands")


class AgreementForm(GovukForm):
    """One member's own answers. One adult's refusal does not speak for another (H16)."""

    adds_a_row = True
    asked_as = {
        "asked_on": "the date they were asked",
        "shared_with": "the agencies they agree to",
        "why_not_asked": "why they were not asked",
        "authorised_by": "who authorised it",
        "understands": "who judged that the child understands",
        "ask_again_on": "the day to ask again",
    }
    reveals = {"shared_with": ("to_sharing", Answer.YES.value)}
    needed_sometimes = ("why_not_asked", *UNLESS_YES, "understands")

    asked_on = GovukDateField(label="When were they asked?", not_future=True)
    to_support = ChoiceRadioField(label="Do they agree to work with us?", choices=Answer.choices)
    to_sharing = ChoiceRadioField(
        label="Do they agree that we share information?",
        help_text="Only what is needed, with those who need it to help.",
        choices=Answer.choices,
    )
    shared_with = MultiCheckboxField(label="With which agencies?", choices=(), coerce=int)
    why_not_asked = LongTextField(
        label="Why were they not asked?",
        help_text="Only if you chose “Not asked” above.",
        max_length=2000,
        rows=3,
        required=False,
    )
    lawful_basis = ChoiceRadioField(
        label="Lawful basis for keeping and sharing their information",
        choices=LawfulBasis.choices,
        required=False,
    )
    authorised_by = forms.CharField(
        label="Who authorised it?",
        help_text="Their name and role.",
        max_length=120,
        required=False,
    )
    ask_again_on = GovukDateField(label="When will they be asked again?", required=False, not_past=True)
    own_view = LongTextField(label="What the child said, in their own words", max_length=2000, rows=3, required=False)
    understands = forms.CharField(
        label="Who judged that the child understands what they were asked?",
        help_text="Their name and role.",
        max_length=120,
        required=False,
    )

    def __init__(self, *args, person, latest, months, **kwargs):
        super().__init__(*args, watching=(latest or Agreement(asked_on=None), WATCHED), **kwargs)
        self.months = months
        self.fields["ask_again_on"].help_text = f"Leave this empty for {months} months after they were asked."
        self.heading = f"What {person} agrees to"
        self.fields["shared_with"].choices = Agency.objects.in_alphabetical_order().values_list("pk", "name")
        if person.is_child is False:
            for name in CHILD:
                del self.fields[name]

    def layout(self):
        parts = [
            "asked_on",
            "to_support",
            "to_sharing",
            Fieldset("If either answer is not yes", "why_not_asked", *UNLESS_YES),
            "ask_again_on",
        ]
        if "own_view" in self.fields:
            parts.append(Fieldset("The child's own view", *CHILD))
        return Layout(*parts)

    def clean(self):
        answers = {self.cleaned_data.get("to_support"), self.cleaned_data.get("to_sharing")}
        self._only_if(Answer.NOT_ASKED in answers, "why_not_asked")
        self._only_if(bool(answers & {Answer.NO, Answer.NOT_ASKED}), *UNLESS_YES)
        if self.cleaned_data.get("own_view"):
            self._only_if(True, "understands")
        self._settle_when_to_ask_again(agrees=Answer.YES in answers)

    def _settle_when_to_ask_again(self, *, agrees):
        """Whoever agrees is asked again one day: on the day chosen, or after the council's usual time."""
        asked_on, chosen = self.cleaned_data.get("asked_on"), self.cleaned_data.get("ask_again_on")
        if not agrees:
            self.cleaned_data["ask_again_on"] = None
        elif asked_on and chosen and chosen <= asked_on:
            self.add_error("ask_again_on", "The day to ask again must be after the day they were asked")
        elif asked_on and not chosen:
            self.cleaned_data["ask_again_on"] = months_from(asked_on, self.months)

    def _only_if(self, asked, *names):
        """Questions that need an answer in this case, and drop theirs in any other."""
        for name in names:
            if not asked:
                self.cleaned_data[name] = ""
            elif not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])


class NoticeForm(GovukForm):
    heading = "Record that the privacy notice was given"
    lead = "The notice tells people what we hold about them, who sees it, and what they may ask for."
    adds_a_row = True
    asked_as = {"given_on": "the date it was given", "people": "who was given it", "how": "how it was given"}

    people = MultiCheckboxField(label="Who was given it?", choices=(), coerce=int)
    notice = ModelRadioField(
        PrivacyNotice.objects.none(),
        label="Which version?",
        label_of=lambda notice: f"{notice} ({notice.language})",
        hint=lambda notice: f"In use from {notice.in_use_from:%-d %B %Y}",
    )
    given_on = GovukDateField(label="When was it given?", not_future=True)
    how = ChoiceRadioField(
        label="How was it given?",
        choices=[(way, way) for way in ("On paper and talked through", "On paper", "By e-mail", "Read out")],
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [
            (member.person.pk, str(member.person)) for member in members if not member.person.is_unborn
        ]
        self.fields["notice"].queryset = PrivacyNotice.objects.in_use()


class DeclineForm(GovukForm):
    heading = "The family does not want to work with us"
    submit_label = "Record that the family declines"
    asked_as = {"reason": "the reason they gave", "ask_again_on": "the date from which they may be asked again"}

    reason = ModelRadioField(Reason.objects.none(), label="Which reason did they give?")
    ask_again_on = GovukDateField(
        label="From when may we ask again?",
        help_text="Leave it empty if they do not want to be asked again, or did not say.",
        not_past=True,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = Reason.objects.offered(Reason.Kind.DECLINED)
