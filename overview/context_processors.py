"""The ways through the product that stand at the head of every page."""

from django.urls import reverse

from accounts.rules import (
    may_check_referrals,
    may_hold_families,
    may_keep_reference_data,
    may_read_all_families,
    may_read_team_families,
    may_refer,
    may_review_emergency_access,
)


def _any_families(user):
    return may_read_all_families(user) or may_hold_families(user) or may_read_team_families(user)


PLACES = [
    ("Refer a family", "referral-start", may_refer),
    ("Referrals", "referrals", lambda user: may_refer(user) or may_check_referrals(user)),
    ("To check", "checking", may_check_referrals),
    ("Families", "families", _any_families),
    ("Emergency access", "access-review", may_review_emergency_access),
    ("Administration", "admin:index", may_keep_reference_data),
]


def navigation(request):
    """`navigation`: the places that this person may go to, the one they are in marked as current."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    places = [{"text": text, "url": reverse(name)} for text, name, may_go in PLACES if may_go(user)]
    around = [place["url"] for place in places if request.path.startswith(place["url"])]
    here = max(around, key=len, default=None)
    return {"navigation": [{**place, "current": place["url"] == here} for place in places]}
