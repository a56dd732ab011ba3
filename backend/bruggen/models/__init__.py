"""SQLAlchemy tables, one file per family. Importing this package registers them all."""

from bruggen.models.accounts import (
    AccountRequest,
    ApiClient,
    ExternalIdentity,
    OneTimeLink,
    RecoveryCode,
    RefreshToken,
    RoleAssignment,
    SignInSession,
    User,
)
from bruggen.models.changes import Change
from bruggen.models.coordinators import Coordinator, CoordinatorPost
from bruggen.models.geography import FormerMunicipality, Municipality, MunicipalityPart, PostalCode, Region
from bruggen.models.offers import (
    Offer,
    OfferCatchment,
    OfferCode,
    OfferContact,
    OfferExternalId,
    OfferLocation,
    OfferProvider,
    OfferRevision,
)
from bruggen.models.organizations import Location, LocationCode, Organization, OrganizationContact
from bruggen.models.platform import (
    AuditEvent,
    AuditHead,
    Content,
    IdempotencyRecord,
    MailMessage,
    QueuedTask,
    RateCount,
    ScheduledTask,
    SigningKey,
    TaskResult,
)
from bruggen.models.reference import Code, Synonym
from bruggen.models.searches import SearchMiss

__all__ = [
    "AccountRequest",
    "ApiClient",
    "AuditEvent",
    "AuditHead",
    "Change",
    "Code",
    "Content",
    "Coordinator",
    "CoordinatorPost",
    "ExternalIdentity",
    "FormerMunicipality",
    "IdempotencyRecord",
    "Location",
    "LocationCode",
    "MailMessage",
    "Municipality",
    "MunicipalityPart",
    "Offer",
    "OfferCatchment",
    "OfferCode",
    "OfferContact",
    "OfferExternalId",
    "OfferLocation",
    "OfferProvider",
    "OfferRevision",
    "OneTimeLink",
    "Organization",
    "OrganizationContact",
    "PostalCode",
    "QueuedTask",
    "RateCount",
    "RecoveryCode",
    "RefreshToken",
    "Region",
    "RoleAssignment",
    "ScheduledTask",
    "SearchMiss",
    "SignInSession",
    "SigningKey",
    "Synonym",
    "TaskResult",
    "User",
]
