"""The one box to find somebody by, and the filters of lists of families."""

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils import timezone

from accounts.models import Team, User
from eligibility.models import Problem, Programme
from families.search_terms import terms_in
from strongerfamilies.govuk_forms import GovukForm

TOO_WIDE = "Too many people fit this. Add a name, a date of birth or a whole postcode"
NOTHING = "Enter a name, a date of birth, a postcode, a telephone number or a reference"
MOST_OPTIONS = 200  # a longer list of options helps nobody, and is sent with every page


class FindForm(GovukForm):
    """A search is sent by POST and kept in the session, so that no name stands in an address."""

    heading = "Find a person or a family"
    submit_label = "Find"

    text = forms.CharField(
        label="Name, date of birth, postcode, telephone or reference",
        help_text="Such as: Jon Smyth 1984; 3/4/2010; M99 3AB; SF-000123. Spelling need not be exact.",
        max_length=150,
        error_messages={"required": NOTHING},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        terms = terms_in(text, today=timezone.localdate())
        if not terms.names_somebody:
            raise forms.ValidationError(TOO_WIDE if terms.born_in or terms.postcode else NOTHING)
        return text


class FewOptions(ModelChoiceIterator):
    """Any, then the options; of a list that is too long to choose from, none."""

    def __iter__(self):
        yield "", self.field.empty_label
        rows = list(self.queryset[: MOST_OPTIONS + 1])
        if len(rows) <= MOST_OPTIONS:
            yield from map(self.choice, rows)


class FilterField(forms.ModelChoiceField):
    iterator = FewOptions

    def __init__(self, model, **kwargs):
        super().__init__(model.objects.none(), empty_label="Any", required=False, **kwargs)


class FilterForm(GovukForm):
    """Nothing in it tells of a family, so it stands in the address. What its lists do not offer is left aside.

    The keyworkers are those of the team that is chosen, else of the person's own.
    """

    submit_label = "Filter"

    problem = FilterField(Problem, label="Problem", to_field_name="number")
    team = FilterField(Team, label="Team of the keyworker")
    keyworker = FilterField(User, label="Keyworker")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        programme = Programme.objects.newest_on(timezone.localdate())
        team = self.data.get("team", "")
        self.fields["problem"].queryset = programme.problems.all()
        self.fields["team"].queryset = Team.objects.select_related("agency")
        if team := int(team) if team.isdecimal() else user.team_id:
            self.fields["keyworker"].queryset = User.objects.with_permission("families.hold_families").filter(team=team)
        self.is_valid()

    @property
    def chosen(self):
        """What to narrow by."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return {**chosen, "problem": chosen["problem"].number} if "problem" in chosen else chosen
