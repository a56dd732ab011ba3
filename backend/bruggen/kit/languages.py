"""Which of nl, fr and en an answer is in: `lang` first, then `Accept-Language`, else Dutch."""

from typing import Literal

from starlette.requests import Request

Language = Literal["nl", "fr", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "fr", "en")


def accepted_language(header: str) -> Language:
    """The best of our languages for an Accept-Language header (RFC 9110, 12.5.4); Dutch when none fits."""
    best: Language = "nl"
    best_weight = 0.0
    for part in header.split(","):
        tag, _, parameters = part.strip().partition(";")
        base = tag.strip().lower().partition("-")[0]
        _, _, quality = parameters.strip().partition("q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        for language in LANGUAGES:
            if base == language and weight > best_weight:
                best, best_weight = language, weight
    return best


def negotiate(request: Request, lang: Language | None) -> Language:
    """The language of the answer to this request."""
    return lang or accepted_language(request.headers.get("accept-language", ""))
