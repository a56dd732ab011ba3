"""What the directory knows beside the offers: places, code lists with labels, synonyms."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.directory.gazetteer import Gazetteer
from bruggen.directory.gazetteer import Municipality as Town
from bruggen.kit.languages import LANGUAGES, Language
from bruggen.models import (
    Code,
    FormerMunicipality,
    Municipality,
    MunicipalityPart,
    PostalCode,
    Region,
    Synonym,
)

Labels = dict[tuple[str, Language], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Read from the database at once, never changed afterwards: a newer one takes its place."""

    gazetteer: Gazetteer
    codes: dict[str, tuple[str, ...]]
    labels: Labels
    synonyms: tuple[tuple[str, str, str], ...]

    @classmethod
    def empty(cls) -> "Vocabulary":
        """Before anything was read."""
        return cls(Gazetteer((), ()), {}, {}, ())

    @classmethod
    def load(cls, session: Session) -> "Vocabulary":
        """As the database holds it now."""
        codes: dict[str, list[str]] = defaultdict(list)
        labels: Labels = defaultdict(dict)
        for code in session.scalars(select(Code).order_by(Code.list_name, Code.position)):
            codes[code.list_name].append(code.code)
            for language in LANGUAGES:
                labels[code.list_name, language][code.code] = getattr(code, f"label_{language}")
        regions = session.scalars(select(Region).order_by(Region.position)).all()
        towns = _towns(session)
        for language in LANGUAGES:
            labels["region", language] = {region.code: getattr(region, f"name_{language}") for region in regions}
            labels["locatedIn", language] = {town.nis_code: town.name_fr if language == "fr" else town.name_nl for town in towns}
        labels["outOfSchool", "nl"] = {"true": "ja", "false": "nee"}
        labels["outOfSchool", "fr"] = {"true": "oui", "false": "non"}
        labels["outOfSchool", "en"] = {"true": "yes", "false": "no"}
        gazetteer = Gazetteer(
            [(region.code, (region.name_nl, region.name_fr, region.name_en)) for region in regions],
            towns,
            [(row.nis_code, row.name) for row in session.execute(select(MunicipalityPart.nis_code, MunicipalityPart.name))],
            [
                (row.old_nis_code, row.old_name_nl, row.nis_code)
                for row in session.scalars(select(FormerMunicipality).order_by(FormerMunicipality.old_nis_code))
            ],
        )
        synonyms = tuple((row.term, row.synonym, row.kind) for row in session.scalars(select(Synonym).order_by(Synonym.id)))
        return cls(gazetteer, {name: tuple(values) for name, values in codes.items()}, labels, synonyms)


def _towns(session: Session) -> list[Town]:
    postal_codes: dict[str, list[str]] = defaultdict(list)
    for postal in session.scalars(select(PostalCode).order_by(PostalCode.nis_code, PostalCode.code)):
        postal_codes[postal.nis_code].append(postal.code)
    return [
        Town(
            row.nis_code,
            row.name_nl,
            row.name_fr,
            row.region_code,
            tuple(postal_codes[row.nis_code]),
            row.latitude,
            row.longitude,
        )
        for row in session.scalars(select(Municipality).order_by(Municipality.nis_code))
    ]
