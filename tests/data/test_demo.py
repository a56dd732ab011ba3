"""The demonstration is complete, coherent, varied and free of people."""

import math
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from tests.data.files import DATA, REGIONS, code_lists, codes, offers, offers_of, organizations, rows

TODAY = date(2026, 11, 24)
MANY = {
    "addressees": "addressees",
    "levels": "levels",
    "tracks": "tracks",
    "themes": "themes",
    "aims": "aims",
    "modes": "modes",
    "access_routes": "accessRoutes",
    "attendance_statuses": "attendanceStatuses",
    "languages": "languages",
    "accessibility_features": "accessibilityFeatures",
    "transports": "transports",
    "methods": "methods",
    "accreditations": "accreditations",
}
REQUIRED = set(MANY) | {
    "key",
    "title",
    "summary",
    "description",
    "goals",
    "category",
    "out_of_school",
    "providers",
    "locations",
    "age_min",
    "age_max",
    "catchment",
    "duration",
    "availability",
    "cost",
    "contacts",
    "verified_on",
    "review_due",
    "status",
}
OPTIONAL = {
    "half_days_per_week",
    "capacity",
    "cost_note",
    "access_note",
    "conditions",
    "contraindications",
    "transport_note",
    "source",
    "source_url",
}
ALL = offers()
PUBLISHED = [offer for offer in ALL if offer["status"] == "published"]
MUNICIPALITIES = {row["nis_code"]: row for row in rows("municipalities.csv")}

each_offer = pytest.mark.parametrize("offer", ALL, ids=[offer["key"] for offer in ALL])


def regions_served(offer: dict[str, Any]) -> set[str]:
    scope, area = offer["catchment"]["scope"], offer["catchment"]["codes"]
    if scope == "flanders":
        return set(REGIONS)
    return set(area) if scope == "regions" else {MUNICIPALITIES[nis]["region"] for nis in area}


def check_contact(contact: dict[str, str]) -> None:
    assert contact["kind"] in codes("contactKinds")
    assert contact["visibility"] in codes("contactVisibilities")
    pattern = {
        "email": r"[a-z]+@[a-z0-9]+\.example",
        "phone": r"\+32 2 000 00 \d\d",
        "url": r"https://www\.[a-z0-9]+\.example(/\S*)?",
    }
    assert re.fullmatch(pattern[contact["kind"]], contact["value"]), contact


def test_organizations_are_unique_described_and_reachable() -> None:
    found = organizations()
    assert 40 <= len(found) <= 50
    assert len({each["key"] for each in found}) == len({each["name"] for each in found}) == len(found)
    assert {each["sector"] for each in found} == codes("sectors")
    for each in found:
        assert re.fullmatch(r"https://www\.[a-z0-9]+\.example", each["website"])
        assert len(each["description"]) > 60
        assert any(contact["visibility"] == "public" for contact in each["contacts"])
        for contact in each["contacts"]:
            check_contact(contact)


def test_locations_lie_in_the_municipality_they_name() -> None:
    keys = [place["key"] for each in organizations() for place in each["locations"]]
    assert len(set(keys)) == len(keys)
    for place in (place for each in organizations() for place in each["locations"]):
        municipality = MUNICIPALITIES[place["nis_code"]]
        assert place["postal_code"] in municipality["postal_codes"].split(), place
        north = (place["latitude"] - float(municipality["latitude"])) * 111
        east = (place["longitude"] - float(municipality["longitude"])) * 70
        assert math.hypot(north, east) < 10, place
        assert set(place["accessibility_features"]) <= codes("accessibilityFeatures")


def test_every_organization_gives_an_offer() -> None:
    assert {key for offer in ALL for key in offer["providers"]} == {each["key"] for each in organizations()}


def test_there_are_enough_offers_in_every_region_and_none_twice() -> None:
    assert len(ALL) >= 145
    for name in ("key", "title", "summary", "description", "goals"):
        assert len({offer[name] for offer in ALL}) == len(ALL), name
    for region in REGIONS:
        assert len(offers_of(region)) >= 20, region


@each_offer
def test_offer_has_the_agreed_fields(offer: dict[str, Any]) -> None:
    assert REQUIRED <= set(offer) <= REQUIRED | OPTIONAL
    assert isinstance(offer["out_of_school"], bool)
    assert 0 <= offer["age_min"] <= offer["age_max"] <= 25
    assert offer["status"] in {"published", "archived", "inDevelopment"}
    assert (
        offer["levels"]
        and offer["themes"]
        and offer["addressees"]
        and offer["aims"]
        and offer["modes"]
        and offer["access_routes"]
    )


@each_offer
def test_offer_uses_known_codes_only(offer: dict[str, Any]) -> None:
    for field, name in MANY.items():
        assert set(offer[field]) <= codes(name), field
        assert len(set(offer[field])) == len(offer[field]), field
    assert offer["category"] in codes("categories")
    assert offer["cost"] in codes("costs")
    assert offer["availability"]["status"] in codes("availabilities")


@each_offer
def test_offer_resolves_its_organizations_and_places(offer: dict[str, Any]) -> None:
    known = {each["key"]: each for each in organizations()}
    assert offer["providers"] and len(set(offer["providers"])) == len(offer["providers"])
    own = {place["key"] for key in offer["providers"] for place in known[key]["locations"]}
    assert offer["locations"] and {place["key"] for place in offer["locations"]} <= own


@each_offer
def test_offer_serves_an_area_that_exists(offer: dict[str, Any]) -> None:
    catchment = offer["catchment"]
    assert catchment["scope"] in codes("catchmentScopes")
    assert catchment["rules"] and set(catchment["rules"]) <= codes("catchmentRules")
    known = {"municipalities": set(MUNICIPALITIES), "regions": set(REGIONS), "flanders": set()}[catchment["scope"]]
    assert set(catchment["codes"]) <= known and len(set(catchment["codes"])) == len(catchment["codes"])
    assert bool(catchment["codes"]) is (catchment["scope"] != "flanders")


@each_offer
def test_offer_reads_as_a_sheet_and_not_as_a_form(offer: dict[str, Any]) -> None:
    assert len(offer["title"]) <= 80
    assert 40 <= len(offer["summary"]) <= 200
    assert 80 <= len(offer["description"].split()) <= 160
    assert offer["description"].rstrip()[-1] in ".!?"
    assert len(offer["goals"]) <= 160


@each_offer
def test_offer_dates_and_periods_are_possible(offer: dict[str, Any]) -> None:
    assert offer["verified_on"] <= TODAY and offer["verified_on"] < offer["review_due"]
    assert offer["availability"]["checked_on"] <= TODAY
    if "waiting_weeks" in offer["availability"]:
        assert offer["availability"]["status"] == "waitingList"
    duration = offer["duration"]
    assert duration.get("weeks_min", 1) <= duration.get("weeks_max", 60)
    assert duration["as_long_as_needed"] or "weeks_min" in duration
    assert 1 <= offer.get("half_days_per_week", 1) <= 10


@each_offer
def test_offer_contacts_are_role_mailboxes_on_the_reserved_domain(offer: dict[str, Any]) -> None:
    assert any(contact["visibility"] == "public" for contact in offer["contacts"])
    for contact in offer["contacts"]:
        check_contact(contact)


@each_offer
def test_ages_agree_with_the_level(offer: dict[str, Any]) -> None:
    if "nursery" in offer["levels"]:
        assert offer["age_min"] <= 6
    if "primary" in offer["levels"]:
        assert offer["age_min"] <= 12 and offer["age_max"] >= 6
    if "secondary" in offer["levels"]:
        assert offer["age_max"] >= 12
    for place in offer["locations"]:
        assert (
            offer["age_min"]
            <= place.get("age_min", offer["age_min"])
            <= place.get("age_max", offer["age_max"])
            <= offer["age_max"]
        )


@pytest.mark.parametrize("region", REGIONS)
def test_region_is_covered_for_every_level_theme_and_band(region: str) -> None:
    served = [offer for offer in PUBLISHED if region in regions_served(offer)]
    assert {level for offer in served for level in offer["levels"]} == codes("levels")
    assert {theme for offer in served for theme in offer["themes"]} == codes("themes")
    assert len({offer["category"] for offer in served}) >= 10
    assert sum(offer["age_min"] < 12 for offer in served) >= 10
    assert sum(offer["age_max"] >= 12 for offer in served) >= 15


def test_some_regions_have_a_visible_gap() -> None:
    gaps = defaultdict(set)
    for region in REGIONS:
        served = {offer["category"] for offer in PUBLISHED if region in regions_served(offer)}
        gaps[region] = codes("categories") - served
    assert "careFarm" in gaps["BRU"]
    assert "diagnostics" in gaps["WVL"]
    assert "restorative" in gaps["LIM"]


@pytest.mark.parametrize(("field", "name"), [*MANY.items(), ("category", "categories")])
def test_every_code_is_in_use_except_in_the_open_lists(field: str, name: str) -> None:
    used = {value for offer in PUBLISHED for value in (offer[field] if field in MANY else [offer[field]])}
    unused = codes(name) - used
    allowed = {"accreditations": {"none"}, "languages": codes("languages")}.get(name, set())
    assert unused <= allowed, [entry["nl"] for entry in code_lists()[name] if entry["code"] in unused]


def test_states_and_areas_vary() -> None:
    assert Counter(offer["status"] for offer in ALL)["archived"] >= 5
    assert Counter(offer["status"] for offer in ALL)["inDevelopment"] >= 5
    assert {offer["catchment"]["scope"] for offer in ALL} == codes("catchmentScopes")
    assert {rule for offer in ALL for rule in offer["catchment"]["rules"]} == codes("catchmentRules")
    assert len({tuple(offer["catchment"]["rules"]) for offer in ALL}) >= 6
    assert {offer["availability"]["status"] for offer in ALL} == codes("availabilities")
    assert sum(len(offer["providers"]) > 1 for offer in ALL) >= 40


def test_some_offers_are_stale_and_most_were_seen_this_autumn() -> None:
    stale = [offer for offer in PUBLISHED if offer["review_due"] < TODAY]
    fresh = [offer for offer in PUBLISHED if TODAY - offer["verified_on"] < timedelta(days=90)]
    assert 5 <= len(stale) <= 20
    assert len(fresh) > 0.8 * len(PUBLISHED)


def test_a_child_of_nine_in_gent_who_does_not_dare_to_go_to_school_finds_several_answers() -> None:
    found = [
        offer["key"]
        for offer in PUBLISHED
        if "schoolRefusal" in offer["themes"]
        and "primary" in offer["levels"]
        and offer["age_min"] <= 9 <= offer["age_max"]
        and (
            offer["catchment"]["scope"] == "flanders"
            or "OVL" in offer["catchment"]["codes"]
            or "44021" in offer["catchment"]["codes"]
        )
    ]
    assert len(found) >= 6
    assert "ovl-stap-voor-stap-gent" in found


def test_no_address_of_a_person_outside_the_published_table() -> None:
    for path in DATA.rglob("*"):
        if path.is_file() and path.name != "coordinators.csv":
            for address in re.findall(r"[\w.+-]+@[\w.-]+", path.read_text(encoding="utf-8")):
                assert re.fullmatch(r"[a-z]+@[a-z0-9]+\.example", address), (path.name, address)
