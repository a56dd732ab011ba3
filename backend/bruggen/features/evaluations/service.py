"""Takes evaluations, adds them up, and writes certificates."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.problems import AlreadyDone
from bruggen.expertise.holders import find_held, has_certificate, has_come, lock_held
from bruggen.expertise.wording import hours_of, when_of
from bruggen.features.evaluations import queries
from bruggen.features.evaluations.schemas import EvaluationInput, EvaluationSummary
from bruggen.kit.typesetting import new_page
from bruggen.models import Evaluation

NEEDED = 5
"""Answers from which on they are shown."""
LINE_MILLIMETRES = 0.55
"""Height of a line for each point of its letters."""


def evaluate(session: Session, said: EvaluationInput) -> None:
    """Take in what somebody thought of it, without whose it is. Raises DeadLink, AlreadyDone the second time and for who did not
    come.
    """
    meeting, registration = lock_held(session, said.token)
    if not has_come(meeting, registration):
        raise AlreadyDone("Only who came can say what they thought of it, and when it is over.")
    if registration.evaluated:
        raise AlreadyDone("You have said what you thought of it. Thank you.")
    registration.evaluated = True
    session.add(Evaluation(session_id=meeting.id, score=said.score, useful=said.useful, better=said.better))


def summarize(session: Session, session_id: UUID, href: str) -> EvaluationSummary:
    """What everybody thought of the session."""
    found = queries.get_evaluations(session, session_id)
    summary = EvaluationSummary(self=href, answers=len(found), needed=NEEDED)
    if len(found) < NEEDED:
        return summary
    scores = [one.score for one in found]
    summary.average = round(sum(scores) / len(scores), 1)
    summary.scores = {str(score): scores.count(score) for score in range(1, 6)}
    summary.useful = [one.useful for one in found if one.useful]
    summary.better = [one.better for one in found if one.better]
    return summary


def certificate(session: Session, token: str) -> bytes:
    """A page that says that somebody came (PDF). Raises DeadLink, and AlreadyDone when it is not known that they did."""
    registration = find_held(session, token)
    meeting = registration.session
    if not has_certificate(meeting, registration):
        raise AlreadyDone("There is a certificate once the training is over and it was noted that you came.")
    organization = meeting.item.organization
    page = new_page(f"Attest van deelname: {meeting.item.title}")
    page.ln(35)
    for size, text in (
        (28, "Attest van deelname"),
        (12, ""),
        (20, registration.name or ""),
        (12, "nam deel aan de vorming"),
        (18, meeting.item.title),
        (12, when_of(meeting.starts_at, meeting.ends_at)),
        (12, hours_of(meeting.starts_at, meeting.ends_at) or ""),
        (12, f"gegeven door {organization.name}" if organization else ""),
    ):
        page.set_font_size(size)
        page.multi_cell(0, size * LINE_MILLIMETRES, text, align="C", new_x="LMARGIN", new_y="NEXT")
        page.ln(4)
    return bytes(page.output())
