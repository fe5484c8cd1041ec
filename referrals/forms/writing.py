"""What a practitioner is asked about the referral itself: worry, agreement, contact, their account, sending."""

from localflavor.gb.forms import GBPostcodeField

from accounts.models import Agency
from families.models import Answer
from referrals.models import Referral
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    GovukModelForm,
    LongTextField,
    MultiCheckboxField,
    YesNoField,
    forms,
)

AT_RISK = "Are you worried that a child is at risk of harm now?"


class StartForm(GovukForm):
    """The first question of all (H4)."""

    heading = AT_RISK
    submit_label = "Continue"
    adds_a_row = True

    child_at_risk = YesNoField(
        label=AT_RISK,
        help_text="If you answer yes, the next page tells you whom to ring. Your referral is saved either way.",
    )


class WorryForm(GovukForm):
    """A child at risk now: was it reported, when, by whom and to whom? It may be saved with nothing reported (H4)."""

    REPORTED, NOT_REPORTED, NO_WORRY = "reported", "not reported", "no worry"

    heading = "Worried about a child now"
    submit_label = "Save"
    asked_as = {
        "reported_on": "the date it was reported",
        "reported_by": "who reported it",
        "reported_to": "to whom it was reported",
    }
    reveals = dict.fromkeys(asked_as, ("worry", REPORTED))

    worry = ChoiceRadioField(
        label=AT_RISK,
        choices=[
            (REPORTED, "Yes, and it has been reported"),
            (NOT_REPORTED, "Yes, and it has not been reported yet"),
            (NO_WORRY, "No"),
        ],
        or_before=NO_WORRY,
    )
    reported_on = GovukDateField(label="When was it reported?", not_future=True)
    reported_by = forms.CharField(label="Who reported it?", max_length=120)
    reported_to = forms.CharField(label="To whom was it reported?", max_length=120, help_text="A name and a team.")

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, initial=self.stored(referral), watching=(referral, Referral.WORRY), **kwargs)

    def stored(self, row):
        return {"worry": self._worry_of(row), **{name: getattr(row, name) for name in self.asked_as}}

    def _worry_of(self, referral):
        if not referral.child_at_risk:
            return None if referral.child_at_risk is None else self.NO_WORRY
        return self.NOT_REPORTED if referral.worry_not_reported else self.REPORTED

    @property
    def answers(self):
        """What the action takes."""
        reported = {name: self.cleaned_data[name] for name in self.asked_as}
        return {"child_at_risk": self.cleaned_data["worry"] != self.NO_WORRY, **reported}


class AgreementForm(GovukForm):
    """Told, agrees to the referral, agrees to sharing: three questions apart (H16)."""

    heading = "What the family was told and agrees to"
    asked_as = {"shared_with": "at least one agency"}
    reveals = {"shared_with": ("agrees_to_sharing", Answer.YES)}

    told = ChoiceRadioField(
        label="Was the family told about this referral?",
        choices=[
            (Answer.YES, "Yes"),
            (Answer.NO, "No"),
            (Answer.NOT_ASKED, "No, because it was unsafe or impossible"),
        ],
        hints={Answer.YES: "They were given the leaflet and the privacy notice, or both were read to them."},
    )
    agrees_to_referral = ChoiceRadioField(label="Do they agree to the referral?", choices=Answer.choices)
    agrees_to_sharing = ChoiceRadioField(
        label="Do they agree that agencies share information about them?", choices=Answer.choices
    )
    shared_with = MultiCheckboxField(label="With which agencies?")

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, initial=self.stored(referral), watching=(referral, Referral.AGREEMENT), **kwargs)
        agencies = Agency.objects.in_alphabetical_order()
        self.fields["shared_with"].choices = [(str(agency.pk), agency.name) for agency in agencies]

    def stored(self, row):
        agencies = [str(agency.pk) for agency in row.shared_with.all()]
        return {**{name: getattr(row, name) for name in Referral.AGREEMENT}, "shared_with": agencies}

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in Referral.AGREEMENT}


class LawfulBasisForm(GovukModelForm):
    """Asked where anything but yes was answered. Why nobody was asked, only where nobody was (H16)."""

    heading = "Referring without agreement"
    lead = (
        "You may send this referral. A performance officer decides first whether it may be held, and nobody contacts "
        "the family until a safe way is settled."
    )

    class Meta:
        model = Referral
        fields = Referral.LAWFUL_BASIS
        labels = {
            "why_not_asked": "Why was it unsafe or impossible to tell or ask them?",
            "lawful_basis": "What is the lawful basis for this referral?",
            "authorised_by": "Who authorised it?",
        }
        help_texts = {"authorised_by": "Their name and role, such as your safeguarding lead."}

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        if not instance.not_asked:
            del self.fields["why_not_asked"]
        for name in set(Referral.LAWFUL_BASIS) & set(self.fields):
            self.fields[name].required = True


class ContactForm(GovukModelForm):
    """How to reach the family without harm (H19)."""

    heading = "How to reach the family"
    asked_as = {"contact_safely": "how and when it is safe to contact them"}

    postcode = GBPostcodeField(
        label="Postcode",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"invalid": "Enter a full UK postcode, like M99 1AA"},
    )

    class Meta:
        model = Referral
        fields = Referral.CONTACT
        labels = {
            "family_name": "What name does the family go by?",
            "address_lines": "Address",
            "contact_phone": "Telephone number",
            "contact_safely": "How and when is it safe to contact them?",
        }
        help_texts = {"contact_safely": "For example: text first, weekdays before 3pm; do not leave a message at home."}

    field_order = ["contact_safely", "family_name", "contact_phone", "address_lines", "postcode"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact_safely"].required = True


class AccountForm(GovukForm):
    """What is happening, in the referrer's words."""

    heading = "What is happening for this family?"
    asked_as = {"account": "what is happening"}

    account = LongTextField(
        label=heading,
        rows=12,
        required=False,
        help_text="In your words: what worries you, what is going well, and what has been tried. Do not name services "
        "that the family must not know about.",
    )

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, initial={"account": referral.account}, watching=(referral, ("account",)), **kwargs)


class SendForm(GovukForm):
    """Nothing more to answer: only to send."""

    heading = "Check your answers before you send the referral"
    submit_label = "Send the referral"
