"""Addresses for machines that watch this installation."""

from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("health/", views.live, name="live"),
    path("health/ready/", views.ready, name="ready"),
]
