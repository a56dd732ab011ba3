"""The built single-page application as static files, with its headers; every unknown page is the application's."""

import base64
import hashlib
import re
from pathlib import Path
from wsgiref.headers import Headers

from servestatic import ServeStaticASGI
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bruggen.kit.problems import MethodNotAllowed, ResourceNotFound, problem_response

API_ROOTS = frozenset({"api", "health", "doc", "auth", "oauth", ".well-known", "calendar", "feeds", "digest"})
FALLBACK = "200.html"
CONFIG = "config.json"
INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
STYLE_ATTRIBUTES = re.compile(rb"(style-src-attr [^;\"]+)")
IMMUTABLE = r"^.*/immutable/.*$"


def content_security_policy(html: bytes) -> str:
    """A policy that lets in our own files, the page's inline scripts by their hash, and the style attributes its build names."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in INLINE_SCRIPT.findall(html)
    )
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}".rstrip(),
            "style-src 'self'",
            *(directive.decode().strip() for directive in STYLE_ATTRIBUTES.findall(html)[:1]),
            "img-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Site:
    """ASGI layer: the API's addresses go to `api`, all others to the files below `root`."""

    def __init__(self, api: ASGIApp, root: Path) -> None:
        self.api = api
        self.config = root / CONFIG
        self.policy = content_security_policy((root / FALLBACK).read_bytes())
        self.files = ServeStaticASGI(
            self._fallback,
            root=root,
            index_file=True,
            immutable_file_test=IMMUTABLE,
            max_age=0,
            allow_all_origins=False,
            add_headers_function=self._add_headers,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"].lstrip("/").partition("/")[0] in API_ROOTS:
            await self.api(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await problem_response(MethodNotAllowed(headers={"Allow": "GET, HEAD"}))(scope, receive, send)
        elif scope["path"] == f"/{CONFIG}" and self.config.is_file():
            # An operator edits it while we run; all other files are as they were at the start.
            await FileResponse(self.config, headers={"Cache-Control": "no-cache"})(scope, receive, send)
        else:
            await self.files(scope, receive, send)

    def _add_headers(self, headers: Headers, path: str, _url: str) -> None:
        if path.endswith(".html"):
            headers["Content-Security-Policy"] = self.policy

    async def _fallback(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A missing file is not a page: an old script asked for by name must fail, not turn into HTML.
        if "." in scope["path"].rpartition("/")[2]:
            await problem_response(ResourceNotFound())(scope, receive, send)
        else:
            await self.files({**scope, "path": f"/{FALLBACK}"}, receive, send)


def is_built(root: Path) -> bool:
    """Whether a built application stands below `root`."""
    return (root / FALLBACK).is_file()
