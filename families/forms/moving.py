"""Where a family moves to, and where it came from."""

from families.actions.moving import AWAY, IN
from families.models import MovedAway, MovedIn
from strongerfamilies.govuk_forms import GovukModelForm


class MovedAwayForm(GovukModelForm):
    heading = "The family moves away"
    submit_label = "Save"
    asked_as = {
        "moved_on": "the date they move",
        "receiving_council": "the council that takes them on",
        "contact": "who takes them on there",
        "to_refuge": "whether they move into a refuge",
    }

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

    def __init__(self, *args, instance, refuges, **kwargs):
        super().__init__(*args, instance=instance, watching=(instance, AWAY), **kwargs)
        if not refuges:
            del self.fields["to_refuge"]


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
