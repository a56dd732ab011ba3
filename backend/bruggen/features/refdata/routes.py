"""`/refData`: the code lists behind every coded field, labelled in Dutch, French and English."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, requires
from bruggen.access.scopes import Scope
from bruggen.features.refdata import queries, service
from bruggen.features.refdata.schemas import CodeEntry, CodeInput, CodeItem, CodeList, CodeLists, CodeListsQuery, NewCode
from bruggen.kit.answers import answer, private
from bruggen.kit.db import DbSession
from bruggen.kit.page import ReadQuery
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import CONFLICT, NOT_FOUND, ResourceNotFound
from bruggen.kit.schema import LocalizedText
from bruggen.models import Code
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["ReferenceData"], prefix="/refData")
Writer = Annotated[Caller, requires(Scope.TAXONOMY_WRITE)]
ListName = Annotated[str, Path(alias="listName", max_length=60, description="Name of the list.")]


def _get_list(session: DbSession, list_name: ListName) -> CodeList:
    lists = _lists(queries.get_codes(session, list_name))
    if not lists:
        raise ResourceNotFound(f"There is no code list {list_name}; /api/v1/refData has them all.")
    return lists[0]


def _get_code(
    session: DbSession, list_name: ListName, code: Annotated[str, Path(max_length=60, description="The code.")]
) -> Code:
    found = queries.get_code(session, list_name, code)
    if found is None:
        raise ResourceNotFound(f"There is no code {code} in a list {list_name}; /api/v1/refData has them all.")
    return found


KnownList = Annotated[CodeList, Depends(_get_list)]
KnownCode = Annotated[Code, Depends(_get_code)]


def _item(code: Code) -> CodeItem:
    return CodeItem(
        code=code.code,
        label=LocalizedText(nl=code.label_nl, fr=code.label_fr, en=code.label_en),
        description=code.description_nl,
    )


def _entry(code: Code) -> CodeEntry:
    return CodeEntry(
        **_item(code).model_dump(by_alias=False),
        href=f"/api/v1/refData/{code.list_name}/codes/{code.code}",
        list=code.list_name,
        position=code.position,
    )


def _lists(codes: Sequence[Code]) -> list[CodeList]:
    return [
        CodeList(
            href=f"/api/v1/refData/{name}",
            name=name,
            codes=[_item(code) for code in group],
        )
        for name, group in groupby(codes, key=lambda code: code.list_name)
    ]


@router.get("", operation_id="listCodeLists", response_model=CodeLists)
def list_code_lists(request: Request, query: Annotated[CodeListsQuery, Query()], session: DbSession) -> Response:
    """List code lists with their codes: all of them, or those that are named."""
    lists = _lists(queries.get_codes(session, *query.name))
    address = str(request.url.replace(scheme="", netloc=""))
    return answer(request, query, CodeLists(self=address, items=lists, total=len(lists)))


@router.get("/{listName}", operation_id="getCodeList", response_model=CodeList, responses=NOT_FOUND)
def get_code_list(request: Request, query: Annotated[ReadQuery, Query()], code_list: KnownList) -> Response:
    """Read one code list."""
    return answer(request, query, code_list)


@router.get("/{listName}/codes/{code}", operation_id="getCode", response_model=CodeEntry, responses=NOT_FOUND)
def get_code(request: Request, query: Annotated[ReadQuery, Query()], code: KnownCode) -> Response:
    """Read one code of a list."""
    return answer(request, query, _entry(code), version=code.version)


@router.post(
    "/{listName}/codes",
    operation_id="addCode",
    status_code=201,
    response_model=CodeEntry,
    responses=REFUSALS | NOT_FOUND | CONFLICT,
)
def add_code(
    request: Request,
    session: DbSession,
    caller: Writer,
    code_list: KnownList,
    body: NewCode,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Give a list another code. It stays for good: offers may hold it."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    if not attempt.repeated:
        service.add_code(session, code_list.name, body)
    code = _get_code(session, code_list.name, body.code)
    made = _entry(code)
    return private(made, 201, version=code.version, headers={"Location": made.href})


@router.patch(
    "/{listName}/codes/{code}",
    operation_id="changeCode",
    response_model=CodeEntry,
    responses=REFUSALS | NOT_FOUND | MATCHED,
)
def change_code(
    session: DbSession,
    _caller: Writer,
    code: KnownCode,
    patch: Annotated[Patch[CodeInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change what people read in place of a code, or where it stands in its list."""
    require_match(if_match, code.version)
    service.change_code(session, code, patch)
    return private(_entry(code), version=code.version)
