"""`/doc`: the API document (3.0.3 as JSON and YAML, FastAPI's own 3.1 beside it) and a page for people."""

from functools import lru_cache
from typing import Any

import orjson
import yaml
from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from bruggen.kit.openapi import openapi_303

router = APIRouter(prefix="/doc", include_in_schema=False)


@lru_cache(maxsize=4)
def _document(app: FastAPI) -> dict[str, Any]:
    return openapi_303(app)


@router.get("/openapi.json")
def get_openapi_json(request: Request) -> Response:
    """The document as JSON, OpenAPI 3.0.3."""
    return Response(orjson.dumps(_document(request.app)), media_type="application/json")


@router.get("/openapi.yaml")
def get_openapi_yaml(request: Request) -> Response:
    """The document as YAML, OpenAPI 3.0.3."""
    text = yaml.safe_dump(_document(request.app), sort_keys=False, allow_unicode=True)
    return Response(text, media_type="application/yaml")


@router.get("/openapi-3.1.json")
def get_openapi_31(request: Request) -> Response:
    """FastAPI's own document, OpenAPI 3.1."""
    return Response(orjson.dumps(request.app.openapi()), media_type="application/json")


PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bruggen API</title>
<link rel="stylesheet" href="/doc/assets/swagger-ui.css">
</head>
<body>
<main id="swagger-ui">
<p>The document itself: <a href="/doc/openapi.json">JSON</a>, <a href="/doc/openapi.yaml">YAML</a>.</p>
</main>
<script src="/doc/assets/swagger-ui-bundle.js"></script>
<script src="/doc/start.js"></script>
</body>
</html>
"""
START = 'SwaggerUIBundle({url: "/doc/openapi.json", dom_id: "#swagger-ui", deepLinking: true, filter: true});\n'
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'"


@router.get("")
def get_page() -> Response:
    """The document for people to read and try."""
    return Response(PAGE, media_type="text/html", headers={"Content-Security-Policy": POLICY})


@router.get("/start.js")
def get_start() -> Response:
    """Starts the page; a file of its own, because no script stands inline."""
    return Response(START, media_type="text/javascript")


def doc_assets() -> StaticFiles:
    """Swagger UI's own files, from the package that ships them: no third party is asked."""
    return StaticFiles(packages=[("fastapi_swagger", "resources")])
