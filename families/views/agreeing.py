"""What each person agrees to, the notices they were given, and a family that declines."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import Setting
from accounts.rules import may_record_agreement
from families import actions
from families.actions.withdrawing import given
from families.forms import AgreementForm, DeclineForm, NoticeForm
from families.forms.withdrawing import WithdrawalForm
from families.views.asking import ask as ask_about
from families.views.asking import posted
from families.views.door import born_member_of, family_for, living_member_of
from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed


def agreement(request, pk):
    """Every member with what they agreed to last, and the notices they were given."""
    family = family_for(request, pk, why="Reading what the family agreed to")
    latest = {row.person_id: row for row in family.agreements.latest_of_each().with_details()}
    members = list(family.members())
    for member in members:
        member.agreement = latest.get(member.person_id)
    context = {
        "heading": "Agreement and privacy notice",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "episode": family.episode,
        "members": members,
        "told": latest.get(None),
        "notices": family.notices_given.select_related("notice", "person", "given_by"),
        "may_record": may_record_agreement(request.user),
    }
    return render(request, "families/agreement.html", context)


def ask(request, pk, person):
    """Record what one member says for themselves."""
    family = family_for(request, pk, why="Recording what somebody agrees to", may=may_record_agreement)
    person = living_member_of(family, person).person
    form = AgreementForm(
        request.POST if request.method == "POST" else None,
        person=person,
        latest=family.agreements.filter(person=person).first(),
        months=Setting.objects.number("agreement_months"),
    )
    back_url = reverse("family-agreement", args=[pk])
    if form.is_valid():
        try:
            actions.record_agreement(family, person=person, by=request.user, **form.cleaned_data)
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect(back_url)
        else:
            messages.success(request, f"Saved what {person} agrees to")
            return redirect(back_url)
    return render(
        request, "families/ask.html", {"form": form, "family": family, "caption": str(family), "back_url": back_url}
    )


def withdraw(request, pk, person):
    """Somebody takes back what they agreed to."""
    family = family_for(request, pk, why="Recording a withdrawal", may=may_record_agreement)
    person = born_member_of(family, person).person
    latest = family.agreements.filter(person=person).first()
    if latest is None or not given(latest):
        raise Http404
    form = WithdrawalForm(posted(request), person=person, latest=latest)

    def save():
        actions.withdraw_agreement(family, person=person, by=request.user, **form.cleaned_data)

    saved = f"Saved that {person} withdraws. Nothing new may rest on what they agreed to"
    return ask_about(request, family, form, save, back_to="family-agreement", saved=saved)


def notice(request, pk):
    """Record who was given which version of the privacy notice."""
    family = family_for(request, pk, why="Recording a privacy notice given", may=may_record_agreement)
    members = list(family.members().living())
    form = NoticeForm(request.POST if request.method == "POST" else None, members=members)
    back_url = reverse("family-agreement", args=[pk])
    if form.is_valid():
        given = form.cleaned_data
        given["people"] = [member.person for member in members if member.person_id in given["people"]]
        actions.give_notice(family, by=request.user, **given)
        messages.success(request, "Saved who was given the privacy notice")
        return redirect(back_url)
    return render(
        request, "families/notice.html", {"form": form, "family": family, "caption": str(family), "back_url": back_url}
    )


def decline(request, pk):
    """The family does not want to work with us: say why, and confirm."""
    family = family_for(request, pk, why="Recording that the family declines", may=may_record_agreement)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    back_url = reverse("family-agreement", args=[pk])
    if form.is_valid():
        try:
            actions.decline(family, by=request.user, **form.cleaned_data)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Recorded that {family.reference} declines")
        return redirect(family)
    context = {
        "form": form,
        "family": family,
        "agrees": family.agrees(),
        "caption": str(family),
        "back_url": back_url,
        "warning": True,
    }
    return render(request, "families/decline.html", context)
