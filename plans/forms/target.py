"""One SMART target: the newsletter's five questions stand beside the fields they belong to."""

from django.utils import timezone

from plans.rules import ABUSE, TargetAnswers, wrong_with_target
from strongerfamilies.govuk_forms import (
    ChoiceRadioField,
    GovukDateField,
    GovukForm,
    LongTextField,
    MultiCheckboxField,
)

NONE, NOBODY = "none", "nobody"
ANYONE, SOME = "anyone", "some"
PERSON, WORKER = "person", "worker"
PLAIN = ("specific", "measurable", "achievable", "realistic", "due_on", "review_on", "not_involved_because")


class TargetForm(GovukForm):
    """Add a target, or change the one given. What is wrong with the answers as a whole is decided in `plans.rules`."""

    heading = "Set a target"
    submit_label = "Save target"

    specific = LongTextField(
        label="Specific: what will be done",
        help_text="Is it precise and well defined? Is it clear? Can everyone understand it?",
        rows=3,
    )
    measurable = LongTextField(
        label="Measurable: how we will know",
        help_text="How will the person know when it is done? What evidence is needed? "
        "Have you said how you will judge whether it has been done?",
        rows=3,
    )
    achievable = LongTextField(
        label="Achievable: what makes it possible",
        help_text="Is it within what they are able to do? Is there enough there to make it happen? "
        "Can it be done at all?",
        rows=3,
    )
    realistic = LongTextField(
        label="Realistic: why it fits as things are",
        help_text="Is it possible for this person to do it? How sensible is it as things are at present?",
        rows=3,
    )
    due_on = GovukDateField(
        label="Timely: the deadline",
        help_text="Is there a deadline, and can it be met? Is now the right time for the work? Are there review dates?",
    )
    review_on = GovukDateField(label="Review date")
    owner = ChoiceRadioField(
        label="Who will do it?",
        help_text="Someone in the family, or a worker who has a part in it. For now that is the keyworker.",
    )
    involved = MultiCheckboxField(label="Who helped to set this target?", exclusive=NOBODY)
    not_involved_because = LongTextField(label="Why was nobody in the family involved?", rows=3)
    problem_number = ChoiceRadioField(
        label="Problem it helps with",
        hints={str(ABUSE): "The target is kept from everyone in the family until you release it"},
        or_before=NONE,
        required=False,
    )
    may_know = ChoiceRadioField(
        label="Who in the family may know of this target?",
        help_text="What somebody may not know is left out of everything they are handed, without a word about it.",
        choices=[
            (ANYONE, "Anyone in the family"),
            (SOME, "Some of them must not know"),
            (NOBODY, "Keep it from everyone in the family"),
        ],
        required=False,
    )
    withheld_from = MultiCheckboxField(label="Who must not know?")

    reveals = {"not_involved_because": ("involved", NOBODY), "withheld_from": ("may_know", SOME)}
    asked_as = {
        "specific": "what will be done",
        "measurable": "how we will know",
        "achievable": "what makes it possible",
        "realistic": "why it fits as things are",
        "due_on": "the deadline",
        "review_on": "the review date",
        "withheld_from": "who must not know",
    }

    def __init__(self, *args, household, keyworker, problems, target=None, review_on=None, **kwargs):
        self.adds_a_row = target is None
        kwargs["initial"] = self.stored(target) if target else {"review_on": review_on}
        super().__init__(*args, watching=(target, target.WRITTEN) if target else None, **kwargs)
        self.household, self.target = household, target
        self.workers = [keyworker.pk] if keyworker else []
        if target:
            self.heading = "Change a target"
        self._offer(household, keyworker, problems)

    def _offer(self, household, keyworker, problems):
        able = [(str(member.key), member.name) for member in household.taking_part]
        workers = [(f"{WORKER}-{keyworker.pk}", f"{keyworker.name}, keyworker")] if keyworker else []
        self.fields["owner"].choices = [(f"{PERSON}-{key}", name) for key, name in able] + workers
        self.fields["involved"].choices = [*able, (NOBODY, "Nobody in the family was involved")]
        self.fields["withheld_from"].choices = [(str(member.key), member.name) for member in household.members]
        self.fields["problem_number"].choices = [
            *((str(problem.number), problem.headline) for problem in problems),
            (NONE, "No problem in particular"),
        ]

    def clean(self):
        super().clean()
        if not self.errors:
            wrong = wrong_with_target(
                self.answers(),
                members=self.household.members,
                workers=self.workers,
                today=timezone.localdate(),
                due_before=self.target.due_on if self.target else None,
            )
            for name, message in wrong.items():
                self.add_error(name, message)
        return self.cleaned_data

    def answers(self) -> TargetAnswers:
        """What was answered, as the action takes it."""
        told = self.cleaned_data
        owner, _, key = told["owner"].partition("-")
        return TargetAnswers(
            **{name: told[name] for name in PLAIN},
            **{f"owner_{owner}": int(key)},
            problem_number=int(told["problem_number"]) if told["problem_number"].isdigit() else None,
            involved=frozenset(int(key) for key in told["involved"] if key != NOBODY),
            withheld_from_all={NOBODY: True, ANYONE: False, SOME: False}.get(told["may_know"]),
            withheld_from=frozenset(map(int, told["withheld_from"])),
        )

    def stored(self, row):
        """A target's values by the questions of this form."""
        told = row.as_answers()
        return {
            **{name: getattr(told, name) for name in PLAIN},
            "owner": f"{PERSON}-{told.owner_person}" if told.owner_person else f"{WORKER}-{told.owner_worker}",
            "involved": [str(key) for key in sorted(told.involved)] or [NOBODY],
            "problem_number": str(told.problem_number or NONE),
            "may_know": NOBODY if told.withheld_from_all else SOME if told.withheld_from else ANYONE,
            "withheld_from": [str(key) for key in sorted(told.withheld_from)],
        }
