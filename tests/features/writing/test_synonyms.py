"""Pairs of words that the search is taught."""

from typing import Any
from uuid import uuid4

import pytest

from bruggen.access.roles import Role
from tests.features.writing.writers import coordinator, faults, kind
from tests.follow.servers import until
from tests.make.people import grant
from tests.make.product import As, Product

WORD = "schoolweigering"


@pytest.fixture
def administrator(product: Product) -> As:
    """Whoever keeps the words."""
    return product.administrator()


def add(writer: As, term: str, synonym: str = WORD, kind: str = "equivalent") -> Any:
    return writer.post("/synonyms", {"term": term, "synonym": synonym, "kind": kind})


def total(product: Product, q: str) -> int:
    count: int = product.client.get("/api/v1/offers", params={"q": q}).json()["total"]
    return count


def test_nobody_reads_or_writes_them_without_signing_in(product: Product) -> None:
    assert kind(product.client.get("/api/v1/synonyms")) == (401, "noAccessToken")
    assert kind(product.client.post("/api/v1/synonyms", json={})) == (401, "noAccessToken")
    assert kind(product.client.delete(f"/api/v1/synonyms/{uuid4()}")) == (401, "noAccessToken")


def test_others_roles_do_not_either(product: Product) -> None:
    for other in (coordinator(product), product.person(grant(Role.POLICY_OFFICER))):
        assert kind(other.get("/synonyms")) == (403, "missingScope")
        assert kind(add(other, "zwmrqx")) == (403, "missingScope")


def test_are_listed_and_found_by_either_word(administrator: As) -> None:
    page = administrator.get("/synonyms", pageSize=1000).json()
    assert page["total"] == len(page["items"]) > 100
    assert [item["term"] for item in page["items"]] == sorted(item["term"] for item in page["items"])
    found = administrator.get("/synonyms", q="Brossen", kind="equivalent").json()["items"]
    assert found
    assert all("brossen" in item["term"] + item["synonym"] for item in found)


def test_searches_follow_an_added_a_changed_and_a_removed_pair(product: Product, administrator: As) -> None:
    assert total(product, "zwmrqx") == 0
    made = add(administrator, "  Zwmrqx ")
    assert (made.status_code, made.headers["location"]) == (201, made.json()["href"])
    assert made.json()["term"] == "zwmrqx"
    found = until(lambda: total(product, "zwmrqx"))
    # Not what the word's own synonyms would find: pairs are single steps.
    assert found <= total(product, WORD)
    seen = administrator.get(made.json()["href"]).headers["etag"]
    assert seen == made.headers["etag"]
    changed = administrator.patch(made.json()["href"], {"term": "qxzrmw", "kind": "narrower"}, etag=seen)
    assert changed.json() == {**made.json(), "term": "qxzrmw", "kind": "narrower"}
    until(lambda: (total(product, "zwmrqx"), total(product, "qxzrmw")) == (0, found))
    assert kind(administrator.send("DELETE", made.json()["href"])) == (428, "preconditionRequired")
    assert kind(administrator.delete(made.json()["href"], etag=seen)) == (412, "preconditionFailed")
    assert administrator.delete(made.json()["href"], etag=changed.headers["etag"]).status_code == 204
    until(lambda: total(product, "qxzrmw") == 0)
    assert [event[0] for event in product.events(administrator, "created", "updated", "deleted")] == [
        "created",
        "updated",
        "deleted",
    ]


def test_a_pair_is_there_once_whichever_way_round(administrator: As) -> None:
    made = add(administrator, "kwazze")
    for again in (add(administrator, "KWÀZZE", kind="narrower"), add(administrator, WORD, "kwazze")):
        assert kind(again) == (409, "alreadyExists")
        assert [name for name, _ in faults(again)] == ["synonym"]
        assert made.json()["href"] in again.json()["detail"]
    other = add(administrator, "kwezze").json()["href"]
    assert kind(administrator.patch(other, {"term": "kwazze"})) == (409, "alreadyExists")
    assert administrator.patch(other, {"kind": "narrower"}).status_code == 200


@pytest.mark.parametrize(
    ("term", "synonym", "relation", "name"),
    [
        ("", WORD, "equivalent", "term"),
        ("...", WORD, "equivalent", "term"),
        ("x" * 101, WORD, "equivalent", "term"),
        ("<b>zwmrqx</b>", WORD, "equivalent", "term"),
        ("zwmrqx", "Zwmrqx", "equivalent", "synonym"),
        # Only "school" would be looked for, and found everywhere.
        ("zwmrqx", "niet naar school", "narrower", "synonym"),
        ("zwmrqx", WORD, "opposite", "kind"),
    ],
)
def test_what_is_wrong_is_named(administrator: As, term: str, synonym: str, relation: str, name: str) -> None:
    assert [fault for fault, _ in faults(add(administrator, term, synonym, relation))] == [name]


def test_the_same_key_makes_one(administrator: As) -> None:
    body = {"term": "kwizze", "synonym": WORD, "kind": "narrower"}
    first, second = (administrator.post("/synonyms", body, key="kwizze") for _ in range(2))
    assert (first.status_code, second.status_code, second.json()) == (201, 201, first.json())
