"""What a practitioner is asked about each problem, and about each sign of it."""

from families.forms.facts import FactForm, attendance_told
from families.forms.fields import WhoField
from referrals.models import Answered, ReferralEvidence
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukForm


class ProblemForm(GovukForm):
    """Evidence, "No: I asked or checked", or "I do not know": only the second is an answer (H11)."""

    asked_as = {"known": "what you know about this"}

    known = ChoiceRadioField(label="What do you know about this?")

    def __init__(self, *args, problem, signs, has_evidence, answer, **kwargs):
        self.heading = problem.headline
        super().__init__(*args, initial={"known": answer}, **kwargs)
        known = self.fields["known"]
        known.choices = [(sign.indicator.code, sign.indicator.label) for sign in signs]
        known.hints = {sign.indicator.code: sign.for_example for sign in signs}
        if has_evidence:
            known.label, self.submit_label = "Is there another sign of it?", "Add this sign"
        else:
            known.choices += Answered.Answer.choices
            known.or_before = Answered.Answer.NO

    @property
    def answer(self):
        """The answer to keep, or None where a sign was chosen."""
        known = self.cleaned_data["known"]
        return known if known in Answered.Answer else None


class EvidenceForm(FactForm):
    """One sign of a referral; `piece` is the fact to put right."""

    if_unknown = "The performance officer will ask."

    def __init__(self, *args, asked, piece=None, **kwargs):
        self.asked = asked
        if piece:
            kwargs |= {"watching": (piece, ReferralEvidence.TOLD), "initial": self.stored(piece)}
        super().__init__(*args, asked=asked, **kwargs)

    def stored(self, row):
        stored = {name: getattr(row, name) for name in ReferralEvidence.TOLD}
        stored["person"] = row.person or WhoField.FAMILY
        if self.asks_attendance:
            stored |= attendance_told(row)
        return stored


class NewEvidenceForm(EvidenceForm):
    """The same, for a fact not yet recorded."""

    adds_a_row = True
