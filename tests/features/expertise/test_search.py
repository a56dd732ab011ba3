"""One box for all that is public."""

from typing import Any

import pytest

from tests.features.expertise.test_reading import made
from tests.follow.test_following import until
from tests.make.product import As, Product


def search(product: Product, **params: Any) -> dict[str, dict[str, Any]]:
    """What was found, by kind."""
    answer = product.client.get("/api/v1/search", params=params)
    assert answer.status_code == 200, answer.text
    return {found["kind"]: found for found in answer.json()["kinds"]}


def titles(found: dict[str, Any]) -> list[str]:
    return [item["title"] for item in found["items"]]


@pytest.fixture(scope="module")
def practice(product: Product) -> str:
    """A practice with a word of its own, indexed."""
    href = made(product, "goodPractice", title="Kwispelklas met honden", themes=["schoolRefusal"],
                area={"scope": "regions", "regions": ["OVL"]})  # fmt: skip
    made(product, "network", title="Netwerk kwispelklas", area={"scope": "regions", "regions": ["LIM"]})
    until(lambda: search(product, q="kwispelklas")["network"]["total"] == 1)
    until(lambda: search(product, q="kwispelklas")["goodPractice"]["total"] == 1)
    return href


class TestSearch:
    def test_finds_every_kind_that_holds_the_word(self, product: Product, practice: str) -> None:
        found = search(product, q="kwispelklas")
        assert titles(found["goodPractice"]) == ["Kwispelklas met honden"]
        assert found["goodPractice"]["items"][0]["href"] == practice
        assert titles(found["network"]) == ["Netwerk kwispelklas"]
        assert (found["training"]["total"], found["training"]["items"]) == (0, [])

    def test_counts_also_the_kinds_that_were_not_asked_for(self, product: Product, practice: str) -> None:
        found = search(product, q="kwispelklas", kind="network")
        assert titles(found["network"]) == ["Netwerk kwispelklas"]
        assert (found["goodPractice"]["total"], found["goodPractice"]["items"]) == (1, [])

    def test_takes_word_forms_and_beginnings(self, product: Product, practice: str) -> None:
        assert search(product, q="kwispelklassen hond")["goodPractice"]["total"] == 1
        assert search(product, q="kwispelk")["goodPractice"]["total"] == 1

    def test_reads_a_place_in_the_box(self, product: Product, practice: str) -> None:
        found = search(product, q="kwispelklas Gent")
        assert titles(found["goodPractice"]) == ["Kwispelklas met honden"]
        assert found["network"]["total"] == 0
        assert titles(found["place"]) == ["Gent"]

    def test_narrows_by_theme_and_region(self, product: Product, practice: str) -> None:
        assert search(product, q="kwispelklas", region="LIM")["goodPractice"]["total"] == 0
        assert search(product, q="kwispelklas", theme="schoolRefusal")["network"]["total"] == 0
        assert search(product, q="kwispelklas", theme="schoolRefusal")["goodPractice"]["total"] == 1

    def test_finds_offers_as_the_directory_does(self, product: Product) -> None:
        directory = product.client.get("/api/v1/offers", params={"q": "schoolweigering", "pageSize": 5}).json()
        found = search(product, q="schoolweigering")["offer"]
        assert found["total"] == directory["total"] > 0
        assert titles(found) == [item["title"] for item in directory["items"]]

    def test_finds_whom_to_call_in_a_region(self, product: Product) -> None:
        there = product.client.get("/api/v1/coordinators", params={"region": "LIM"}).json()
        found = search(product, q="Limburg")["coordinator"]
        assert found["total"] == there["total"] > 0
        assert set(titles(found)) <= {person["name"] for person in there["items"]}

    def test_forgets_what_is_taken_from_view(self, product: Product, coordinator: As) -> None:
        href = made(product, "method", title="Zwemvliesmethode")
        until(lambda: search(product, q="zwemvliesmethode")["method"]["total"] == 1)
        assert coordinator.post(f"{href}/archivings").status_code == 204
        until(lambda: search(product, q="zwemvliesmethode")["method"]["total"] == 0)

    def test_follows_the_name_of_an_organization(self, product: Product, coordinator: As) -> None:
        organization = product.organizations("OVL")[0]
        made(product, "training", title="Touwknopen", organization=organization)
        until(lambda: search(product, q="touwknopen")["training"]["total"] == 1)
        changed = coordinator.patch(f"/organizations/{organization}", {"name": "Vzw Zilverberk"})
        assert changed.status_code == 200
        until(lambda: search(product, q="zilverberk")["training"]["total"] == 1)


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({}, "q"),
        ({"q": "x", "kind": "recept"}, "kind"),
        ({"q": "x", "theme": "onbekend"}, "theme"),
        ({"q": "x", "region": "XX"}, "region"),
    ],
)
def test_bad_input_is_named(product: Product, params: dict[str, str], name: str) -> None:
    answer = product.client.get("/api/v1/search", params=params)
    assert answer.status_code == 400
    assert answer.json()["issues"][0]["name"] == name
