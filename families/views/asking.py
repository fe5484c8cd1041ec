"""A page that asks something about a family, saves what was answered, and goes back to where it was asked from."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from strongerfamilies.edits import EditedElsewhere
from strongerfamilies.moves import MoveNotAllowed


def ask(request, family, form, save, *, back_to, args=(), saved, template="families/question.html", **context):
    """Show the form, or call `save` and go to the family's page named `back_to`, which then says `saved`.

    What the action refuses is said beside its question; whoever saves second sees both texts.
    """
    back_url = reverse(back_to, args=[family.pk, *args])
    if form.is_valid():
        try:
            save()
        except EditedElsewhere as meanwhile:
            form.show_both(meanwhile.current)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except MoveNotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect(back_url)
        else:
            messages.success(request, saved)
            return redirect(back_url)
    context = {"caption": str(family), **context, "form": form, "family": family, "back_url": back_url}
    return render(request, template, context)


def posted(request):
    """What a form is bound to: an empty POST is an answer too."""
    return request.POST if request.method == "POST" else None
