"""The addresses of the room's own pages; allauth's stand beside them under the same beginning."""

from django.urls import path

from accounts.views import people, second_factor, single_sign_on

urlpatterns = [
    path("people/", people.people, name="people"),
    path("second-factor/", second_factor.second_factor, name="second-factor"),
    path("oidc/<str:provider_id>/login/", single_sign_on.begin, name="single-sign-on"),
    path("oidc/<str:provider_id>/login/callback/", single_sign_on.come_back, name="single-sign-on-back"),
]
