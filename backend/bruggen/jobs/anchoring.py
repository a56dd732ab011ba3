"""Each hour: writes down, outside the database, where the audit trail ends, so that a tail that is cut off is missed."""

import structlog

from bruggen.jobs.tools import Tools
from bruggen.kit.failures import OperatorError
from bruggen.record.audit_anchor import anchor

logger = structlog.get_logger("bruggen.jobs")


def anchor_audit(tools: Tools) -> None:
    """Anchor the trail. That it does not fit the last anchor is an alarm, and no reason to try again."""
    with tools.sessions() as session:
        try:
            anchor(session, tools.anchor_path)
        except OperatorError as error:
            logger.error("the audit trail does not fit its anchor", reason=str(error))
