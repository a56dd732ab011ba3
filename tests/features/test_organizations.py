"""Organizations and their locations."""

import uuid

from starlette.testclient import TestClient


def test_lists_by_name_and_marks_demo(client: TestClient) -> None:
    page = client.get("/api/v1/organizations", params={"pageSize": 200}).json()
    names = [item["name"].lower() for item in page["items"]]
    assert page["total"] == len(names) >= 35
    assert names == sorted(names)
    assert all(item["demo"] is True for item in page["items"])


def test_filters_by_part_of_the_name_sector_and_region(client: TestClient) -> None:
    everyone = client.get("/api/v1/organizations", params={"pageSize": 200}).json()["items"]
    assert [item["name"] for item in client.get("/api/v1/organizations", params={"q": "arkt"}).json()["items"]] == ["Arktos"]
    welfare = client.get("/api/v1/organizations", params={"sector": "welfare", "pageSize": 200}).json()["items"]
    assert welfare == [item for item in everyone if item["sector"] == "welfare"]
    in_limburg = client.get("/api/v1/organizations", params={"region": "LIM", "pageSize": 200}).json()["items"]
    assert 0 < len(in_limburg) < len(everyone)


def test_reads_one_with_its_locations(client: TestClient) -> None:
    item = client.get("/api/v1/organizations", params={"q": "Arktos"}).json()["items"][0]
    body = client.get(item["href"], params={"embed": "locations"}).json()
    listed = client.get(f"{item['href']}/locations").json()
    assert body["locations"] == listed["items"]
    assert client.get(listed["items"][0]["href"]).json() == listed["items"][0]


def test_unknown_and_malformed_ids(client: TestClient) -> None:
    assert client.get(f"/api/v1/organizations/{uuid.uuid4()}").status_code == 404
    assert client.get(f"/api/v1/organizations/{uuid.uuid4()}/locations").status_code == 404
    malformed = client.get("/api/v1/organizations/not-an-id")
    assert malformed.status_code == 400
    assert malformed.json()["issues"][0]["in"] == "path"
