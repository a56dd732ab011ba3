"""One question, asked of every index there is."""

import orjson
from sqlalchemy.orm import Session
from starlette.requests import Request

from bruggen.directory.interpret import Interpretation
from bruggen.directory.query import DirectoryPage, DirectoryQuery
from bruggen.directory.service import Directory
from bruggen.features.search import queries
from bruggen.features.search.schemas import KINDS, FoundItem, FoundKind, Kind, SearchFilters
from bruggen.kit.languages import Language
from bruggen.kit.page import with_parameter
from bruggen.kit.problems import BadRequest, InputIssue, input_issue

Found = tuple[int, list[FoundItem]]
"""How many there are of a kind, and those that are shown."""
OF_ITEMS: tuple[Kind, ...] = ("training", "network", "goodPractice", "gathering", "method", "expertPost", "initiative")


class Search:
    """A question that was read, and where it is asked."""

    def __init__(self, request: Request, filters: SearchFilters, language: Language) -> None:
        """Raises BadRequest that names every parameter that cannot be."""
        self.filters = filters
        self.directory: Directory = request.app.state.directory
        self.expertise: Directory = request.app.state.expertise
        self.path, self.parameters = request.url.path, request.url.query
        self.language: Language = language
        self._refuse_unknown()
        self.reading: Interpretation = self.directory.interpret(filters.q, language)
        self.shown = filters.kind or KINDS
        self.skip = (filters.page - 1) * filters.page_size

    def _refuse_unknown(self) -> None:
        known = {"theme": self.directory.codes("themes"), "region": self.directory.gazetteer.regions}
        issues: list[InputIssue] = [
            input_issue(
                "invalidInput",
                f"There is no {name} {code[:60]}; choose from: {', '.join(known[name])}.",
                location="query",
                name=name,
                value=code,
            )
            for name in known
            for code in getattr(self.filters, name)
            if code not in known[name]
        ]
        if issues:
            raise BadRequest(issues=issues)

    def answer(self, session: Session) -> list[FoundKind]:
        """What there is of each kind. Raises IndexDamaged while an index is being made."""
        return [
            self._found("offer", *self._offers()),
            *self._items(),
            self._found("coordinator", *self._coordinators(session)),
            self._found("place", *self._places()),
        ]

    def _question(self, kind: str | None = None, *, limit: int) -> DirectoryQuery:
        reading, filters = self.reading, self.filters
        chosen: dict[str, tuple[str, ...]] = {
            "theme": tuple(filters.theme),
            "region": (*filters.region, *reading.regions),
            "ageBand": tuple(reading.age_bands),
            "kind": (kind,) if kind else (),
        }
        serves = (term for code in reading.municipalities for term in self.directory.gazetteer.serves(code))
        return DirectoryQuery(
            words=reading.words,
            filters={name: codes for name, codes in chosen.items() if codes},
            ages=tuple(reading.ages) if kind is None else (),
            serves=tuple(dict.fromkeys(serves)),
            prefer_located_in=tuple(reading.municipalities) if kind is None else (),
            page=filters.page,
            page_size=limit,
            facets=("kind",) if kind else (),
        )

    def _limit(self, kind: Kind) -> int:
        return self.filters.page_size if kind in self.shown else 0

    def _found(self, kind: Kind, total: int, items: list[FoundItem]) -> FoundKind:
        return FoundKind(self=with_parameter(self.path, self.parameters, "kind", kind), kind=kind, total=total, items=items)

    def _offers(self) -> Found:
        wanted = self._limit("offer")
        found = self.directory.search(self._question(limit=max(wanted, 1)))
        return found.total, [_item(card) for card in found.cards] if wanted else []

    def _items(self) -> list[FoundKind]:
        made, counts = [], None
        for kind in OF_ITEMS:
            wanted = self._limit(kind)
            if counts is not None and (not wanted or not counts.get(kind)):
                made.append(self._found(kind, counts.get(kind, 0), []))
                continue
            found: DirectoryPage = self.expertise.search(self._question(kind, limit=max(wanted, 1)))
            counts = dict(found.facets["kind"])
            made.append(self._found(kind, counts.get(kind, 0), [_item(card) for card in found.cards] if wanted else []))
        return made

    def _coordinators(self, session: Session) -> Found:
        towns = self.directory.gazetteer.municipalities
        around = [towns[code].region for code in self.reading.municipalities]
        regions = [*self.filters.region, *self.reading.regions, *around]
        words = self.reading.words.split()
        if not words and not regions:
            return 0, []
        total = queries.count_coordinators(session, words, regions)
        limit = self._limit("coordinator")
        found = queries.find_coordinators(session, words, regions, skip=self.skip, limit=limit) if total and limit else ()
        roles = self.directory.labels("postRoles", self.language)
        items = [
            FoundItem(
                href=f"/api/v1/coordinators/{person.id}",
                id=person.id,
                title=person.name,
                summary=f"{roles.get(person.role, person.role)}, {getattr(region, f'name_{self.language}')}",
                regions=[region.code],
            )
            for person, region in found
        ]
        return total, items

    def _places(self) -> Found:
        towns = [self.directory.gazetteer.municipalities[code] for code in self.reading.municipalities]
        shown = towns[self.skip : self.skip + self._limit("place")]
        items = [
            FoundItem(
                href=f"/api/v1/municipalities/{town.nis_code}",
                title=town.name_fr if self.language == "fr" else town.name_nl,
                summary=", ".join(town.postal_codes),
                regions=[town.region],
            )
            for town in shown
        ]
        return len(towns), items


def _item(card: bytes) -> FoundItem:
    read = orjson.loads(card)
    providers = read.get("providers")
    return FoundItem(
        href=read["href"],
        id=read["id"],
        title=read["title"],
        summary=read["summary"],
        organization=providers[0]["name"] if providers else read.get("organization"),
        regions=read.get("regions"),
        demo=read["demo"],
    )
