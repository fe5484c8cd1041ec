"""Looking up a referral in the administration pages: to read only, and only those that may be opened anyway."""

from django.contrib import admin

from accounts.reference_admin import RecordLookUpAdmin
from referrals.models import Referral


@admin.register(Referral)
class ReferralAdmin(RecordLookUpAdmin):
    list_display = ["reference", "status", "agency", "made_by", "submitted_at", "checked_by"]
    list_filter = ["status", "agency", "route"]
    list_select_related = ["agency", "made_by", "checked_by"]
    search_fields = ["family_name", "made_by__name", "agency__name"]
    search_help_text = "The reference, the family's name, or who referred it"
    ordering = ["-pk"]

    def works_with(self, user, referral) -> bool:
        return user.pk in (referral.made_by_id, referral.checked_by_id)
