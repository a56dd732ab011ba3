"""Writes down what was refused to whom: in a transaction of its own, since the refused one is rolled back."""

from fastapi import FastAPI, Request
from starlette.responses import Response

from bruggen.access.problems import Denied
from bruggen.kit.actor import set_actor
from bruggen.kit.problems import problem_response
from bruggen.record.audit import record_event


def record_denials(app: FastAPI) -> None:
    """Answer every denial as the problem that it is, after it was written down. Of visitors nothing is."""

    def on_denied(request: Request, error: Exception) -> Response:
        assert isinstance(error, Denied)
        caller = request.state.caller
        if not caller.is_anonymous:
            with request.app.state.sessions.begin() as session:
                set_actor(session, caller.actor)
                record_event(session, "denied", error.object_type, error.object_id)
        return problem_response(error)

    app.add_exception_handler(Denied, on_denied)
