"""Which tables the audit trail tells about, under the API's names, and how a change is named: never what to."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from pydantic.alias_generators import to_camel
from sqlalchemy import inspect
from sqlalchemy.orm import object_session

from bruggen.kit.db import Base
from bruggen.models import (
    AccountRequest,
    ApiClient,
    CaseAccess,
    CaseCode,
    CaseConsultation,
    CaseHandover,
    CaseKey,
    CaseOffer,
    CaseTask,
    CaseText,
    Code,
    Content,
    Coordinator,
    CoordinatorPost,
    ExpertiseArea,
    ExpertiseCode,
    ExpertiseItem,
    ExpertiseLink,
    ExpertiseOffer,
    ExpertiseRelation,
    ExpertiseRevision,
    ExpertPost,
    ExternalIdentity,
    FormerMunicipality,
    Gathering,
    GoodPractice,
    Initiative,
    InitiativeGrowth,
    InitiativeMilestone,
    InitiativeParticipant,
    Location,
    LocationCode,
    MeetingAttendance,
    MeetingTask,
    Method,
    Municipality,
    MunicipalityPart,
    Network,
    NetworkMeeting,
    NetworkMember,
    Offer,
    OfferCatchment,
    OfferCode,
    OfferContact,
    OfferExternalId,
    OfferLocation,
    OfferProvider,
    OfferRevision,
    Organization,
    OrganizationContact,
    PostalCode,
    PracticeUse,
    Question,
    QuestionCode,
    RecoveryCode,
    Region,
    Registration,
    RoleAssignment,
    SigningKey,
    SignInSession,
    Synonym,
    Training,
    TrainingSession,
    User,
)

TECHNICAL = {
    "id",
    "version",
    "created_at",
    "updated_at",
    "last_used_at",
    "last_used_on",
    "last_activity_at",
    "first_due_on",
    "coded",
    "expires_at",
    "totp_last_step",
    "totp_pending",
}
"""What changes by itself; no event names it, and a change of nothing else is no event."""

NAMES = {"password_hash": "password", "secret_hash": "secret", "totp_secret": "secondFactor", "totp_confirmed_at": "secondFactor"}
"""Where the trail's word for a column is not the column's own in lowerCamelCase."""


@dataclass(frozen=True, slots=True)
class Told:
    """How the rows of a table are told: of which object, and, when they are parts of it, as which of its fields.

    `resource` says it row by row, where the objects are of several kinds.
    """

    object_type: str
    object_id: Callable[[Any], object] = attrgetter("id")
    field: Callable[[Any], str] | None = None
    resource: Callable[[Any], str] | None = None

    def object_of(self, obj: Base) -> tuple[str, str]:
        """The resource and the id under which a row is told."""
        return self.resource(obj) if self.resource else self.object_type, str(self.object_id(obj))


def _part(object_type: str, object_id: str, field: str) -> Told:
    return Told(object_type, attrgetter(object_id), lambda _: field)


def _organization_of(code: LocationCode) -> object:
    # Taken out of its location's list, it knows the location by the id alone.
    session = object_session(code)
    location = session.get(Location, code.location_id) if session else None
    return location.organization_id if location else None


EXPERTISE: dict[type[ExpertiseItem], str] = {
    Network: "networks",
    Training: "trainings",
    Gathering: "gatherings",
    GoodPractice: "goodPractices",
    Method: "methods",
    ExpertPost: "expertPosts",
    Initiative: "initiatives",
}
"""The kinds of items of expertise, under the API's names."""


def _resource_of(part: Any) -> str:
    # Taken out of its item's list, it knows the item by the id alone.
    session = object_session(part)
    item = session.get(ExpertiseItem, part.item_id) if session else None
    return EXPERTISE[type(item)] if item else "expertise"


def _item_part(field: Callable[[Any], str]) -> Told:
    return Told("expertise", attrgetter("item_id"), field, _resource_of)


AUDITED: dict[type[Base], Told] = {
    User: Told("users"),
    RecoveryCode: _part("users", "user_id", "recoveryCodes"),
    ExternalIdentity: _part("users", "user_id", "externalIdentities"),
    RoleAssignment: Told("roleAssignments"),
    AccountRequest: Told("accountRequests"),
    SignInSession: Told("sessions"),
    ApiClient: Told("apiClients"),
    SigningKey: Told("signingKeys", attrgetter("kid")),
    Content: Told("contents", attrgetter("key")),
    Offer: Told("offers"),
    OfferCode: Told("offers", attrgetter("offer_id"), attrgetter("list_name")),
    OfferProvider: _part("offers", "offer_id", "providers"),
    OfferLocation: _part("offers", "offer_id", "locations"),
    OfferCatchment: _part("offers", "offer_id", "catchment"),
    OfferContact: _part("offers", "offer_id", "contacts"),
    OfferExternalId: _part("offers", "offer_id", "externalIds"),
    OfferRevision: Told("offerRevisions"),
    Organization: Told("organizations"),
    OrganizationContact: _part("organizations", "organization_id", "contacts"),
    Location: _part("organizations", "organization_id", "locations"),
    LocationCode: Told("organizations", _organization_of, lambda _: "locations"),
    Coordinator: Told("coordinators"),
    CoordinatorPost: Told("coordinatorPosts", lambda post: f"{post.region_code}/{post.role}"),
    Region: Told("regions", attrgetter("code")),
    Municipality: Told("municipalities", attrgetter("nis_code")),
    PostalCode: _part("municipalities", "nis_code", "postalCodes"),
    MunicipalityPart: _part("municipalities", "nis_code", "parts"),
    FormerMunicipality: _part("municipalities", "nis_code", "former"),
    Code: Told("refData", lambda code: f"{code.list_name}/{code.code}"),
    Synonym: Told("synonyms"),
    CaseConsultation: Told("caseConsultations"),
    CaseCode: Told("caseConsultations", attrgetter("case_id"), lambda code: to_camel(code.list_name)),
    CaseKey: _part("caseConsultations", "case_id", "key"),
    CaseText: Told("caseConsultations", attrgetter("case_id"), attrgetter("part")),
    CaseOffer: _part("caseConsultations", "case_id", "offers"),
    CaseTask: Told("caseTasks"),
    CaseAccess: Told("caseAccesses"),
    CaseHandover: Told("caseHandovers"),
    **{model: Told(resource) for model, resource in EXPERTISE.items()},
    ExpertiseCode: _item_part(attrgetter("list_name")),
    ExpertiseArea: _item_part(lambda _: "area"),
    ExpertiseLink: _item_part(lambda _: "links"),
    ExpertiseOffer: _item_part(lambda _: "offers"),
    ExpertiseRelation: _item_part(lambda _: "related"),
    InitiativeParticipant: _item_part(lambda _: "participants"),
    InitiativeMilestone: _item_part(lambda _: "milestones"),
    InitiativeGrowth: _item_part(lambda _: "growth"),
    ExpertiseRevision: Told("expertiseRevisions"),
    PracticeUse: Told("practiceUses"),
    NetworkMember: Told("networkMembers"),
    NetworkMeeting: Told("networkMeetings"),
    MeetingAttendance: _part("networkMeetings", "meeting_id", "attendances"),
    MeetingTask: _part("networkMeetings", "meeting_id", "tasks"),
    TrainingSession: Told("trainingSessions"),
    Registration: Told("registrations"),
    Question: Told("questions"),
    QuestionCode: Told("questions", attrgetter("question_id"), attrgetter("list_name")),
}
"""Every table that people's work or rights are in. tests/record holds the list of the others, with the reason of each."""


def changed_fields(obj: Base, *, new: bool = False) -> list[str]:
    """The names of the columns that the flush wrote anew, of a new row those that were filled in; technical ones aside."""
    state = inspect(obj)
    names = set()
    for attribute in state.mapper.column_attrs:
        added = state.attrs[attribute.key].history.added
        if added and attribute.key not in TECHNICAL and not (new and added[0] is None):
            names.add(NAMES.get(attribute.key, to_camel(attribute.key)))
    return sorted(names)
