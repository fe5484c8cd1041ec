"""The administration pages of this room: agencies, teams, users, roles, settings, notices, and the trails to read."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.utils import timezone

from accounts import actions
from accounts.forms import AgencyForm, UserForm
from accounts.models import AccessEvent, Agency, AuditEvent, PrivacyNotice, Role, Setting, Team, User
from accounts.models.setting import KEYS
from accounts.reference_admin import LookUpAdmin, ReferenceAdmin, ReferenceInline
from accounts.rules import ROLES

admin.site.unregister(Group)


class TeamInline(ReferenceInline):
    model = Team


@admin.register(Agency)
class AgencyAdmin(ReferenceAdmin):
    form = AgencyForm
    list_display = ["name", "email_domain", "is_council", "sharing_agreement_in_date", "agreement_review_on"]
    list_filter = ["is_council", "agreement_review_on"]
    search_fields = ["name", "email_domain"]
    inlines = [TeamInline]
    fieldsets = [
        (None, {"fields": ["name", "email_domain", "is_council"]}),
        (
            "Sharing agreement",
            {
                "fields": [
                    "agreement_signed_on",
                    "agreement_review_on",
                    "agreement_purposes",
                    "agreement_lawful_basis",
                ]
            },
        ),
    ]

    @admin.display(boolean=True)
    def sharing_agreement_in_date(self, agency):
        return agency.shares_data()


@admin.register(Team)
class TeamAdmin(ReferenceAdmin):
    list_display = ["name", "agency"]
    list_filter = ["agency"]
    list_select_related = ["agency"]
    search_fields = ["name", "agency__name"]


@admin.register(User)
class UserAdmin(ReferenceAdmin):
    form = UserForm
    list_display = ["name", "email", "agency", "team", "roles", "is_active", "confirmed_on", "last_login"]
    list_filter = ["is_active", ("suspended_on", admin.EmptyFieldListFilter), "groups", "agency"]
    list_select_related = ["agency", "team"]
    search_fields = ["name", "email", "job_title", "agency__name", "team__name"]
    actions = ["stop_signing_in", "let_sign_in", "confirm", "remove_second_factor"]
    readonly_fields = ["last_login", "confirmed_on", "suspended_on"]
    fieldsets = [
        (None, {"fields": ["email", "name", "job_title", "phone"]}),
        ("Works for", {"fields": ["agency", "team"]}),
        ("What they may do", {"fields": ["groups", "is_active", "last_login", "confirmed_on", "suspended_on"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all())

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "team":
            field.queryset = Team.objects.select_related("agency")
            field.label_from_instance = lambda team: f"{team.agency}: {team.name}"
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(
            db_field, request, widget=forms.CheckboxSelectMultiple, help_text="", **kwargs
        )
        does = {role.name: role.does for role in ROLES}
        field.label = "Roles"
        field.label_from_instance = lambda group: f"{group.name}: {does.get(group.name, '')}"
        return field

    def save_model(self, request, user, form, change):
        """Someone new has no password: they sign in with a code sent to their address, and may choose one later."""
        if not change:
            user.set_unusable_password()
        if "is_active" in form.changed_data and user.is_active:
            user.confirm()
        super().save_model(request, user, form, change)
        if not user.is_active:
            actions.end_sessions([user])

    @admin.action(description="Stop signing in (somebody has left)")
    def stop_signing_in(self, request, people):
        self._let(request, people, is_active=False)

    @admin.action(description="Let sign in again")
    def let_sign_in(self, request, people):
        self._let(request, people, is_active=True)

    @admin.action(description="Confirm that they still work here")
    def confirm(self, request, people):
        actions.confirm(people, by=request.user)
        messages.success(request, "Confirmed.")

    @admin.action(description="Remove the second factor (a lost telephone)")
    def remove_second_factor(self, request, people):
        for user in people:
            actions.remove_second_factor(user, by=request.user)
        messages.success(request, "Removed. They can set up a new one after signing in.")

    def _let(self, request, people, *, is_active):
        for user in people:
            actions.let_sign_in(user, is_active=is_active, by=request.user)
        messages.success(request, "Done.")


@admin.register(Role)
class RoleAdmin(LookUpAdmin):
    """Roles are declared in `accounts/rules.py`; here one reads what each may do and who holds it."""

    list_display = ["name", "what_it_is_for", "how_many_people"]
    search_fields = ["name"]
    fields = ["name", "what_it_is_for", "may", "people"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(holders=Count("user", filter=Q(user__is_active=True)))

    @admin.display
    def what_it_is_for(self, group):
        return next((role.does for role in ROLES if role.name == group.name), "Not a role of this version")

    @admin.display(ordering="holders")
    def how_many_people(self, group):
        return group.holders

    @admin.display
    def may(self, group):
        return ", ".join(permission.name for permission in group.permissions.all()) or "-"

    @admin.display
    def people(self, group):
        return ", ".join(user.name for user in User.objects.filter(groups=group, is_active=True)) or "Nobody"


@admin.register(Setting)
class SettingAdmin(ReferenceAdmin):
    list_display = ["key", "value", "starts_on"]
    search_fields = ["key", "value"]
    change_list_template = "admin/accounts/setting/change_list.html"

    def has_change_permission(self, request, obj=None):
        """A value that has begun stays as it was, so that a letter of that day can be explained."""
        begun = obj is not None and obj.starts_on < timezone.localdate()
        return super().has_change_permission(request) and not begun

    def changelist_view(self, request, extra_context=None):
        today = Setting.objects.values_on(timezone.localdate())
        declared = [{"key": key, "declared": KEYS[key], "today": today[key]} for key in KEYS]
        return super().changelist_view(request, {"declared": declared, **(extra_context or {})})


@admin.register(PrivacyNotice)
class PrivacyNoticeAdmin(ReferenceAdmin):
    list_display = ["version", "language", "in_use_from"]
    list_filter = ["language"]
    search_fields = ["version", "text"]

    def has_change_permission(self, request, obj=None):
        """What people were given stays as it was; a change is a new version."""
        in_use = obj is not None and obj.in_use_from <= timezone.localdate()
        return super().has_change_permission(request) and not in_use


class TrailAdmin(LookUpAdmin):
    """A trail, newest first. A reference or a name finds the lines about it."""

    date_hierarchy = "at"
    list_select_related = ["by"]
    ordering = ["-at", "-pk"]
    show_full_result_count = False


@admin.register(AuditEvent)
class AuditEventAdmin(TrailAdmin):
    list_display = ["at", "by", "deed", "record", "reference", "changed_fields"]
    list_filter = ["deed", "record"]
    search_fields = ["reference", "deed", "by__name", "by__email"]

    @admin.display(description="fields")
    def changed_fields(self, event):
        return ", ".join(event.fields)


@admin.register(AccessEvent)
class AccessEventAdmin(TrailAdmin):
    list_display = ["at", "by", "page", "reference", "working_with", "why"]
    list_filter = ["working_with", "page"]
    search_fields = ["reference", "why", "by__name", "by__email"]
