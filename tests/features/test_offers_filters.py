"""Filters, facets and the catchment rule, each against the rows of the database."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.features.offer_rows import FACETS, Rows, found

SAMPLES = {
    "level": ["primary", "secondary", "specialPrimary", "notEnrolled"],
    "track": ["labourMarket", "ov4", "okan"],
    "theme": ["schoolRefusal", "truancy", "bullying"],
    "aim": ["preventive", "remedial", "compensating"],
    "mode": ["individual", "group", "online"],
    "accessRoute": ["direct", "viaClb", "juvenileCourt"],
    "language": ["nl", "fr", "ar"],
    "ageBand": ["under12", "over12"],
    "category": ["naft", "learningRight", "careFarm"],
    "availability": ["free", "waitingList", "closed"],
    "cost": ["free", "contribution"],
    "region": ["BRU", "OVL", "LIM"],
    "sector": ["welfare", "education", "mentalHealth"],
    "outOfSchool": ["true"],
    "locatedIn": ["44021", "11002", "71072"],
    "age": ["9"],
    "municipality": ["44021", "71072"],
    "verifiedAfter": ["2026-09-01"],
}
"""Values to combine; those that take one only have one."""


@pytest.mark.parametrize("name", [name for name in FACETS if name != "organization"])
def test_every_code_of_a_filter_finds_the_offers_that_have_it(client: TestClient, rows: Rows, name: str) -> None:
    codes = sorted({code for offer in rows.offers for code in offer.codes[name]})
    assert codes
    for code in codes:
        assert set(found(client, **{name: code})) == rows.ids({name: [code]}), code


def test_organizations_by_their_id(client: TestClient, rows: Rows) -> None:
    for organization in client.get("/api/v1/organizations", params={"pageSize": 100}).json()["items"]:
        wanted = rows.ids({"organization": [organization["id"]]})
        assert set(found(client, organization=organization["id"])) == wanted, organization["name"]


@pytest.mark.parametrize("age", range(26))
def test_an_age_finds_the_offers_that_take_it_at_one_of_their_places(client: TestClient, rows: Rows, age: int) -> None:
    assert set(found(client, age=age)) == rows.ids({"age": [str(age)]})


@pytest.mark.parametrize("day", ["2020-01-01", "2026-08-15", "2026-10-01", "2100-01-01"])
def test_checked_on_a_day_or_later(client: TestClient, rows: Rows, day: str) -> None:
    assert set(found(client, verifiedAfter=day)) == rows.ids({"verifiedAfter": [day]})


def test_the_day_itself_counts(client: TestClient, rows: Rows) -> None:
    last = max(offer.verified_on or date.min for offer in rows.offers)
    assert found(client, verifiedAfter=last)


class TestCatchment:
    def test_a_municipality_finds_what_serves_it_its_region_or_all(self, client: TestClient, rows: Rows) -> None:
        chosen = {*sorted(rows.region_of)[::12], "44021", "11002", "21004", "71072"}
        assert {rows.region_of[nis_code] for nis_code in chosen} == set(rows.region_of.values())
        for nis_code in sorted(chosen):
            assert set(found(client, municipality=nis_code)) == rows.ids({"municipality": [nis_code]}), nis_code

    def test_the_three_scopes_all_take_part(self, client: TestClient, rows: Rows) -> None:
        scopes = {offer.id: offer.scope for offer in rows.offers}
        assert {scopes[offer_id] for offer_id in found(client, municipality="44021")} == {"flanders", "regions", "municipalities"}

    @pytest.mark.parametrize("name", ["municipality", "locatedIn"])
    def test_an_old_nis_code_asks_for_todays_municipality(self, client: TestClient, name: str) -> None:
        for town in client.get("/api/v1/municipalities", params={"pageSize": 400}).json()["items"]:
            for former in town["formerNames"]:
                assert found(client, **{name: former["nisCode"]}) == found(client, **{name: town["nisCode"]})

    def test_several_municipalities_mean_any_of_them(self, client: TestClient, rows: Rows) -> None:
        pair = ["31005", "71072"]
        assert set(found(client, municipality=pair)) == rows.ids({"municipality": pair})
        assert rows.ids({"municipality": pair}) > rows.ids({"municipality": pair[:1]})


def _filters() -> st.SearchStrategy[dict[str, list[str]]]:
    values = {
        name: st.lists(st.sampled_from(codes), min_size=1, max_size=min(2, len(codes)), unique=True)
        for name, codes in SAMPLES.items()
    }
    names = st.lists(st.sampled_from(sorted(SAMPLES)), min_size=1, max_size=4, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: values[name] for name in chosen}))


def test_samples_are_real_codes(client: TestClient, rows: Rows) -> None:
    for name in FACETS:
        if name != "organization":
            present = {code for offer in rows.offers for code in offer.codes[name]}
            assert present & set(SAMPLES[name]), name


@settings(max_examples=60, deadline=None)
@given(filters=_filters(), words=st.sampled_from(["", "school", "naft", "spijbelen"]))
def test_totals_results_and_facets_stay_right_while_filters_combine(
    client: TestClient, rows: Rows, filters: dict[str, list[str]], words: str
) -> None:
    among = found(client, q=words) if words else None
    answer = client.get("/api/v1/offers", params={**filters, "q": words, "facets": ",".join(FACETS), "pageSize": 100}).json()
    expected = rows.ids(filters, among)
    assert answer["total"] == len(expected)
    ids = [item["id"] for item in answer["items"]]
    assert len(set(ids)) == len(ids) == min(100, len(expected))
    assert set(ids) <= expected
    for facet in FACETS:
        counts = {value["code"]: value["count"] for value in answer["facets"][facet]}
        assert counts == rows.counts(facet, filters, among), facet


def test_a_facet_does_not_restrict_itself(client: TestClient, rows: Rows) -> None:
    question = {"facets": "category", "region": "OVL", "category": "naft"}
    body = client.get("/api/v1/offers", params=question).json()
    others = {value["code"] for value in body["facets"]["category"] if value["count"]} - {"naft"}
    assert others
    assert body["total"] == len(rows.ids({"region": ["OVL"], "category": ["naft"]}))


def test_a_chosen_value_without_offers_is_shown_as_nought(client: TestClient, rows: Rows) -> None:
    body = client.get("/api/v1/offers", params={"municipality": "31005", "locatedIn": "71072", "facets": "locatedIn"}).json()
    shown = {value["code"]: value["count"] for value in body["facets"]["locatedIn"]}
    assert shown["71072"] == len(rows.ids({"municipality": ["31005"], "locatedIn": ["71072"]}))


def test_values_are_counted_most_frequent_first_and_labelled(client: TestClient) -> None:
    labels = {code["code"]: code["label"]["en"] for code in client.get("/api/v1/refData/themes").json()["codes"]}
    values = client.get("/api/v1/offers", params={"facets": "theme", "lang": "en"}).json()["facets"]["theme"]
    assert [value["count"] for value in values] == sorted((value["count"] for value in values), reverse=True)
    assert all(value["label"] == labels[value["code"]] for value in values)


def test_facets_by_comma_and_repeated_are_the_same(client: TestClient) -> None:
    once = client.get("/api/v1/offers", params={"facets": "theme,level"}).json()["facets"]
    twice = client.get("/api/v1/offers", params={"facets": ["theme", "level"]}).json()["facets"]
    assert once == twice
    assert list(once) == ["theme", "level"]
