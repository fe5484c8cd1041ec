"""The addresses of the room."""

from django.urls import path

from families.views import (
    access,
    agreeing,
    allocating,
    changing_people,
    families,
    genogram,
    identifying,
    opening,
    people,
    reaching,
    relating,
    reporting,
    reviewing,
)

urlpatterns = [
    path("families/", families.every, name="families"),
    path("families/<int:pk>/", families.overview, name="family"),
    path("families/emergency/", opening.emergency, name="emergency-access"),
    path("families/i-know/", opening.know_family, name="know-family"),
    path("families/<int:pk>/reason/", opening.reason, name="family-reason"),
    path("families/<int:pk>/access/", access.log, name="family-access"),
    path("families/<int:pk>/access/copy/", access.copy, name="family-access-copy"),
    path("privacy/access-review/", reviewing.emergencies, name="access-review"),
    path("privacy/access-review/<int:pk>/", reviewing.review, name="access-review-of"),
    path("families/<int:pk>/worry/", reporting.worry, name="family-worry"),
    path("families/<int:pk>/allocate/", allocating.allocate, name="family-allocate"),
    path("families/<int:pk>/agreement/", agreeing.agreement, name="family-agreement"),
    path("families/<int:pk>/agreement/<int:person>/", agreeing.ask, name="family-agreement-of"),
    path("families/<int:pk>/notice/", agreeing.notice, name="family-notice"),
    path("families/<int:pk>/decline/", agreeing.decline, name="family-decline"),
    path("families/<int:pk>/people/", people.people, name="family-people"),
    path("families/<int:pk>/people/<int:person>/", people.person, name="person"),
    path("families/<int:pk>/people/<int:person>/change/<slug:theme>/", changing_people.change, name="person-change"),
    path("families/<int:pk>/people/<int:person>/belonging/", changing_people.belonging, name="person-belonging"),
    path("families/<int:pk>/people/<int:person>/contact/", reaching.add_contact_way, name="contact-way-add"),
    path("families/<int:pk>/people/<int:person>/contact/<int:way>/", reaching.change_contact_way, name="contact-way"),
    path(
        "families/<int:pk>/people/<int:person>/contact/<int:way>/end/", reaching.end_contact_way, name="contact-way-end"
    ),
    path("families/<int:pk>/people/<int:person>/references/", reaching.add_reference, name="person-reference-add"),
    path(
        "families/<int:pk>/people/<int:person>/references/<int:reference>/end/",
        reaching.end_reference,
        name="person-reference-end",
    ),
    path("families/<int:pk>/references/", reaching.add_reference, name="family-reference-add"),
    path("families/<int:pk>/references/<int:reference>/end/", reaching.end_reference, name="family-reference-end"),
    path("families/<int:pk>/people/<int:person>/numbers/", identifying.numbers, name="person-numbers"),
    path("families/<int:pk>/people/<int:person>/numbers/<slug:kind>/", identifying.record, name="person-number"),
    path("families/<int:pk>/relationships/", relating.relationships, name="family-relationships"),
    path("families/<int:pk>/relationships/add/", relating.add, name="relationship-add"),
    path("families/<int:pk>/relationships/<int:relationship>/", relating.change, name="relationship-change"),
    path(
        "families/<int:pk>/relationships/<int:relationship>/mistaken/",
        relating.take_back,
        name="relationship-take-back",
    ),
    path("families/<int:pk>/genogram/", genogram.genogram, name="family-genogram"),
]
