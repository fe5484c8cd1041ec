"""States that change only along a table of allowed moves."""

from django.db import models


class MoveNotAllowed(Exception):
    """The deed does not fit the state. Its text is a full sentence, shown to the person as it stands."""


class Moving(models.Model):
    """A row with a `status` whose model names its allowed moves in `MOVES`: {from: {to, …}}."""

    MOVES: dict = {}

    class Meta:
        abstract = True

    def may_move_to(self, status) -> bool:
        return status in self.MOVES[self.status]

    def move_to(self, status):
        """Change the state in memory; the action saves it. Raises MoveNotAllowed."""
        if not self.may_move_to(status):
            now = self.get_status_display().lower()
            raise MoveNotAllowed(f"This cannot be done now: {self} is {now}.")
        self.status = status
