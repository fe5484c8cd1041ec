"""Where one problem stood at the start."""

from families.actions.starting import FIELDS
from families.models import StartMeasure
from strongerfamilies.govuk_forms import GovukModelForm


class StartMeasureForm(GovukModelForm):
    submit_label = "Save"
    asked_as = {
        "measure": "how things stand",
        "measured_on": "the date",
        "source": "the source",
        "seen_by": "who saw it",
    }

    class Meta:
        model = StartMeasure
        fields = FIELDS
        labels = {
            "measure": "How do things stand?",
            "value": "The figure, if there is one",
            "unit": "Of what?",
            "measured_on": "As on which date?",
            "source": "Where does this come from?",
            "seen_by": "Who saw it?",
        }
        help_texts = {
            "measure": "A sentence to compare with later, such as “Robin missed 23% of sessions in the spring term”.",
            "unit": "Such as “% of sessions missed” or “police call-outs in 6 months”.",
            "source": "Such as “School census” or “What the mother told us”.",
            "seen_by": "Their name and role.",
        }

    def __init__(self, *args, problem, instance, **kwargs):
        super().__init__(*args, instance=instance, watching=(instance, FIELDS), **kwargs)
        self.heading = f"Start measure: {problem.headline}"
        self.fields["measured_on"].not_future = True
