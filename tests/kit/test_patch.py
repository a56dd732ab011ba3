"""JSON merge patch, by the schema of the whole."""

from typing import Annotated, Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, model_validator
from starlette.testclient import TestClient

from bruggen.kit.openapi import openapi_303
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.problems import handle_problems
from bruggen.kit.schema import Schema


class Address(Schema):
    street: str
    house_number: str | None = None


class OfferInput(Schema):
    """An offer, as somebody writes it."""

    title: Annotated[str, Field(min_length=2, description="What it is called.")]
    age_min: int | None = Field(default=None, ge=0)
    age_max: int | None = Field(default=None, ge=0)
    themes: list[str] = []
    address: Address = Address(street="Dorpsstraat")
    second_address: Address | None = None

    @model_validator(mode="after")
    def ages_in_order(self) -> "OfferInput":
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValueError("the lowest age is higher than the highest")
        return self


BEFORE = OfferInput(title="Naft", age_min=12, age_max=18, themes=["a", "b"], address=Address(street="Markt", house_number="1"))


@pytest.fixture(scope="module")
def api() -> FastAPI:
    app = FastAPI()
    handle_problems(app)

    @app.patch("/offer")
    def update_offer(patch: Annotated[Patch[OfferInput], MERGE_PATCH]) -> dict[str, Any]:
        after = patch.apply_to(BEFORE)
        return {"changes": sorted(patch.changes()), "offer": after.model_dump(by_alias=True, exclude_none=True)}

    return app


@pytest.fixture(scope="module")
def client(api: FastAPI) -> TestClient:
    return TestClient(api)


def patched(client: TestClient, **changes: Any) -> dict[str, Any]:
    answer = client.patch("/offer", json=changes)
    assert answer.status_code == 200, answer.text
    offer: dict[str, Any] = answer.json()["offer"]
    return offer


def unchanged(**changes: Any) -> dict[str, Any]:
    return {**BEFORE.model_dump(by_alias=True, exclude_none=True), **changes}


class TestChanges:
    def test_are_what_was_sent_and_no_more(self, client: TestClient) -> None:
        assert client.patch("/offer", json={}).json() == {"changes": [], "offer": unchanged()}
        assert client.patch("/offer", json={"title": "Naft", "ageMin": None}).json()["changes"] == ["age_min", "title"]

    def test_replace_values_and_lists(self, client: TestClient) -> None:
        assert patched(client, title="Time-out", themes=["c"]) == unchanged(title="Time-out", themes=["c"])

    def test_null_removes_what_the_whole_may_do_without(self, client: TestClient) -> None:
        after = patched(client, ageMin=None)
        assert "ageMin" not in after
        assert after == {name: value for name, value in unchanged().items() if name != "ageMin"}

    def test_an_object_is_changed_in_its_parts(self, client: TestClient) -> None:
        assert patched(client, address={"street": "Kaai"})["address"] == {"street": "Kaai", "houseNumber": "1"}
        assert patched(client, address={"houseNumber": None})["address"] == {"street": "Markt"}

    def test_an_object_can_be_added_whole(self, client: TestClient) -> None:
        assert patched(client, secondAddress={"street": "Kaai"})["secondAddress"] == {"street": "Kaai"}

    @pytest.mark.parametrize("media_type", ["application/merge-patch+json", "application/json"])
    def test_come_in_either_media_type(self, client: TestClient, media_type: str) -> None:
        answer = client.patch("/offer", content=b'{"title": "Anders"}', headers={"Content-Type": media_type})
        assert answer.json()["offer"]["title"] == "Anders"


@pytest.mark.parametrize(
    ("changes", "name", "kind"),
    [
        ({"title": None}, "title", "schemaViolation"),
        ({"themes": None}, "themes", "schemaViolation"),
        ({"address": None}, "address", "schemaViolation"),
        ({"title": "x"}, "title", "schemaViolation"),
        ({"ageMin": -1}, "ageMin", "schemaViolation"),
        ({"address": {"street": None}}, "address.street", "schemaViolation"),
        ({"address": {"zip": "9000"}}, "address.zip", "unknownInput"),
        ({"tilte": "x"}, "tilte", "unknownInput"),
        # The schema of the whole has the last word.
        ({"secondAddress": {"houseNumber": "1"}}, "secondAddress.street", "schemaViolation"),
        ({"ageMin": 19}, None, "schemaViolation"),
    ],
)
def test_what_the_whole_would_not_allow_is_refused_by_name(
    client: TestClient, changes: dict[str, Any], name: str | None, kind: str
) -> None:
    answer = client.patch("/offer", json=changes)
    assert answer.status_code == 400
    (issue,) = answer.json()["issues"]
    assert (issue.get("name"), issue["in"]) == (name, "body")
    assert issue["type"].endswith(kind)


@pytest.mark.parametrize("body", [b"[]", b'"x"', b"null", b"1", b"{"])
def test_what_is_no_object_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.patch("/offer", content=body, headers={"Content-Type": "application/merge-patch+json"})
    assert answer.status_code == 400


def test_the_document_says_what_may_be_sent(api: FastAPI) -> None:
    document = openapi_303(api)
    body = document["paths"]["/offer"]["patch"]["requestBody"]
    assert body["required"] is True
    assert list(body["content"]) == ["application/merge-patch+json"]
    schema = document["components"]["schemas"]["OfferPatch"]
    assert schema["properties"].keys() == {"title", "ageMin", "ageMax", "themes", "address", "secondAddress"}
    assert "required" not in schema
    assert schema["additionalProperties"] is False
    assert schema["properties"]["title"]["minLength"] == 2
    assert not [name for name, field in schema["properties"].items() if "default" in field]


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "title": st.text(min_size=2),
    "ageMin": st.none() | st.integers(0, 12),
    "ageMax": st.none() | st.integers(18, 99),
    "themes": st.lists(st.text()),
    "address": st.fixed_dictionaries({}, optional={"street": st.text(), "houseNumber": st.none() | st.text()}),
    "secondAddress": st.none() | st.fixed_dictionaries({"street": st.text()}, optional={"houseNumber": st.none() | st.text()}),
}


def merge_patch(target: Any, patch: Any) -> Any:
    """The algorithm as RFC 7396, section 2, writes it."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merge_patch(result.get(name), value)
    return result


@given(st.fixed_dictionaries({}, optional=VALUES), st.fixed_dictionaries({}, optional=VALUES))
def test_any_patch_does_what_the_rfc_says(first: dict[str, Any], second: dict[str, Any]) -> None:
    whole: Any = BEFORE
    expected = BEFORE.model_dump(by_alias=True, exclude_none=True)
    for changes in (first, second):
        whole = Patch[OfferInput].model_validate(changes).apply_to(whole)
        expected = merge_patch(expected, changes)
    assert whole == OfferInput.model_validate(expected)
