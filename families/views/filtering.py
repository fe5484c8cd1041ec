"""The filters that lists of families share. They tell of no family, so they stand in the address, page after page."""

from families.forms.finding import FilterForm
from families.models import Episode, narrowed

STATES = {
    Episode.Status.AWAITING_ALLOCATION: "Awaiting allocation",
    Episode.Status.IDENTIFIED: "Found in data",
    Episode.Status.ACCEPTED: "To be asked to join",
    Episode.Status.ASKED: "Asked to join",
    Episode.Status.ASSESSING: "Being assessed",
    Episode.Status.PLAN_IN_PLACE: "Plan in place",
    Episode.Status.IN_REVIEW: "In review",
    Episode.Status.PAUSED: "Paused",
    Episode.Status.STEPPED_UP: "Stepped up",
    "ended": "Ended",
}


class Filters:
    """What somebody chose, as the address says it. What it cannot be is left aside.

    `without_state` is what the page calls its list when no state is chosen.
    """

    def __init__(self, request, *, without_state):
        self.request, self.without_state = request, without_state
        self.form = FilterForm(request.GET, user=request.user)
        state = request.GET.get("state")
        self.state = state if state in STATES else None

    def __bool__(self):
        return bool(self.state or self.form.chosen)

    def narrow(self, families):
        """Those that fit. Without a state, every state."""
        families = narrowed(families, **self.form.chosen)
        return families.in_state(self.state) if self.state else families

    def states(self):
        """One link a state, with the other filters kept."""
        words = {None: self.without_state, **STATES}
        return [{"text": text, "url": self._address(key), "current": key == self.state} for key, text in words.items()]

    def _address(self, state):
        query = self.request.GET.copy()
        query.pop("page", None)
        query.pop("state", None)
        if state:
            query["state"] = state
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path
