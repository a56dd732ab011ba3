"""Who sees which contacts of an organization."""

from typing import Any
from uuid import UUID

import pytest

from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from tests.features.writing.writers import coordinator, id_of, new_location, new_organization
from tests.make.people import grant, system
from tests.make.product import As, Product

EVERYBODY = ["public"]
PROFESSIONALS = ["public", "professional"]
OWN = ["public", "professional", "internal"]


@pytest.fixture(scope="module")
def anchor(product: Product) -> dict[str, Any]:
    """An organization of East Flanders with a contact of each kind."""
    writer = coordinator(product)
    contacts = [{"kind": "phone", "value": f"09 123 45 6{n}", "visibility": kind} for n, kind in enumerate(OWN)]
    made = new_organization(writer, contacts=contacts)
    new_location(writer, made)
    return made


def seen(answer: Any) -> list[str]:
    return [contact["visibility"] for contact in answer.json()["contacts"]]


def test_everybody_sees_public_ones(product: Product, anchor: dict[str, Any]) -> None:
    answer = product.client.get(anchor["href"])
    assert seen(answer) == EVERYBODY
    assert answer.headers["cache-control"].startswith("public")


@pytest.mark.parametrize(
    "role",
    [Role.REFERRER, Role.POLICY_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR],
)
def test_whoever_has_a_role_sees_those_for_professionals(product: Product, anchor: dict[str, Any], role: Role) -> None:
    other = product.person(grant(role, region="OVL" if role == Role.REFERRER else None))
    answer = other.get(anchor["href"])
    assert seen(answer) == PROFESSIONALS
    assert answer.headers["cache-control"] == "no-store"


def test_partners_and_coordinators_elsewhere_are_professionals(product: Product, anchor: dict[str, Any]) -> None:
    elsewhere: UUID = product.organizations("LIM")[0]
    assert seen(product.person(grant(Role.PARTNER_MANAGER, organization=elsewhere)).get(anchor["href"])) == PROFESSIONALS
    assert seen(coordinator(product, "LIM").get(anchor["href"])) == PROFESSIONALS
    assert seen(product.let_in(system(product.sessions, elsewhere)).get(anchor["href"])) == PROFESSIONALS


def test_the_own_people_and_the_regions_coordinators_see_all(product: Product, anchor: dict[str, Any]) -> None:
    own = id_of(anchor)
    assert seen(product.person(grant(Role.PARTNER_EDITOR, organization=own)).get(anchor["href"])) == OWN
    assert seen(product.let_in(system(product.sessions, own)).get(anchor["href"])) == OWN
    assert seen(coordinator(product).get(anchor["href"])) == OWN


def test_a_system_sees_no_more_than_it_was_allowed_to_change(product: Product, anchor: dict[str, Any]) -> None:
    reading = product.let_in(system(product.sessions, id_of(anchor), scopes=[Scope.OFFER_READ]))
    assert seen(reading.get(anchor["href"])) == PROFESSIONALS


def test_an_account_without_a_role_that_it_can_use_is_everybody(product: Product, anchor: dict[str, Any]) -> None:
    assert seen(product.person().get(anchor["href"])) == EVERYBODY
    without_code = product.person(grant(Role.COORDINATOR, region="OVL"), second_factor=False)
    assert seen(without_code.get(anchor["href"])) == EVERYBODY


def test_a_token_that_is_no_good_is_refused_not_ignored(product: Product, anchor: dict[str, Any]) -> None:
    answer = product.client.get(anchor["href"], headers={"Authorization": "Bearer gibberish"})
    assert answer.status_code == 401


def test_one_callers_answer_is_never_anothers(product: Product, anchor: dict[str, Any]) -> None:
    own: As = coordinator(product)
    public = product.client.get(anchor["href"])
    private = own.get(anchor["href"])
    assert private.headers["etag"] != public.headers["etag"]
    assert own.get(anchor["href"], {"If-None-Match": public.headers["etag"]}).status_code == 200
    assert product.client.get(anchor["href"], headers={"If-None-Match": private.headers["etag"]}).status_code == 200
    assert seen(product.client.get(anchor["href"])) == EVERYBODY
