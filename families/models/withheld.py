"""What some members of a family must not learn (H1)."""

from django.db import models

from families.models.person import Person


class WithholdableQuerySet(models.QuerySet):
    def known_to(self, people):
        """What may be told to these people together: nothing that any of them must not know."""
        people = list(people)
        return self.filter(withheld=False).exclude(pk__in=self.filter(not_known_by__in=people).values("pk"))


class Withholdable(models.Model):
    """Marked as not to be known by every member of the family, or by those named.

    A print, letter or feed asks who will read it and leaves these out; it never says that something was left out.
    """

    withheld = models.BooleanField("not to be known by any member of the family", default=False)
    not_known_by = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name="not to be known by")

    # What two tabs are compared by.
    KEPT_FROM = ("withheld", "not_known_by")

    class Meta:
        abstract = True

    @property
    def kept_from(self) -> str:
        """Who must not know of it, for workers to read; nothing where anyone may."""
        if self.withheld:
            return "Not to be known by the family"
        names = ", ".join(str(person) for person in self.not_known_by.all())
        return f"Not to be known by {names}" if names else ""

    def is_known_to(self, people) -> bool:
        """The same for one row whose `not_known_by` was fetched."""
        return not self.withheld and not set(self.not_known_by.all()) & set(people)
