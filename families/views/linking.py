"""Is this person on record twice? Side by side: linked, kept apart, or unlinked again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.rules import may_keep_people
from families import actions
from families.comparing import compare
from families.forms import ApartForm, LinkForm, UnlinkForm
from families.models import Family, PersonIdentifier, PersonLink, known_of
from families.views.door import born_member_of, family_for
from strongerfamilies.moves import MoveNotAllowed


def same(request, pk, person):
    """Records of people who may be this one, among those the worker may know of; and what was decided before."""
    family = family_for(request, pk, why="Looking whether somebody is on record twice", may=may_keep_people)
    person = born_member_of(family, person).person
    decided = PersonLink.objects.of(person)
    others = _others(request, person)
    context = {
        "heading": f"Is {person} on record twice?",
        "caption": str(family),
        "back_url": reverse("person", args=[pk, person.pk]),
        "family": family,
        "person": person,
        "suggested": [
            {"person": other, "rows": rows}
            for other, rows in zip(others, _compared(request, person, *others), strict=True)
        ],
        "links": _that_may_be_known(request, decided, person),
    }
    return render(request, "families/linking/same.html", context)


def link(request, pk, person, other):
    """They are one person: choose what holds, field by field."""
    family, person, other = _both(request, pk, person, other, why="Linking two records of one person")
    form = LinkForm(request.POST if request.method == "POST" else None, person=person, other=other)
    context = {"form": form, "rows": _compared(request, person, other)[0]}
    return _decide(
        request, family, person, form, context, "families/linking/link.html",
        lambda: actions.link_people(
            family, person=person, other=other, take=form.take, why=form.cleaned_data["why"], by=request.user
        ),
        f"Linked the two records of {person}",
    )  # fmt: skip


def apart(request, pk, person, other):
    """They are two people: do not ask again."""
    family, person, other = _both(request, pk, person, other, why="Keeping two people's records apart")
    form = ApartForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "rows": _compared(request, person, other)[0]}
    return _decide(
        request, family, person, form, context, "families/linking/apart.html",
        lambda: actions.keep_apart(
            family, person=person, other=other, why=form.cleaned_data["why"], by=request.user
        ),
        "Kept the two records apart",
    )  # fmt: skip


def unlink(request, pk, person, link):
    """They are two people after all: everything is as it was before the link."""
    family = family_for(request, pk, why="Unlinking two records", may=may_keep_people)
    person = born_member_of(family, person).person
    link = get_object_or_404(PersonLink.objects.of(person), pk=link, person=person)
    form = UnlinkForm(request.POST if request.method == "POST" else None)
    return _decide(
        request, family, person, form, {"form": form, "link": link}, "families/linking/unlink.html",
        lambda: actions.unlink_people(family, link=link, why=form.cleaned_data["why"], by=request.user),
        "Unlinked the two records",
    )  # fmt: skip


def _decide(request, family, person, form, context, template, deed, done):
    """What the three questions share: ask, do, say it."""
    back_url = reverse("person-same", args=[family.pk, person.pk])
    if form.is_valid():
        try:
            deed()
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
        return redirect(back_url)
    context |= {"family": family, "caption": str(family), "back_url": back_url}
    return render(request, template, context)


def _both(request, pk, person, other, *, why):
    """A member of the family, and somebody else whom the worker may know of."""
    family = family_for(request, pk, why=why, may=may_keep_people)
    person = born_member_of(family, person).person
    other = _known_people(request).exclude(pk=person.pk).filter(pk=other).first()
    if other is None or other.is_unborn:
        raise Http404
    return family, person, other


def _known_people(request):
    """Need to know: people of families that this worker may open, but for protected identities (H6)."""
    return Family.objects.people_known_to(request.user)


def _others(request, person):
    """The likeliest few of whom nobody has decided yet."""
    decided = PersonLink.objects.decided_with(person)
    people = _known_people(request).exclude(pk__in=[person.pk, *decided])
    return people.likely(person.full_name or person.known_as, born_on=person.date_of_birth)


def _that_may_be_known(request, decided, person):
    """A decision about somebody whom this worker may not know of is not hinted at. In one query."""
    others = [(link, link.other if link.person == person else link.person) for link in decided]
    known = set(_known_people(request).filter(pk__in=[other.pk for _, other in others]).values_list("pk", flat=True))
    return [link for link, other in others if other.linked_to_id == person.pk or other.pk in known]


def _compared(request, person, *others):
    """Each of the others beside this person."""
    known, *known_of_others = known_of([person, *others], to=request.user)
    numbers = frozenset(PersonIdentifier.Kind.labels)
    return [compare(known, of_other, never_shared=numbers) for of_other in known_of_others]
