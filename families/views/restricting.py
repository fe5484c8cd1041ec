"""Who may open a record, and who must not: its restriction, the people named on it, and those kept from the family."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.models import User
from accounts.rules import may_restrict_records
from families import actions
from families.forms.colleagues import by_agency
from families.forms.restricting import BarForm, EndBarForm, LiftForm, NameForm, RestrictForm, TakeOffForm
from families.models import Family, NamedUser
from families.views.door import family_for
from strongerfamilies.moves import MoveNotAllowed


def restriction(request, pk):
    """What holds now; without a restriction, the question who alone may open the record from now on."""
    family = _family(request, pk)
    context = _page_about(family) | {"heading": "Who may open this record", "back_url": family.get_absolute_url()}
    if context["restriction"]:
        return render(request, "families/restriction.html", context)
    suggested = list(NamedUser.objects.suggested_for(family, request.user))
    form = RestrictForm(request.POST if request.method == "POST" else None, suggested=suggested)
    if form.is_valid():
        people = [person for person in suggested if person.pk in form.cleaned_data["people"]]
        try:
            actions.restrict(family, reason=form.cleaned_data["reason"], people=people, by=request.user)
        except MoveNotAllowed as refusal:
            form.add_error("people", str(refusal))
        else:
            messages.success(request, f"Only the people named may open {family.reference} now")
            return redirect(_where_next(request.user, family))
    return render(request, "families/restrict.html", context | {"form": form})


def name(request, pk):
    """Name one more person."""
    family = _family(request, pk)
    restriction = get_object_or_404(family.restrictions.now())
    possible = by_agency(NamedUser.objects.possible_for(family))
    form = NameForm(request.POST if request.method == "POST" else None, possible=possible)
    return _deed(
        request, family, form, lambda user: actions.name_on_restriction(restriction, user=user, by=request.user)
    )


def take_off(request, pk, named):
    """Somebody may not open the restricted record any more."""
    family = _family(request, pk)
    restriction = get_object_or_404(family.restrictions.now())
    named = get_object_or_404(restriction.named.select_related("user", "restriction"), pk=named)
    form = TakeOffForm(request.POST if request.method == "POST" else None, named=named)
    return _deed(request, family, form, lambda: actions.take_off_restriction(named, by=request.user))


def lift(request, pk):
    """The ordinary rules hold again."""
    family = _family(request, pk)
    restriction = get_object_or_404(family.restrictions.now())
    form = LiftForm(request.POST if request.method == "POST" else None)
    return _deed(request, family, form, lambda why: actions.lift_restriction(restriction, why=why, by=request.user))


def bar(request, pk):
    """Keep somebody from the family, whatever else they may (H7)."""
    family = _family(request, pk)
    possible = by_agency(User.objects.filter(is_active=True).exclude(pk=request.user.pk))
    form = BarForm(request.POST if request.method == "POST" else None, possible=possible)
    return _deed(request, family, form, lambda **bar: actions.bar_user(family, by=request.user, **bar))


def end_bar(request, pk, bar):
    """They may open the record again."""
    family = _family(request, pk)
    bar = get_object_or_404(family.bars.now().select_related("user"), pk=bar)
    form = EndBarForm(request.POST if request.method == "POST" else None, bar=bar)
    return _deed(request, family, form, lambda why: actions.end_bar(bar, why=why, by=request.user))


def _family(request, pk):
    return family_for(request, pk, why="Deciding who may open the record", may=may_restrict_records)


def _page_about(family):
    restriction = family.restrictions.now().select_related("placed_by").first()
    return {
        "caption": str(family),
        "family": family,
        "restriction": restriction,
        "named": restriction.named.now().select_related("user__agency") if restriction else (),
        "bars": family.bars.now().select_related("user__agency", "placed_by"),
    }


def _deed(request, family, form, deed):
    """Ask, do it with the form's answers, and go back to the page that shows what holds."""
    if form.is_valid():
        try:
            deed(**form.cleaned_data)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Saved")
        return redirect(_where_next(request.user, family))
    context = {"form": form, "family": family, "caption": str(family)}
    context["back_url"] = reverse("family-restriction", args=[family.pk])
    return render(request, "families/question.html", context)


def _where_next(user, family):
    """Who is not named on the restriction themselves does not see the record any more."""
    if Family.objects.visible_to(user).filter(pk=family.pk).exists():
        return reverse("family-restriction", args=[family.pk])
    return reverse("families")
