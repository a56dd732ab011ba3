"""`/networks`, `/trainings`, `/gatherings`, `/goodPractices`, `/methods`, `/expertPosts`, `/initiatives`.

They are here to read, and to take from view. They are written by proposals (`/expertiseRevisions`); what hangs on them has
routes of its own.
"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from bruggen.access.caller import Caller
from bruggen.access.dependencies import REFUSALS, MaybeCaller, requires
from bruggen.access.problems import AlreadyDone
from bruggen.access.reach import find
from bruggen.access.scopes import Scope
from bruggen.features.expertise import queries
from bruggen.features.expertise.initiatives import InitiativeCard, InitiativeDetail, InitiativeFilters
from bruggen.features.expertise.schemas import (
    Edition,
    ExpertPostCard,
    ExpertPostDetail,
    ExpertPostFilters,
    GatheringCard,
    GatheringDetail,
    GatheringFilters,
    GoodPracticeCard,
    GoodPracticeDetail,
    GoodPracticeFilters,
    ItemCard,
    MethodCard,
    MethodDetail,
    MethodFilters,
    NetworkCard,
    NetworkDetail,
    NetworkFilters,
    PlannedFilters,
    SortedFilters,
    TrainingCard,
    TrainingDetail,
    TrainingFilters,
)
from bruggen.features.expertise.shown import make_cards, make_page
from bruggen.kit.answers import answer, nothing
from bruggen.kit.db import AnyRow, DbSession
from bruggen.kit.lists import bulk_answer, list_answer
from bruggen.kit.page import Collection, ListQuery, ReadQuery
from bruggen.kit.problems import CONFLICT, NOT_FOUND
from bruggen.models import ExpertiseEdition, ExpertiseItem
from bruggen.writing.item_kinds import KINDS, ItemKind

router = APIRouter()
Reviewer = Annotated[Caller, requires(Scope.EXPERTISE_REVIEW)]


def _add(
    kind: ItemKind,
    card: type[ItemCard],
    page: type[ItemCard],
    filters: type[SortedFilters] | type[PlannedFilters],
    words: tuple[str, str],
) -> None:
    """The routes of one kind. `words` name one and several of it."""
    one, several = words
    name = kind.name[0].upper() + kind.name[1:]
    plural = kind.resource[0].upper() + kind.resource[1:]
    path, key = f"/{kind.resource}", f"{kind.name}Id"
    own = APIRouter(tags=[plural])
    item_id = Annotated[UUID, Path(alias=key, description=f"Id of the {one}.")]

    def get_seen(session: DbSession, caller: MaybeCaller, item: item_id) -> ExpertiseItem:
        return find(session, caller, Scope.EXPERTISE_READ, kind.model, item, options=queries.WHOLE)

    def get_judged(session: DbSession, caller: Reviewer, item: item_id) -> ExpertiseItem:
        return find(session, caller, Scope.EXPERTISE_REVIEW, kind.model, item, change=True)

    seen = Annotated[ExpertiseItem, Depends(get_seen)]
    judged = Annotated[ExpertiseItem, Depends(get_judged)]

    @own.get(
        path,
        operation_id=f"list{plural}",
        response_model=Collection[card],  # type: ignore[valid-type]
        summary=f"List {several}",
    )
    def list_items(
        request: Request,
        query: Annotated[filters, Query()],  # type: ignore[valid-type]
        session: DbSession,
        caller: MaybeCaller,
    ) -> Response:
        statement = queries.select_items(caller, kind, query)
        return bulk_answer(request, query, session, statement, card, cards)

    def cards(reading: Session, rows: Sequence[AnyRow]) -> list[ItemCard]:
        return make_cards(reading, kind, card, [row[0] for row in rows])

    @own.get(
        f"{path}/{{{key}}}",
        operation_id=f"get{name}",
        response_model=page,
        responses=NOT_FOUND,
        summary=f"Read a {one}",
    )
    def get_item(
        request: Request, query: Annotated[ReadQuery, Query()], session: DbSession, caller: MaybeCaller, item: seen
    ) -> Response:
        return answer(request, query, make_page(session, caller, kind, page, item), version=item.version)

    @own.get(
        f"{path}/{{{key}}}/editions",
        operation_id=f"list{name}Editions",
        response_model=Collection[Edition],
        responses=NOT_FOUND,
        summary=f"List what a {one} said at each publication, newest first",
    )
    def list_editions(request: Request, query: Annotated[ListQuery, Query()], session: DbSession, item: seen) -> Response:
        return list_answer(request, query, session, queries.select_editions(item.id), Edition, _edition)

    @own.post(
        f"{path}/{{{key}}}/archivings",
        operation_id=f"archive{name}",
        status_code=204,
        responses=REFUSALS | NOT_FOUND | CONFLICT,
        summary=f"Take a {one} from view, as a coordinator",
    )
    def archive_item(item: judged) -> Response:
        if item.status == "archived":
            raise AlreadyDone("This is archived already.")
        item.status = "archived"
        return nothing()

    @own.post(
        f"{path}/{{{key}}}/restorations",
        operation_id=f"restore{name}",
        status_code=204,
        responses=REFUSALS | NOT_FOUND | CONFLICT,
        summary=f"Make an archived {one} public again, as a coordinator",
    )
    def restore_item(item: judged) -> Response:
        if item.status != "archived":
            raise AlreadyDone("Only what was archived is restored.")
        item.status = "published"
        return nothing()

    router.include_router(own)


def _edition(row: AnyRow) -> Edition:
    edition: ExpertiseEdition = row[0]
    return Edition(number=edition.number, published_at=edition.published_at, content=edition.content)


_add(KINDS["network"], NetworkCard, NetworkDetail, NetworkFilters, ("network", "networks"))
_add(KINDS["training"], TrainingCard, TrainingDetail, TrainingFilters, ("training", "trainings"))
_add(KINDS["gathering"], GatheringCard, GatheringDetail, GatheringFilters, ("gathering", "gatherings"))
_add(KINDS["goodPractice"], GoodPracticeCard, GoodPracticeDetail, GoodPracticeFilters, ("good practice", "good practices"))
_add(KINDS["method"], MethodCard, MethodDetail, MethodFilters, ("method", "methods"))
_add(KINDS["expertPost"], ExpertPostCard, ExpertPostDetail, ExpertPostFilters, ("post of an expert", "posts of experts"))
_add(KINDS["initiative"], InitiativeCard, InitiativeDetail, InitiativeFilters, ("initiative", "initiatives"))
