"""The areas of one group of family progress data, laid out to be answered from the keyboard, top to bottom.

Each area takes an answer in its own kind, or "Not known" or "Does not apply". Where it comes from and for which day is
asked once for the page, and may be said otherwise for one area. A field is named by its area's code and its part.
"""

from crispy_forms.layout import Layout, LayoutObject
from django import forms
from django.template.loader import render_to_string
from django.utils import timezone

from plans.forms.figures import figure_field
from plans.models import ProgressValue
from plans.rules import FIGURES, AreaAnswer, may_concern, options_of, plain_figure
from strongerfamilies.govuk_forms import ChoiceRadioField, GovukDateField, GovukForm, MultiCheckboxField
from strongerfamilies.govuk_widgets import DateBoxes

Answer = ProgressValue.Answer
NO_VALUE = [(answer.value, answer.label) for answer in (Answer.NOT_KNOWN, Answer.DOES_NOT_APPLY)]
PARTS = ("answer", "otherwise", "person", "source", "valid_on")
SOURCE_LENGTH = ProgressValue._meta.get_field("source").max_length


class AreaBlock(LayoutObject):
    """Draws one area: its answer, and, closed at first, whom it is about, its own source and its own date."""

    def __init__(self, area, value):
        self.area, self.value = area, value

    def render(self, form, context, template_pack=None, **kwargs):
        names = [(part, f"{self.area.code}-{part}") for part in PARTS]
        fields = {part: form[name] for part, name in names if name in form.fields}
        more = [fields[part] for part in PARTS[2:] if part in fields]
        context = {"area": self.area, "value": self.value, "more": more, **fields}
        return render_to_string("plans/progress_area.html", context | {"is_open": any(field.errors for field in more)})


class GroupForm(GovukForm):
    """The areas of one group. After `is_valid`, `answers` holds an AreaAnswer by the code of each area answered."""

    valid_on = GovukDateField(
        label="True as at", help_text="For every answer on this page that is given no other date.", not_future=True
    )
    source = forms.CharField(
        label="Where the answers come from",
        help_text="Such as the school's register or the family. For every answer that is given no other source.",
        max_length=SOURCE_LENGTH,
    )
    asked_as = {"valid_on": "the date the answers are true as at", "source": "where the answers come from"}

    def __init__(self, *args, group, household, **kwargs):
        super().__init__(*args, **kwargs)
        self.heading, self.group, self.household, self.answers = group.name, group, household, {}
        for area, value in group.areas:
            self._ask(area, value)
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=group.seen)
        self.initial = {"valid_on": timezone.localdate(), **self.stored(group)}

    def layout(self):
        return Layout("valid_on", "source", *(AreaBlock(area, value) for area, value in self.group.areas))

    def _ask(self, area, value):
        if area.value_type in FIGURES:
            self._add(area, "answer", figure_field(area, help_text=hint_of(area)))
            self._add(area, "otherwise", MultiCheckboxField(label=area.area, choices=NO_VALUE, required=False))
        else:
            options = [(option, option.capitalize()) for option in options_of(area.value_type, area.categories)]
            choices = {"choices": options + NO_VALUE, "required": False, "help_text": hint_of(area)}
            self._add(area, "answer", ChoiceRadioField(label=area.area, **choices))
        if people := self._people(area, value):
            choices = [("", "Nobody in particular"), *people]
            self._add(area, "person", forms.ChoiceField(label="Whom it is about", choices=choices, required=False))
        source = forms.CharField(label="Where it comes from", max_length=SOURCE_LENGTH, required=False)
        self._add(area, "source", source)
        self._add(area, "valid_on", GovukDateField(label="True as at", not_future=True, required=False))

    def _add(self, area, part, field):
        """Below the answer itself, each label says to which area it belongs, in the summary of errors too."""
        if part in PARTS[2:]:
            field.label = f"{area.area}: {field.label.lower()}"
        self.fields[f"{area.code}-{part}"] = field

    def _people(self, area, value):
        """Whom an answer may be about: members whose age fits, and whoever it was about when it was recorded."""
        people = {
            member.person_id: member.person
            for member in self.household.memberships
            if may_concern(area.about, is_child=member.person.is_child, parent_or_carer=member.parent_or_carer)
        }
        if value and value.person:
            people[value.person_id] = value.person
        return [(str(key), str(person)) for key, person in people.items()]

    def clean(self):
        super().clean()
        for area, _ in self.group.areas:
            if not self._is_wrong_already(area) and (told := self._told(area.code)):
                self.answers[area.code] = told
        if self.has_error("source", "required") and not self._lacks_a_source():
            del self.errors["source"]
        return self.cleaned_data

    def _lacks_a_source(self):
        return any(told.answer == Answer.KNOWN and not told.source for told in self.answers.values())

    def _is_wrong_already(self, area):
        if "valid_on" in self.errors or any(f"{area.code}-{part}" in self.errors for part in PARTS):
            return True
        value, otherwise = self._value(area.code)
        if len(otherwise) + (value is not None) > 1:
            self.add_error(f"{area.code}-answer", f"{area.area}: give one answer only")
            return True
        return False

    def _value(self, code):
        """(what was answered in the area's own kind, which of "not known" and "does not apply" beside it)."""
        value = self.cleaned_data[f"{code}-answer"]
        return None if value == "" else value, self.cleaned_data.get(f"{code}-otherwise", [])

    def _told(self, code) -> AreaAnswer | None:
        value, otherwise = self._value(code)
        without_value = otherwise[0] if otherwise else value if value in Answer.values else None
        if value is None and without_value is None:
            return None
        known = {} if without_value else {"category" if isinstance(value, str) else "number": value}
        person = self.cleaned_data.get(f"{code}-person")
        return AreaAnswer(
            answer=without_value or Answer.KNOWN.value,
            person=int(person) if person else None,
            source=(self.cleaned_data[f"{code}-source"] or self.cleaned_data.get("source", "")).strip(),
            valid_on=self.cleaned_data[f"{code}-valid_on"] or self.cleaned_data["valid_on"],
            **known,
        )

    def stored(self, row):
        """What is recorded in a group, by the questions of this form."""
        stored = {name: field.clean(None) for name, field in self.fields.items() if "-" in name}
        for area, value in row.areas:
            if value:
                stored |= {name: told for name, told in _stored(area, value).items() if name in self.fields}
        return stored

    def show_both(self, current):
        """What the other tab answered and this one left empty is taken over, so that saving again loses nothing."""
        super().show_both(current)
        for area, value in current.areas:
            if value and area.code not in self.answers:
                self._take_over({name: told for name, told in _stored(area, value).items() if name in self.fields})

    def _take_over(self, stored):
        for name, told in stored.items():
            if isinstance(self.fields[name], GovukDateField):
                self.data.update({f"{name}_{box}": text for box, text in enumerate(DateBoxes().decompress(told))})
            else:
                self.data.setlist(name, told if isinstance(told, list) else [told])

    def seen_of(self, row):
        return row.seen


def hint_of(area):
    """Over which time, and whether to read it with care."""
    return f"{area.window.capitalize()}. {area.note}" if area.note else area.window.capitalize()


def _stored(area, value):
    takes_figure = area.value_type in FIGURES
    told = {
        "answer": plain_figure(value.number) if takes_figure else value.category or value.answer,
        "otherwise": [] if value.answer == Answer.KNOWN else [value.answer],
        "person": str(value.person_id or ""),
        "source": value.source,
        "valid_on": value.valid_on,
    }
    return {f"{area.code}-{part}": stored for part, stored in told.items()}
