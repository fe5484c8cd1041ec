"""How tables are kept, and records looked up, in the administration pages. Every room's admin module builds on it."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.actions import audit, opened
from accounts.references import key_in
from accounts.rules import may_keep_reference_data


class KeptByAdministrators:
    """Who may look, add and change: whoever keeps reference data. Nobody deletes; rows end by date or state."""

    def has_module_permission(self, request):
        return may_keep_reference_data(request.user)

    def has_view_permission(self, request, obj=None):
        return may_keep_reference_data(request.user)

    def has_add_permission(self, request, obj=None):
        return may_keep_reference_data(request.user)

    def has_change_permission(self, request, obj=None):
        return may_keep_reference_data(request.user)

    def has_delete_permission(self, request, obj=None):
        return False


class ReferenceInline(KeptByAdministrators, admin.TabularInline):
    """Rows that are kept on the page of the row they belong to."""

    extra = 0


class ReferenceAdmin(KeptByAdministrators, admin.ModelAdmin):
    """A table kept by administrators. Each change leaves one audit line with the names of the changed fields."""

    list_per_page = 50

    def construct_change_message(self, request, form, formsets, add=False):
        """The names of the fields that were changed, never their values; a field of an inline as `noun.field`."""
        names = set(form.changed_data)
        for formset in formsets or ():
            noun = formset.model._meta.model_name
            names |= {f"{noun}.{field}" for row in formset.forms for field in row.changed_data}
        return sorted(names)

    def log_addition(self, request, obj, message):
        audit(f"{obj._meta.model_name}.created", obj, by=request.user, fields=message)

    def log_change(self, request, obj, message):
        if message:
            audit(f"{obj._meta.model_name}.changed", obj, by=request.user, fields=message)

    def history_view(self, request, object_id, extra_context=None):
        """What was done to this row: its lines of the audit trail."""
        about = {"record": self.opts.label_lower, "record_id": object_id}
        return redirect(f"{reverse('admin:accounts_auditevent_changelist')}?{urlencode(about)}")


class LookUpAdmin(KeptByAdministrators, admin.ModelAdmin):
    """A table to look things up in. Nothing can be added, changed or deleted here."""

    list_per_page = 50

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class RecordLookUpAdmin(LookUpAdmin):
    """Records of families, for whoever may open them anyway. Opening one leaves a line in the access trail.

    The room that owns the record gives `works_with(user, record)`: is this person working with the family? If they are
    not, `asks_why(request, record)` may give the reason to write down, or lead them to where they are asked for it.
    """

    def asks_why(self, request, record) -> str:
        return ""

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_search_results(self, request, queryset, search_term):
        """A reference, or its number alone, finds that one record; anything else searches the named fields."""
        if key := key_in(search_term):
            return queryset.filter(pk=key), False
        return super().get_search_results(request, queryset, search_term)

    def get_object(self, request, object_id, from_field=None):
        """The one door: Django asks here for every page about one record."""
        record = super().get_object(request, object_id, from_field)
        if record is not None:
            working_with = self.works_with(request.user, record)
            reason = "" if working_with else self.asks_why(request, record)
            why = ": ".join(filter(None, ["looked up in administration", reason]))
            opened(request, record, working_with=working_with, why=why)
        return record
