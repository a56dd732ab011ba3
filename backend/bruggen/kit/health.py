"""`/health`: whether this process can do its work; no details."""

from typing import Literal, Protocol

from fastapi import APIRouter, Request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from bruggen.kit.schema import Schema

router = APIRouter(tags=["Monitoring"])


class Ready(Protocol):
    """Something that may not be ready yet."""

    @property
    def ready(self) -> bool:
        """Whether it can answer."""


class Health(Schema):
    """`UP`, `DEGRADED` (the index is being made) or `DOWN` (no database)."""

    status: Literal["UP", "DEGRADED", "DOWN"]


@router.get("/health", operation_id="getHealth", response_model=Health)
def get_health(request: Request) -> Response:
    """Tell whether the service works."""
    directory: Ready = request.app.state.directory
    try:
        with request.app.state.sessions() as session:
            session.execute(text("SELECT 1"))
        status = "UP" if directory.ready else "DEGRADED"
    except SQLAlchemyError:
        status = "DOWN"
    return JSONResponse({"status": status}, 503 if status == "DOWN" else 200, headers={"Cache-Control": "no-store"})
