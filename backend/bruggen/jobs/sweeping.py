"""Removes what has had its time."""

from bruggen.jobs.tools import Tools
from bruggen.record.idempotency import sweep_idempotency
from bruggen.record.mail import sweep_closed_mails
from bruggen.record.rates import sweep_rates


def sweep_records(tools: Tools) -> None:
    """Counts of windows that closed, answers nobody repeats a request for any more, mails that are done with."""
    for sweep in sweep_rates, sweep_idempotency, sweep_closed_mails:
        with tools.sessions.begin() as session:
            sweep(session)
