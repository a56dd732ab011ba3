"""From the parameters of a request to a question for the index: codes checked, places resolved, the box read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bruggen.directory.interpret import Interpretation
from bruggen.directory.query import DirectoryQuery, Sort
from bruggen.directory.service import Directory
from bruggen.features.offers.filters import OfferFilters
from bruggen.features.offers.schemas import QueryPart
from bruggen.kit.languages import Language
from bruggen.kit.problems import BadRequest, InputIssue, input_issue

# Parameter -> the code list that its values come from.
CODED = {
    "level": "levels",
    "track": "tracks",
    "category": "categories",
    "theme": "themes",
    "aim": "aims",
    "mode": "modes",
    "access_route": "accessRoutes",
    "availability": "availabilities",
    "cost": "costs",
    "language": "languages",
    "sector": "sectors",
}
FACET_OF = {"access_route": "accessRoute", "age_band": "ageBand", "located_in": "locatedIn"}
DEFAULT_RADIUS = 15.0


@dataclass(slots=True)
class Question:
    """What to ask the index, and how the box was read."""

    query: DirectoryQuery
    parts: list[QueryPart]

    @property
    def sort(self) -> Sort:
        """The order that the answer is in."""
        return self.query.sort or "-verifiedOn"


def ask(filters: OfferFilters, directory: Directory, language: Language) -> Question:
    """The question that the parameters ask. Raises BadRequest that names every parameter that cannot be."""
    issues: list[InputIssue] = []
    asked = filters.model_fields_set
    chosen: dict[str, tuple[str, ...]] = {}
    for name in CODED.keys() & asked:
        values: list[str] = getattr(filters, name)
        issues.extend(_unknown(name, values, directory.codes(CODED[name])))
        chosen[FACET_OF.get(name, name)] = tuple(values)
    if filters.region:
        issues.extend(_unknown("region", filters.region, directory.gazetteer.regions))
        chosen["region"] = tuple(filters.region)
    if filters.age_band:
        chosen["ageBand"] = tuple(filters.age_band)
    if filters.out_of_school is not None:
        chosen["outOfSchool"] = (str(filters.out_of_school).lower(),)
    if filters.organization:
        chosen["organization"] = tuple(map(str, filters.organization))
    if filters.located_in:
        chosen["locatedIn"] = tuple(_todays(directory, "locatedIn", filters.located_in, issues))
    municipalities = _todays(directory, "municipality", filters.municipality, issues)
    near = directory.gazetteer.point(filters.near) if filters.near else None
    if filters.near and near is None:
        issues.append(
            _issue(
                "near",
                "This place is not known. Write a postal code, the name of a municipality, or latitude,longitude.",
                filters.near,
            )
        )
    sort = filters.sort[0] if filters.sort else None
    if filters.radius is not None and not filters.near:
        issues.append(_issue("radius", "A radius needs a place: add near=9000, for example.", filters.radius))
    if sort == "distance" and not filters.near:
        issues.append(_issue("sort", "Sorting by distance needs a place: add near=9000, for example.", sort))
    if issues:
        raise BadRequest(issues=issues)
    reading = directory.interpret(filters.q, language) if filters.q and filters.interpret else Interpretation()
    parts = [QueryPart(kind=part.kind, text=part.text, label=part.label, code=part.code) for part in reading.parts]
    # What the box says counts as one more value of the parameter of that name.
    municipalities += [code for code in reading.municipalities if code not in municipalities]
    if reading.regions:
        chosen["region"] = (*chosen.get("region", ()), *reading.regions)
    if reading.age_bands:
        chosen["ageBand"] = (*chosen.get("ageBand", ()), *reading.age_bands)
    ages = reading.ages if filters.age is None else [filters.age, *reading.ages]
    words = reading.words if filters.interpret else filters.q or ""
    if sort is None:
        sort = "relevance" if words or municipalities else "distance" if near else "-verifiedOn"
    query = DirectoryQuery(
        correct=filters.interpret,
        words=words,
        filters=chosen,
        ages=tuple(ages),
        serves=tuple(dict.fromkeys(term for code in municipalities for term in directory.gazetteer.serves(code))),
        prefer_located_in=tuple(municipalities),
        near=near,
        radius=filters.radius or DEFAULT_RADIUS,
        verified_after=filters.verified_after,
        ids=tuple(map(str, filters.id)),
        sort=sort,
        page=filters.page,
        page_size=filters.page_size,
        facets=tuple(filters.facets),
    )
    return Question(query, parts)


def _issue(name: str, detail: str, value: object) -> InputIssue:
    return input_issue("invalidInput", detail, location="query", name=name, value=value)


def _unknown(name: str, values: Sequence[str], known: Sequence[str]) -> list[InputIssue]:
    shown = FACET_OF.get(name, name)
    choices = ", ".join(known)
    return [
        _issue(shown, f"There is no {shown} {value[:60]}; choose from: {choices}.", value)
        for value in values
        if value not in known
    ]


def _todays(directory: Directory, name: str, nis_codes: Sequence[str], issues: list[InputIssue]) -> list[str]:
    """Today's NIS codes, also for those that a merger ended."""
    found = []
    for nis_code in nis_codes:
        today = directory.gazetteer.today(nis_code)
        if today is None:
            issues.append(
                _issue(name, f"No municipality of Flanders or Brussels has or had the NIS code {nis_code[:10]}.", nis_code)
            )
        else:
            found.append(today)
    return found
