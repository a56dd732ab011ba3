"""Ready-made answers before everything else: a public page is built once for each state of the index.

Only anonymous GETs; only answers that say `Cache-Control: public`; bounded in bytes; everything goes
when the version moves. An answer is kept whole, but for its trace id: every answer has its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bruggen.kit.answers import matches
from bruggen.kit.ids import new_text_id
from bruggen.kit.languages import accepted_language
from bruggen.kit.trace import RELATED, TRACE, Header, trace_headers

KNOWN_LANGUAGE_HEADERS = 1000
LONGEST_LANGUAGE_HEADER = 200
# What an entry costs beside its bytes, roughly.
ENTRY_OVERHEAD = 1000
Key = tuple[str, bytes, str, bytes, bytes]


@dataclass(slots=True, frozen=True)
class _Page:
    etag: bytes
    start: list[Header]
    not_modified: list[Header]
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
        # Of a header sent twice the routes read the first: so does the key, or one's answer would be another's.
        sent = dict(reversed(scope["headers"]))
        if b"authorization" in sent or b"cookie" in sent:
            await self.app(scope, receive, send)
            return
        version = self.version()
        if version != self._seen:
            self._forget()
            self._seen = version
        language = self._language(sent.get(b"accept-language", b""))
        key = (scope["path"], scope["query_string"], language, sent.get(b"accept", b""), sent.get(b"origin", b""))
        page = self._pages.get(key)
        if page is None:
            await self.app(scope, receive, self._remembering(key, version, send))
            return
        own = trace_headers(new_text_id(), sent.get(TRACE))
        if_none_match = sent.get(b"if-none-match")
        if if_none_match == page.etag or (if_none_match and matches(if_none_match.decode("latin-1"), page.etag.decode())):
            await send({"type": "http.response.start", "status": 304, "headers": [*page.not_modified, *own]})
            await send({"type": "http.response.body", "body": b""})
        else:
            await send({"type": "http.response.start", "status": 200, "headers": [*page.start, *own]})
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
                start = message if kept else None
            elif start:
                body.append(message.get("body", b""))
                # An answer made before a change must not be kept after it.
                if not message.get("more_body") and version == self.version():
                    self._keep(key, start["headers"], b"".join(body))
            await send(message)

        return remember

    def _keep(self, key: Key, headers: list[Header], body: bytes) -> None:
        size = _size(key, body)
        if size > self.max_bytes or key in self._pages:
            return
        while self._pages and self._bytes + size > self.max_bytes:
            oldest = next(iter(self._pages))
            self._bytes -= _size(oldest, self._pages.pop(oldest).body)
        self._bytes += size
        start = [pair for pair in headers if pair[0] not in (TRACE, RELATED)]
        not_modified = [pair for pair in start if pair[0] not in (b"content-length", b"content-type")]
        self._pages[key] = _Page(dict(start)[b"etag"], start, not_modified, body)


def _may_be_kept(headers: list[Header]) -> bool:
    named = dict(headers)
    return named.get(b"cache-control", b"").startswith(b"public") and b"etag" in named and b"set-cookie" not in named


def _size(key: Key, body: bytes) -> int:
    """What a page costs: the caller chooses how long the key is."""
    _, query, _, accept, origin = key
    return len(body) + len(query) + len(accept) + len(origin) + ENTRY_OVERHEAD
