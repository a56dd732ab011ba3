"""Ready-made answers before the router: a public page is built once for each state of the index.

Only anonymous GETs; only answers that say `Cache-Control: public`; bounded in bytes; everything goes
when the version moves. Trace ids are added outside, so that each answer has its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bruggen.kit.answers import matches
from bruggen.kit.languages import accepted_language

KNOWN_LANGUAGE_HEADERS = 1000
LONGEST_LANGUAGE_HEADER = 200
# What an entry costs beside its bytes, roughly.
ENTRY_OVERHEAD = 1000
Key = tuple[str, bytes, str, bytes]


@dataclass(slots=True, frozen=True)
class _Page:
    etag: bytes
    start: list[tuple[bytes, bytes]]
    not_modified: list[tuple[bytes, bytes]]
    body: bytes


class PageCache:
    """ASGI layer that answers GETs of `paths` from memory while `version()` stays the same."""

    def __init__(self, app: ASGIApp, version: Callable[[], object], paths: frozenset[str], max_bytes: int) -> None:
        self.app = app
        self.version = version
        self.paths = paths
        self.max_bytes = max_bytes
        self._seen: object = None
        self._pages: dict[Key, _Page] = {}
        self._bytes = 0
        self._languages: dict[bytes, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or pass on and remember."""
        if scope["type"] != "http" or scope["path"] not in self.paths or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        language = accept = if_none_match = None
        for name, value in scope["headers"]:
            # Of a header sent twice the routes read the first: so does the key, or one's answer would be another's.
            if name == b"accept-language":
                language = value if language is None else language
            elif name == b"accept":
                accept = value if accept is None else accept
            elif name == b"if-none-match":
                if_none_match = value if if_none_match is None else if_none_match
            elif name in (b"authorization", b"cookie"):
                await self.app(scope, receive, send)
                return
        version = self.version()
        if version != self._seen:
            self._forget()
            self._seen = version
        key = (scope["path"], scope["query_string"], self._language(language or b""), accept or b"")
        page = self._pages.get(key)
        if page is None:
            await self.app(scope, receive, self._remembering(key, version, send))
        elif if_none_match == page.etag or (if_none_match and matches(if_none_match.decode("latin-1"), page.etag.decode())):
            await send({"type": "http.response.start", "status": 304, "headers": page.not_modified.copy()})
            await send({"type": "http.response.body", "body": b""})
        else:
            await send({"type": "http.response.start", "status": 200, "headers": page.start.copy()})
            await send({"type": "http.response.body", "body": page.body})

    def _language(self, header: bytes) -> str:
        language = self._languages.get(header)
        if language is None:
            language = accepted_language(header.decode("latin-1"))
            if len(self._languages) >= KNOWN_LANGUAGE_HEADERS:
                self._languages.clear()
            if len(header) <= LONGEST_LANGUAGE_HEADER:
                self._languages[header] = language
        return language

    def _forget(self) -> None:
        self._pages.clear()
        self._bytes = 0

    def _remembering(self, key: Key, version: object, send: Send) -> Send:
        start: Message | None = None
        body: list[bytes] = []

        async def remember(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                # Whole lists are streamed and kept by nobody: nothing of them may pile up here.
                kept = message["status"] == 200 and _may_be_kept(message["headers"])
                # A copy: the layers outside add headers to the message that are this one caller's.
                start = {**message, "headers": list(message["headers"])} if kept else None
            elif start:
                body.append(message.get("body", b""))
                # An answer made before a change must not be kept after it.
                if not message.get("more_body") and version == self.version():
                    self._keep(key, start["headers"], b"".join(body))
            await send(message)

        return remember

    def _keep(self, key: Key, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        size = _size(key, body)
        if size > self.max_bytes or key in self._pages:
            return
        while self._pages and self._bytes + size > self.max_bytes:
            oldest = next(iter(self._pages))
            self._bytes -= _size(oldest, self._pages.pop(oldest).body)
        self._bytes += size
        not_modified = [pair for pair in headers if pair[0] not in (b"content-length", b"content-type")]
        self._pages[key] = _Page(dict(headers)[b"etag"], headers, not_modified, body)


def _may_be_kept(headers: list[tuple[bytes, bytes]]) -> bool:
    named = dict(headers)
    return named.get(b"cache-control", b"").startswith(b"public") and b"etag" in named


def _size(key: Key, body: bytes) -> int:
    """What a page costs: the caller chooses how long the key is."""
    return len(body) + len(key[1]) + len(key[3]) + ENTRY_OVERHEAD
