"""Pages that anybody may read: what the programme is, whom it is for, the leaflet, and what happens to information."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone

from accounts.models import Agency, PrivacyNotice
from eligibility.models import Programme
from overview.criteria import in_words


@login_not_required
def about(request):
    """What the programme is, for people who might refer a family."""
    return render(request, "overview/about.html", {"heading": "Help for the whole family"})


@login_not_required
def criteria(request):
    """The problems and signs of the programme in force, as referrals are put to them today."""
    versions = Programme.objects.prefetch_related("problems", "indicators__indicator")
    programme = versions.newest_on(timezone.localdate())
    shown = {"heading": "Who can join", "programme": programme, "problems": _with_signs(programme)}
    return render(request, "overview/criteria.html", shown)


def _with_signs(programme):
    """[(problem, [(label of a sign, what is asked of it)])], without asking the database again."""
    signs = {problem.pk: [] for problem in programme.problems.all()}
    for sign in programme.indicators.all():
        signs[sign.problem_id].append((sign.indicator.label, in_words(sign)))
    return [(problem, signs[problem.pk]) for problem in programme.problems.all()]


@login_not_required
def leaflet(request):
    """What the programme means for a family, to read and to print (hard case H38)."""
    return render(request, "overview/leaflet.html", {"heading": "Your family, one person to turn to, one plan"})


@login_not_required
def privacy(request):
    """The notice that families are given today, and the organisations that share under an agreement in date."""
    shown = {"notice": PrivacyNotice.objects.current(), "partners": Agency.objects.sharing_data()}
    return render(request, "overview/privacy.html", {"heading": "What happens to your information", **shown})


@login_not_required
def accessibility(request):
    """How far everybody can use this site, and whom to tell when somebody cannot."""
    return render(request, "overview/accessibility.html", {"heading": "Accessibility of this site"})
