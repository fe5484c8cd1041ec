"""What a programme asks of each sign, as a line of text for people who have never seen the rule."""

from eligibility.models import Indicator, ProgrammeIndicator

HOW_RECENT = {
    ProgrammeIndicator.Window.WITHIN: "in the last {months} months",
    ProgrammeIndicator.Window.NEXT: "in the next {months} months",
    ProgrammeIndicator.Window.CURRENT: "holding now",
    ProgrammeIndicator.Window.SCHOOL_TERMS: "over the last three school terms",
}


def in_words(sign: ProgrammeIndicator) -> str:
    """About whom, how much and how recent; then the example."""
    said = [_about_whom(sign), _how_much(sign), HOW_RECENT[sign.window].format(months=sign.months)]
    sentence = ", ".join(filter(None, said))
    example = f" {sign.for_example.removesuffix('.')}." if sign.for_example else ""
    return f"{sentence[0].upper()}{sentence[1:]}.{example}"


def _about_whom(sign):
    subject = sign.indicator.subject
    whom = "" if subject == Indicator.Subject.ANY else sign.indicator.get_subject_display()
    if not sign.parents_only:
        return whom
    if subject == Indicator.Subject.ADULT:
        return f"{whom} who is a parent or carer"
    return ", ".join(filter(None, [whom, "adults only as parent or carer"]))


def _how_much(sign):
    return f"at least {sign.threshold.normalize():f} {sign.indicator.measure}" if sign.needs_figure else ""
