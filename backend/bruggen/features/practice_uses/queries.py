"""SELECTs over reports on practices."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from bruggen.access.caller import Caller
from bruggen.access.reach import seen
from bruggen.access.scopes import Scope
from bruggen.features.practice_uses.schemas import PracticeUseFilters
from bruggen.models import PracticeUse

WHOLE = (joinedload(PracticeUse.organization),)
"""Loads what is shown of a report."""


def select_uses(caller: Caller, practice_id: UUID, filters: PracticeUseFilters) -> Select[PracticeUse]:
    """Reports on the practice within the caller's reach that the filters leave, the newest first."""
    return (
        select(PracticeUse)
        .where(PracticeUse.practice_id == practice_id, PracticeUse.status.in_(filters.status))
        .where(seen(caller, Scope.EXPERTISE_READ, PracticeUse))
        .options(*WHOLE)
        .order_by(PracticeUse.created_at.desc(), PracticeUse.id.desc())
    )
