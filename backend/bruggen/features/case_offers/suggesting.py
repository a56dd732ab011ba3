"""Which offers of the directory could fit a case, by its facts alone: nothing that was written about it leaves the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import orjson
from sqlalchemy.orm import Session

from bruggen.casework.application import PLACES
from bruggen.directory.query import DirectoryQuery
from bruggen.directory.service import Directory
from bruggen.features.case_offers import queries
from bruggen.features.case_offers.schemas import Fact, OfferReason, SuggestedOffer, Suggestion
from bruggen.kit.clock import today
from bruggen.kit.db import AnyRow
from bruggen.models import CaseConsultation

CANDIDATES, SHOWN = 100, 12
WEIGHTS: dict[Fact, int] = {"theme": 4, "level": 3, "age": 3, "track": 2, "availability": 2, "place": 0}
ROOM = {"free": "fits", "limited": "fits", "waitingList": "doesNotFit", "closed": "doesNotFit"}


@dataclass(frozen=True, slots=True)
class Need:
    """What an offer is held against."""

    places: tuple[str, ...]
    age: int | None
    band: str | None
    codes: dict[str, set[str]]


def need_of(case: CaseConsultation) -> Need:
    """The facts of a case whose `codes` are loaded."""
    places = tuple(dict.fromkeys(place for name in PLACES if (place := getattr(case, name))))
    age = today().year - case.birth_year if case.birth_year else None
    themes = {code.code for code in case.codes if code.list_name == "themes"}
    codes = {"levels": {case.level} if case.level else set(), "tracks": {case.track} if case.track else set(), "themes": themes}
    return Need(places, age, case.age_band, codes)


def suggest(session: Session, directory: Directory, case: CaseConsultation, added: set[UUID]) -> list[Suggestion]:
    """Offers that serve one of the places of the case, those that fit most of its facts first. Raises IndexDamaged while the
    directory is being made.
    """
    need = need_of(case)
    ids = _candidates(directory, need)
    facts = queries.facts_of(session, ids)
    suggestions = [
        Suggestion(offer=_offer(row), reasons=_reasons(need, row, facts[row.id]), added=row.id in added)
        for row in queries.offers(session, ids)
    ]
    return sorted(suggestions, key=lambda suggestion: (-_score(suggestion), suggestion.offer.title))[:SHOWN]


def _candidates(directory: Directory, need: Need) -> list[UUID]:
    serves = tuple(dict.fromkeys(term for place in need.places for term in directory.gazetteer.serves(place)))
    where = {"serves": serves, "page_size": CANDIDATES, "ages": (need.age,) if need.age is not None else ()}
    bands = {"ageBand": (need.band,)} if need.band else {}
    themes = {"theme": tuple(sorted(need.codes["themes"]))} if need.codes["themes"] else {}
    found: list[UUID] = []
    # First those of the theme, then the rest: a thousand offers for everything must not hide the one that fits.
    for filters in ({**bands, **themes}, bands):
        page = directory.search(DirectoryQuery(filters=filters, **where))  # type: ignore[arg-type]
        found += [UUID(orjson.loads(card)["id"]) for card in page.cards]
    return list(dict.fromkeys(found))


def _offer(row: AnyRow) -> SuggestedOffer:
    return SuggestedOffer(
        id=row.id,
        href=f"/api/v1/offers/{row.id}",
        title=row.title,
        summary=row.summary,
        provider=row.provider,
        category=row.category,
        availability=row.availability,
        waiting_weeks=row.waiting_weeks,
        availability_checked_on=row.availability_checked_on,
    )


def _reasons(need: Need, row: AnyRow, facts: dict[str, set[str]]) -> list[OfferReason]:
    # The directory was asked for the place, so it fits where there is one.
    reasons = [OfferReason(fact="place", verdict="fits" if need.places else "unknown")]
    bounded = row.age_min is not None or row.age_max is not None
    known = bounded and (need.age is not None or need.band is not None)
    reasons.append(OfferReason(fact="age", verdict="fits" if known else "unknown"))
    named: tuple[tuple[Fact, str], ...] = (("level", "levels"), ("track", "tracks"), ("theme", "themes"))
    for fact, name in named:
        reasons.append(_compare(fact, need.codes[name], facts[name]))
    reasons.append(OfferReason(fact="availability", verdict=ROOM.get(row.availability, "unknown")))
    return reasons


def _compare(fact: Fact, wanted: set[str], offered: Iterable[str]) -> OfferReason:
    offered = set(offered)
    if not wanted or not offered:
        return OfferReason(fact=fact, verdict="unknown")
    common = sorted(wanted & offered)
    return OfferReason(fact=fact, verdict="fits" if common else "doesNotFit", codes=common)


def _score(suggestion: Suggestion) -> int:
    marks = {"fits": 1, "unknown": 0, "doesNotFit": -1}
    return sum(WEIGHTS[reason.fact] * marks[reason.verdict] for reason in suggestion.reasons)
