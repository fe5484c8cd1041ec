"""The administration pages of this room: programmes, their problems and indicators, progress areas, coded reasons."""

from django.contrib import admin, messages
from django.db.models import Count

from accounts.reference_admin import ReferenceAdmin, ReferenceInline
from eligibility import actions
from eligibility.forms import ProgrammeForm, ProgrammeIndicatorForm, ProgressSetForm
from eligibility.models import Indicator, Problem, Programme, ProgrammeIndicator, ProgressArea, ProgressSet, Reason
from strongerfamilies.moves import MoveNotAllowed


class VersionAdmin(ReferenceAdmin):
    """Versions: a draft is edited, one that has been in force shows only its last day as a field."""

    list_display = ["name", "version", "status", "in_force_from", "in_force_to"]
    list_filter = ["status"]
    search_fields = ["name"]
    actions = ["put_in_force", "retire"]

    def get_readonly_fields(self, request, obj=None):
        if obj is None or obj.is_draft:
            return ["version", "status"]
        return ["version", "status", *(name for name in self.form._meta.fields if name != "in_force_to")]

    def get_fields(self, request, obj=None):
        return [*self.form._meta.fields, "version", "status"]

    def save_model(self, request, version, form, change):
        if not change:
            version.version = version.next_number()
        super().save_model(request, version, form, change)

    @admin.action(description="Put in force, from its first day")
    def put_in_force(self, request, versions):
        self._do(request, versions, actions.put_in_force, "in force")

    @admin.action(description="Retire, after its last day")
    def retire(self, request, versions):
        self._do(request, versions, actions.retire, "retired")

    def _do(self, request, versions, deed, done):
        for version in versions:
            try:
                deed(version, by=request.user)
            except MoveNotAllowed as refusal:
                messages.error(request, f"{version}: {refusal}")
            else:
                messages.success(request, f"{version} is {done}.")


class PartOfVersion:
    """Problems, indicators and areas: added, changed and taken away while their version is a draft."""

    version_field = "programme"

    def _is_open(self, obj):
        return obj is None or getattr(obj, self.version_field).is_draft

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_open(obj)

    def has_delete_permission(self, request, obj=None):
        return obj is not None and super().has_change_permission(request, obj) and self._is_open(obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == self.version_field:
            field.queryset = field.queryset.filter(status="draft")
            field.help_text = "Only drafts can be changed. Copy a version in force to make one."
        if db_field.name == "problem":
            field.queryset = field.queryset.filter(programme__status="draft").select_related("programme")
            field.label_from_instance = lambda problem: f"{problem.programme}: {problem}"
        return field

    def log_deletions(self, request, parts):
        """Django calls this before it deletes. The version keeps the line, since the part is gone."""
        for part in parts:
            actions.part_removed(getattr(part, self.version_field), part._meta.model_name, by=request.user)


class ProblemInline(ReferenceInline):
    """Editable with its programme, while that is a draft. The inline's `obj` is the programme."""

    model = Problem

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and (obj is None or obj.is_draft)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)


@admin.register(Programme)
class ProgrammeAdmin(VersionAdmin):
    form = ProgrammeForm
    list_display = [
        "name", "code", "version", "status", "in_force_from", "in_force_to", "problems_needed", "how_many_indicators",
    ]  # fmt: skip
    list_filter = ["status", "code", "counted_by"]
    search_fields = ["name", "code", "problems__headline"]
    actions = ["put_in_force", "retire", "copy_as_draft"]
    inlines = [ProblemInline]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(signs=Count("indicators"))

    @admin.display(description="indicators", ordering="signs")
    def how_many_indicators(self, programme):
        return programme.signs

    @admin.action(description="Copy as a new draft")
    def copy_as_draft(self, request, programmes):
        for programme in programmes:
            draft = actions.copy_as_draft(programme, by=request.user)
            messages.success(request, f"{draft} is a draft. Change it, give its first day, then put it in force.")


@admin.register(Problem)
class ProblemAdmin(PartOfVersion, ReferenceAdmin):
    list_display = ["headline", "number", "programme", "question"]
    list_filter = ["programme__status", "programme"]
    list_select_related = ["programme"]
    search_fields = ["headline", "question"]


@admin.register(Indicator)
class IndicatorAdmin(ReferenceAdmin):
    """The signs themselves. One that has been in force under any programme stays as it is."""

    list_display = ["code", "label", "subject", "measure", "unit"]
    list_filter = ["subject", "unit"]
    search_fields = ["code", "label", "measure"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not obj.has_been_in_force())


@admin.register(ProgrammeIndicator)
class ProgrammeIndicatorAdmin(PartOfVersion, ReferenceAdmin):
    form = ProgrammeIndicatorForm
    list_display = ["indicator", "problem", "window", "months", "asks", "threshold", "parents_only", "programme"]
    list_filter = ["programme__status", "programme", "problem__number", "kind", "window", "parents_only", "basis"]
    list_select_related = ["indicator", "problem", "programme"]
    search_fields = ["indicator__code", "indicator__label", "for_example", "information_sources"]


@admin.register(ProgressSet)
class ProgressSetAdmin(VersionAdmin):
    form = ProgressSetForm
    list_display = [*VersionAdmin.list_display, "how_many_areas"]
    search_fields = ["name", "about"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(how_many=Count("areas"))

    @admin.display(description="areas", ordering="how_many")
    def how_many_areas(self, progress_set):
        return progress_set.how_many


@admin.register(ProgressArea)
class ProgressAreaAdmin(PartOfVersion, ReferenceAdmin):
    version_field = "progress_set"
    list_display = ["code", "area", "group", "about", "value_type", "unit", "better", "window", "progress_set"]
    list_filter = ["progress_set", "group", "problem_number", "about", "value_type", "better", "basis"]
    list_select_related = ["progress_set"]
    search_fields = ["code", "area", "group", "note"]


@admin.register(Reason)
class ReasonAdmin(ReferenceAdmin):
    list_display = ["label", "kind", "code", "order", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["label", "code"]

    def get_readonly_fields(self, request, obj=None):
        return ["kind", "code"] if obj else []
