"""Networks, trainings, practices and the like, as everybody reads them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.models import TrainingSession
from tests.make.expertise import make_item
from tests.make.product import As, Product

RESOURCES = {
    "network": "networks",
    "training": "trainings",
    "gathering": "gatherings",
    "goodPractice": "goodPractices",
    "method": "methods",
    "expertPost": "expertPosts",
    "initiative": "initiatives",
}


def made(product: Product, kind: str, **content: Any) -> str:
    """The address of a new published item."""
    with product.sessions.begin() as session:
        return f"/api/v1/{RESOURCES[kind]}/{make_item(session, kind, **content).id}"


def found(product: Product, resource: str, **params: Any) -> list[str]:
    """The titles that a list shows, in its order."""
    answer = product.client.get(f"/api/v1/{resource}", params={"pageSize": 1000, **params})
    assert answer.status_code == 200, answer.text
    assert answer.json()["total"] == len(answer.json()["items"])
    return [item["title"] for item in answer.json()["items"]]


@pytest.fixture
def word() -> str:
    """A word that nothing else holds."""
    return f"woord{new_id().hex}"


@pytest.mark.parametrize("kind", RESOURCES)
class TestEveryKind:
    def test_stands_in_its_list_as_on_its_page(self, product: Product, kind: str, word: str) -> None:
        href = made(product, kind, title=word, themes=["truancy", "schoolRefusal"], age_bands=["under12"])
        (item,) = product.client.get(f"/api/v1/{RESOURCES[kind]}", params={"q": word}).json()["items"]
        page = product.client.get(href).json()
        assert item.items() <= page.items()
        assert page["href"] == href
        assert page["themes"] == ["truancy", "schoolRefusal"]
        assert page["area"] == {"scope": "flanders", "regions": []}
        assert page["editions"] == 1

    def test_can_be_had_as_a_file(self, product: Product, kind: str, word: str) -> None:
        made(product, kind, title=word)
        for form in ("csv", "ndjson"):
            answer = product.client.get(f"/api/v1/{RESOURCES[kind]}", params={"format": form, "q": word})
            assert word in answer.text

    def test_is_found_by_region_theme_and_words(self, product: Product, kind: str, word: str) -> None:
        here = {"area": {"scope": "regions", "regions": ["OVL"]}, "themes": ["truancy"]}
        made(product, kind, title=f"Hier {word}", **here)
        made(product, kind, title=f"Daar {word}", area={"scope": "regions", "regions": ["LIM"]}, themes=["bullying"])
        made(product, kind, title=f"Gent {word}", area={"scope": "municipalities", "municipalities": [{"nis_code": "44021"}]},
             themes=["behaviour"])  # fmt: skip
        made(product, kind, title=f"Overal {word}", themes=["behaviour"])
        resource = RESOURCES[kind]
        assert found(product, resource, q=word) == [f"{one} {word}" for one in ("Daar", "Gent", "Hier", "Overal")]
        assert found(product, resource, q=word, region="OVL") == [f"{one} {word}" for one in ("Gent", "Hier", "Overal")]
        assert found(product, resource, q=word, municipality="44021") == [f"{one} {word}" for one in ("Gent", "Hier", "Overal")]
        assert found(product, resource, q=word, theme="truancy") == [f"Hier {word}"]
        assert found(product, resource, q=f"hier {word}") == [f"Hier {word}"]
        assert found(product, resource, q=word, theme="bullying", region="OVL") == []

    def test_an_unknown_parameter_is_refused(self, product: Product, kind: str) -> None:
        answer = product.client.get(f"/api/v1/{RESOURCES[kind]}", params={"kleur": "rood"})
        assert answer.status_code == 400
        assert answer.json()["issues"][0]["name"] == "kleur"

    def test_out_of_view_it_is_gone_and_comes_back(self, product: Product, coordinator: As, kind: str, word: str) -> None:
        href = made(product, kind, title=word)
        assert coordinator.post(f"{href}/archivings").status_code == 204
        assert product.client.get(href).status_code == 404
        assert found(product, RESOURCES[kind], q=word) == []
        assert coordinator.post(f"{href}/archivings").status_code == 409
        assert coordinator.post(f"{href}/restorations").status_code == 204
        assert found(product, RESOURCES[kind], q=word) == [word]


class TestLinks:
    def test_a_relation_is_seen_from_both_sides(self, product: Product) -> None:
        practice = made(product, "goodPractice", title="Ontbijt op school")
        network = made(product, "network", title="Netwerk Ontbijt", related=[UUID(practice.rpartition("/")[2])])
        (there,) = product.client.get(practice).json()["related"]
        (here,) = product.client.get(network).json()["related"]
        assert (there["href"], there["kind"], there["title"]) == (network, "network", "Netwerk Ontbijt")
        assert (here["href"], here["kind"]) == (practice, "goodPractice")

    def test_what_was_archived_is_linked_to_no_more(self, product: Product, coordinator: As) -> None:
        practice = made(product, "goodPractice")
        network = made(product, "network", related=[UUID(practice.rpartition("/")[2])])
        assert coordinator.post(f"{practice}/archivings").status_code == 204
        assert product.client.get(network).json()["related"] == []


class TestWhatTakesPlace:
    @pytest.mark.parametrize("kind", ["training", "gathering"])
    def test_is_listed_by_when_it_is_next_and_last_what_is_not_planned(self, product: Product, kind: str, word: str) -> None:
        later, sooner = made(product, kind, title=f"Achter {word}"), made(product, kind, title=f"Dan {word}")
        over, unplanned = made(product, kind, title=f"Zat {word}"), made(product, kind, title=f"Als {word}")
        planned = [(later, 30), (sooner, 20), (sooner, 40), (over, -3)]
        with product.sessions.begin() as session:
            for href, days in planned:
                begin = now() + timedelta(days=days)
                item_id = UUID(href.rpartition("/")[2])
                session.add(TrainingSession(item_id=item_id, starts_at=begin, ends_at=begin + timedelta(hours=2), capacity=9))
        assert unplanned
        rising = [f"Dan {word}", f"Achter {word}", f"Als {word}", f"Zat {word}"]
        assert found(product, RESOURCES[kind], q=word) == rising
        falling = [f"Achter {word}", f"Dan {word}", f"Als {word}", f"Zat {word}"]
        assert found(product, RESOURCES[kind], q=word, sort=["-nextSession", "title"]) == falling

    def test_is_an_order_of_nothing_else(self, product: Product) -> None:
        answer = product.client.get("/api/v1/networks", params={"sort": "nextSession"})
        assert answer.status_code == 400
