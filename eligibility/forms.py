"""What the administration pages ask about versions of programmes and progress sets."""

from django import forms

from eligibility.models import Programme, ProgrammeIndicator, ProgressSet


class VersionForm(forms.ModelForm):
    """A draft, or the last day of a version in force."""

    def _get_validation_exclusions(self):
        """Django would leave out what is not asked here; then no constraint that also reads it could speak."""
        numbered_when_saved = {"version"} if self.instance._state.adding else set()
        return set(self.errors) | numbered_when_saved


class ProgrammeForm(VersionForm):
    class Meta:
        model = Programme
        fields = [
            "code",
            "name",
            "in_force_from",
            "in_force_to",
            "counted_by",
            "problems_needed",
            "headlines_needed",
            "listed",
            "local_filter",
            "expecting_counts",
        ]


class ProgressSetForm(VersionForm):
    class Meta:
        model = ProgressSet
        fields = ["name", "about", "in_force_from", "in_force_to"]


class ProgrammeIndicatorForm(forms.ModelForm):
    """What a draft asks of an indicator, under one of its own problems."""

    class Meta:
        model = ProgrammeIndicator
        fields = [
            "programme",
            "problem",
            "indicator",
            "kind",
            "window",
            "months",
            "asks",
            "threshold",
            "parents_only",
            "for_example",
            "information_sources",
            "basis",
        ]

    def clean(self):
        answers = super().clean()
        problem, programme = answers.get("problem"), answers.get("programme")
        if problem and programme and problem.programme_id != programme.pk:
            self.add_error("problem", "Choose a problem of the same programme version.")
        return answers
