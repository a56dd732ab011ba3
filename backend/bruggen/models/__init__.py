"""SQLAlchemy tables, one file per family. Importing this package registers them all."""

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
from bruggen.models.reference import Code, Synonym
from bruggen.models.searches import SearchMiss

__all__ = [
    "Change",
    "Code",
    "Coordinator",
    "CoordinatorPost",
    "FormerMunicipality",
    "Location",
    "LocationCode",
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
    "Organization",
    "OrganizationContact",
    "PostalCode",
    "Region",
    "SearchMiss",
    "Synonym",
]
