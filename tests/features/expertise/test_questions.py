"""Plain questions: logged in seconds, found again by all coordinators, about nobody."""

from typing import Any

import pytest

from bruggen.access.roles import Role
from bruggen.kit.clock import today
from bruggen.kit.ids import new_id
from tests.make.people import grant
from tests.make.product import As, Product


def asked(coordinator: As, **more: Any) -> dict[str, Any]:
    answer = coordinator.post("/questions", {"region": "OVL", "text": "Is er een time-out voor zesjarigen?", **more})
    assert answer.status_code == 201, answer.text
    question: dict[str, Any] = answer.json()
    return question


@pytest.fixture
def elsewhere(product: Product) -> As:
    """A coordinator of Limburg."""
    return product.person(grant(Role.COORDINATOR, region="LIM"))


def test_a_region_and_a_text_are_enough(coordinator: As) -> None:
    question = asked(coordinator)
    assert question["outcome"] == "open"
    assert question["askedOn"] == today().isoformat()
    assert coordinator.get(question["href"]).json() == question


def test_an_answer_names_the_offer_or_the_post(product: Product, coordinator: As) -> None:
    offer = product.client.get("/api/v1/offers", params={"pageSize": 1}).json()["items"][0]
    question = asked(coordinator, themes=["truancy"], ageBands=["under12"], sector="education")
    changed = coordinator.patch(
        question["href"],
        {"outcome": "answered", "answer": "Bel eerst.", "offer": offer["id"], "post": "onthaal van het CLB"},
    )
    assert changed.status_code == 200, changed.text
    assert changed.json()["offer"] == {"id": offer["id"], "href": offer["href"], "title": offer["title"]}
    assert changed.json()["post"] == "onthaal van het CLB"


def test_every_region_finds_the_answer_and_only_the_own_changes_it(coordinator: As, elsewhere: As) -> None:
    word = f"woord{new_id().hex}"
    question = asked(coordinator, text=f"Wat met {word}?", themes=["bullying"])
    (found,) = elsewhere.get("/questions", q=word, theme="bullying").json()["items"]
    assert (found["id"], found["mayChange"]) == (question["id"], False)
    assert elsewhere.patch(question["href"], {"outcome": "unmet"}).status_code == 403
    assert elsewhere.post("/questions", {"region": "OVL", "text": "Van een ander?"}).status_code == 403


def test_what_could_not_be_answered_is_counted(coordinator: As) -> None:
    word = f"woord{new_id().hex}"
    for outcome in ("unmet", "unmet", "answered", "open"):
        asked(coordinator, text=f"Wat met {word}?", outcome=outcome)
    assert coordinator.get("/questions", q=word, outcome="unmet").json()["total"] == 2


def test_whoever_is_no_coordinator_sees_none(product: Product, coordinator: As, referrer: As) -> None:
    question = asked(coordinator)
    assert referrer.get(question["href"]).status_code == 403
    assert product.client.get(question["href"]).status_code == 401


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"text": "De mama van Liesbeth Vandenbroucke belde."}, "text"),
        ({"answer": "Bel 0470 12 34 56 voor Jonas."}, "answer"),
        ({"themes": ["spijbelen"]}, "themes"),
        ({"region": "XX"}, "region"),
        ({"askedOn": "2999-01-01"}, "askedOn"),
        ({"offer": "0197a1b0-0000-7000-8000-000000000000"}, "offer"),
        ({"kleur": "rood"}, "kleur"),
    ],
)
def test_bad_input_is_named_and_nothing_is_kept(coordinator: As, more: dict[str, Any], name: str) -> None:
    before = coordinator.get("/questions").json()["total"]
    answer = coordinator.post("/questions", {"region": "OVL", "text": "Is er plaats?", **more})
    assert answer.status_code == 400
    assert name in {issue["name"] for issue in answer.json()["issues"]}
    assert coordinator.get("/questions").json()["total"] == before
