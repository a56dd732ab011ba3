"""The hot path's own reading of parameters: whatever is sent, the answer is an answer or a problem that names the fault."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bruggen.features.offers.filters import OfferFilters

NAMES = [field.alias or name for name, field in OfferFilters.model_fields.items()]
VALUES = st.one_of(
    st.text(max_size=40),
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(
        ["", "true", "9000", "Gent", "51.05,3.72", "primary", "naft", "OVL", "44021", "title", "2026-01-01", "ageBand"]
    ),
)
PATH = "/api/v1/offers"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6))
def test_no_parameters_can_break_it(client: TestClient, pairs: list[tuple[str, str]]) -> None:
    answer = client.get(f"{PATH}?{urlencode(pairs, errors='replace')}")
    assert answer.status_code in (200, 400), answer.text
    if answer.status_code == 400:
        body = answer.json()
        assert body["type"] == "urn:problem-type:belgif:badRequest"
        assert {issue["name"].split(".")[0] for issue in body["issues"]} <= {name for name, _ in pairs}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_no_query_string_can_break_it(client: TestClient, raw: bytes) -> None:
    assert client.get(f"{PATH}?{quote(raw, safe='&=+%;')}").status_code in (200, 400)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("&".join(["theme=truancy"] * 50), 200),
        ("&".join(["theme=truancy"] * 51), 400),
        ("&".join(["theme=truancy"] * 201), 414),
        ("q=" + "a" * 300, 200),
        ("q=" + "a" * 301, 400),
        ("q=" + "a" * 9000, 414),
    ],
)
def test_too_much_is_refused(client: TestClient, query: str, status: int) -> None:
    answer = client.get(f"{PATH}?{query}")
    assert answer.status_code == status
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"


def test_all_faults_are_told_at_once(client: TestClient) -> None:
    issues = client.get(f"{PATH}?age=x&radius=-1&colour=red&lang=de").json()["issues"]
    assert {issue["name"] for issue in issues} == {"age", "radius", "colour", "lang"}
    assert all(issue["in"] == "query" and issue["detail"] and issue["title"] for issue in issues)


def test_all_unknown_codes_are_told_at_once_with_the_choices(client: TestClient) -> None:
    issues = client.get(f"{PATH}?theme=nope&theme=truancy&level=zzz&accessRoute=q&region=X").json()["issues"]
    assert sorted(issue["name"] for issue in issues) == ["accessRoute", "level", "region", "theme"]
    assert any("schoolRefusal" in issue["detail"] for issue in issues)


def test_a_value_is_echoed_short(client: TestClient) -> None:
    issue = client.get(PATH, params={"near": "x" * 101}).json()["issues"][0]
    assert len(str(issue["value"])) <= 210


@pytest.mark.parametrize("q", ["caf%C3%A9", "caf\u00e9", "cafe%CC%81"])
def test_letters_with_accents_arrive(client: TestClient, q: str) -> None:
    answer = client.get(f"{PATH}?q={q}")
    assert answer.json()["interpretation"]["parts"][0]["text"] in ("café", "cafe\u0301")
