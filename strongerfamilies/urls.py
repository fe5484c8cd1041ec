"""Which room answers which address."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("jobs.urls")),
    path("", include("overview.urls")),
]

handler400 = "strongerfamilies.error_pages.bad_request"
handler403 = "strongerfamilies.error_pages.forbidden"
handler404 = "strongerfamilies.error_pages.not_found"
handler500 = "strongerfamilies.error_pages.server_error"
