"""What holds for every route: problems, paging, picking, languages, ETags, trace ids, exports."""

import csv
import io
import json
import re

import openpyxl
import pytest
from starlette.testclient import TestClient

LISTS = ["regions", "municipalities", "coordinators", "organizations", "offers"]
UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")


def problem(answer: object, status: int, kind: str) -> dict[str, object]:
    body = answer.json()  # type: ignore[attr-defined]
    assert answer.status_code == status, body  # type: ignore[attr-defined]
    assert answer.headers["content-type"] == "application/problem+json"  # type: ignore[attr-defined]
    assert body["type"] == f"urn:problem-type:belgif:{kind}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["instance"] == f"urn:uuid:{answer.headers['belgov-trace-id']}"  # type: ignore[attr-defined]
    return body


class TestProblems:
    def test_unknown_path(self, client: TestClient) -> None:
        problem(client.get("/api/v1/nothing"), 404, "resourceNotFound")

    def test_trailing_slash_is_another_path(self, client: TestClient) -> None:
        problem(client.get("/api/v1/regions/"), 404, "resourceNotFound")

    @pytest.mark.parametrize("name", LISTS)
    def test_wrong_method(self, client: TestClient, name: str) -> None:
        answer = client.delete(f"/api/v1/{name}")
        problem(answer, 405, "methodNotAllowed")
        assert "GET" in answer.headers["allow"]

    @pytest.mark.parametrize("name", LISTS)
    def test_unknown_parameter(self, client: TestClient, name: str) -> None:
        body = problem(client.get(f"/api/v1/{name}", params={"pagina": "2"}), 400, "badRequest")
        (issue,) = body["issues"]  # type: ignore[misc]
        assert issue["type"] == "urn:problem-type:belgif:input-validation:unknownInput"
        assert (issue["in"], issue["name"], issue["value"]) == ("query", "pagina", "2")

    @pytest.mark.parametrize("name", LISTS)
    @pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "99999999999999999999", ""])
    def test_impossible_page(self, client: TestClient, name: str, page: str) -> None:
        body = problem(client.get(f"/api/v1/{name}", params={"page": page}), 400, "badRequest")
        assert body["issues"][0]["name"] == "page"  # type: ignore[index]

    @pytest.mark.parametrize("name", LISTS)
    def test_page_beyond_the_last(self, client: TestClient, name: str) -> None:
        problem(client.get(f"/api/v1/{name}", params={"page": "40000"}), 400, "badRequest")

    def test_over_long_text(self, client: TestClient) -> None:
        problem(client.get("/api/v1/offers", params={"q": "a" * 301}), 400, "badRequest")
        problem(client.get("/api/v1/offers", params={"q": "a" * 20_000}), 414, "uriTooLong")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("age", "x"),
            ("age", "99"),
            ("ageBand", "teens"),
            ("radius", "-3"),
            ("verifiedAfter", "yesterday"),
            ("sort", "price"),
            ("facets", "colour"),
            ("category", "yoga"),
            ("municipality", "99999"),
            ("near", "Atlantis"),
            ("after", "garbage"),
            ("select", "secret"),
            ("pageSize", "101"),
            ("lang", "de"),
            ("format", "pdf"),
        ],
    )
    def test_wrong_parameter_of_the_directory_says_which(self, client: TestClient, name: str, value: str) -> None:
        body = problem(client.get("/api/v1/offers", params={name: value}), 400, "badRequest")
        assert body["issues"][0]["name"].split(".")[0] == name  # type: ignore[index]

    def test_a_format_we_do_not_make(self, client: TestClient) -> None:
        problem(client.get("/api/v1/regions", headers={"Accept": "application/pdf"}), 406, "notAcceptable")


class TestAnswers:
    def test_trace_id_is_new_each_time_and_the_callers_is_echoed(self, client: TestClient) -> None:
        own = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
        first, second = (client.get("/api/v1/regions", headers={"BelGov-Trace-Id": own}) for _ in range(2))
        assert UUID.match(first.headers["belgov-trace-id"])
        assert first.headers["belgov-trace-id"] != second.headers["belgov-trace-id"]
        assert first.headers["belgov-related-trace-id"] == own

    @pytest.mark.parametrize("name", LISTS)
    def test_etag_gives_304_until_something_changes(self, client: TestClient, name: str) -> None:
        first = client.get(f"/api/v1/{name}")
        again = client.get(f"/api/v1/{name}", headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""
        assert client.get(f"/api/v1/{name}", headers={"If-None-Match": '"other"'}).status_code == 200

    @pytest.mark.parametrize("name", LISTS)
    def test_links_lead_through_all_pages(self, client: TestClient, name: str) -> None:
        seen: list[str] = []
        address: str | None = f"/api/v1/{name}?pageSize=5"
        total = client.get(address).json()["total"]
        while address:
            page = client.get(address).json()
            seen.extend(item["href"] for item in page["items"])
            address = page.get("next")
        assert len(seen) == len(set(seen)) == total

    @pytest.mark.parametrize("name", LISTS)
    def test_select_keeps_the_named_properties(self, client: TestClient, name: str) -> None:
        page = client.get(f"/api/v1/{name}", params={"select": "href"}).json()
        assert all(set(item) == {"href"} for item in page["items"])

    def test_no_null_anywhere(self, client: TestClient) -> None:
        for name in LISTS:
            for item in client.get(f"/api/v1/{name}", params={"pageSize": 100}).json()["items"]:
                assert "null" not in json.dumps(client.get(item["href"]).json())

    def test_language_of_labels(self, client: TestClient) -> None:
        query = {"facets": "ageBand"}
        header = client.get("/api/v1/offers", params=query, headers={"Accept-Language": "de, fr-BE;q=0.8, en;q=0.2"})
        assert header.headers["content-language"] == "fr"
        assert "Accept-Language" in header.headers["vary"]
        asked = client.get("/api/v1/offers", params={**query, "lang": "en"}, headers={"Accept-Language": "fr"})
        assert asked.headers["content-language"] == "en"
        assert header.json()["facets"] != asked.json()["facets"]


class TestExports:
    @pytest.mark.parametrize("name", LISTS)
    def test_csv_has_every_row(self, client: TestClient, name: str) -> None:
        total = client.get(f"/api/v1/{name}").json()["total"]
        answer = client.get(f"/api/v1/{name}", params={"format": "csv"})
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) == total + 1
        assert f'filename="{name}.csv"' in answer.headers["content-disposition"]

    def test_ndjson_by_accept_header(self, client: TestClient) -> None:
        answer = client.get("/api/v1/offers", headers={"Accept": "application/x-ndjson"})
        cards = [json.loads(line) for line in answer.text.splitlines()]
        assert len(cards) == client.get("/api/v1/offers").json()["total"]
        assert all(card["demo"] is True for card in cards)

    def test_xlsx_opens_and_marks_demo(self, client: TestClient) -> None:
        answer = client.get("/api/v1/offers", params={"format": "xlsx", "region": "OVL"})
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        heading, *rows = sheet.iter_rows(values_only=True)
        assert len(rows) == client.get("/api/v1/offers", params={"region": "OVL"}).json()["total"]
        assert all(row[heading.index("demo")] is True for row in rows)
