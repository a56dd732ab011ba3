"""A page of the directory from ready-made cards: bytes are joined, nothing is parsed."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson
from starlette.requests import Request

from bruggen.directory.query import REACHABLE, DirectoryPage, DirectoryQuery
from bruggen.directory.service import Directory
from bruggen.features.offers.filters import OfferFilters
from bruggen.features.offers.question import Question
from bruggen.features.offers.schemas import OfferItem
from bruggen.kit.answers import pick
from bruggen.kit.exports import Format
from bruggen.kit.languages import Language
from bruggen.kit.lists import flatten
from bruggen.kit.page import page_links, with_parameter
from bruggen.kit.problems import invalid

# The code list behind each facet whose values are codes.
FACET_LISTS = {
    "ageBand": "ageBands",
    "level": "levels",
    "track": "tracks",
    "category": "categories",
    "theme": "themes",
    "aim": "aims",
    "mode": "modes",
    "accessRoute": "accessRoutes",
    "availability": "availabilities",
    "cost": "costs",
    "language": "languages",
    "sector": "sectors",
}
ITEM_NAMES = [field.alias or name for name, field in OfferItem.model_fields.items()]
CURSOR_OF = {"-verifiedOn": "v.", "title": "t."}
EXPORT_PAGE = 100
EXPORT_COLUMNS = {
    name: name
    for name in (
        "id",
        "title",
        "summary",
        "category",
        "ageMin",
        "ageMax",
        "levels",
        "themes",
        "outOfSchool",
        "availability.status",
        "availability.waitingWeeks",
        "availability.checkedOn",
        "cost",
        "accessRoutes",
        "providers",
        "municipalities",
        "catchmentScope",
        "verifiedOn",
        "reviewDue",
        "demo",
        "href",
    )
}


def read_cursor(after: str, sort: str) -> str:
    """The index's own cursor in `after`. Raises BadRequest for one that no `next` link of this sort gave."""
    prefix = CURSOR_OF.get(sort)
    if prefix is None:
        raise invalid("after", "Only the sorts -verifiedOn and title have cursors; the others page to 1,000 results.")
    key = after.removeprefix(prefix)
    try:
        base64.b64decode(key + "=" * (-len(key) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = ""
    if not after.startswith(prefix) or not key:
        raise invalid("after", "This is no cursor of this list. Follow the `next` links.", value=after)
    return key


def list_body(
    request: Request, filters: OfferFilters, question: Question, found: DirectoryPage, directory: Directory, language: Language
) -> bytes:
    """The page as JSON. Raises BadRequest for a page beyond the last."""
    cards = found.cards
    if found.distances is not None:
        cards = [
            card[:-1] + b',"distance":%.1f}' % away if away is not None else card
            for card, away in zip(cards, found.distances, strict=True)
        ]
    if filters.select:
        cards = [_picked(card, pick(ITEM_NAMES, filters.select)) for card in cards]
    rest: dict[str, Any] = {"total": found.total, **_links(request, filters, question, found)}
    if filters.after is None:
        rest["page"] = filters.page
    rest["pageSize"] = filters.page_size
    if filters.facets:
        rest["facets"] = {
            name: _counts(name, counts, directory, language, question.query.filters.get(name, ()))
            for name, counts in found.facets.items()
        }
    if filters.q:
        rest["interpretation"] = _interpretation(question, found)
    return b'{"items":[' + b",".join(cards) + b"]," + orjson.dumps(rest)[1:]


def _picked(card: bytes, names: set[str]) -> bytes:
    return orjson.dumps({name: value for name, value in orjson.loads(card).items() if name in names})


def _links(request: Request, filters: OfferFilters, question: Question, found: DirectoryPage) -> dict[str, str]:
    path: str = request.scope["path"]
    query = request.scope["query_string"].decode("latin-1")
    cursor = CURSOR_OF.get(question.sort)
    following = cursor + found.next_after if cursor and found.next_after else None
    if filters.after is not None:
        links = {"self": f"{path}?{query}", "first": with_parameter(path, query, "after", None)}
        if following:
            links["next"] = with_parameter(path, query, "after", following)
        return links
    reachable = min(found.total, REACHABLE)
    if filters.page > 1 and (filters.page - 1) * filters.page_size >= reachable:
        hint = "Pages reach the first 1,000 results; follow the `next` links of the sorts -verifiedOn or title to go on."
        raise invalid("page", f"Page {filters.page} lies beyond the last. {hint}", value=filters.page)
    links = page_links(path, query, filters.page, filters.page_size, reachable)
    if "next" not in links and following:
        links["next"] = with_parameter(path, with_parameter("", query, "page", None)[1:], "after", following)
    return links


def _counts(
    name: str, counts: list[tuple[str, int]], directory: Directory, language: Language, chosen: tuple[str, ...]
) -> list[dict[str, Any]]:
    """The facet's values, labelled; a chosen one is shown also when nothing is left of it."""
    present = {code for code, _ in counts}
    listed = [*counts, *((code, 0) for code in chosen if code not in present)]
    if name == "organization":
        labels = directory.organization_names(code for code, _ in listed)
    else:
        labels = directory.labels(FACET_LISTS.get(name, name), language)
    return [{"code": code, "label": labels.get(code, code), "count": count} for code, count in listed]


def _interpretation(question: Question, found: DirectoryPage) -> dict[str, Any]:
    reading: dict[str, Any] = {
        "parts": [part.model_dump(mode="json", by_alias=True, exclude_none=True) for part in question.parts]
    }
    if found.corrections:
        reading["corrections"] = [{"typed": correction.typed, "used": correction.used} for correction in found.corrections]
    return reading


def all_cards(directory: Directory, query: DirectoryQuery, kind: Format) -> Iterator[dict[str, Any]]:
    """Every card that the question finds, newest checked first; flat for a table, as it is for ndjson."""
    question = replace(query, sort="-verifiedOn", page=1, page_size=EXPORT_PAGE, after=None, facets=())
    while True:
        page = directory.search(question)
        for card in page.cards:
            record = orjson.loads(card)
            yield record if kind == "ndjson" else _row(record)
        if page.next_after is None:
            return
        question = replace(question, after=page.next_after)


def _row(record: dict[str, Any]) -> dict[str, object]:
    places = [place["municipality"] for place in record["places"]]
    return {**flatten(record), "municipalities": places}
