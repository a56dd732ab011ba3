"""What each step of the path has to say, and where it goes: into the timeline, the case's texts, or its facts."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic import AwareDatetime, Field

from bruggen.casework.application import Words
from bruggen.casework.checking import Confirmable
from bruggen.kit.texts import Line


class StepInput(Confirmable):
    """Parent: what somebody says when they take a step.

    `line` names the field that stands in the timeline; `parts` are fields kept as texts of the case too; `facts` those kept as
    its facts. All that is text is checked.
    """

    line: ClassVar[str | None] = None
    parts: ClassVar[tuple[str, ...]] = ()
    facts: ClassVar[tuple[str, ...]] = ()

    def texts(self) -> Iterator[tuple[str, str]]:
        """What was written, each with its name in the body."""
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, str) and name not in self.facts:
                yield field.alias or name, value

    def said(self) -> str | None:
        """What stands in the timeline."""
        return getattr(self, self.line) if self.line else None

    def kept(self) -> dict[str, str]:
        """Texts of the case that are written anew."""
        return {name: getattr(self, name) for name in self.parts}

    def changes(self) -> Mapping[str, Any]:
        """Facts of the case that change, by column."""
        return {name: getattr(self, name) for name in self.facts}


class Plain(StepInput):
    """Nothing more to say."""


class Reasoned(StepInput):
    """Why."""

    line = "reason"

    reason: Words


class Withdrawal(StepInput):
    """Why, for whoever wants to say."""

    line = "reason"

    reason: Words | None = None


class CompletionRequest(StepInput):
    """What is to be completed."""

    line = "question"

    question: Words


class ConsultPlan(StepInput):
    """When the coordinators think along."""

    line = "note"
    facts = ("consult_at",)

    consult_at: Annotated[AwareDatetime, Field(description="When the consult is held.")]
    note: Words | None = None


class Consult(StepInput):
    """What the coordinators advise: theirs alone until they give feedback."""

    parts = ("advice",)

    advice: Words


class Feedback(StepInput):
    """What the referrer is told: it stands in their timeline, and can be copied from there into the own file."""

    line = "feedback"
    parts = ("feedback",)

    feedback: Words


class Closure(StepInput):
    """What became of it."""

    line = "note"
    facts = ("outcome",)

    outcome: str = Field(min_length=1, max_length=40, description="List caseOutcomes.")
    note: Words | None = None


class Referral(StepInput):
    """To which service, and why."""

    line = "reason"
    parts = ("referred_to",)

    referred_to: Annotated[Line, Field(max_length=200)]
    reason: Words


INPUTS: dict[str, type[StepInput]] = {
    "submissions": Plain,
    "screenings": Plain,
    "completionRequests": CompletionRequest,
    "consultPlans": ConsultPlan,
    "consults": Consult,
    "feedbacks": Feedback,
    "closures": Closure,
    "referrals": Referral,
    "refusals": Reasoned,
    "withdrawals": Withdrawal,
    "reopenings": Reasoned,
}
"""What is sent with each step that is offered."""


def due_of(said: StepInput) -> datetime | None:
    """When what the step begins is to happen, where the step says so."""
    return said.consult_at if isinstance(said, ConsultPlan) else None
