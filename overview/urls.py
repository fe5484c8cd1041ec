"""Addresses of pages that belong to no one room."""

from django.urls import path

from overview.views import chronology, leaving, public
from overview.views.gallery import gallery
from overview.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("about/", public.about, name="about"),
    path("criteria/", public.criteria, name="criteria"),
    path("leaflet/", public.leaflet, name="leaflet"),
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("people/leaving/", leaving.people, name="leavers"),
    path("people/<int:pk>/leaving/", leaving.leaving, name="leaver"),
    path("gallery/", gallery, name="gallery"),
    path("families/<int:pk>/chronology/", chronology.chronology, name="family-chronology"),
    path("families/<int:pk>/chronology/print/", chronology.on_paper, name="family-chronology-print"),
]
