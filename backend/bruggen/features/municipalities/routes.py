"""`/municipalities`: today's municipalities, found by old and new names, NIS and postal codes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.features.municipalities import queries
from bruggen.features.municipalities.schemas import FormerName, MunicipalityFilters, MunicipalityItem, MunicipalityName
from bruggen.kit.answers import answer
from bruggen.kit.db import DbSession
from bruggen.kit.lists import list_answer
from bruggen.kit.page import Collection, ReadQuery
from bruggen.kit.problems import NOT_FOUND, ResourceNotFound
from bruggen.models import Municipality

router = APIRouter(tags=["Municipalities"])


def _find_municipality(
    session: DbSession, nis_code: Annotated[str, Path(alias="nisCode", max_length=5, description="NIS code, old or new.")]
) -> Municipality:
    municipality = queries.find_municipality(session, nis_code)
    if municipality is None:
        raise ResourceNotFound(f"No municipality of Flanders or Brussels has or had the NIS code {nis_code}.")
    return municipality


def _item(municipality: Municipality) -> MunicipalityItem:
    return MunicipalityItem(
        href=f"/api/v1/municipalities/{municipality.nis_code}",
        nis_code=municipality.nis_code,
        name=MunicipalityName(nl=municipality.name_nl, fr=municipality.name_fr),
        region=municipality.region_code,
        postal_codes=[postal.code for postal in municipality.postal_codes],
        latitude=municipality.latitude,
        longitude=municipality.longitude,
        parts=[part.name for part in municipality.parts],
        former_names=[
            FormerName(nis_code=former.old_nis_code, name=former.old_name_nl, merged_on=former.merged_on)
            for former in municipality.former
        ],
    )


@router.get("/municipalities", operation_id="listMunicipalities", response_model=Collection[MunicipalityItem])
def list_municipalities(request: Request, query: Annotated[MunicipalityFilters, Query()], session: DbSession) -> Response:
    """List municipalities."""
    statement = queries.select_municipalities(query.q, query.region, query.postal_code)
    return list_answer(request, query, session, statement, MunicipalityItem, lambda row: _item(row[0]))


@router.get("/municipalities/{nisCode}", operation_id="getMunicipality", response_model=MunicipalityItem, responses=NOT_FOUND)
def get_municipality(
    request: Request, query: Annotated[ReadQuery, Query()], municipality: Annotated[Municipality, Depends(_find_municipality)]
) -> Response:
    """Read a municipality; an old NIS code gives the one it merged into."""
    return answer(request, query, _item(municipality))
