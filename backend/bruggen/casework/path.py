"""The path of a case: its states, and every step from one to another. The API's routes, the stepper on the screen and the drawing
in docs/case-path.md are made from what stands here.

The steps of the round table are known and not offered yet: `offered` says which are.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a case is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    TO_BE_COMPLETED = "toBeCompleted"
    IN_SCREENING = "inScreening"
    CONSULT_PLANNED = "consultPlanned"
    CONSULT_HELD = "consultHeld"
    TABLE_IN_PREPARATION = "tableInPreparation"
    TABLE_PLANNED = "tablePlanned"
    TABLE_HELD = "tableHeld"
    PLAN_RUNNING = "planRunning"
    FOLLOW_UP = "followUp"
    CLOSED = "closed"
    REFERRED_ON = "referredOn"
    WITHDRAWN = "withdrawn"
    NOT_ADMISSIBLE = "notAdmissible"


ENDED = frozenset({State.CLOSED, State.REFERRED_ON, State.WITHDRAWN, State.NOT_ADMISSIBLE})
"""States in which a case is read and not changed."""
WITH_APPLICANT = frozenset({State.DRAFT, State.TO_BE_COMPLETED})
"""States in which who applies writes the application."""
UNDER_WAY = frozenset(State) - ENDED - WITH_APPLICANT
WITH_ADVICE = (State.CONSULT_HELD, State.TABLE_HELD, State.PLAN_RUNNING, State.FOLLOW_UP)


class Party(StrEnum):
    """What somebody is at a case."""

    APPLICANT = "applicant"
    OTHER_SIDE = "otherSide"
    COORDINATOR = "coordinator"
    EXPERT = "expert"
    EMERGENCY = "emergency"


class Need(StrEnum):
    """What a step waits for, beside the right state and party; `casework/guards.py` looks, and says what is missing."""

    WHOLE_APPLICATION = "wholeApplication"
    CHECKED_TEXTS = "checkedTexts"
    BOTH_SIDES = "bothSides"
    FEEDBACK = "feedback"


class TaskKind(StrEnum):
    """Tasks that the path itself makes and ends, and what people add (`own`)."""

    COMPLETE = "complete"
    SCREEN = "screen"
    PLAN = "plan"
    CONSULT = "consult"
    FEEDBACK = "feedback"
    FOLLOW_UP = "followUp"
    OUTCOME_3_MONTHS = "outcome3Months"
    OUTCOME_6_MONTHS = "outcome6Months"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Step:
    """One way on: a resource of the API (`POST .../{name}`), from any of the states `source` to `target`.

    `by` may take it. `makes` are the tasks that begin with it, with the days until they are due; the path's other open tasks end.
    `title` is Dutch and English, as on its button.
    """

    name: str
    operation: str
    title: tuple[str, str]
    source: Collection[State]
    target: State
    by: Collection[Party]
    needs: tuple[Need, ...] = ()
    makes: tuple[tuple[TaskKind, int], ...] = ()
    offered: bool = True


S = State
APPLICANTS = (Party.APPLICANT,)
COORDINATORS = (Party.COORDINATOR,)

STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step(
            "submissions",
            "submitCaseConsultation",
            ("Aanmelden", "Submit"),
            WITH_APPLICANT,
            S.SUBMITTED,
            APPLICANTS,
            needs=(Need.WHOLE_APPLICATION, Need.CHECKED_TEXTS),
            makes=((TaskKind.SCREEN, 2),),
        ),
        Step(
            "screenings",
            "screenCaseConsultation",
            ("Opnemen voor screening", "Take up for screening"),
            (S.SUBMITTED,),
            S.IN_SCREENING,
            COORDINATORS,
            makes=((TaskKind.PLAN, 7),),
        ),
        Step(
            "completionRequests",
            "askToCompleteCaseConsultation",
            ("Laten aanvullen", "Ask to complete"),
            (S.SUBMITTED, S.IN_SCREENING),
            S.TO_BE_COMPLETED,
            COORDINATORS,
            makes=((TaskKind.COMPLETE, 7),),
        ),
        Step(
            "consultPlans",
            "planConsult",
            ("Consult plannen", "Plan the consult"),
            (S.IN_SCREENING, S.CONSULT_PLANNED, S.CONSULT_HELD, S.FOLLOW_UP),
            S.CONSULT_PLANNED,
            COORDINATORS,
            needs=(Need.BOTH_SIDES,),
            makes=((TaskKind.CONSULT, 0),),
        ),
        Step(
            "consults",
            "recordConsult",
            ("Consult vastleggen", "Record the consult"),
            (S.CONSULT_PLANNED,),
            S.CONSULT_HELD,
            COORDINATORS,
            makes=((TaskKind.FEEDBACK, 2),),
        ),
        Step(
            "feedbacks",
            "giveFeedback",
            ("Terugkoppelen", "Give feedback"),
            (S.CONSULT_HELD,),
            S.FOLLOW_UP,
            COORDINATORS,
            makes=((TaskKind.FOLLOW_UP, 28), (TaskKind.OUTCOME_3_MONTHS, 91), (TaskKind.OUTCOME_6_MONTHS, 182)),
        ),
        Step(
            "tablePreparations",
            "prepareRoundTable",
            ("Overlegtafel voorbereiden", "Prepare a round table"),
            (S.IN_SCREENING, S.CONSULT_HELD, S.FOLLOW_UP),
            S.TABLE_IN_PREPARATION,
            COORDINATORS,
            needs=(Need.BOTH_SIDES,),
            offered=False,
        ),
        Step(
            "tablePlans",
            "planRoundTable",
            ("Overlegtafel plannen", "Plan the round table"),
            (S.TABLE_IN_PREPARATION, S.TABLE_PLANNED),
            S.TABLE_PLANNED,
            COORDINATORS,
            offered=False,
        ),
        Step(
            "tables",
            "recordRoundTable",
            ("Overlegtafel vastleggen", "Record the round table"),
            (S.TABLE_PLANNED,),
            S.TABLE_HELD,
            COORDINATORS,
            offered=False,
        ),
        Step(
            "plans",
            "startActionPlan",
            ("Werkplan starten", "Start the plan"),
            (S.TABLE_HELD,),
            S.PLAN_RUNNING,
            COORDINATORS,
            offered=False,
        ),
        Step(
            "followUpStarts",
            "startFollowUp",
            ("Opvolging starten", "Start following up"),
            (S.PLAN_RUNNING,),
            S.FOLLOW_UP,
            COORDINATORS,
            offered=False,
        ),
        Step(
            "closures",
            "closeCaseConsultation",
            ("Afsluiten", "Close"),
            WITH_ADVICE,
            S.CLOSED,
            COORDINATORS,
            needs=(Need.FEEDBACK,),
        ),
        Step(
            "referrals",
            "referCaseConsultation",
            ("Doorverwijzen", "Refer on"),
            (S.SUBMITTED, S.IN_SCREENING, S.CONSULT_PLANNED),
            S.REFERRED_ON,
            COORDINATORS,
        ),
        Step(
            "refusals",
            "refuseCaseConsultation",
            ("Niet ontvankelijk verklaren", "Declare not admissible"),
            (S.SUBMITTED, S.IN_SCREENING),
            S.NOT_ADMISSIBLE,
            COORDINATORS,
        ),
        Step(
            "withdrawals",
            "withdrawCaseConsultation",
            ("Intrekken", "Withdraw"),
            UNDER_WAY | {S.TO_BE_COMPLETED},
            S.WITHDRAWN,
            (Party.APPLICANT, Party.COORDINATOR),
        ),
        Step(
            "reopenings",
            "reopenCaseConsultation",
            ("Heropenen", "Reopen"),
            ENDED,
            S.IN_SCREENING,
            COORDINATORS,
            makes=((TaskKind.PLAN, 7),),
        ),
    )
}

STAGES: tuple[tuple[State, ...], ...] = (
    (S.DRAFT, S.TO_BE_COMPLETED),
    (S.SUBMITTED, S.IN_SCREENING),
    (S.CONSULT_PLANNED, S.CONSULT_HELD),
    (S.TABLE_IN_PREPARATION, S.TABLE_PLANNED, S.TABLE_HELD, S.PLAN_RUNNING),
    (S.FOLLOW_UP,),
    (S.CLOSED, S.REFERRED_ON, S.WITHDRAWN, S.NOT_ADMISSIBLE),
)
"""The pillars of the bridge that the stepper draws, each with its states."""


def steps_from(state: State, parties: Iterable[Party]) -> list[Step]:
    """The steps that these parties may take from here, in the order of the path."""
    at = frozenset(parties)
    return [step for step in STEPS.values() if step.offered and state in step.source and at.intersection(step.by)]
