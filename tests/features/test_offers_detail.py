"""An offer's own page, and what is not public being nowhere."""

import csv
import io
import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from httpx import Response
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from starlette.testclient import TestClient

from bruggen.models import Offer
from tests.conftest import House
from tests.features.offer_rows import FACETS, Rows, database, found


@pytest.fixture(scope="module")
def offers(shared_house: House) -> list[Offer]:
    """All offers, whatever their status, with their contacts."""
    with database(shared_house) as sessions, sessions() as session:
        return list(session.scalars(select(Offer).options(selectinload(Offer.contacts), selectinload(Offer.locations))))


@pytest.fixture(scope="module")
def hidden(offers: list[Offer]) -> list[Offer]:
    """Those that are not published."""
    found = [offer for offer in offers if offer.status != "published"]
    assert {offer.status for offer in found} == {"archived", "inDevelopment"}
    return found


@pytest.fixture(scope="module")
def pages(client: TestClient, rows: Rows) -> dict[str, Response]:
    """The page of every published offer, by its id."""
    return {offer.id: client.get(f"/api/v1/offers/{offer.id}").raise_for_status() for offer in rows.offers}


class TestPublished:
    def test_only_public_contacts_leave_the_house(self, pages: dict[str, Response], offers: list[Offer]) -> None:
        kept_back = 0
        for offer in offers:
            if offer.status != "published":
                continue
            answer = pages[str(offer.id)]
            public = [contact for contact in offer.contacts if contact.visibility == "public"]
            shown = {(contact["kind"], contact["value"]) for contact in answer.json()["contacts"]}
            assert shown == {(contact.kind, contact.value) for contact in public}
            for contact in offer.contacts:
                if contact.visibility != "public" and contact.value not in {one.value for one in public}:
                    assert contact.value not in answer.text
                    kept_back += 1
        assert kept_back > 5

    def test_stale_is_what_was_due_before_today_in_brussels(self, pages: dict[str, Response], rows: Rows) -> None:
        today = datetime.now(ZoneInfo("Europe/Brussels")).date()
        expected = {offer.id: offer.review_due is not None and offer.review_due < today for offer in rows.offers}
        assert set(expected.values()) == {True, False}
        assert {offer_id: page.json()["stale"] for offer_id, page in pages.items()} == expected

    def test_agrees_with_its_card(self, client: TestClient, pages: dict[str, Response]) -> None:
        for card in client.get("/api/v1/offers", params={"pageSize": 100}).json()["items"]:
            assert card["href"] == f"/api/v1/offers/{card['id']}"
            whole = pages[card["id"]].json()
            same = card.keys() & whole.keys() - {"summary", "providers"}
            assert same >= {"title", "category", "levels", "themes", "availability", "cost", "demo"}
            assert {name: card[name] for name in same} == {name: whole[name] for name in same}
            assert whole["summary"].startswith(card["summary"].rstrip("…"))
            assert [one["id"] for one in card["providers"]] == [one["id"] for one in whole["providers"]]
            assert card["placeCount"] == len(whole["locations"])
            assert [one["nisCode"] for one in card["places"]] == [one["address"]["nisCode"] for one in whole["locations"]][:3]

    def test_one_provider_leads(self, client: TestClient, rows: Rows) -> None:
        for offer in rows.offers[::9]:
            providers = client.get(f"/api/v1/offers/{offer.id}").json()["providers"]
            assert [provider["lead"] for provider in providers] == [True] + [False] * (len(providers) - 1)
            assert {provider["id"] for provider in providers} == offer.codes["organization"]

    def test_etag_gives_304_and_another_one_the_whole(self, client: TestClient, rows: Rows) -> None:
        address = f"/api/v1/offers/{rows.offers[0].id}"
        first = client.get(address)
        for tag in (first.headers["etag"], f"W/{first.headers['etag']}", f'"x", {first.headers["etag"]}', "*"):
            again = client.get(address, headers={"If-None-Match": tag})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert client.get(address, headers={"If-None-Match": '"x"'}).content == first.content

    def test_a_selection_has_an_etag_of_its_own(self, client: TestClient, rows: Rows) -> None:
        address = f"/api/v1/offers/{rows.offers[0].id}"
        part = client.get(address, params={"select": "title,contacts"})
        assert part.json().keys() == {"title", "contacts"}
        assert part.headers["etag"] != client.get(address).headers["etag"]

    def test_a_malformed_id_says_so(self, client: TestClient) -> None:
        answer = client.get("/api/v1/offers/not-an-id")
        assert answer.status_code == 400
        assert answer.json()["issues"][0]["in"] == "path"


class TestHidden:
    def test_cannot_be_read(self, client: TestClient, hidden: list[Offer]) -> None:
        unknown = client.get("/api/v1/offers/01930000-0000-7000-8000-000000000000").json()
        for offer in hidden:
            answer = client.get(f"/api/v1/offers/{offer.id}")
            assert answer.status_code == 404
            assert answer.json() | {"instance": ""} == unknown | {"instance": ""}

    def test_is_not_in_the_list(self, client: TestClient, rows: Rows) -> None:
        assert set(found(client)) == {offer.id for offer in rows.offers}

    def test_cannot_be_searched(self, client: TestClient, hidden: list[Offer]) -> None:
        for offer in hidden:
            assert str(offer.id) not in found(client, q=offer.title[:290])
        assert found(client, id=[str(offer.id) for offer in hidden]) == []

    def test_is_not_counted(self, client: TestClient, rows: Rows) -> None:
        facets = client.get("/api/v1/offers", params={"facets": ",".join(FACETS)}).json()["facets"]
        for facet in FACETS:
            assert {value["code"]: value["count"] for value in facets[facet]} == rows.counts(facet, {})
        for region in client.get("/api/v1/regions").json()["items"]:
            assert region["offerCount"] == len(rows.ids({"region": [region["code"]]}))

    def test_is_not_exported(self, client: TestClient, rows: Rows) -> None:
        published = {offer.id for offer in rows.offers}
        lines = client.get("/api/v1/offers", params={"format": "ndjson"}).text.splitlines()
        assert {json.loads(line)["id"] for line in lines} == published
        table = client.get("/api/v1/offers", params={"format": "csv"}).content.decode("utf-8-sig")
        assert {row["id"] for row in csv.DictReader(io.StringIO(table))} == published
