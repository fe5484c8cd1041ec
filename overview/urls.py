"""Addresses of pages that belong to no one room."""

from django.urls import path

from overview.views.gallery import gallery

urlpatterns = [
    path("gallery/", gallery, name="gallery"),
]
