"""`/savedViews`: ways to look at the table of cases."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.attempts import enter_attempt
from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS
from bruggen.access.problems import MissingPermission
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.access.walls import CaseReader
from bruggen.features.case_consultations import queries
from bruggen.features.case_consultations.schemas import ViewInput, ViewItem, Views
from bruggen.kit.actor import ActorKind
from bruggen.kit.answers import nothing, private
from bruggen.kit.db import DbSession
from bruggen.kit.patch import MERGE_PATCH, Patch
from bruggen.kit.preconditions import MATCHED, IfMatch, require_match
from bruggen.kit.problems import NOT_FOUND, BadRequest, input_issue
from bruggen.models import SavedView
from bruggen.record.idempotency import IdempotencyKey

router = APIRouter(tags=["CaseConsultations"], responses=REFUSALS)
ViewId = Annotated[UUID, Path(alias="savedViewId", description="Id of the view.")]


def _get_own(session: DbSession, caller: CaseReader, view_id: ViewId) -> SavedView:
    return find(session, caller, Scope.CASE_READ, SavedView, view_id, change=True)


Own = Annotated[SavedView, Depends(_get_own)]


def _item(caller: Caller, view: SavedView) -> ViewItem:
    return ViewItem.model_validate(
        {**_said(view), "href": f"/api/v1/savedViews/{view.id}", "id": view.id, "mine": view.owner_id == caller.id}
    )


def _said(view: SavedView) -> dict[str, Any]:
    return {"name": view.name, "region": view.region_code, **view.query}


def _fill(caller: Caller, view: SavedView, said: ViewInput) -> None:
    if said.region is not None and said.region not in caller.regions(Scope.CASE_WRITE):
        hint = "A view is shared with the tandem of one's own region."
        raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name="region")])
    view.name, view.region_code = said.name, said.region
    kept = said.query.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    view.query = {"query": {**kept, "sort": list(said.query.sort)}, "columns": list(said.columns)}


@router.get("/savedViews", operation_id="listSavedViews", response_model=Views)
def list_views(session: DbSession, caller: CaseReader) -> Response:
    """The caller's views, and those that the tandem shares."""
    return private(Views(self="/api/v1/savedViews", items=[_item(caller, view) for view in queries.views(session, caller)]))


@router.get("/savedViews/{savedViewId}", operation_id="getSavedView", response_model=ViewItem, responses=NOT_FOUND)
def get_view(session: DbSession, caller: CaseReader, view_id: ViewId) -> Response:
    """Read one view."""
    view = find(session, caller, Scope.CASE_READ, SavedView, view_id)
    return private(_item(caller, view), version=view.version)


@router.post("/savedViews", operation_id="saveView", status_code=201, response_model=ViewItem)
def save_view(
    request: Request, session: DbSession, caller: CaseReader, body: ViewInput, idempotency_key: IdempotencyKey = None
) -> Response:
    """Keep a view."""
    attempt = enter_attempt(request, session, caller, idempotency_key, body)
    view = _kept(session, caller, attempt.object_id, body) if not attempt.repeated else None
    view = view or find(session, caller, Scope.CASE_READ, SavedView, attempt.object_id)
    headers = {"Location": f"/api/v1/savedViews/{view.id}"}
    return private(_item(caller, view), 201, version=view.version, headers=headers)


def _kept(session: Session, caller: Caller, key: UUID, said: ViewInput) -> SavedView:
    if caller.kind != ActorKind.USER:
        raise MissingPermission("Views are people's. A system has its own way to look at things.", object_type="savedViews")
    view = SavedView(id=key, owner_id=caller.id)
    _fill(caller, view, said)
    session.add(view)
    session.flush()
    return view


@router.patch("/savedViews/{savedViewId}", operation_id="changeSavedView", response_model=ViewItem, responses=NOT_FOUND | MATCHED)
def change_view(
    session: DbSession,
    caller: CaseReader,
    view: Own,
    patch: Annotated[Patch[ViewInput], MERGE_PATCH],
    if_match: IfMatch = None,
) -> Response:
    """Change one's own view. A part of the question that is sent replaces that part."""
    require_match(if_match, view.version)
    _fill(caller, view, patch.apply_to(ViewInput.model_validate(_said(view))))
    session.flush()
    return private(_item(caller, view), version=view.version)


@router.delete("/savedViews/{savedViewId}", operation_id="deleteSavedView", status_code=204, responses=NOT_FOUND | MATCHED)
def delete_view(session: DbSession, view: Own, if_match: IfMatch = None) -> Response:
    """Take one's own view away."""
    require_match(if_match, view.version)
    session.delete(view)
    return nothing()
