"""The addresses of the room's own pages; allauth's stand beside them under the same beginning."""

from django.urls import path

from accounts.views import people, second_factor

urlpatterns = [
    path("people/", people.people, name="people"),
    path("second-factor/", second_factor.second_factor, name="second-factor"),
]
