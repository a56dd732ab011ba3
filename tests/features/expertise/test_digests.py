"""The digest: to nobody who did not say yes, with what is new since, ended with one click."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bruggen.jobs.digests import forget_digests, note_refusal, send_digests
from bruggen.jobs.tools import Tools
from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.kit.mail import make_postman
from bruggen.models import DigestSubscription
from tests.features.expertise.test_reading import made
from tests.make.product import Product


@pytest.fixture
def email(product: Product) -> str:
    product.forget_tries()
    return f"{new_id().hex}@school.test"


@pytest.fixture
def tools(product: Product) -> Tools:
    house = product.house
    postman = make_postman(f"outbox:{house.outbox}", "Bruggen <noreply@bruggen.test>")
    return Tools(product.sessions, house.seal, postman, "http://bruggen.test", house.outbox.parent / "anchor")


def ask(product: Product, email: str, **wanted: Any) -> str:
    """Ask for the digest; returns the secret of the mail that follows."""
    answer = product.client.post("/api/v1/digestSubscriptions", json={"email": email, **wanted})
    assert answer.status_code == 202, answer.text
    template, content = product.mails(email)[-1]
    assert template == "digestAsked"
    return content["link"].partition("#")[2]


def subscribed(product: Product, email: str, **wanted: Any) -> str:
    token = ask(product, email, **wanted)
    answer = product.client.post("/api/v1/digestConfirmations", json={"token": token})
    assert answer.json()["status"] == "active"
    return token


def digests(product: Product, email: str) -> list[dict[str, str]]:
    return [content for template, content in product.mails(email) if template == "digest"]


def stored(product: Product, email: str) -> list[DigestSubscription]:
    with product.sessions() as session:
        return list(session.scalars(select(DigestSubscription).where(DigestSubscription.email == email)))


def test_nothing_is_sent_before_the_address_said_yes(product: Product, tools: Tools, email: str) -> None:
    ask(product, email)
    made(product, "method")
    send_digests(tools)
    assert digests(product, email) == []


def test_it_tells_what_is_new_since_the_last_time_and_nothing_twice(product: Product, tools: Tools, email: str) -> None:
    subscribed(product, email)
    title = f"Nieuw {new_id().hex}"
    href = made(product, "training", title=title)
    send_digests(tools)
    (digest,) = digests(product, email)
    assert f"Vorming: {title}\nhttp://bruggen.test/vormingen/{href.rpartition('/')[2]}" in digest["items"]
    send_digests(tools)
    assert len(digests(product, email)) == 1


def test_it_keeps_to_the_regions_and_themes(product: Product, tools: Tools, email: str) -> None:
    subscribed(product, email, regions=["OVL"], themes=["bullying"])
    here, there = f"Hier {new_id().hex}", f"Daar {new_id().hex}"
    made(product, "method", title=here, themes=["bullying"], area={"scope": "regions", "regions": ["OVL"]})
    made(product, "method", title=there, themes=["bullying"], area={"scope": "regions", "regions": ["LIM"]})
    made(product, "method", title=there, themes=["truancy"], area={"scope": "regions", "regions": ["OVL"]})
    send_digests(tools)
    (digest,) = digests(product, email)
    assert here in digest["items"]
    assert there not in digest["items"]


@pytest.mark.parametrize("way", ["page", "one click"])
def test_it_ends_at_once_and_the_address_is_forgotten(product: Product, tools: Tools, email: str, way: str) -> None:
    token = subscribed(product, email)
    for _ in range(2):
        if way == "page":
            answer = product.client.post("/api/v1/digestCancellations", json={"token": token})
            assert answer.json()["status"] == "ended"
        else:
            body = {"List-Unsubscribe": "One-Click"}
            assert product.client.post(f"/digest/unsubscribe/{token}", data=body).status_code == 204
    assert stored(product, email) == []
    made(product, "method")
    send_digests(tools)
    assert digests(product, email) == []
    assert product.client.post("/api/v1/digestConfirmations", json={"token": token}).status_code == 404


def test_a_mail_program_finds_the_one_click_and_a_person_a_page(product: Product, tools: Tools, email: str) -> None:
    subscribed(product, email)
    made(product, "method")
    send_digests(tools)
    (digest,) = digests(product, email)
    path = digest["unsubscribe"].removeprefix("http://bruggen.test")
    shown = product.client.get(path, follow_redirects=False)
    assert (shown.status_code, shown.headers["location"]) == (303, f"/nieuwsbrief#{path.rpartition('/')[2]}")
    assert len(stored(product, email)) == 1
    assert product.client.post(path).status_code == 204


def test_whoever_asks_again_has_one_digest(product: Product, tools: Tools, email: str) -> None:
    subscribed(product, email)
    subscribed(product, email, themes=["bullying"])
    (only,) = stored(product, email)
    assert only.themes == ["bullying"]


def test_a_mailbox_that_is_gone_is_forgotten(product: Product, tools: Tools, email: str) -> None:
    subscribed(product, email)
    note_refusal(tools, email)
    assert len(stored(product, email)) == 1
    note_refusal(tools, email)
    assert stored(product, email) == []


def test_who_never_says_yes_is_forgotten(product: Product, tools: Tools, email: str) -> None:
    token = ask(product, email)
    with product.sessions.begin() as session:
        (waiting,) = session.scalars(select(DigestSubscription).where(DigestSubscription.email == email))
        waiting.asked_at = now() - timedelta(days=8)
    assert product.client.post("/api/v1/digestConfirmations", json={"token": token}).status_code == 404
    forget_digests(tools)
    assert stored(product, email) == []


@pytest.mark.parametrize(
    ("wanted", "name"), [({"regions": ["XX"]}, "regions"), ({"themes": ["x"]}, "themes"), ({"email": "x"}, "email")]
)
def test_bad_input_is_named(product: Product, email: str, wanted: dict[str, Any], name: str) -> None:
    answer = product.client.post("/api/v1/digestSubscriptions", json={"email": email, **wanted})
    assert answer.status_code == 400
    assert [re.sub(r"\..*", "", issue["name"]) for issue in answer.json()["issues"]] == [name]
