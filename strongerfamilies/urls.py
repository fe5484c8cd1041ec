"""Which room answers which address."""

from django.contrib import admin
from django.urls import include, path

from strongerfamilies.error_pages import does_not_exist

# Nobody signs up alone, and an address is changed by an administrator: these pages of allauth's do not exist here.
# Nor are accounts connected to those of other providers: single sign-on goes by the address alone.
NOT_HERE = [
    *("signup/", "email/", "confirm-email/", "confirm-email/<key>/"),
    *("3rdparty/", "3rdparty/signup/", "3rdparty/login/cancelled/", "3rdparty/login/error/"),
    *("social/signup/", "social/connections/", "social/login/cancelled/", "social/login/error/"),
]

urlpatterns = [
    *[path(f"accounts/{page}", does_not_exist) for page in NOT_HERE],
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("jobs.urls")),
    path("referrals/", include("referrals.urls")),
    path("", include("families.urls")),
    path("", include("plans.urls")),
    path("", include("overview.urls")),
]

handler400 = "strongerfamilies.error_pages.bad_request"
handler403 = "strongerfamilies.error_pages.forbidden"
handler404 = "strongerfamilies.error_pages.not_found"
handler500 = "strongerfamilies.error_pages.server_error"
