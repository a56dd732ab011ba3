"""What somebody thought of a session, and what all of them did."""

from typing import Annotated

from pydantic import Field

from bruggen.expertise.tokens import RegistrationToken
from bruggen.kit.schema import Schema
from bruggen.kit.texts import PlainText

Remark = Annotated[PlainText, Field(max_length=2000)]


class EvaluationInput(RegistrationToken):
    """What somebody who came thought of it. The link says that they may say it, and is not kept with it."""

    score: Annotated[int, Field(ge=1, le=5, strict=True, description="5 is the best.")]
    useful: Remark | None = Field(default=None, description="What was of use.")
    better: Remark | None = Field(default=None, description="What could be better.")


class EvaluationSummary(Schema):
    """What everybody thought of it together. Of few answers nothing is shown: they would tell whose they are."""

    self: str
    answers: int = Field(description="How many answered.")
    needed: int = Field(description="From how many answers on they are shown.")
    average: float | None = Field(default=None, description="Of the scores, to a tenth.")
    scores: dict[str, int] | None = Field(default=None, description="How many gave each score, 1 to 5.")
    useful: list[str] | None = Field(default=None, description="What was of use, in no order.")
    better: list[str] | None = Field(default=None, description="What could be better, in no order.")
