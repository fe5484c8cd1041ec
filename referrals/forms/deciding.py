"""What a performance officer is asked when deciding on a referral."""

from eligibility.models import Reason
from referrals.rules import belongs_at_the_front_door
from strongerfamilies.govuk_forms import GovukForm, LongTextField, ModelRadioField


class AcceptForm(GovukForm):
    """Nothing more to answer: only to accept."""

    heading = "Accept this referral?"
    submit_label = "Accept and open the family's record"


class ReturnForm(GovukForm):
    """Why it goes back, as a code and in words. Each reason says where the referrer is pointed to next."""

    heading = "Return this referral"
    submit_label = "Return the referral"
    asked_as = {"reason": "why it is returned", "explanation": "what you want to tell the referrer"}

    explanation = LongTextField(
        label="What do you want to tell the referrer?",
        max_length=2000,
        help_text="They read this as it stands. Say what was found, and what they can do next.",
    )

    def __init__(self, *args, front_door, next_step, **kwargs):
        super().__init__(*args, **kwargs)
        reason = ModelRadioField(
            Reason.objects.offered(Reason.Kind.RETURNED),
            label="Why is it returned?",
            hint=lambda row: f"Next: {front_door if belongs_at_the_front_door(row.code) else next_step}",
        )
        self.fields = {"reason": reason, **self.fields}
