"""Who is in the family: a list, and a page to add, change or remove somebody."""

from django.shortcuts import redirect, render
from django.urls import reverse

from referrals.actions import people as actions
from referrals.forms.people import BabyForm, NewBabyForm, NewPersonForm, PersonForm, RemoveForm, SixteenPlusForm
from referrals.models import read_whole
from referrals.views.answer import answer_for
from referrals.views.door import one_of, own_draft
from referrals.views.questions import ask, posted


@own_draft
def people(request, draft):
    """Everybody on the draft so far, and the live answer."""
    context = {"referral": draft, "answer": answer_for(draft), "back_url": draft.get_absolute_url()}
    return render(request, "referrals/people.html", {**context, "people": draft.people.all()})


@own_draft
def add_person(request, draft):
    """Somebody in the family, born already."""
    return _add(request, draft, NewPersonForm(posted(request)))


@own_draft
def add_baby(request, draft):
    """A baby not yet born (H9)."""
    return _add(request, draft, NewBabyForm(posted(request)))


def _add(request, draft, form):
    def save():
        added = actions.add_person(draft, by=request.user, once=form.cleaned_data["once"], **form.answers)
        return _after(draft, added)

    return _ask(request, draft, form, save)


@own_draft
def person(request, draft, person_pk):
    """Put right what was told of somebody."""
    somebody = _person_of(draft, person_pk)
    form = (BabyForm if somebody.is_unborn else PersonForm)(posted(request), person=somebody)

    def save():
        seen = form.cleaned_data["seen"]
        return _after(draft, actions.change_person(somebody, by=request.user, seen=seen, **form.answers))

    return _ask(request, draft, form, save)


@own_draft
def sixteen_plus(request, draft, person_pk):
    """Asked only of 16 to 18 year olds: in education or training, unemployed?"""
    somebody = _person_of(draft, person_pk)
    if not somebody.is_sixteen_to_eighteen:
        return redirect("referral-people", pk=draft.pk)
    form = SixteenPlusForm(posted(request), person=somebody)

    def save():
        actions.change_person(somebody, by=request.user, seen=form.cleaned_data["seen"], **form.answers)

    return _ask(request, draft, form, save)


@own_draft
def remove_person(request, draft, person_pk):
    """Take somebody off, with the evidence about them."""
    somebody = _person_of(draft, person_pk)
    form = RemoveForm(posted(request), what=somebody.called)
    pieces = [piece for piece in draft.evidence.all() if piece.person_id == somebody.pk]
    context = {"pieces": pieces, "template": "referrals/remove_person.html"}
    return _ask(request, draft, form, lambda: actions.remove_person(somebody, by=request.user), **context)


def _person_of(draft, pk):
    read_whole(draft)
    return one_of(draft.people.all(), pk)


def _after(draft, somebody):
    """Somebody of 16 to 18 is asked two more things."""
    if somebody.is_sixteen_to_eighteen:
        return reverse("referral-sixteen-plus", args=[draft.pk, somebody.pk])
    return None


def _ask(request, draft, form, save, **context):
    everybody = reverse("referral-people", args=[draft.pk])
    return ask(request, form, save, then=everybody, back=everybody, referral=draft, **context)
