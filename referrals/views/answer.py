"""The live answer: six rows with why, and how many are met, as `components/eligibility_answer.html` takes them."""

from referrals.models import case_of


def answer_for(referral, *, verified_only=False) -> dict:
    """What the rule says of the referral now, or of its verified evidence only."""
    case = case_of(referral)
    return (case.verified() if verified_only else case).answer()


def answer_as_sent(referral) -> dict:
    """What the rule said when the referral was sent: what its writer saw, whatever a check has found since."""
    told, headlines = referral.answer_as_sent, referral.programme.as_rule().headlines
    return {
        "rows": [{"headline": headlines[problem["problem"]], **problem} for problem in told["problems"]],
        "met": told["problems_met"],
        "needed": told["problems_needed"],
        "reasons": told["reasons"],
        "outcome": told["outcome"],
    }
