"""A restricted record: only the people named on it open it, and nobody else finds it."""

import pytest

from accounts.models import AccessEvent
from accounts.rules import KEYWORKER, PERFORMANCE_OFFICER, TEAM_MANAGER
from families.actions import grant_access, name_on_restriction, restrict, take_off_restriction
from families.models import AccessGrant, Family
from strongerfamilies.moves import MoveNotAllowed
from tests.accounts.factories import UserFactory
from tests.families.factories import HeldFamilyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(keyworker):
    return UserFactory(role=TEAM_MANAGER, team=keyworker.team, name="Mona Manager")


@pytest.fixture
def family(keyworker):
    return HeldFamilyFactory(keyworker=keyworker, name="The Hidden Samples")


@pytest.fixture
def restricted(family, manager, keyworker):
    """Named: the manager and the keyworker."""
    return restrict(family, reason="The father works for the council.", people=[manager, keyworker], by=manager)


def page(family, *parts):
    return "/".join(["/families", str(family.pk), "restriction", *map(str, parts), ""])


def test_the_manager_restricts_it_and_is_offered_who_works_with_the_family(family, manager, keyworker, signed_in):
    client = signed_in(manager)
    text = client.get(page(family)).text
    assert keyworker.name in text
    response = client.post(page(family), {"reason": "Kin", "people": [manager.pk, keyworker.pk]}, follow=True)
    assert f"Only the people named may open {family.reference} now" in response.text
    assert {one.user for one in response.context["named"]} == {manager, keyworker}


def test_without_a_reason_or_anybody_named_it_is_refused(family, manager, signed_in):
    text = signed_in(manager).post(page(family), {}).text
    assert "Enter why only named people may open it" in text
    assert "Select who may open it" in text


def test_somebody_named_has_to_be_able_to_lift_it(family, manager, keyworker, signed_in):
    response = signed_in(manager).post(page(family), {"reason": "Kin", "people": [keyworker.pk]})
    assert "has to be named on it" in response.text
    assert not family.restrictions.exists()


def test_whoever_is_not_named_lands_on_the_list(family, manager, officer, signed_in):
    response = signed_in(officer).post(page(family), {"reason": "Kin", "people": [manager.pk]})
    assert response.url == "/families/"
    assert not Family.objects.visible_to(officer).exists()


def test_only_named_people_open_it(restricted, family, manager, keyworker, signed_in):
    for named in (manager, keyworker):
        assert signed_in(named).get(f"/families/{family.pk}/").status_code == 200
    other_manager = UserFactory(role=TEAM_MANAGER, team=keyworker.team)
    assert signed_in(other_manager).get(f"/families/{family.pk}/").status_code == 404


def test_somebody_named_needs_no_other_right(restricted, family, manager, signed_in):
    named = UserFactory(role=KEYWORKER)
    name_on_restriction(restricted, user=named, by=manager)
    assert signed_in(named).get(f"/families/{family.pk}/").status_code == 200


def test_the_keyworker_who_is_not_named_sees_it_no_more(family, manager, keyworker, signed_in):
    restrict(family, reason="Kin", people=[manager], by=manager)
    client = signed_in(keyworker)
    assert client.get(f"/families/{family.pk}/").status_code == 404
    assert "The Hidden Samples" not in client.get("/families/").text
    assert "The Hidden Samples" not in client.get("/").text


def test_officers_are_told_that_it_exists_and_nobody_else_is(restricted, family, officer, signed_in):
    response = signed_in(officer).get(f"/families/{family.pk}/")
    assert response.status_code == 403
    assert f"{family.reference} exists, but you may not open it" in response.text
    assert "The Hidden Samples" not in response.text
    outsider = UserFactory(role=KEYWORKER)
    assert signed_in(outsider).get(f"/families/{family.pk}/").status_code == 404
    assert not AccessEvent.objects.about(family).filter(by__in=[officer, outsider]).exists()


def test_officers_find_it_in_no_list_count_or_look_up(restricted, family, signed_in):
    from accounts.rules import ADMINISTRATOR

    both = UserFactory(role=PERFORMANCE_OFFICER, also=[ADMINISTRATOR])
    client = signed_in(both)
    for address in ("/families/", "/", "/admin/families/family/?q=Hidden", f"/admin/families/family/?q={family.pk}"):
        text = client.get(address).text
        assert "The Hidden Samples" not in text
        assert family.reference not in text
    assert client.get("/families/").context["page"].paginator.count == 0


def test_cover_opens_no_restricted_record_but_a_rights_request_does(restricted, family, manager, signed_in):
    colleague = UserFactory(role=KEYWORKER)
    for kind, status in ((AccessGrant.Kind.COVER, 404), (AccessGrant.Kind.RIGHTS_REQUEST, 200)):
        grant_access(family, user=colleague, kind=kind, reason="Holidays", by=manager)
        assert signed_in(colleague).get(f"/families/{family.pk}/").status_code == status


def test_people_are_named_and_taken_off(restricted, family, manager, keyworker, signed_in):
    other = UserFactory(role=KEYWORKER, name="Nora Named")
    client = signed_in(manager)
    assert "Nora Named" in client.get(page(family, "name")).text
    assert "Nora Named" in client.post(page(family, "name"), {"user": other.pk}, follow=True).text
    client.post(page(family, "name"), {"user": other.pk})
    assert restricted.named.count() == 3
    named = restricted.named.get(user=other)
    assert "Should Nora Named not open this record any more?" in client.get(page(family, named.pk, "take-off")).text
    client.post(page(family, named.pk, "take-off"))
    assert not Family.objects.visible_to(other).exists()
    client.post(page(family, named.pk, "take-off"))
    assert restricted.named.now().count() == 2


def test_the_last_who_may_lift_it_stays(restricted, family, manager, signed_in):
    named = restricted.named.get(user=manager)
    response = signed_in(manager).post(page(family, named.pk, "take-off"), follow=True)
    assert "has to be named on it" in response.text
    assert Family.objects.visible_to(manager).exists()


def test_lifting_it_needs_a_reason_and_brings_the_ordinary_rules_back(restricted, family, manager, officer, signed_in):
    client = signed_in(manager)
    assert "Enter why the restriction is lifted" in client.post(page(family, "lift"), {}).text
    assert "Saved" in client.post(page(family, "lift"), {"why": "He left."}, follow=True).text
    assert signed_in(officer).get(f"/families/{family.pk}/").status_code == 200
    assert client.get(page(family, "lift")).status_code == 404


def test_doing_any_of_it_twice_is_harmless(restricted, family, manager, keyworker):
    from families.actions import lift_restriction

    assert restrict(family, reason="Again", people=[manager], by=manager) == restricted
    lift_restriction(restricted, why="He left.", by=manager)
    assert lift_restriction(restricted, why="Again.", by=manager).why_lifted == "He left."
    with pytest.raises(MoveNotAllowed, match="lifted already"):
        name_on_restriction(restricted, user=keyworker, by=manager)
    with pytest.raises(MoveNotAllowed, match="lifted already"):
        take_off_restriction(restricted.named.first(), by=manager)


def test_a_keyworker_restricts_nothing(family, keyworker, signed_in):
    for address in (page(family), page(family, "name"), page(family, "lift")):
        assert signed_in(keyworker).get(address).status_code == 403


def test_ten_named_people_cost_the_same_queries_as_two(restricted, family, manager, signed_in, queries_of):
    client = signed_in(manager)
    for_two = queries_of(client, page(family))
    for _ in range(9):
        name_on_restriction(restricted, user=UserFactory(role=KEYWORKER), by=manager)
    assert queries_of(client, page(family)) == for_two <= 16
