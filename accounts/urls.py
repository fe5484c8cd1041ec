"""The addresses of the room's own pages; allauth's stand beside them under the same beginning."""

from django.urls import path

from accounts.views import people

urlpatterns = [
    path("people/", people.people, name="people"),
]
