"""The administration pages: for administrators only, through the same sign-in as everybody (second factor included)."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.shortcuts import redirect
from django.utils.decorators import method_decorator


class AdministrationSite(AdminSite):
    site_header = site_title = "Stronger Families administration"
    index_title = "Agencies, users, programmes and settings"
    site_url = "/"

    def has_permission(self, request):
        user = request.user
        return user.is_active and (user.is_superuser or user.has_perm("accounts.keep_reference_data"))

    @method_decorator(secure_admin_login)
    def login(self, request, extra_context=None):
        return super().login(request, extra_context)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
