"""The gallery: for administrators only."""

from django.urls import reverse


def test_an_administrator_sees_every_question_and_component(signed_in, administrator):
    page = signed_in(administrator).get(reverse("gallery"))
    assert page.status_code == 200
    assert "Gallery of questions and components" in page.text


def test_for_a_practitioner_the_gallery_does_not_exist(signed_in, practitioner):
    assert signed_in(practitioner).get(reverse("gallery")).status_code == 404
