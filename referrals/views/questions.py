"""How every question of a draft is asked: shown, saved, and told what stands in the way."""

from django.shortcuts import redirect, render

from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed


def ask(request, form, save, *, then, back, template="referrals/question.html", **context):
    """Show the form; save valid answers and go on to `then`. A refusal, or another tab's save, is told on the page.

    `save` is a function of nothing, called with the form valid; where it returns an address, that comes next.
    """
    if form.is_valid():
        try:
            next_page = save()
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except MoveNotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(next_page if isinstance(next_page, str) else then)
    return render(request, template, {"form": form, "back_url": back, **context})


def posted(request):
    """What was sent, or None: an empty POST is still a POST."""
    return request.POST if request.method == "POST" else None
