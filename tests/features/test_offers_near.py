"""Around a place: which offers, how far, in which order."""

import pytest
from starlette.testclient import TestClient

from tests.features.offer_rows import Rows, found, kilometres

GENT = (51.0538, 3.7252)


def point_of(client: TestClient, nis_code: str) -> tuple[float, float]:
    town = client.get(f"/api/v1/municipalities/{nis_code}").json()
    return town["latitude"], town["longitude"]


def distances(rows: Rows, point: tuple[float, float]) -> dict[str, float]:
    """Kilometres to the nearest of each offer's places."""
    return {offer.id: min(kilometres(point, place) for place in offer.points) for offer in rows.offers if offer.points}


@pytest.mark.parametrize("radius", [0.5, 3, 15, 40, 300])
@pytest.mark.parametrize("point", [GENT, (50.85, 4.35), (51.2, 2.9), (50.9, 5.6)])
def test_the_offers_in_the_circle_and_no_others(
    client: TestClient, rows: Rows, point: tuple[float, float], radius: float
) -> None:
    inside = {offer_id for offer_id, away in distances(rows, point).items() if away <= radius}
    assert set(found(client, near=f"{point[0]},{point[1]}", radius=radius)) == inside


@pytest.mark.parametrize("parameters", [{}, {"sort": "title"}, {"sort": "-verifiedOn"}, {"q": "school"}])
def test_every_card_tells_how_far_it_is(client: TestClient, rows: Rows, parameters: dict[str, str]) -> None:
    away = distances(rows, GENT)
    page = client.get("/api/v1/offers", params={"near": "51.0538,3.7252", "radius": 60, "pageSize": 100, **parameters}).json()
    assert page["items"]
    for item in page["items"]:
        assert item["distance"] == pytest.approx(away[item["id"]], abs=0.051)


def test_nearest_first(client: TestClient, rows: Rows) -> None:
    away = distances(rows, GENT)
    ordered = [away[offer_id] for offer_id in found(client, near="51.0538,3.7252", radius=300, sort="distance")]
    assert ordered == pytest.approx(sorted(away.values()))
    assert found(client, near="51.0538,3.7252", radius=300) == found(client, near="51.0538,3.7252", radius=300, sort="distance")


@pytest.mark.parametrize("near", ["9000", "Gent", "gent", "Gand", "9050"])
def test_a_postal_code_or_a_name_is_a_place(client: TestClient, rows: Rows, near: str) -> None:
    away = distances(rows, point_of(client, "44021"))
    assert set(found(client, near=near)) == {offer_id for offer_id, distance in away.items() if distance <= 15}


def test_a_municipality_that_was_merged_is_still_a_place(client: TestClient, rows: Rows) -> None:
    away = distances(rows, point_of(client, "11002"))
    assert set(found(client, near="Borsbeek", radius=5)) == {offer_id for offer_id, distance in away.items() if distance <= 5}


def test_without_near_no_distance(client: TestClient) -> None:
    assert all("distance" not in item for item in client.get("/api/v1/offers").json()["items"])


def test_the_circle_and_other_filters_hold_together(client: TestClient, rows: Rows) -> None:
    away = distances(rows, GENT)
    near = [offer_id for offer_id, distance in away.items() if distance <= 25]
    answer = client.get(
        "/api/v1/offers", params={"near": "51.0538,3.7252", "radius": 25, "age": 9, "facets": "category", "pageSize": 100}
    ).json()
    assert {item["id"] for item in answer["items"]} == rows.ids({"age": ["9"]}, near)
    counts = {value["code"]: value["count"] for value in answer["facets"]["category"]}
    assert counts == rows.counts("category", {"age": ["9"]}, near)


@pytest.mark.parametrize("near", ["91,3", "51,181", "51", "51,3,4", "Atlantis", "0000", "nan,nan", "1e5,3"])
def test_no_place(client: TestClient, near: str) -> None:
    answer = client.get("/api/v1/offers", params={"near": near})
    assert answer.status_code == 400
    assert answer.json()["issues"][0]["name"] == "near"


@pytest.mark.parametrize("parameters", [{"radius": 5}, {"sort": "distance"}])
def test_a_radius_or_distance_needs_a_place(client: TestClient, parameters: dict[str, object]) -> None:
    answer = client.get("/api/v1/offers", params=parameters)
    assert answer.status_code == 400
    assert answer.json()["issues"][0]["name"] in parameters
