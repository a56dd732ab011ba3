"""Logs: one event a line, the trace id on each, never a query string or a body."""

import logging
import sys
from typing import TextIO, cast

import structlog

from bruggen.kit.failures import OperatorError
from bruggen.kit.trace import current_trace_id


def _add_trace(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    trace_id = current_trace_id()
    if trace_id:
        event.setdefault("trace_id", trace_id)
    return event


class StandardError:
    """Standard error of the moment: loggers live long, and who runs the product in a process of their own may exchange it."""

    def write(self, text: str) -> int:
        """Write the text."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Hand over what was written."""
        sys.stderr.flush()


def configure_logs(level: str, form: str) -> None:
    """Write logs of `level` and above to standard error as `text` or `json`. Raises OperatorError for another word."""
    number = logging.getLevelNamesMapping().get(level.upper())
    if number is None:
        raise OperatorError(f"BRUGGEN_LOG_LEVEL is {level}; choose DEBUG, INFO, WARNING or ERROR")
    if form not in ("text", "json"):
        raise OperatorError(f"BRUGGEN_LOG_FORMAT is {form}; choose text or json")
    # The plain traceback: the usual one shows local variables, and in them what somebody searched for.
    text = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    renderer: structlog.typing.Processor = structlog.processors.JSONRenderer() if form == "json" else text
    shared: list[structlog.typing.Processor] = [
        _add_trace,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if form == "json":
        shared.append(structlog.processors.format_exc_info)
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(file=cast(TextIO, StandardError())),
        cache_logger_on_first_use=True,
    )
