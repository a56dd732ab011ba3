"""Cases as they are shown: rows of the table, and one case whole."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.links import LIFETIMES
from bruggen.casework.application import SUMMARY, CaseWords, facts_of, free_texts, read_words
from bruggen.casework.checking import Spot, open_spots, spots
from bruggen.casework.links import PersonLink, case_href, names_of
from bruggen.casework.parties import parties_of
from bruggen.casework.path import ENDED, STAGES, Party, State, steps_from
from bruggen.casework.sealing import find_key, open_text, unwrap
from bruggen.features.case_consultations import queries, service
from bruggen.features.case_consultations.queries import Happened
from bruggen.features.case_consultations.schemas import CaseDetail, CaseItem, Stage, StepOption
from bruggen.kit.clock import now
from bruggen.kit.db import AnyRow
from bruggen.kit.schema import LocalizedTitle
from bruggen.models import CaseConsultation

# Until feedback is given, advice is a thought of the tandem's.
FOR_THE_TANDEM = ("advice",)
ABOUT_THE_OTHER_SIDE = frozenset({"otherSideAsked", "otherSideJoined", "otherSideLeft"})


def items(session: Session, caller: Caller, rows: Sequence[AnyRow]) -> list[CaseItem]:
    """Rows of `table.page` as a list shows them."""
    ids = [row.id for row in rows]
    themes = queries.themes_of(session, ids)
    unread = queries.unread_of(session, caller, ids)
    watched = queries.watched_of(session, caller, ids)
    return [
        CaseItem.model_construct(
            href=case_href(row.id),
            id=row.id,
            code=row.code,
            state=State(row.state),
            channel=row.channel,
            demo=row.demo,
            region=row.region_code,
            sector=row.sector,
            wanted=row.wanted,
            urgency=row.urgency,
            age_band=row.age_band,
            level=row.level,
            schooling=row.schooling,
            themes=themes[row.id],
            summary=_summary(session, row),
            coordinator=_person(row.coordinator_id, row.coordinator_name),
            both_sides=row.confirmed_at is not None,
            submitted_at=row.submitted_at,
            last_activity_at=row.last_activity_at,
            due_on=row.first_due_on,
            outcome=row.outcome,
            unread=unread.get(row.id, 0),
            watched=row.id in watched,
        )
        for row in rows
    ]


EXPORTED = (
    "code",
    "state",
    "region",
    "channel",
    "sector",
    "wanted",
    "urgency",
    "ageBand",
    "level",
    "schooling",
    "themes",
    "coordinator",
    "bothSides",
    "submittedAt",
    "lastActivityAt",
    "dueOn",
    "outcome",
)
"""Columns of a file of cases: facts. What people wrote leaves the product in no file."""
FACTS = {name for name, field in CaseItem.model_fields.items() if field.alias in EXPORTED}


def records(session: Session, caller: Caller, rows: Sequence[AnyRow]) -> Iterator[dict[str, object]]:
    """Rows of `table.page` as lines of a file."""
    for item in items(session, caller, rows):
        record = item.model_dump(mode="json", by_alias=True, exclude_none=True, include=FACTS)
        record["coordinator"] = item.coordinator.name if item.coordinator else None
        yield record


def _summary(session: Session, row: AnyRow) -> str | None:
    if row.sealed_summary is None or row.wrapped_key is None:
        return None
    return open_text(unwrap(session, row.id, row.wrapped_key, row.outer_key), SUMMARY, row.sealed_summary)


def _person(person: UUID | None, name: str | None) -> PersonLink | None:
    return PersonLink(id=person, name=name) if person and name else None


def detail(session: Session, caller: Caller, case: CaseConsultation, found: Sequence[Spot] | None = None) -> CaseDetail:
    """The case, whole, as this caller sees it. Who has just had its texts checked says what was `found` in them."""
    key = find_key(session, case.id)
    words, parts = read_words(session, case, key) if key else (CaseWords(), {})
    at = parties_of(session, caller, case)
    kept = {name: parts.get(name) for name in ("advice", "feedback", "referred_to")}
    if Party.COORDINATOR not in at:
        kept = {name: text for name, text in kept.items() if name not in FOR_THE_TANDEM}
    if found is None:
        found = spots(session, case.id, free_texts(words))
    names = names_of(session, (case.coordinator_id, case.referrer_id, case.other_side_id))
    facts = facts_of(case)
    happened = queries.happened(session, case.id)
    return CaseDetail(
        **{**facts, **words.model_dump(), **kept},
        href=case_href(case.id),
        id=case.id,
        code=case.code,
        state=State(case.state),
        channel=case.channel,
        demo=case.demo,
        coordinator=_named(names, case.coordinator_id),
        referrer=_named(names, case.referrer_id),
        other_side=_named(names, case.other_side_id),
        other_side_invited_at=_invited_at(case, happened),
        confirmed_at=case.confirmed_at,
        consult_at=case.consult_at,
        feedback_at=case.feedback_at,
        usefulness=case.usefulness,
        outcome=case.outcome,
        outcome_after_3_months=case.outcome_after_3_months,
        outcome_after_6_months=case.outcome_after_6_months,
        submitted_at=case.submitted_at,
        closed_at=case.closed_at,
        last_activity_at=case.last_activity_at,
        due_on=case.first_due_on,
        parties=sorted(at),
        editable=service.may_write(session, caller, case),
        steps=[
            StepOption(name=step.name, title=LocalizedTitle.of(step.title), target=step.target)
            for step in steps_from(State(case.state), at)
        ],
        path=_stages(case, happened),
        findings=[spot.shown() for spot in open_spots(found, words.confirmations)],
        words_destroyed=key is None,
        watched=case.id in queries.watched_of(session, caller, [case.id]),
    )


def _named(names: dict[UUID, str], person: UUID | None) -> PersonLink | None:
    return _person(person, names.get(person)) if person else None


def _invited_at(case: CaseConsultation, happened: Sequence[Happened]) -> datetime | None:
    """When somebody was last asked to be the other side, as long as the link that they got may still be used."""
    last = next((one for one in reversed(happened) if one.kind in ABOUT_THE_OTHER_SIDE), None)
    if case.state in ENDED or last is None or last.kind != "otherSideAsked":
        return None
    return last.occurred_at if last.occurred_at > now() - LIFETIMES["otherSide"] else None


def _stages(case: CaseConsultation, happened: Sequence[Happened]) -> list[Stage]:
    reached: dict[str, datetime] = {}
    for one in happened:
        if "to" in one.detail:
            reached.setdefault(one.detail["to"], one.occurred_at)
    here = next(position for position, states in enumerate(STAGES) if case.state in states)
    stages = []
    for position, states in enumerate(STAGES):
        moments = [reached[state] for state in states if state in reached]
        been = bool(moments) or position == 0
        status = "here" if position == here else "done" if been and position < here else "ahead"
        stages.append(Stage(states=list(states), status=status, reached_at=min(moments, default=None)))
    return stages
