"""What every page knows of the council it belongs to."""

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import Setting


def council(request):
    """`council.front_door_name` and the other settings, as they stand today. One query, when first asked."""
    return {"council": SimpleLazyObject(lambda: Setting.objects.values_on(timezone.localdate()))}
