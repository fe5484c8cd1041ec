"""The part of a first page for information governance: emergency access that nobody has reviewed."""

from accounts.rules import may_review_emergency_access
from families.models import AccessGrant, Family
from overview.first_page.section import Section, first_of


def access_to_review(user):
    if not may_review_emergency_access(user):
        return None
    readable = Family.objects.whose_log_is_read_by(user)
    waiting = AccessGrant.objects.emergencies().to_review().filter(family__in=readable)
    return Section(
        template="overview/sections/access_to_review.html",
        heading="Emergency access to review",
        columns=("Record", "Who", "When"),
        nothing="Every emergency access is reviewed.",
        all_at="access-review",
        **first_of(waiting),
    )
