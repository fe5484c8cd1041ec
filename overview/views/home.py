"""The first page after signing in: what waits for this person."""

from django.shortcuts import render

from accounts.rules import may_refer
from overview.first_page import sections_for


def home(request):
    """Everybody's own, by their roles."""
    shown = {"sections": sections_for(request.user), "may_refer": may_refer(request.user)}
    return render(request, "overview/home.html", shown)
