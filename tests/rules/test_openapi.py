"""The committed API document is today's, valid, and keeps the rules of the Belgif REST guide that bind this product."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator
from typer.testing import CliRunner

from bruggen.cli import app
from tests.rules.house import read

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
LOWER_CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
UPPER_CAMEL = re.compile(r"[A-Z][a-zA-Z0-9]*")
# The documents themselves are files, as calendars are: there the guide prescribes an extension. The keys stand where RFC 8615
# has them.
FILES = re.compile(r"/doc(/openapi\.(json|yaml))?|/(calendar|feeds)/[a-z]+\.(ics|atom|rss)|/\.well-known/jwks\.json")
# RFC 6749 prescribes its names and what a refusal looks like.
OAUTH = "/oauth/token"
OAUTH_SCHEMAS = ("#/components/schemas/TokenAnswer", "#/components/schemas/TokenRefusal", "#/paths//oauth/token/")

DOCUMENT: dict[str, Any] = json.loads(read("openapi/bruggen-v1.json"))


@dataclass(frozen=True)
class Operation:
    """One method of one path."""

    path: str
    method: str
    body: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


OPERATIONS = [
    Operation(path, method, body)
    for path, item in DOCUMENT["paths"].items()
    for method, body in item.items()
    if method in METHODS
]


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    """What a `$ref` points to; anything else as it is."""
    while reference := node.get("$ref"):
        node = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            node = node[part.replace("~1", "/").replace("~0", "~")]
    return node


def nodes(node: Any, where: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the document with the place it stands, the given examples aside."""
    if isinstance(node, dict):
        yield where, node
        for key, value in node.items():
            if key not in {"example", "examples", "default", "enum"}:
                yield from nodes(value, f"{where}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from nodes(value, f"{where}/{index}")


def parameters() -> Iterator[tuple[Operation, dict[str, Any]]]:
    for operation in OPERATIONS:
        shared = DOCUMENT["paths"][operation.path].get("parameters", [])
        for parameter in [*shared, *operation.body.get("parameters", [])]:
            yield operation, resolve(parameter)


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema that has properties, wherever it stands."""
    for where, node in nodes(DOCUMENT):
        if not where.endswith("/properties") and isinstance(node.get("properties"), dict):
            yield where, node


def answers() -> Iterator[tuple[Operation, str, dict[str, Any]]]:
    for operation in OPERATIONS:
        for status, answer in operation.body["responses"].items():
            yield operation, status, resolve(answer)


def test_the_committed_documents_are_todays() -> None:
    result = CliRunner().invoke(app, ["openapi", "--check"])
    assert result.exit_code == 0, result.output


def test_the_document_is_valid_openapi_3_0_3() -> None:
    assert DOCUMENT["openapi"] == "3.0.3"
    OpenAPIV30SpecValidator(DOCUMENT).validate()


def test_the_product_version_is_stated_in_full() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", DOCUMENT["info"]["version"])


@pytest.mark.parametrize("path", DOCUMENT["paths"])
def test_paths_are_lower_camel_case_without_extension_or_slash_at_the_end(path: str) -> None:
    if FILES.fullmatch(path):
        return
    wrong = [part for part in path.strip("/").split("/") if not LOWER_CAMEL.fullmatch(part.removeprefix("{").removesuffix("}"))]
    assert wrong == []
    assert path.startswith("/")
    assert not path.endswith("/")


def test_resources_stand_below_the_major_version() -> None:
    outside = {path for path in DOCUMENT["paths"] if not path.startswith("/api/v1/")}
    beside = re.compile(r"/(health|doc|calendar|feeds|digest|auth|oauth|\.well-known)\b")
    assert {path for path in outside if not beside.match(path)} == set()
    assert len(outside) < len(DOCUMENT["paths"])


def test_parameters_are_lower_camel_case_and_explained() -> None:
    found = list(parameters())
    assert found
    named = [(operation, parameter) for operation, parameter in found if parameter["in"] in {"query", "path"}]
    assert [f"{op}: {p['name']}" for op, p in named if not LOWER_CAMEL.fullmatch(p["name"])] == []
    assert [
        f"{op}: {p['name']}" for op, p in found if not (p.get("description") or resolve(p["schema"]).get("description"))
    ] == []


def test_property_names_are_lower_camel_case() -> None:
    found = list(schemas())
    assert found
    ours = [(where, schema) for where, schema in found if not where.startswith(OAUTH_SCHEMAS)]
    wrong = [f"{where}: {name}" for where, schema in ours for name in schema["properties"] if not LOWER_CAMEL.fullmatch(name)]
    assert wrong == []


def test_schema_names_are_upper_camel_case() -> None:
    assert [name for name in DOCUMENT["components"]["schemas"] if not UPPER_CAMEL.fullmatch(name)] == []


def given(node: Any) -> set[str]:
    """The places of the schemas that a part of the document stands on."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        names = {part["$ref"] for _, part in nodes(waiting.pop()) if "$ref" in part} - found
        found |= names
        waiting.extend(resolve({"$ref": name}) for name in names)
    return found


def test_nothing_that_goes_out_is_ever_null() -> None:
    nulls = [where for where, node in nodes(DOCUMENT) if node.get("nullable") or node.get("type") == "null"]
    going_out = given([operation.body["responses"] for operation in OPERATIONS])
    assert [where for where in nulls if where.startswith("#/paths/") or where.rpartition("/properties/")[0] in going_out] == []


def test_required_properties_exist() -> None:
    wrong = [
        f"{where}: {name}"
        for where, schema in schemas()
        for name in schema.get("required", [])
        if name not in schema["properties"]
    ]
    assert wrong == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_an_operation_has_a_name_a_summary_and_one_declared_tag(operation: Operation) -> None:
    declared = {tag["name"] for tag in DOCUMENT["tags"]}
    assert LOWER_CAMEL.fullmatch(operation.body["operationId"])
    assert operation.body["summary"]
    [tag] = operation.body["tags"]
    assert tag in declared
    assert tag[0].isupper()


def test_operation_names_are_unique() -> None:
    names = Counter(operation.body["operationId"] for operation in OPERATIONS)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_an_operation_says_what_a_failure_looks_like(operation: Operation) -> None:
    answer = resolve(operation.body["responses"]["default"])
    assert list(answer["content"]) == ["application/problem+json"]
    schema = resolve(answer["content"]["application/problem+json"]["schema"])
    assert {"type", "title", "status"} <= set(schema["properties"])


def test_every_answer_that_fails_is_a_problem() -> None:
    wrong = [
        f"{operation} {status}"
        for operation, status, answer in answers()
        if status[0] in "45" and operation.path != OAUTH and set(answer.get("content", {})) != {"application/problem+json"}
    ]
    assert wrong == []


def test_422_is_never_answered() -> None:
    assert [str(operation) for operation, status, _ in answers() if status == "422"] == []


def test_a_json_answer_is_always_an_object() -> None:
    wrong = []
    for operation, status, answer in answers():
        schema = resolve(answer.get("content", {}).get("application/json", {}).get("schema", {"type": "object"}))
        if schema.get("type", "object") != "object":
            wrong.append(f"{operation} {status}")
    assert wrong == []


def test_a_body_says_whether_it_is_required() -> None:
    bodies = [(operation, resolve(operation.body["requestBody"])) for operation in OPERATIONS if "requestBody" in operation.body]
    assert [str(operation) for operation, body in bodies if "required" not in body] == []


def test_collections_have_the_shape_of_the_guide() -> None:
    lists = [schema for _, schema in schemas() if "items" in schema["properties"]]
    assert lists
    assert [schema.get("title") for schema in lists if "self" not in schema["properties"]] == []
