"""What was given to people outside the family."""

from django.shortcuts import render

from accounts.rules import may_keep_record
from families import actions
from families.forms.disclosing import DisclosureForm
from families.views.asking import ask, posted
from families.views.door import family_for
from strongerfamilies.paging import LongListPaginator


def disclosures(request, pk):
    """Everything that left: what, to whom, why, and on what it rests."""
    family = family_for(request, pk, why="Reading what was given to whom")
    context = {
        "heading": "Given to others",
        "caption": str(family),
        "back_url": family.get_absolute_url(),
        "family": family,
        "page": LongListPaginator(family.disclosures.with_people()).get_page(request.GET.get("page")),
        "may_keep": may_keep_record(request.user),
    }
    return render(request, "families/disclosures/disclosures.html", context)


def add(request, pk):
    """Write down that something was given to somebody outside the family."""
    family = family_for(request, pk, why="Recording what was given to whom", may=may_keep_record)
    form = DisclosureForm(posted(request), family=family)

    def save():
        actions.record_disclosure(family, by=request.user, **form.answers)

    return ask(request, family, form, save, back_to="family-disclosures", saved="Saved what was given to whom")
