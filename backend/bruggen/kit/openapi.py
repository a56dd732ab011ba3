"""The API document in OpenAPI 3.0.3, as Belgif asks: FastAPI writes 3.1, which is another language.

Setting the version number alone would give an invalid document: null unions, `const`, numeric
`exclusiveMinimum` and `examples` all have to be said differently.
"""

import re
from typing import Any

import orjson
from fastapi import FastAPI

from bruggen.kit.exports import FILE, TYPE_OF
from bruggen.kit.problems import InputIssue, ProblemSchema

Json = dict[str, Any]
GENERIC = re.compile(r"Collection[_\[](\w+?)(?:Item|Card)?[_\]]")
"""FastAPI's name for `Collection[RegionItem]` or `Collection[NetworkCard]`, which becomes `RegionCollection`."""
SPLIT = re.compile(r"(\"(?:#/components/schemas/)?[A-Z]\w*)-(Input|Output)\"")
"""FastAPI's names for one schema that says other things of what comes in than of what goes out."""
REF = "#/components/schemas/{model}"
NAMED = re.compile(r'"#/components/schemas/([^"]+)"')


def openapi_303(app: FastAPI) -> Json:
    """The app's document as valid OpenAPI 3.0.3, with the problem schema in it and no 422."""
    text = GENERIC.sub(r"\1Collection", orjson.dumps(app.openapi()).decode())
    text = SPLIT.sub(lambda name: f'{name[1]}{"Input" if name[2] == "Input" else ""}"', text)
    document: Json = _down(_with_nulls_that_come_in(orjson.loads(text)))
    document["openapi"] = "3.0.3"
    schemas = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = _down(ProblemSchema.model_json_schema(mode="serialization", ref_template=REF))
    problem.pop("$defs", None)
    schemas["Problem"] = {**problem, "title": "Problem"}
    schemas["InputIssue"] = _down(InputIssue.model_json_schema(mode="serialization", ref_template=REF))
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            for response in operation["responses"].values():
                if response.get("content") == {"application/json": {"schema": {}}}:
                    # FastAPI says this of every route that answers without a body.
                    del response["content"]
            if any(parameter["name"] == "format" for parameter in operation.get("parameters", ())):
                operation["responses"]["200"]["content"].update(
                    {media: FILE for kind, media in TYPE_OF.items() if kind != "json"}
                )
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    return document


def _with_nulls_that_come_in(document: Json) -> Json:
    """Null is taken where a body may leave a field out (in a merge patch it removes), and never given: that is left unsaid."""
    schemas = document["components"]["schemas"]
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    going_out = _reached(schemas, [operation["responses"] for operation in operations])
    for name in _reached(schemas, [operation.get("requestBody") for operation in operations]) - going_out:
        for field in schemas[name].get("properties", {}).values():
            if {"type": "null"} in field.get("anyOf", ()):
                field["nullable"] = True
    return document


def _reached(schemas: Json, node: Any) -> set[str]:
    """The names of the schemas that a part of the document stands on."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        names = set(NAMED.findall(orjson.dumps(waiting.pop()).decode())) & schemas.keys() - found
        found |= names
        waiting.extend(schemas[name] for name in names)
    return found


def _down(node: Any) -> Any:
    if isinstance(node, list):
        return [_down(part) for part in node]
    if not isinstance(node, dict):
        return node
    return _schema({name: _down(value) for name, value in node.items()})


def _schema(node: Json) -> Json:
    for union in ("anyOf", "oneOf"):
        if isinstance(node.get(union), list):
            kinds = [kind for kind in node[union] if kind != {"type": "null"}]
            if len(kinds) < len(node[union]) and len(kinds) == 1:
                node.pop(union)
                node = {**kinds[0], **node}
            elif len(kinds) < len(node[union]):
                node[union] = kinds
    if "const" in node and not isinstance(node["const"], dict):
        node["enum"] = [node.pop("const")]
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(node.get(exclusive), int | float) and not isinstance(node.get(exclusive), bool):
            node[bound] = node[exclusive]
            node[exclusive] = True
    if isinstance(node.get("examples"), list):
        node["example"] = node.pop("examples")[0]
    if isinstance(node.get("prefixItems"), list):
        # A tuple: 3.0 can say what may stand in it and how many, not in which order.
        node["items"] = {"anyOf": node.pop("prefixItems")}
    if node.get("default", ...) is None:
        node.pop("default")
    if "$ref" in node and len(node) > 1:
        # Beside a $ref, 3.0 ignores everything else.
        node = {"allOf": [{"$ref": node.pop("$ref")}], **node}
    return node
