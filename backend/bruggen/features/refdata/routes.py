"""`/refData`: the code lists behind every coded field, labelled in Dutch, French and English."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from bruggen.features.refdata import queries
from bruggen.features.refdata.schemas import CodeItem, CodeList, CodeLists
from bruggen.kit.answers import answer
from bruggen.kit.db import DbSession
from bruggen.kit.page import ReadQuery
from bruggen.kit.problems import NOT_FOUND, ResourceNotFound
from bruggen.kit.schema import LocalizedText
from bruggen.models import Code

router = APIRouter(tags=["ReferenceData"], prefix="/refData")


def _lists(codes: Sequence[Code]) -> list[CodeList]:
    return [
        CodeList(
            href=f"/api/v1/refData/{name}",
            name=name,
            codes=[
                CodeItem(
                    code=code.code,
                    label=LocalizedText(nl=code.label_nl, fr=code.label_fr, en=code.label_en),
                    description=code.description_nl,
                )
                for code in group
            ],
        )
        for name, group in groupby(codes, key=lambda code: code.list_name)
    ]


@router.get("", operation_id="listCodeLists", response_model=CodeLists)
def list_code_lists(request: Request, query: Annotated[ReadQuery, Query()], session: DbSession) -> Response:
    """List all code lists with their codes."""
    lists = _lists(queries.get_codes(session))
    return answer(request, query, CodeLists(self="/api/v1/refData", items=lists, total=len(lists)))


@router.get("/{listName}", operation_id="getCodeList", response_model=CodeList, responses=NOT_FOUND)
def get_code_list(
    request: Request,
    query: Annotated[ReadQuery, Query()],
    session: DbSession,
    list_name: Annotated[str, Path(alias="listName", max_length=60, description="Name of the list.")],
) -> Response:
    """Read one code list."""
    lists = _lists(queries.get_codes(session, list_name))
    if not lists:
        raise ResourceNotFound(f"There is no code list {list_name}; /api/v1/refData has them all.")
    return answer(request, query, lists[0])
