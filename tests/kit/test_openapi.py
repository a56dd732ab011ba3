"""The API document in OpenAPI 3.0.3: every way in which 3.1 says things differently."""

import json
from typing import Annotated, Any, Literal

import pytest
from fastapi import FastAPI, Query
from openapi_spec_validator import OpenAPIV30SpecValidator
from pydantic import BaseModel, Field
from starlette.testclient import TestClient

from bruggen.kit.openapi import openapi_303
from bruggen.kit.schema import EmailAddress


class Part(BaseModel):
    """A part."""

    kind: Literal["only"]


class Thing(BaseModel):
    """A thing with all that is said differently."""

    name: str | None = None
    size: int | str | None = None
    weight: Annotated[float, Field(gt=0, lt=10)]
    part: Part | None = Field(default=None, description="Its part.")
    parts: list[Part | None] = []
    shown: str = Field(default="x", examples=["a", "b"])
    pair: tuple[int, str] = (1, "a")
    mail: EmailAddress = "an@voorbeeld.example"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    app = FastAPI()

    @app.get("/things")
    def list_things(age: Annotated[int | None, Query(gt=0, le=25)] = None) -> list[Thing]:
        return []

    @app.post("/things")
    def create_thing(thing: Thing) -> Thing:
        return thing

    return openapi_303(app)


def nodes(value: Any) -> list[dict[str, Any]]:
    """Every object in it."""
    if isinstance(value, list):
        return [node for part in value for node in nodes(part)]
    return [value, *(node for part in value.values() for node in nodes(part))] if isinstance(value, dict) else []


def test_is_valid_openapi_30(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.0.3"
    OpenAPIV30SpecValidator(document).validate()


def test_what_comes_in_and_goes_out_in_other_ways_has_two_plain_names(document: dict[str, Any]) -> None:
    assert {"Thing", "ThingInput"} <= document["components"]["schemas"].keys()
    assert "-Input" not in json.dumps(document)
    assert "-Output" not in json.dumps(document)


def test_nothing_of_31_is_left(document: dict[str, Any]) -> None:
    for node in nodes(document):
        assert node.get("type") != "null"
        assert not isinstance(node.get("type"), list)
        assert not {"const", "prefixItems", "$defs"} & node.keys()
        assert not isinstance(node.get("examples"), list)
        for bound in ("exclusiveMinimum", "exclusiveMaximum"):
            assert isinstance(node.get(bound, True), bool)
        assert len(node) == 1 or "$ref" not in node


def test_says_the_same_as_the_models(document: dict[str, Any]) -> None:
    properties = document["components"]["schemas"]["Thing"]["properties"]
    assert properties["name"]["type"] == "string"
    assert {kind["type"] for kind in properties["size"]["anyOf"]} == {"integer", "string"}
    assert (properties["weight"]["minimum"], properties["weight"]["exclusiveMinimum"]) == (0.0, True)
    assert (properties["weight"]["maximum"], properties["weight"]["exclusiveMaximum"]) == (10.0, True)
    assert properties["part"]["allOf"] == [{"$ref": "#/components/schemas/Part"}]
    assert properties["part"]["description"] == "Its part."
    assert properties["shown"]["example"] == "a"
    assert document["components"]["schemas"]["Part"]["properties"]["kind"]["enum"] == ["only"]


def test_there_is_no_422(document: dict[str, Any]) -> None:
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert all("422" not in operation["responses"] for operation in operations)
    assert "HTTPValidationError" not in json.dumps(document)


def test_every_parameter_of_the_directory_is_documented(client: TestClient) -> None:
    operation = client.get("/doc/openapi.json").json()["paths"]["/api/v1/offers"]["get"]
    documented = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "query"}
    assert client.get("/api/v1/offers", params={"nothing": "x"}).json()["issues"][0]["name"] == "nothing"
    for name in documented:
        issues = client.get("/api/v1/offers", params={name: "\x00?"}).json().get("issues", [])
        assert not [issue for issue in issues if issue["type"].endswith("unknownInput")], name
    assert {"q", "age", "municipality", "near", "radius", "facets", "after", "select", "lang", "format"} <= documented


def test_the_three_documents_and_the_page_are_served(client: TestClient) -> None:
    assert client.get("/doc/openapi.yaml").headers["content-type"] == "application/yaml"
    assert client.get("/doc/openapi-3.1.json").json()["openapi"].startswith("3.1")
    page = client.get("/doc")
    assert (
        "script-src" in page.headers["content-security-policy"] or "default-src 'self'" in page.headers["content-security-policy"]
    )
    assert "<script>" not in page.text
