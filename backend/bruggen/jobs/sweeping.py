"""Removes what has had its time."""

from bruggen.access.links import sweep_links
from bruggen.access.sessions import sweep_refresh_tokens
from bruggen.jobs.tools import Tools
from bruggen.record.idempotency import sweep_idempotency
from bruggen.record.mail import sweep_closed_mails
from bruggen.record.rates import sweep_rates


def sweep_records(tools: Tools) -> None:
    """Counts of windows that closed, answers nobody asks for again, mails that are done with, secrets that ran out."""
    for sweep in sweep_rates, sweep_idempotency, sweep_closed_mails, sweep_links, sweep_refresh_tokens:
        with tools.sessions.begin() as session:
            sweep(session)
