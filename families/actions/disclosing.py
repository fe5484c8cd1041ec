"""Writing down what of a record was given to somebody outside the family (H25)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from families.models import Disclosure, Family


@transaction.atomic
def record_disclosure(family, *, about, agency, made_on, agreement, by, once, **told) -> Disclosure:
    """Write down to whom what was given, why, and on what it rests. Two clicks make one row, which never changes.

    It rests on an `agreement`, or on the `lawful_basis` and `authorised_by` in `told`. Raises ValidationError.
    """
    family = Family.objects.select_for_update().get(pk=family.pk)
    if made := Disclosure.objects.filter(once=once).first():
        return made
    if agreement:
        _refuse_what_the_agreement_does_not_cover(family, agreement, about=about, agency=agency, made_on=made_on)
    disclosure = Disclosure.objects.create(
        family=family, agency=agency, made_on=made_on, agreement=agreement, recorded_by=by, once=once, **told
    )
    disclosure.about.set(about)
    audit("disclosure.recorded", family, by=by, fields=[*told, "about", "agency", "made_on", "agreement"])
    return disclosure


def _refuse_what_the_agreement_does_not_cover(family, agreement, *, about, agency, made_on):
    day = f"{made_on:%-d %B %Y}"
    if not family.agreements.carrying(made_on).filter(pk=agreement.pk).exists():
        raise ValidationError(
            {"rests_on": f"This agreement did not hold on {day}: it was withdrawn by then, or given later"}
        )
    if agency is None or not agreement.shared_with.filter(pk=agency.pk).exists():
        raise ValidationError(
            {"agency": f"{agreement.person} did not agree to sharing with them: choose another basis"}
        )
    refusing = family.agreements.refusing(made_on).filter(person__in=about).select_related("person")
    if names := " and ".join(sorted({str(row.person) for row in refusing})):
        raise ValidationError({"about": f"{names} did not agree to sharing: leave them out, or choose another basis"})
