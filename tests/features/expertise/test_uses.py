"""Who also does as a practice says: told by anybody who signed in, looked at by a coordinator."""

from typing import Any

import pytest

from bruggen.access.roles import Role
from tests.features.expertise.test_reading import made
from tests.make.people import grant
from tests.make.product import As, Product


@pytest.fixture
def practice(product: Product) -> str:
    return made(product, "goodPractice", area={"scope": "regions", "regions": ["OVL"]})


def told(writer: As, practice: str, **body: Any) -> dict[str, Any]:
    answer = writer.post(f"{practice}/uses", {"organizationName": "Basisschool De Zon", **body})
    assert answer.status_code == 201, answer.text
    use: dict[str, Any] = answer.json()
    return use


def public(product: Product, practice: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = product.client.get(f"{practice}/uses").json()["items"]
    return items


def test_it_is_public_once_a_coordinator_looked_at_it(product: Product, referrer: As, coordinator: As, practice: str) -> None:
    use = told(referrer, practice, experience="Het lukte na een maand.")
    assert public(product, practice) == []
    assert referrer.get(f"{practice}/uses", status="inReview").json()["total"] == 1
    assert referrer.post(f"{use['href']}/publications").status_code == 403
    assert coordinator.post(f"{use['href']}/publications").status_code == 204
    (shown,) = public(product, practice)
    assert (shown["organizationName"], shown["experience"]) == ("Basisschool De Zon", "Het lukte na een maand.")
    assert coordinator.post(f"{use['href']}/publications").status_code == 409


def test_what_is_changed_is_looked_at_again(product: Product, referrer: As, coordinator: As, practice: str) -> None:
    use = told(referrer, practice)
    coordinator.post(f"{use['href']}/publications")
    assert referrer.patch(use["href"], {"experience": "Toch niet zo."}).json()["status"] == "inReview"
    assert public(product, practice) == []
    assert coordinator.patch(use["href"], {"experience": "Iets anders."}).status_code == 403


def test_the_author_takes_it_away_and_others_do_not(product: Product, referrer: As, practice: str) -> None:
    use = told(referrer, practice)
    other = product.person(grant(Role.REFERRER, region="OVL"))
    assert other.delete(use["href"]).status_code == 404
    assert referrer.delete(use["href"]).status_code == 204


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"organizationName": None}, "organizationName"),
        ({"organization": "0197a1b0-0000-7000-8000-000000000000"}, "organization"),
        ({"experience": "Met <b>"}, "experience"),
    ],
)
def test_bad_input_is_named(referrer: As, practice: str, body: dict[str, Any], name: str) -> None:
    answer = referrer.post(f"{practice}/uses", {"organizationName": "De Zon", **body})
    assert answer.status_code == 400
    assert [issue["name"] for issue in answer.json()["issues"]] == [name]


def test_nobody_speaks_for_anothers_organization(product: Product, referrer: As, practice: str) -> None:
    organization = str(product.organizations("OVL")[0])
    assert referrer.post(f"{practice}/uses", {"organization": organization}).status_code == 403
    own = product.person(grant(Role.PARTNER_EDITOR, organization=product.organizations("OVL")[0]))
    assert told(own, practice, organization=organization)["organization"]["id"] == organization
