"""Names the project and its administration site for Django."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class StrongerFamiliesConfig(AppConfig):
    name = "strongerfamilies"
    default = True


class AdminSiteConfig(admin.AdminConfig):
    default = False
    default_site = "strongerfamilies.admin_site.AdministrationSite"
