"""What items of expertise look like from outside: what all kinds show, and what each shows besides."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from bruggen.access.assignments import OrganizationLink
from bruggen.kit.page import CodeFilter, ListQuery
from bruggen.kit.schema import Schema
from bruggen.writing.drafting import AreaScope

Status = Literal["published", "inDevelopment", "archived"]


class ItemArea(Schema):
    """Where it is meant for."""

    scope: AreaScope
    regions: list[str] = Field(description="Codes of the regions; of municipalities, the regions that they lie in.")
    municipalities: list["ItemMunicipality"] | None = Field(default=None, description="Where it is for some alone.")


class ItemMunicipality(Schema):
    """A municipality by its name."""

    nis_code: str
    name: str


class ItemCard(Schema):
    """An item in a list."""

    href: str
    id: UUID
    status: Status
    title: str
    summary: str
    organization: OrganizationLink | None = None
    area: ItemArea
    themes: list[str]
    age_bands: list[str]
    levels: list[str]
    demo: bool = Field(description="Whether this is demo data.")
    published_on: date | None = None
    updated_at: datetime


class ItemContact(Schema):
    """Whom to ask: a post or a service."""

    post: str | None = None
    email: str | None = None
    phone: str | None = None


class ItemLink(Schema):
    """A page or document elsewhere."""

    label: str
    url: str


class LinkedOffer(Schema):
    """An offer that belongs to the item."""

    id: UUID
    href: str
    title: str


class LinkedItem(Schema):
    """Another item that belongs to it, whichever of the two says so."""

    id: UUID
    href: str
    kind: str
    title: str
    summary: str


class ItemPage(Schema):
    """What an item's own page shows besides its card."""

    description: str | None = None
    contact: ItemContact
    links: list[ItemLink]
    offers: list[LinkedOffer]
    related: list[LinkedItem]
    editions: int = Field(description="How often it was published; /editions tells what each said.")


class NetworkCard(ItemCard):
    """A network."""

    network_kind: str
    domain: str
    member_count: int = Field(description="Members of today.")


class NetworkDetail(NetworkCard, ItemPage):
    """A network, whole."""

    purpose: str | None = None


class NextSession(Schema):
    """The first session still to come."""

    id: UUID
    href: str
    starts_at: datetime
    place: str | None = None
    online: bool


class TrainingCard(ItemCard):
    """A training."""

    direction: str
    form: str
    level: str | None = None
    audiences: list[str]
    price_cents: int | None = Field(default=None, description="Euro cents a person; 0 for free.")
    next_session: NextSession | None = None


class TrainingDetail(TrainingCard, ItemPage):
    """A training, whole."""

    methods: list[str]
    price_note: str | None = None
    accreditation: str | None = None
    duration_note: str | None = None


class GatheringCard(ItemCard):
    """An info or network moment."""

    gathering_kind: str
    audiences: list[str]
    next_session: NextSession | None = None


class GatheringDetail(GatheringCard, ItemPage):
    """An info or network moment, whole."""

    programme: str | None = None


class GoodPracticeCard(ItemCard):
    """A good practice."""

    practiced_on: date | None = None


class GoodPracticeDetail(GoodPracticeCard, ItemPage):
    """A good practice, whole."""

    methods: list[str]
    target_group: str | None = None
    occasion: str
    approach: str
    partners: str | None = None
    what_works: str | None = None
    pitfalls: str | None = None
    result: str | None = None
    cost_note: str | None = None
    transferability: str | None = None


class MethodCard(ItemCard):
    """A method."""

    direction: str | None = None
    audiences: list[str]
    source: str | None = None


class MethodDetail(MethodCard, ItemPage):
    """A method, whole."""

    methods: list[str]


class ExpertPostCard(ItemCard):
    """A post that knows about something."""

    asked_for: str | None = None
    contact: ItemContact


class ExpertPostDetail(ExpertPostCard, ItemPage):
    """A post that knows about something, whole."""

    methods: list[str]


class Edition(Schema):
    """What an item said from a publication on, until the next."""

    number: int
    published_at: datetime
    content: dict[str, object] = Field(description="As it was written; the fields of a proposal of its kind.")


Sort = Literal["title", "-title", "publishedOn", "-publishedOn", "updatedAt", "-updatedAt"]


class ItemFilters(ListQuery):
    """Filters that every kind has. A repeated parameter means any of its values."""

    q: str | None = Field(default=None, min_length=1, max_length=100, description="Words; each stands in the title or a text.")
    theme: CodeFilter = Field(default=[], description="Codes of the list themes.")
    age_band: CodeFilter = Field(default=[], description="Codes of the list ageBands.")
    level: CodeFilter = Field(default=[], description="Codes of the list levels.")
    region: CodeFilter = Field(
        default=[], description="Regions that it is meant for, municipalities in them and all of Flanders included."
    )
    municipality: CodeFilter = Field(default=[], description="NIS codes of municipalities that it is meant for.")
    organization: list[UUID] = Field(default=[], max_length=50, description="Organizations that lead, give or invite.")
    status: list[Status] = Field(
        default=["published"], max_length=3, description="What is not public is shown to those whose it is."
    )


class SortedFilters(ItemFilters):
    """Those, and the orders of what does not take place at a time."""

    sort: list[Sort] = Field(default=["title"], max_length=2, description="Order; - turns it around.")


class PlannedFilters(ItemFilters):
    """Those, and the filters and orders of what has sessions."""

    audience: CodeFilter = Field(default=[], description="Codes of the list audiences.")
    upcoming: bool | None = Field(default=None, description="Whether a session is still to come.")
    sort: list[Sort | Literal["nextSession", "-nextSession"]] = Field(
        default=["nextSession", "title"],
        max_length=2,
        description="Order; - turns it around. What has no session to come is last in both orders of sessions.",
    )


class NetworkFilters(SortedFilters):
    """Filters of networks."""

    network_kind: CodeFilter = Field(default=[], description="Codes of the list networkKinds.")
    domain: CodeFilter = Field(default=[], description="Codes of the list networkDomains.")
    member: list[UUID] = Field(default=[], max_length=50, description="Organizations that take part today.")


class TrainingFilters(PlannedFilters):
    """Filters of trainings."""

    direction: CodeFilter = Field(default=[], description="Codes of the list directions.")
    form: CodeFilter = Field(default=[], description="Codes of the list trainingForms.")
    method: CodeFilter = Field(default=[], description="Codes of the list methods.")


class GatheringFilters(PlannedFilters):
    """Filters of gatherings."""

    gathering_kind: CodeFilter = Field(default=[], description="Codes of the list gatheringKinds.")


class GoodPracticeFilters(SortedFilters):
    """Filters of good practices."""

    method: CodeFilter = Field(default=[], description="Codes of the list methods.")


class MethodFilters(SortedFilters):
    """Filters of methods."""

    direction: CodeFilter = Field(default=[], description="Codes of the list directions.")
    audience: CodeFilter = Field(default=[], description="Codes of the list audiences.")
    method: CodeFilter = Field(default=[], description="Codes of the list methods.")


class ExpertPostFilters(SortedFilters):
    """Filters of posts that know about something."""

    method: CodeFilter = Field(default=[], description="Codes of the list methods.")
