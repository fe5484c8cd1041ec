"""What every page knows of the council it belongs to."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import Setting


def council_today(request):
    """The settings as they stand today. One query for the whole request, when first asked."""
    if not hasattr(request, "council"):
        request.council = SimpleLazyObject(lambda: Setting.objects.values_on(timezone.localdate()))
    return request.council


def council(request):
    """`council.front_door_name` and the other settings."""
    return {"council": council_today(request)}
