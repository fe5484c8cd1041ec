"""Everyone in a family, now and before; and one person in full."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.rules import may_keep_people, may_record_identifiers
from families.models import other_records, siblings_elsewhere
from families.views.door import family_for
from families.views.person_summary import references, sections


def people(request, pk):
    """Who is in the family and who was: how they belong, how old, where they live."""
    family = family_for(request, pk, why="Reading who is in the family")
    link = _link(family, request.user)
    context = {
        "heading": "People",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "members": family.members_with_home(request.user),
        "before": family.members_before(),
        "others": other_records(family, request.user),
        "siblings": siblings_elsewhere(family, request.user),
        "references": references(family.external_references.in_use(), "family-reference", link),
        "add_url": link("person-add"),
    }
    return render(request, "families/people/people.html", context)


def person(request, pk, person):
    """One member of the family, with everything that is known of them."""
    family = family_for(request, pk, why="Reading about a person")
    member = get_object_or_404(family.members_with_every_home(request.user), person=person)
    may_keep = may_keep_people(request.user)
    context = {
        "heading": str(member.person),
        "caption": str(family),
        "back_url": reverse("family-people", args=[pk]),
        "family": family,
        "member": member,
        "sections": sections(member, to_change=may_keep),
        "may_keep": may_keep,
        "may_record_identifiers": may_record_identifiers(request.user),
    }
    return render(request, "families/people/person.html", context)


def _link(family, user):
    """The address of a page that changes something of the family; nothing for whoever may not."""
    return lambda name, *args: reverse(name, args=[family.pk, *args]) if may_keep_people(user) else ""
