"""What no JSON body may hold, whichever route it is sent to."""

import pytest
from starlette.testclient import TestClient

PATH = "/auth/passwordResetRequests"
JSON = {"Content-Type": "application/json", "Origin": "http://bruggen.test"}


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (rb'{"email": "a\u0000@b.be"}', "email"),
        (rb'{"email": "a\ud800@b.be"}', "email"),
        (rb'{"email": "a\udc00\ud800@b.be"}', "email"),
        (b'{"email": NaN}', "email"),
        (b'{"email": -Infinity}', "email"),
        (rb'{"deep": [{"er": "\u0000"}]}', "deep.0.er"),
        (rb'{"\ud800": "a"}', "?"),
        ('{"email": "a\\ud800@b.be"}'.encode("utf-16"), "email"),
    ],
)
def test_a_value_that_nothing_can_hold_is_refused_by_its_place(client: TestClient, body: bytes, place: str) -> None:
    answer = client.post(PATH, content=body, headers=JSON)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert [(issue["in"], issue["name"]) for issue in answer.json()["issues"]] == [("body", place)]


NO_INPUT = [b"\xff", b"[" * 100_000, b"[" * 950 + b"]" * 950, b"9" * 5000, b"", rb'{"email": "\ud83d\ude00"}']


@pytest.mark.parametrize("body", NO_INPUT)
def test_what_is_no_input_at_all_is_a_bad_request_too(client: TestClient, body: bytes) -> None:
    assert client.post(PATH, content=body, headers=JSON).status_code == 400


def test_a_pair_of_surrogates_is_a_character(client: TestClient) -> None:
    body = rb'{"email": "nobody@people.test", "more": "\ud83d\ude00"}'
    assert [issue["name"] for issue in client.post(PATH, content=body, headers=JSON).json()["issues"]] == ["more"]
