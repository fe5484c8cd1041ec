"""Who goes to a record of their own, and what becomes of each target (H26)."""

from crispy_forms.layout import Fieldset, Layout
from django import forms

from plans.actions.splitting import BOTH, GOES, STAYS
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukForm, YesNoField


class SplitForm(GovukForm):
    """A choice for each member and for each open target."""

    heading = "Split the family"
    submit_label = "Open the new record"
    adds_a_row = True
    asked_as = {"name": "the name of the new record", "keeps": "who works with those who go"}

    name = forms.CharField(
        label="What name does the new record go by?",
        max_length=120,
        help_text="Avoid a name that says where they live now.",
    )

    def __init__(self, *args, members, targets, keyworker, **kwargs):
        super().__init__(*args, **kwargs)
        self.keyworker = keyworker
        self.members = {f"person_{member.person_id}": member for member in members}
        self.targets = {f"target_{target.pk}": target for target in targets}
        for name, member in self.members.items():
            self._ask(name, str(member.person), "Stays in this family", "Goes to the new record", "Belongs to both")
        for name, target in self.targets.items():
            self._ask(name, target.specific, "Stays in this plan", "Goes to the new plan", "Is for both")
        if keyworker:
            self.fields["keeps"] = YesNoField(
                label=f"Does {keyworker} work with those who go, too?",
                help_text="If not, the new record waits for a keyworker. It does so too until somebody in it agrees.",
            )

    def _ask(self, name, label, *labels):
        choices = zip((STAYS, GOES, BOTH), labels, strict=True)
        self.fields[name] = ChoiceRadioField(label=label, choices=choices, initial=STAYS)
        self.asked_as = {**self.asked_as, name: f"what becomes of “{label[:60]}”"}

    def layout(self):
        last = ["keeps"] * bool(self.keyworker)
        targets = [Fieldset("What becomes of each target?", *self.targets)] if self.targets else []
        return Layout(Fieldset("Who goes?", *self.members), *targets, "name", *last)

    @property
    def answers(self):
        told = self.cleaned_data
        return {
            "name": told["name"],
            "once": told["once"],
            "goes": [member.person_id for name, member in self.members.items() if told[name] == GOES],
            "both": [member.person_id for name, member in self.members.items() if told[name] == BOTH],
            "choices": {target.pk: told[name] for name, target in self.targets.items()},
            "keyworker": self.keyworker if told.get("keeps") else None,
        }
