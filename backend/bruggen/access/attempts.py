"""POSTs under an Idempotency-Key, as one caller's."""

from fastapi import Request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.record.idempotency import Attempt, attempt


def enter_attempt(request: Request, session: Session, caller: Caller, key: str | None, body: BaseModel) -> Attempt:
    """Enter the request under its key: what it makes gets the attempt's id, and one that came before is only answered again.

    Raises IdempotencyConflict.
    """
    operation = ":".join([request.scope["route"].operation_id, *request.path_params.values()])
    owner = f"{caller.kind}:{caller.id}"
    return attempt(session, key, caller=owner, operation=operation, body=body)
