"""The family drawn as a genogram, with the same in words."""

from django.shortcuts import render
from django.urls import reverse

from families.genogram import Someone, Tie, draw
from families.genogram_words import tell
from families.models import Relationship
from families.views.door import family_for


def genogram(request, pk):
    """Everyone in the family, and whoever left it but is related to somebody, with how they are related."""
    family = family_for(request, pk, why="Reading the genogram")
    kept = list(Relationship.objects.standing().within(family).with_people())
    ties = [Tie(person=row.person_id, kind=row.kind, relative=row.relative_id, ended=_is_over(row)) for row in kept]
    people = _people(family, {key for tie in ties for key in tie.ends}, request.user)
    context = {
        "heading": "Genogram",
        "caption": str(family),
        "back_url": reverse("family-relationships", args=[pk]),
        "family": family,
        "drawing": draw(people, ties),
        "sentences": tell(people, ties),
    }
    return render(request, "families/relationships/genogram.html", context)


def _is_over(relationship):
    return relationship.ends_on is not None


def _people(family, related, user):
    """The members, then those who left but are related to somebody."""
    members = list(family.members_with_home(user))
    homes = {}
    for member in members:
        for home in member.person.homes_now:
            homes.setdefault(home.address_id, len(homes) + 1)
    present = {member.person_id for member in members}
    people = [_someone(member, homes) for member in members]
    for member in family.members_before():
        if member.person_id in related and member.person_id not in present:
            present.add(member.person_id)
            people.append(_someone(member, homes))
    return people


def _someone(member, homes):
    person = member.person
    left = member.left_on is not None
    return Someone(
        key=person.pk,
        name=str(person),
        label=_label(person),
        age=person.age_in_words,
        sex=person.sex,
        born=person.date_of_birth or person.due_on,
        is_child=person.is_child,
        died=person.died_on is not None or person.lost_on is not None,
        unborn=person.is_unborn,
        elsewhere=True if left else None if member.lives_with_family is None else not member.lives_with_family,
        homes=() if left else tuple(homes[home.address_id] for home in person.homes_now),
    )


def _label(person):
    """A name, and how old: in three short lines, with the whole of it in the words."""
    names = (person.given_name or person.known_as, person.family_name) if person.full_name else (str(person),)
    return (*names, "died" if person.died_on else "lost" if person.lost_on else person.age_in_words)
