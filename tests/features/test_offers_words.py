"""The one box: words in their forms, typing errors, synonyms, names, places and ages at once."""

import re
import unicodedata

import pytest
from starlette.testclient import TestClient

from tests.features.offer_rows import Rows, found

WORD = re.compile(r"[a-z]{7,}")


def plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter))


def having(rows: Rows, piece: str) -> set[str]:
    """The offers whose text holds these letters."""
    return {offer.id for offer in rows.offers if piece in plain(offer.text)}


def reading(client: TestClient, q: str, **parameters: object) -> dict[str, object]:
    answer = client.get("/api/v1/offers", params={"q": q, **parameters}).raise_for_status()
    interpretation: dict[str, object] = answer.json()["interpretation"]
    return interpretation


class TestOneBox:
    def test_words_a_place_and_an_age_are_read_and_shown_back(self, client: TestClient, rows: Rows) -> None:
        assert reading(client, "schoolweigering, Gent, 9 jaar") == {
            "parts": [
                {"kind": "words", "text": "schoolweigering", "label": "schoolweigering"},
                {"kind": "municipality", "text": "Gent", "label": "Gent", "code": "44021"},
                {"kind": "age", "text": "9 jaar", "label": "9 jaar", "code": "9"},
            ]
        }
        words = found(client, q="schoolweigering")
        expected = rows.ids({"municipality": ["44021"], "age": ["9"]}, words)
        assert set(found(client, q="schoolweigering, Gent, 9 jaar")) == expected != set()

    @pytest.mark.parametrize("removed", [0, 1, 2])
    def test_a_chip_taken_away_leaves_the_others(self, client: TestClient, removed: int) -> None:
        parts = reading(client, "schoolweigering, Gent, 9 jaar")["parts"]
        assert isinstance(parts, list)
        left = [part for position, part in enumerate(parts) if position != removed]
        assert reading(client, ", ".join(part["text"] for part in left))["parts"] == left

    @pytest.mark.parametrize(
        "q",
        [
            "schoolweigering Gent 9 jaar",
            "9 jaar, Gent, schoolweigering",
            "schoolweigering in Gent, 9-jarige",
            "schoolweigering 9000 9j",
        ],
    )
    def test_order_and_commas_do_not_matter(self, client: TestClient, q: str) -> None:
        assert set(found(client, q=q)) == set(found(client, q="schoolweigering, Gent, 9 jaar"))

    def test_what_the_box_says_and_filters_hold_together(self, client: TestClient, rows: Rows) -> None:
        among = found(client, q="school")
        assert set(found(client, q="school, Gent", age=9)) == rows.ids({"municipality": ["44021"], "age": ["9"]}, among)

    def test_taken_as_typed_nothing_is_read_into_it(self, client: TestClient) -> None:
        answer = client.get("/api/v1/offers", params={"q": "Gent", "interpret": "false"}).json()
        assert answer["interpretation"]["parts"] == []
        assert answer["total"] < client.get("/api/v1/offers", params={"q": "Gent"}).json()["total"]

    def test_a_region(self, client: TestClient, rows: Rows) -> None:
        assert set(found(client, q="provincie Limburg")) == rows.ids({"region": ["LIM"]})

    @pytest.mark.parametrize(("q", "band"), [("-12", "under12"), ("+12", "over12"), ("12+", "over12")])
    def test_an_age_band(self, client: TestClient, rows: Rows, q: str, band: str) -> None:
        assert set(found(client, q=q)) == rows.ids({"ageBand": [band]})

    def test_labels_follow_the_language(self, client: TestClient) -> None:
        assert reading(client, "9 jaar", lang="fr")["parts"] == [{"kind": "age", "text": "9 jaar", "label": "9 ans", "code": "9"}]


class TestPlaces:
    @pytest.mark.parametrize(
        ("q", "nis_code", "label"),
        [
            ("Gent", "44021", "Gent"),
            ("gent", "44021", "Gent"),
            ("9000", "44021", "9000 Gent"),
            ("9000 Gent", "44021", "9000 Gent"),
            ("Gand", "44021", "Gent"),
            ("Ledeberg", "44021", "Ledeberg (Gent)"),
            ("Borsbeek", "11002", "Borsbeek (Antwerpen)"),
        ],
    )
    def test_every_name_of_a_place_asks_the_same(self, client: TestClient, rows: Rows, q: str, nis_code: str, label: str) -> None:
        (part,) = reading(client, q)["parts"]  # type: ignore[misc]
        assert part["label"] == label
        assert set(found(client, q=q)) == rows.ids({"municipality": [nis_code]})

    def test_what_lies_there_goes_before_what_only_serves_it(self, client: TestClient, rows: Rows) -> None:
        there = rows.ids({"locatedIn": ["44021"]})
        ids = found(client, q="Gent")
        here = [offer_id in there for offer_id in ids]
        assert here == sorted(here, reverse=True)
        assert any(here)
        assert not all(here)


class TestWords:
    @pytest.mark.parametrize(
        ("q", "piece"),
        [
            ("schoolweigeraars", "schoolweiger"),
            ("schoolweigeraar", "schoolweiger"),
            ("spijbelende", "spijbel"),
            ("gespijbeld", "spijbelen"),
            ("dagbestedingen", "dagbesteding"),
            ("boerderijen", "boerderij"),
            ("schoolweig", "schoolweiger"),
            ("boerd", "boerderij"),
        ],
    )
    def test_another_form_or_the_beginning_finds_it(self, client: TestClient, rows: Rows, q: str, piece: str) -> None:
        wanted = having(rows, piece)
        assert wanted
        assert wanted <= set(found(client, q=q))

    @pytest.mark.parametrize(
        ("typed", "used"),
        [("shoolweigering", "schoolweigering"), ("schoolwijgering", "schoolweigering"), ("zorgboerderji", "zorgboerderij")],
    )
    def test_a_typing_error_is_put_right_and_said(self, client: TestClient, typed: str, used: str) -> None:
        assert reading(client, typed)["corrections"] == [{"typed": typed, "used": used}]
        assert found(client, q=typed) == found(client, q=used)
        assert "corrections" not in reading(client, used)

    def test_a_typing_error_taken_as_typed_finds_nothing(self, client: TestClient) -> None:
        assert found(client, q="shoolweigering", interpret="false") == []

    def test_diacritics_do_not_matter(self, client: TestClient, rows: Rows) -> None:
        accented = {
            word
            for offer in rows.offers
            for word in re.findall(r"\w+", offer.text.lower())
            if word.isalpha() and len(word) > 4 and plain(word) != word
        }
        assert accented
        for word in sorted(accented)[:10]:
            assert found(client, q=word) == found(client, q=plain(word)) == found(client, q=word.upper()) != [], word

    def test_a_synonym_of_the_domain(self, client: TestClient, rows: Rows) -> None:
        wanted = having(rows, "schoolweigering")
        assert wanted <= set(found(client, q="thuiszitter"))
        assert wanted <= set(found(client, q="schoolangst"))

    def test_the_name_of_who_gives_it(self, client: TestClient, rows: Rows) -> None:
        for name in ("Arktos", "TEJO", "Bednet"):
            item = client.get("/api/v1/organizations", params={"q": name}).json()["items"][0]
            given = rows.ids({"organization": [item["id"]]})
            assert given
            assert given <= set(found(client, q=name)), name

    def test_all_words_must_be_found(self, client: TestClient) -> None:
        both = set(found(client, q="zorgboerderij schoolweigering"))
        assert both == set(found(client, q="zorgboerderij")) & set(found(client, q="schoolweigering"))

    def test_a_word_in_the_title_goes_before_one_in_the_text(self, client: TestClient, rows: Rows) -> None:
        titles = {offer.id: set(WORD.findall(plain(offer.title))) for offer in rows.offers}
        texts = {offer.id: set(WORD.findall(plain(offer.text))) for offer in rows.offers}
        told = sorted(
            word
            for word in set().union(*titles.values())
            if 0 < sum(word in words for words in titles.values()) < sum(word in words for words in texts.values())
        )
        judged = 0
        for word in told:
            answer = client.get("/api/v1/offers", params={"q": word, "pageSize": 100}).json()
            if [part["kind"] for part in answer["interpretation"]["parts"]] != ["words"]:
                continue
            wanted = {offer_id for offer_id, words in titles.items() if word in words}
            first = {item["id"] for item in answer["items"][: len(wanted)]}
            assert first == wanted, word
            judged += 1
        assert judged > 30

    @pytest.mark.parametrize("q", ["", "  ", ",", "?!", "%", "_", "'", '"', "<script>", "de", "\x01", "\ud7ff", "🙂", "a" * 300])
    def test_odd_texts_are_answered(self, client: TestClient, q: str) -> None:
        assert client.get("/api/v1/offers", params={"q": q}).status_code == 200
