"""The generated offers are the same for a seed, hold valid codes, and spread as real ones do."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.content import CODE_LISTS_PER_OFFER, REFERENCE, Content

CODE_LISTS = yaml.safe_load((REFERENCE / "code_lists.yaml").read_text("utf-8"))
VALID = {name: {code["code"] for code in codes} for name, codes in CODE_LISTS.items()}
FIELDS = CODE_LISTS_PER_OFFER | {"levels": "levels", "tracks": "tracks", "languages": "languages"}


@pytest.fixture(scope="module")
def content() -> Content:
    return Content(2500, seed=7)


@pytest.fixture(scope="module")
def offers(content: Content) -> list[dict]:
    return list(content.offers())


def written(content: Content) -> str:
    return json.dumps([content.organizations, list(content.offers())], default=str)


def test_the_same_seed_gives_the_same_content() -> None:
    assert written(Content(60, seed=7)) == written(Content(60, seed=7))


def test_another_seed_gives_other_content() -> None:
    assert written(Content(60, seed=7)) != written(Content(60, seed=8))


def test_there_are_as_many_offers_as_asked_and_an_organization_for_every_eight(content: Content, offers: list[dict]) -> None:
    assert len(offers) == 2500
    assert len({offer["key"] for offer in offers}) == 2500
    assert len(content.organizations) == 2500 // 8


def test_every_code_is_in_the_products_code_lists(content: Content, offers: list[dict]) -> None:
    for offer in offers:
        assert offer["category"] in VALID["categories"]
        assert offer["cost"] in VALID["costs"]
        assert offer["availability"]["status"] in VALID["availabilities"]
        assert set(offer["catchment"]["rules"]) <= VALID["catchmentRules"] and offer["catchment"]["rules"]
        for field, list_name in FIELDS.items():
            assert set(offer[field]) <= VALID[list_name]
    assert {organization["sector"] for organization in content.organizations} == VALID["sectors"]


def test_locations_lie_in_every_municipality_and_carry_a_postal_code_of_it(content: Content) -> None:
    with Path(REFERENCE / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        postal_codes = {row["nis_code"]: row["postal_codes"].split() for row in csv.DictReader(file)}
    locations = [place for organization in content.organizations for place in organization["locations"]]
    assert {place["nis_code"] for place in locations} == set(postal_codes)
    assert all(place["postal_code"] in postal_codes[place["nis_code"]] for place in locations)


def test_catchments_take_all_three_scopes(offers: list[dict]) -> None:
    scopes = Counter(offer["catchment"]["scope"] for offer in offers)
    assert set(scopes) == VALID["catchmentScopes"]
    assert all(bool(offer["catchment"]["codes"]) == (offer["catchment"]["scope"] != "flanders") for offer in offers)


def test_some_words_are_frequent_and_many_are_rare(offers: list[dict]) -> None:
    words = Counter(word for offer in offers for word in offer["description"].lower().split())
    assert words["jongeren"] > 500
    assert sum(count <= 5 for count in words.values()) > len(words) / 3


def test_ages_and_texts_fit_the_tables(offers: list[dict]) -> None:
    for offer in offers:
        assert 0 <= offer["age_min"] <= offer["age_max"] <= 25
        assert 0 < len(offer["title"]) <= 200
        assert 0 < len(offer["summary"]) <= 300
        assert "{" not in offer["title"] + offer["summary"] + offer["description"] + offer["goals"]
