"""Where a family moves to, and where it came from."""

from django import forms

from accounts.models import Agency
from families.actions.moving import AWAY, IN, SENDING
from families.models import BY_AGREEMENT, Agreement, MovedAway, MovedIn
from strongerfamilies.govuk_forms import GovukModelForm


class AgreementField(forms.ModelChoiceField):
    def label_from_instance(self, agreement):
        return f"{agreement.person} agreed on {agreement.asked_on:%-d %B %Y}"


class MovedAwayForm(GovukModelForm):
    """What was sent is asked with what the disclosure of it rests on, once for each sending (H25)."""

    heading = "The family moves away"
    submit_label = "Save"
    asked_as = {
        "moved_on": "the date they move",
        "receiving_council": "the council that takes them on",
        "contact": "who takes them on there",
        "to_refuge": "whether they move into a refuge",
    }

    needed_sometimes = ("agreement", "agency", "authorised_by")

    agreement = AgreementField(
        Agreement.objects.none(), label="On whose agreement?", empty_label="None of these", required=False
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="To which agency did they agree?", empty_label="None of these", required=False
    )
    authorised_by = forms.CharField(
        label="Who authorised it?",
        help_text="Only where it does not rest on an agreement. Their name and role.",
        max_length=120,
        required=False,
    )

    field_order = [*AWAY[: AWAY.index("basis") + 1], "agreement", "agency", "authorised_by"]

    class Meta:
        model = MovedAway
        fields = AWAY
        labels = {
            "to_refuge": "Do they move into a refuge?",
            "moved_on": "When do they move?",
            "new_address": "Where do they live then?",
            "receiving_council": "Which council takes them on?",
            "contact": "Who takes them on there?",
            "what_was_sent": "What was sent to them?",
            "basis": "On which basis?",
            "sent_on": "When was it sent?",
            "confirmed_on": "When did they confirm?",
        }
        help_texts = {
            "to_refuge": "Then no address is kept, and only those who arrange such moves see where the family went.",
            "contact": "A name, a team and a telephone number.",
            "what_was_sent": "Name the papers. The page “Pack for the receiving council” prints them as one.",
        }

    def __init__(self, *args, instance, family, refuges, **kwargs):
        super().__init__(*args, instance=instance, watching=(instance, AWAY), **kwargs)
        self.fields["agreement"].queryset = family.agreements.to_sharing()
        self.fields["agency"].queryset = Agency.objects.in_alphabetical_order()
        if not refuges:
            del self.fields["to_refuge"]

    def clean(self):
        answers = super().clean()
        if answers.get("sent_on") and set(SENDING) & set(self.changed_data):
            self._needs_what_it_rests_on(answers)
        return answers

    def _needs_what_it_rests_on(self, answers):
        if answers.get("basis") != BY_AGREEMENT:
            needed = {"authorised_by": "Enter who authorised it"}
        else:
            needed = {"agreement": "Select on whose agreement", "agency": "Select to which agency they agreed"}
        for name, message in needed.items():
            if not answers.get(name):
                self.add_error(name, message)

    def refuse(self, refusal):
        """What the rules of disclosures refused, beside its question; what belongs to none stands at the top."""
        beside = {"rests_on": "agreement", "agency": "agency", "basis": "basis"}
        for name, messages in refusal.message_dict.items():
            self.add_error(beside.get(name), messages)


class MovedInForm(GovukModelForm):
    heading = "The family moved here from another council's programme"
    submit_label = "Save"
    asked_as = {
        "former_council": "the former council",
        "former_programme": "the programme there",
    }

    class Meta:
        model = MovedIn
        fields = IN
        labels = {
            "former_council": "Which council did they come from?",
            "former_programme": "Which programme were they on there?",
            "contact": "Who worked with them there?",
            "started_on": "On it from",
            "ended_on": "Until",
            "result_claimed": "Did that council claim a result for them?",
            "result": "Which result?",
        }
        help_texts = {
            "contact": "A name, a team and a telephone number.",
            "result_claimed": "Leave it open if nobody knows. One family has one result on a programme.",
        }

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, watching=(instance, IN), **kwargs)
