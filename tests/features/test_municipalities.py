"""Municipalities by every name and number they go by."""

import pytest
from starlette.testclient import TestClient


def found(client: TestClient, q: str) -> list[str]:
    page = client.get("/api/v1/municipalities", params={"q": q, "pageSize": 100}).json()
    return [item["name"]["nl"] for item in page["items"]]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Gent", "Gent"),
        ("9000", "Gent"),
        ("Ledeberg", "Gent"),
        ("Borsbeek", "Antwerpen"),
        ("11007", "Antwerpen"),
        ("44021", "Gent"),
        ("Gand", "Gent"),
        ("borsb", "Antwerpen"),
    ],
)
def test_an_old_name_a_part_a_code_or_a_postal_code_finds_todays_municipality(client: TestClient, typed: str, name: str) -> None:
    assert name in found(client, typed)


def test_there_are_304(client: TestClient) -> None:
    assert client.get("/api/v1/municipalities").json()["total"] == 304


def test_a_postal_code_may_belong_to_several(client: TestClient) -> None:
    page = client.get("/api/v1/municipalities", params={"pageSize": 400}).json()
    owners: dict[str, int] = {}
    for item in page["items"]:
        for code in item["postalCodes"]:
            owners[code] = owners.get(code, 0) + 1
    shared = next(code for code, count in owners.items() if count > 1)
    assert client.get("/api/v1/municipalities", params={"postalCode": shared}).json()["total"] == owners[shared]


def test_an_old_nis_code_reads_the_merged_municipality(client: TestClient) -> None:
    body = client.get("/api/v1/municipalities/11007").json()
    assert body["nisCode"] == "11002"
    assert {"nisCode": "11007", "name": "Borsbeek", "mergedOn": "2025-01-01"} in body["formerNames"]


def test_a_percent_sign_is_a_percent_sign(client: TestClient) -> None:
    assert found(client, "%") == []
