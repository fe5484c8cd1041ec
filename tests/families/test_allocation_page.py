"""The page on which a keyworker is allocated."""

import pytest

from accounts.rules import KEYWORKER
from eligibility.models import Reason
from families.actions import decline
from tests.accounts.factories import UserFactory
from tests.families.factories import REFUSED, FamilyFactory, HeldFamilyFactory, give, seen_allocation

pytestmark = pytest.mark.django_db


def address(family):
    return f"/families/{family.pk}/allocate/"


def choose(client, family, keyworker, **changes):
    seen = changes.pop("seen", None) or seen_allocation(family)
    return client.post(address(family), {"keyworker": keyworker.pk, "seen": seen}, follow=True)


def test_every_keyworker_is_listed_under_their_agency_with_team_and_caseload_h22(officer, signed_in):
    busy = UserFactory(role=KEYWORKER, name="Kit Busy", agency__name="Far Side Academy", team__name="Pastoral")
    UserFactory(role=KEYWORKER, name="Ida Idle", team=None)
    UserFactory(role=KEYWORKER, name="Noa Nobody", agency=None, team=None)
    HeldFamilyFactory(keyworker=busy)
    text = signed_in(officer).get(address(FamilyFactory())).text
    assert 'label="Far Side Academy"' in text
    assert "Kit Busy, Pastoral, 1 family now" in text
    assert "Ida Idle, 0 families now" in text
    assert "Noa Nobody" not in text  # nobody signed a sharing agreement for them (H25)


def test_the_officer_allocates_and_is_told_so(officer, keyworker, signed_in):
    family = FamilyFactory()
    response = choose(signed_in(officer), family, keyworker)
    assert f"{keyworker.name} is now the keyworker of {family.reference}" in response.text
    assert family.keyworker == keyworker


def test_doing_it_twice_is_harmless(officer, keyworker, signed_in):
    family, client = FamilyFactory(), signed_in(officer)
    seen = seen_allocation(family)
    for _ in range(2):
        choose(client, family, keyworker, seen=seen)
    assert family.allocations.count() == 1


def test_without_a_choice_the_form_says_what_to_do(officer, signed_in):
    family = FamilyFactory()
    response = signed_in(officer).post(address(family), {"keyworker": "", "seen": seen_allocation(family)})
    assert "Select keyworker" in response.text
    assert not family.allocations.exists()


def test_nobody_but_a_keyworker_can_be_chosen(officer, practitioner, signed_in):
    family = FamilyFactory()
    response = choose(signed_in(officer), family, practitioner)
    assert "Select one of the options" in response.text
    assert not family.allocations.exists()


def test_a_family_that_has_not_agreed_is_explained(officer, signed_in):
    family = FamilyFactory(agreement=REFUSED)
    response = signed_in(officer).get(address(family), follow=True)
    assert "once a parent or carer agrees" in response.text
    assert response.redirect_chain == [(family.get_absolute_url(), 302)]


def test_a_family_that_declined_while_the_page_was_open_is_explained(officer, keyworker, signed_in):
    family = FamilyFactory()
    seen = seen_allocation(family)
    decline(family, reason=Reason.objects.offered(Reason.Kind.DECLINED)[0], by=officer)
    response = choose(signed_in(officer), family, keyworker, seen=seen)
    assert "This family declined" in response.text
    assert not family.allocations.exists()


def test_in_two_tabs_both_keyworkers_are_shown_and_the_next_save_goes_through(officer, keyworker, signed_in):
    family, client, other = FamilyFactory(), signed_in(officer), UserFactory(role=KEYWORKER)
    seen = seen_allocation(family)
    give(family, other)
    response = choose(client, family, keyworker, seen=seen)
    assert "Somebody else changed this" in response.text
    assert other.name in response.text
    assert family.keyworker == other
    choose(client, family, keyworker, seen=response.context["form"].data["seen"])
    assert family.allocations.now().get().keyworker == keyworker


def test_a_family_given_to_another_keyworker_names_the_present_one(officer, signed_in):
    family = HeldFamilyFactory(keyworker=UserFactory(role=KEYWORKER, name="Kit Before"))
    text = signed_in(officer).get(address(family)).text
    assert "Allocate another keyworker" in text
    assert "Kit Before is the keyworker now" in text


def test_a_manager_who_gives_the_family_to_another_team_lands_on_the_list(team_manager, keyworker, signed_in):
    family = HeldFamilyFactory(keyworker=UserFactory(role=KEYWORKER, team=team_manager.team))
    response = choose(signed_in(team_manager), family, keyworker)
    assert response.redirect_chain == [("/families/", 302)]


def test_a_keyworker_may_not_allocate_and_outsiders_find_nothing(keyworker, practitioner, signed_in):
    family = HeldFamilyFactory(keyworker=keyworker)
    assert signed_in(keyworker).get(address(family)).status_code == 403
    for outsider in (practitioner, UserFactory(role=KEYWORKER)):
        assert signed_in(outsider).get(address(family)).status_code == 404


def test_two_hundred_keyworkers_cost_the_same_queries_as_two(officer, signed_in, queries_of):
    family, client = FamilyFactory(), signed_in(officer)
    for_none = queries_of(client, address(family))
    for _ in range(10):
        UserFactory(role=KEYWORKER)
    assert queries_of(client, address(family)) == for_none <= 16
