"""Rules of the referral itself: where a returned one goes next."""

# Returned for one of these, the family belongs to children's social care; for any other, an assessment comes next.
REASONS_FOR_THE_FRONT_DOOR = frozenset({"safeguarding", "social-care-leads"})


def belongs_at_the_front_door(reason_code: str) -> bool:
    """The pointer that goes with a returned referral: the front door, or the next-step assessment."""
    return reason_code in REASONS_FOR_THE_FRONT_DOOR
