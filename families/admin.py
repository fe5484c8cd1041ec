"""Families, looked up in the administration pages by whoever may open them anyway."""

from django.contrib import admin

from accounts.reference_admin import RecordLookUpAdmin
from families.models import Family
from families.views.reasons import reason_for


@admin.register(Family)
class FamilyLookUp(RecordLookUpAdmin):
    list_display = ["reference", "name"]
    search_fields = ["name"]
    search_help_text = "The reference, or the name the family goes by"
    fields = ["reference", "name", "contact_phone", "contact_safely"]
    readonly_fields = fields
    ordering = ["name", "pk"]
    show_full_result_count = False

    def asks_why(self, request, record) -> str:
        """As at the door to the record itself (H21)."""
        return reason_for(request, record)

    def works_with(self, user, record) -> bool:
        return Family.objects.worked_with_by(user).filter(pk=record.pk).exists()
