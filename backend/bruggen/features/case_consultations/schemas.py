"""What a case looks like, going in and coming out."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bruggen.casework.application import CaseFacts, CaseInput, CaseWords, Confirmation
from bruggen.casework.checking import FindingItem
from bruggen.casework.links import PersonLink
from bruggen.casework.path import Party, State
from bruggen.kit.page import MAX_PAGE, WholeCollection
from bruggen.kit.schema import Day, Flag, LocalizedTitle, Schema
from bruggen.kit.texts import Line

Channel = Literal["form", "phone", "mail", "system"]
Codes = Annotated[list[str], Field(max_length=20)]
Facet = Literal["state", "urgency", "ageBand", "coordinator", "theme"]
Sort = Literal[
    "code",
    "-code",
    "state",
    "-state",
    "urgency",
    "-urgency",
    "ageBand",
    "-ageBand",
    "level",
    "-level",
    "submittedAt",
    "-submittedAt",
    "dueOn",
    "-dueOn",
    "lastActivityAt",
    "-lastActivityAt",
    "coordinator",
    "-coordinator",
]


class NewCase(CaseInput):
    """The beginning of an application: all of it, or nothing yet."""

    channel: Literal["form", "phone", "mail"] | None = Field(
        default=None, description="How it came in; a referrer's own is a `form`, a system's is a `system`, whatever is said here."
    )


class CaseItem(Schema):
    """A case in a list: facts, and one line of what it is about. Municipalities stay in the case itself."""

    href: str
    id: UUID
    code: str
    state: State
    channel: Channel
    demo: bool
    region: str | None = None
    sector: str | None = None
    wanted: str | None = None
    urgency: str | None = None
    age_band: str | None = None
    level: str | None = None
    schooling: str | None = None
    themes: list[str]
    summary: str | None = None
    coordinator: PersonLink | None = None
    both_sides: bool = Field(description="Whether the other side has confirmed.")
    submitted_at: datetime | None = None
    last_activity_at: datetime
    due_on: date | None = Field(default=None, description="Day of the first open task.")
    outcome: str | None = None
    unread: int = Field(description="How many things are new in it for the caller.")
    watched: bool


class StepOption(Schema):
    """A step that the caller may take now."""

    name: str
    title: LocalizedTitle
    target: State


class Stage(Schema):
    """A pillar of the path: the states that it stands for, and whether the case has been there."""

    states: list[State]
    status: Literal["done", "here", "ahead"]
    reached_at: datetime | None = None


class CaseDetail(CaseFacts, CaseWords):
    """A case, whole."""

    href: str
    id: UUID
    code: str
    state: State
    channel: Channel
    demo: bool
    coordinator: PersonLink | None = None
    referrer: PersonLink | None = None
    other_side: PersonLink | None = None
    other_side_invited_at: datetime | None = Field(
        default=None, description="When the other side was last asked, while they have not joined and the link is still good."
    )
    confirmed_at: datetime | None = Field(default=None, description="When the other side confirmed.")
    consult_at: datetime | None = None
    advice: str | None = Field(default=None, description="For the tandem alone.")
    feedback: str | None = None
    feedback_at: datetime | None = None
    referred_to: str | None = None
    usefulness: int | None = None
    outcome: str | None = None
    outcome_after_3_months: str | None = None
    outcome_after_6_months: str | None = None
    submitted_at: datetime | None = None
    closed_at: datetime | None = None
    last_activity_at: datetime
    due_on: date | None = None
    parties: list[Party] = Field(description="What the caller is at this case.")
    editable: bool = Field(description="Whether the caller may change the application now.")
    steps: list[StepOption]
    path: list[Stage]
    findings: list[FindingItem] = Field(description="Spots in the texts that seem to point at a person, and nobody confirmed.")
    words_destroyed: bool = Field(description="Whether what was written is gone for good; the facts are left.")
    watched: bool


class FactFilters(Schema):
    """Which cases, by their facts; all that is said must hold, and of several values one."""

    state: list[State] = []
    region: Codes = []
    coordinator: list[UUID] = Field(default=[], max_length=20)
    unassigned: Flag | None = None
    mine: Flag | None = Field(default=None, description="Those that the caller has the lead of.")
    watched: Flag | None = None
    unread: Flag | None = None
    channel: list[Channel] = []
    sector: Codes = []
    wanted: Codes = []
    urgency: Codes = []
    age_band: Codes = []
    level: Codes = []
    schooling: Codes = []
    theme: Codes = []
    blockage_reason: Codes = []
    missing_offer: Codes = []
    outcome: Codes = []
    municipality: Codes = Field(default=[], description="NIS codes; of the domicile, the residence, the school or the CLB.")
    submitted_from: Day | None = None
    submitted_until: Day | None = None
    due_until: Day | None = None


class CaseFilters(FactFilters):
    """Which cases: by their facts, and by words in them."""

    q: str | None = Field(default=None, max_length=200, description="Words in the case, or its code.")
    ids: list[UUID] = Field(default=[], max_length=500)


class CaseQuery(CaseFilters):
    """A question to the table of cases. It goes in a body: nothing of a case stands in an address."""

    sort: list[Sort] = Field(default=["-lastActivityAt"], max_length=4)
    page: int = Field(default=1, ge=1, le=MAX_PAGE)
    page_size: int = Field(default=50, ge=1, le=200)
    facets: list[Facet] = Field(default=[], max_length=5)


class FacetValue(Schema):
    """How many cases have this value."""

    code: str
    label: str | None = None
    count: int


class CasePage(WholeCollection):
    """A page of cases."""

    items: list[CaseItem]
    total: int
    page: int
    page_size: int
    facets: dict[str, list[FacetValue]] | None = None


class Rating(Schema):
    """How useful the consult was to the referrer, 1 to 5, and the state afterwards, as far as it is known."""

    usefulness: int | None = Field(default=None, ge=1, le=5)
    outcome_after_3_months: str | None = Field(default=None, max_length=40)
    outcome_after_6_months: str | None = Field(default=None, max_length=40)


class TextCheck(Schema):
    """A text that is being written."""

    text: str = Field(max_length=5000)
    name: str = Field(default="text", max_length=80, description="Where it stands.")
    confirmations: list[Confirmation] = Field(default=[], max_length=50)


class TextFindings(Schema):
    """What it seems to say of a person."""

    findings: list[FindingItem]


class CaseExportQuery(CaseFilters):
    """Which cases go into a file, in which order and with which columns."""

    sort: list[Sort] = Field(default=["-lastActivityAt"], max_length=4)
    format: Literal["csv", "xlsx"] = "xlsx"


class ViewQuery(FactFilters):
    """What a view asks for. Words that were looked for in cases are kept nowhere."""

    sort: list[Sort] = Field(default=["-lastActivityAt"], max_length=4)


class ViewInput(Schema):
    """A way to look at the table of cases, under a name. With a region, its tandem shares it."""

    name: Annotated[Line, Field(max_length=80)]
    region: Annotated[str, Field(max_length=3)] | None = None
    query: ViewQuery
    columns: list[Annotated[str, Field(max_length=40)]] = Field(default=[], max_length=30, description="Shown, in this order.")


class ViewItem(ViewInput):
    """A view, and whether it is the caller's own."""

    href: str
    id: UUID
    mine: bool


class Views(WholeCollection):
    """The caller's views, and those that the tandem shares."""

    items: list[ViewItem]
