"""Names, and finding people by a name that is misspelt, misheard, in another order or another form.

The database itself keeps the index: it is built on an expression over the names, so nothing can be stored beside them
that goes stale. Its keys are, for each word of a name, the word, its first letter, how it sounds, and the word without
each one of its letters: two words that differ by one slip share one of these. A search is narrowed by the keys, and
what is left is ranked by likeness. The functions are made by migration 0004.
"""

from itertools import combinations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value

from families.nicknames import other_forms
from families.search_terms import MOST_WORDS, names_in

WORDS = ArrayField(models.TextField())


class NameKeys(Func):
    """The search keys of these columns."""

    function = "families_name_keys"
    output_field = WORDS


class TypedKeys(Func):
    """The keys that a name like this typed word has at least one of."""

    function = "families_typed_keys"
    output_field = WORDS

    def __init__(self, word):
        super().__init__(Value(word), Value(sorted(other_forms(word)), WORDS))


class NameLikeness(Func):
    """How like the typed words a name is: 1 when each of them is in it, less for every slip and for what is left over.

    `other_forms` count almost as much as the word itself.
    """

    function = "families_name_likeness"
    output_field = models.FloatField()

    def __init__(self, words, columns):
        forms = sorted(set().union(*map(other_forms, words)))
        super().__init__(Value(words, WORDS), Value(forms, WORDS), *map(F, columns))


class NamedQuerySet(models.QuerySet):
    def like(self, text):
        """Those whose name is like this text, the likest first, each with `likeness` (1.0: every word is in the name).

        Any of the names counts (known as and previous ones too), in any order, with a slip in each word, as it sounds,
        or in another form (Bob for Robert). Of three words or more one may be missing. No word: nobody. Cut it with a
        slice; filter before or after.
        """
        words = names_in(text)[:MOST_WORDS]
        if not words:
            return self.none()
        columns = self.model.NAME_COLUMNS
        return (
            self.alias(name_keys=NameKeys(*columns))
            .filter(_fits(words))
            .annotate(likeness=NameLikeness(words, columns))
            .order_by("-likeness", "family_name", "given_name", "pk")
        )


def _fits(words):
    """Every word has to fit, but for one of three or more."""
    fits = Q()
    for chosen in combinations(words, len(words) - 1 if len(words) > 2 else len(words)):
        together = Q()
        for word in chosen:
            together &= Q(name_keys__overlap=TypedKeys(word))
        fits |= together
    return fits


class Named(models.Model):
    """Someone with names. Any of them may be missing: a baby has none, a caller may know only one.

    A room whose people are many gives its table an index on `NameKeys(*NAME_COLUMNS)`.
    """

    given_name = models.CharField("given name", max_length=80, blank=True)
    family_name = models.CharField("family name", max_length=80, blank=True)
    known_as = models.CharField("known as", max_length=80, blank=True)

    objects = NamedQuerySet.as_manager()

    # Where somebody's names stand.
    NAME_COLUMNS = ("given_name", "family_name", "known_as")

    class Meta:
        abstract = True

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()
