"""Headers by which a browser protects the reader, on every answer: what may be sniffed, framed, told to others or switched on."""

from collections.abc import Iterable

HeaderList = tuple[tuple[bytes, bytes], ...]

# Powers of a browser that no page of ours uses; copying to the clipboard and sharing it does.
SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
NOSNIFF = (b"x-content-type-options", b"nosniff")
INERT = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
# The API's data is the same for everybody who has no token, and a token is never sent along by itself: these two are enough.
API: HeaderList = (NOSNIFF, INERT)
ELSEWHERE: HeaderList = (
    NOSNIFF,
    # Nobody learns from a link that somebody was here, and no log, ours included, which words stood in the address of the page.
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
DATA: HeaderList = (*ELSEWHERE, INERT)
# A page brings its own Content-Security-Policy. A script may have none of ours: it would bind the service worker.
DOCUMENT: HeaderList = (
    *ELSEWHERE,
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", ", ".join(f"{power}=()" for power in SWITCHED_OFF).encode()),
)
HTTPS_ONLY: HeaderList = ((b"strict-transport-security", b"max-age=31536000"),)


class Protection:
    """What to add to an answer. With `https`, browsers are told to come by https for a year (RFC 6797)."""

    def __init__(self, *, https: bool) -> None:
        more = HTTPS_ONLY if https else ()
        self.api, self.data, self.document = API + more, DATA + more, DOCUMENT + more

    def headers_for(self, path: str, headers: Iterable[tuple[bytes, bytes]]) -> HeaderList:
        """The headers to add to an answer at `path` that has these."""
        if path.startswith("/api/"):
            return self.api
        is_json = any(name == b"content-type" and value.endswith(b"json") for name, value in headers)
        return self.data if is_json else self.document
