"""Orders, pages, cursors, and what `select`, `ids` and `lang` do."""

import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import delete, insert
from starlette.testclient import TestClient

from bruggen.directory.indexes import rebuild_directory
from bruggen.kit.ids import new_id
from bruggen.main import create_app
from bruggen.models import Offer
from bruggen.record.audit import RECORDED
from tests.conftest import BACKENDS, House
from tests.features.offer_rows import Rows, database, found, read_rows

MANY = 1200
LIST = "/api/v1/offers"


def folded(title: str) -> str:
    """Its words without diacritics: nobody looks a title up by its hyphen."""
    letters = (letter for letter in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", "".join(letters).replace("'", "").replace("’", "")))


def follow(client: TestClient, address: str | None) -> Iterator[dict[str, object]]:
    """The pages from an address on, by their `next` links."""
    while address:
        page = client.get(address).raise_for_status().json()
        yield page
        address = page.get("next")


@pytest.fixture(scope="module", params=BACKENDS)
def full_house(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> House:
    """A house with more offers than ranked results can be paged through."""
    house = make_house(request.param)
    offer = {
        "version": 1,
        "status": "published",
        "summary": "Een plek om even op adem te komen.",
        "description": "Overdag.",
        "category": "dayCare",
        "catchment_scope": "flanders",
    }
    with database(house) as sessions:
        with sessions.begin() as session:
            many = [{**offer, "id": new_id(), "title": f"Windstilte {n % 400}"} for n in range(MANY)]
            session.execute(insert(Offer), many, execution_options=RECORDED)
        rebuild_directory(house.directory_path, sessions)
    return house


@pytest.fixture
def full(full_house: House) -> Iterator[TestClient]:
    with TestClient(create_app(full_house.settings), base_url="http://bruggen.test") as client:
        yield client


class TestOrder:
    def test_newest_checked_first_unless_asked_otherwise(self, client: TestClient, rows: Rows) -> None:
        days = {offer.id: offer.verified_on for offer in rows.offers}
        ids = found(client, sort="-verifiedOn")
        checked = [day for offer_id in ids if (day := days[offer_id])]
        assert checked == sorted(checked, reverse=True)
        assert [offer_id for offer_id in ids if not days[offer_id]] == ids[len(checked) :]
        assert found(client) == ids

    def test_by_title(self, client: TestClient, rows: Rows) -> None:
        titles = {offer.id: folded(offer.title) for offer in rows.offers}
        ordered = [titles[offer_id] for offer_id in found(client, sort="title")]
        assert ordered == sorted(ordered)

    def test_any_order_of_a_search_holds_the_same_offers(self, client: TestClient) -> None:
        by_relevance = found(client, q="naft")
        assert set(found(client, q="naft", sort="title")) == set(by_relevance)
        assert found(client, q="naft", sort="relevance") == by_relevance
        assert found(client, q="naft", sort="-verifiedOn") != by_relevance

    def test_asking_twice_is_answered_alike(self, client: TestClient) -> None:
        assert found(client, q="school") == found(client, q="school")


class TestPages:
    @pytest.mark.parametrize("size", [1, 7, 100])
    def test_pages_cut_the_same_list(self, client: TestClient, size: int) -> None:
        whole = found(client, q="naft")
        pages = list(follow(client, f"{LIST}?q=naft&pageSize={size}"))
        assert [item["id"] for page in pages for item in page["items"]] == whole  # type: ignore[attr-defined]
        assert {page["total"] for page in pages} == {len(whole)}
        assert "prev" not in pages[0]
        assert client.get(str(pages[-1]["last"])).json()["items"] == pages[-1]["items"]

    def test_ranked_results_are_paged_to_the_thousandth(self, full: TestClient) -> None:
        last = full.get(LIST, params={"q": "windstilte", "pageSize": 100, "page": 10}).json()
        assert last["total"] == MANY
        assert len(last["items"]) == 100
        assert "next" not in last
        beyond = full.get(LIST, params={"q": "windstilte", "pageSize": 100, "page": 11})
        assert beyond.status_code == 400
        assert "1,000" in beyond.json()["issues"][0]["detail"]

    @pytest.mark.parametrize("size", [30, 100])
    def test_a_thousand_different_ones(self, full: TestClient, size: int) -> None:
        pages = follow(full, f"{LIST}?q=windstilte&pageSize={size}")
        ids = [item["id"] for page in pages for item in page["items"]]  # type: ignore[attr-defined]
        assert len(set(ids)) == len(ids)
        assert 1000 <= len(ids) < 1000 + size


class TestCursors:
    @pytest.mark.parametrize("sort", ["-verifiedOn", "title"])
    @pytest.mark.parametrize("size", [90, 100])
    def test_lead_to_every_offer_once(self, full: TestClient, full_house: House, sort: str, size: int) -> None:
        pages = list(follow(full, f"{LIST}?sort={sort}&pageSize={size}"))
        ids = [item["id"] for page in pages for item in page["items"]]  # type: ignore[attr-defined]
        with database(full_house) as sessions:
            assert sorted(ids) == sorted(offer.id for offer in read_rows(sessions).offers)
        assert "after=" in str(pages[-1]["self"])
        assert "page" not in pages[-1]
        if sort == "title":
            titles = [folded(item["title"]) for page in pages for item in page["items"]]  # type: ignore[attr-defined]
            assert titles == sorted(titles)

    def test_keep_the_filters(self, full: TestClient) -> None:
        pages = follow(full, f"{LIST}?category=dayCare&q=windstilte&sort=title&pageSize=100&select=id,category")
        items = [item for page in pages for item in page["items"]]  # type: ignore[attr-defined]
        assert len(items) == MANY
        assert all(item.keys() == {"id", "category"} and item["category"] == "dayCare" for item in items)

    def test_lose_nothing_when_offers_go_while_somebody_reads(self, full_house: House) -> None:
        with (
            database(full_house) as sessions,
            TestClient(create_app(full_house.settings), base_url="http://bruggen.test") as client,
        ):
            before = {offer.id for offer in read_rows(sessions).offers}
            pages = follow(client, f"{LIST}?sort=title&pageSize=100")
            seen = [item["id"] for _ in range(11) for item in next(pages)["items"]]  # type: ignore[attr-defined]
            gone = set(seen[-60:]) | set(seen[:5])
            with sessions.begin() as session:
                calm = delete(Offer).where(Offer.title.like("Windstilte%"), Offer.id.in_(map(as_uuid, gone)))
                session.execute(calm, execution_options=RECORDED)
            rebuild_directory(full_house.directory_path, sessions)
            left = {offer.id for offer in read_rows(sessions).offers}
            seen += [item["id"] for page in pages for item in page["items"]]  # type: ignore[attr-defined]
        assert len(left) < len(before)
        assert len(seen) == len(set(seen))
        assert left <= set(seen)

    @pytest.mark.parametrize("sort", ["relevance", "distance"])
    def test_ranked_orders_have_none(self, client: TestClient, sort: str) -> None:
        answer = client.get(LIST, params={"q": "school", "near": "9000", "sort": sort, "after": "v.AAAA"})
        assert answer.status_code == 400
        assert answer.json()["issues"][0]["name"] == "after"

    @pytest.mark.parametrize("after", ["", "v.", "x", "t.AAAA", "v.=", "v.é", "v.A"])
    def test_one_that_no_link_gave_is_refused(self, client: TestClient, after: str) -> None:
        assert client.get(LIST, params={"sort": "-verifiedOn", "after": after}).status_code == 400


def as_uuid(text: str) -> object:
    return type(new_id())(text)


class TestPicking:
    def test_ids_give_these_offers_only(self, client: TestClient, rows: Rows) -> None:
        wanted = [offer.id for offer in rows.offers[:5]]
        assert set(found(client, id=wanted)) == set(wanted)
        assert found(client, id=[wanted[0], "01930000-0000-7000-8000-000000000000"]) == wanted[:1]

    def test_a_malformed_id_is_refused(self, client: TestClient) -> None:
        answer = client.get(LIST, params={"id": "x"})
        assert answer.status_code == 400
        assert answer.json()["issues"][0]["name"].startswith("id")

    def test_ids_and_filters_hold_together(self, client: TestClient, rows: Rows) -> None:
        wanted = [offer.id for offer in rows.offers[:60]]
        assert set(found(client, id=wanted, age=9)) == rows.ids({"age": ["9"]}, wanted)

    def test_select_gives_these_properties_of_the_cards(self, client: TestClient) -> None:
        page = client.get(LIST, params={"select": ["title", "providers,href"]}).json()
        assert page["total"] > 100
        assert all(item.keys() == {"title", "providers", "href"} for item in page["items"])

    @pytest.mark.parametrize(("lang", "label"), [("nl", "Oost-Vlaanderen"), ("fr", "Flandre orientale"), ("en", "East Flanders")])
    def test_labels_come_in_the_language_asked_for(self, client: TestClient, lang: str, label: str) -> None:
        answer = client.get(LIST, params={"facets": "region", "lang": lang})
        assert label in {value["label"] for value in answer.json()["facets"]["region"]}
        assert answer.headers["content-language"] == lang
