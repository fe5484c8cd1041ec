"""How the people of a family are related."""

from django.shortcuts import get_object_or_404, render

from accounts.rules import may_keep_record
from families import actions
from families.forms.relating import MistakenForm, RelationshipChangeForm, RelationshipForm
from families.models import Relationship
from families.views.asking import ask, posted
from families.views.door import family_for


def relationships(request, pk):
    """Every member with what they are to the others, each relationship read from both its ends."""
    family = family_for(request, pk, why="Reading who is related to whom")
    kept = list(Relationship.objects.standing().within(family).with_people())
    members = list(family.members())
    for member in members:
        own = [row for row in kept if member.person_id in (row.person_id, row.relative_id)]
        member.relations = [(*row.read_by(member.person), row) for row in own]
    context = {
        "heading": "Relationships",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "members": members,
        "any": bool(kept),
        "may_keep": may_keep_record(request.user),
    }
    return render(request, "families/relationships/relationships.html", context)


def add(request, pk):
    """Write down how two members are related."""
    family = family_for(request, pk, why="Recording a relationship", may=may_keep_record)
    form = RelationshipForm(posted(request), members=family.members())
    return ask(
        request,
        family,
        form,
        lambda: actions.relate(family, by=request.user, **form.answers),
        back_to="family-relationships",
        saved="Relationship saved",
    )


def change(request, pk, relationship):
    """Complete or put right what is known of one relationship."""
    family = family_for(request, pk, why="Changing a relationship", may=may_keep_record)
    relationship = _relationship_of(family, relationship)
    form = RelationshipChangeForm(posted(request), instance=relationship)
    return ask(
        request,
        family,
        form,
        lambda: actions.change_relationship(family, relationship, by=request.user, **form.cleaned_data),
        back_to="family-relationships",
        saved="Relationship saved",
        template="families/relationships/change.html",
        relationship=relationship,
    )


def take_back(request, pk, relationship):
    """Confirm that a relationship was recorded by mistake."""
    family = family_for(request, pk, why="Taking back a relationship", may=may_keep_record)
    relationship = _relationship_of(family, relationship)
    form = MistakenForm(posted(request))
    return ask(
        request,
        family,
        form,
        lambda: actions.take_back_relationship(family, relationship, by=request.user),
        back_to="family-relationships",
        saved="The relationship is off the record",
        template="families/relationships/take_back.html",
        relationship=relationship,
        warning=True,
    )


def _relationship_of(family, relationship):
    """One that stands on this family's record, or not found."""
    return get_object_or_404(Relationship.objects.standing().within(family).with_people(), pk=relationship)
