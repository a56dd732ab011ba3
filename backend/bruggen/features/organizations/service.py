"""Makes, changes and removes organizations and their locations. Whether the caller reaches them, the routes saw to."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import unknown_reference
from bruggen.access.problems import AlreadyExists, MissingPermission, StillUsed
from bruggen.access.reach import may_change
from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from bruggen.features.organizations import queries
from bruggen.features.organizations.schemas import AddressInput, ContactInput, LocationInput, OrganizationInput
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, InputIssue, Problem, input_issue
from bruggen.models import Location, LocationCode, Municipality, Organization, OrganizationContact

PLAIN = ("name", "short_name", "sector", "description", "website", "company_number", "social_map_id")
CONTACT = ("kind", "value", "label", "visibility")
FEATURES = "accessibilityFeatures"


def add_organization(session: Session, caller: Caller, wanted: OrganizationInput, key: UUID) -> None:
    """Add an organization under this id. Raises MissingPermission for partners, BadRequest, AlreadyExists."""
    if not caller.regions(Scope.ORGANIZATION_WRITE):
        detail = "A coordinator adds organizations; you may change your own."
        raise MissingPermission(detail, object_type="organizations")
    organization = Organization(id=key, contacts=[])
    session.add(organization)
    with session.no_autoflush:
        _fill(session, organization, wanted)
    with _losing_as(_number_taken()):
        session.flush()


def change_organization(session: Session, organization: Organization, patch: Patch[OrganizationInput]) -> None:
    """Change an organization, whose contacts are loaded. Raises BadRequest, AlreadyExists."""
    stored = {name: getattr(organization, name) for name in PLAIN}
    current = OrganizationInput.model_construct(**stored, contacts=_contacts(organization))
    with session.no_autoflush:
        _fill(session, organization, patch.apply_to(current))
    with _losing_as(_number_taken()):
        session.flush()


def remove_organization(session: Session, caller: Caller, organization: Organization) -> None:
    """Remove an organization and its locations. Raises MissingPermission for partners, StillUsed."""
    # What somebody may change as a partner, they may not remove as a coordinator of some other region.
    as_coordinator = replace(caller, grants=tuple(grant for grant in caller.grants if grant.role == Role.COORDINATOR))
    if not may_change(session, as_coordinator, Scope.ORGANIZATION_WRITE, Organization, organization.id):
        detail = "A coordinator removes organizations; you may change your own."
        raise MissingPermission(detail, object_type="organizations", object_id=organization.id)
    uses = queries.count_uses(session, organization.id)
    if any(uses.values()):
        raise StillUsed.by(uses)
    session.delete(organization)
    with _losing_as(StillUsed()):
        session.flush()


def add_location(session: Session, organization: Organization, wanted: LocationInput, key: UUID) -> None:
    """Add a location of the organization under this id. Raises BadRequest."""
    municipality = _check_location(session, wanted)
    location = Location(id=key, organization=organization, codes=[])
    session.add(location)
    _place(location, wanted, municipality)
    session.flush()


def change_location(session: Session, location: Location, patch: Patch[LocationInput]) -> None:
    """Change a location, whose codes are loaded. One that moves to another municipality without being given coordinates
    leaves its old ones behind. Raises BadRequest.
    """
    wanted = patch.apply_to(_location_input(session, location))
    if wanted.address.nis_code != location.nis_code and patch.changes().keys().isdisjoint({"latitude", "longitude"}):
        wanted = wanted.model_copy(update={"latitude": None, "longitude": None})
    _place(location, wanted, _check_location(session, wanted))
    session.flush()


def remove_location(session: Session, location: Location) -> None:
    """Remove a location. Raises StillUsed when an offer is given there."""
    offers = queries.count_offers_at(session, location.id)
    if offers:
        raise StillUsed.by({"offers": offers})
    session.delete(location)
    with _losing_as(StillUsed()):
        session.flush()


@contextmanager
def _losing_as(problem: Problem) -> Iterator[None]:
    # Between our look and our write somebody else was faster: the database saw it.
    try:
        yield
    except IntegrityError as error:
        raise problem from error


def _fill(session: Session, organization: Organization, wanted: OrganizationInput) -> None:
    issues = _unknown_codes(session, "sectors", "sector", [wanted.sector])
    if issues:
        raise BadRequest(issues=issues)
    holder = queries.find_by_company_number(session, wanted.company_number) if wanted.company_number else None
    if holder not in (None, organization.id):
        raise _number_taken(holder)
    for name in PLAIN:
        setattr(organization, name, getattr(wanted, name))
    if _contacts(organization) != wanted.contacts:
        organization.contacts = [
            OrganizationContact(position=position, **contact.model_dump()) for position, contact in enumerate(wanted.contacts)
        ]


def _contacts(organization: Organization) -> list[ContactInput]:
    return [ContactInput.model_construct(**{name: getattr(one, name) for name in CONTACT}) for one in organization.contacts]


def _number_taken(holder: UUID | None = None) -> AlreadyExists:
    detail = "There is an organization with this company number" + (f": /api/v1/organizations/{holder}." if holder else ".")
    return AlreadyExists(detail, issues=[input_issue("invalidInput", detail, location="body", name="companyNumber")])


def _unknown_codes(session: Session, list_name: str, field: str, codes: Iterable[str]) -> list[InputIssue]:
    unknown = sorted(set(codes) - queries.get_codes(session, list_name))
    detail = f"The list {list_name} has no such code; /api/v1/refData/{list_name} has them all."
    return [input_issue("referencedResourceNotFound", detail, location="body", name=field, value=code) for code in unknown]


def _location_input(session: Session, location: Location) -> LocationInput:
    """The location as it would have been sent: where it has its municipality's point, nobody sent one."""
    point = (location.latitude, location.longitude)
    municipality = queries.get_municipality(session, location.nis_code)
    own = municipality is None or point != (municipality.latitude, municipality.longitude)
    return LocationInput.model_construct(
        name=location.name,
        address=AddressInput.model_construct(
            street=location.street,
            house_number=location.house_number,
            postal_code=location.postal_code,
            nis_code=location.nis_code,
        ),
        latitude=location.latitude if own else None,
        longitude=location.longitude if own else None,
        accessibility_features=[code.code for code in location.codes],
    )


def _check_location(session: Session, wanted: LocationInput) -> Municipality:
    issues = _unknown_codes(session, FEATURES, FEATURES, wanted.accessibility_features)
    missing = [name for name in ("latitude", "longitude") if getattr(wanted, name) is None]
    if len(missing) == 1:
        detail = "Send both coordinates, or neither: then the location stands where its municipality does."
        issues.append(input_issue("invalidInput", detail, location="body", name=missing[0]))
    address = wanted.address
    municipality = queries.get_municipality(session, address.nis_code)
    if municipality is None:
        issues.append(unknown_reference("address.nisCode", address.nis_code))
    elif address.postal_code not in {postal.code for postal in municipality.postal_codes}:
        places = ", ".join(queries.get_places_of(session, address.postal_code)) or "no municipality of Flanders or Brussels"
        detail = f"{municipality.name_nl} ({address.nis_code}) has no postal code {address.postal_code}; that is of {places}."
        for name, value in (("address.postalCode", address.postal_code), ("address.nisCode", address.nis_code)):
            issues.append(input_issue("invalidInput", detail, location="body", name=name, value=value))
    if municipality is None or issues:
        raise BadRequest(issues=issues)
    return municipality


def _place(location: Location, wanted: LocationInput, municipality: Municipality) -> None:
    location.name = wanted.name
    location.street, location.house_number = wanted.address.street, wanted.address.house_number
    location.postal_code, location.nis_code = wanted.address.postal_code, wanted.address.nis_code
    location.latitude = municipality.latitude if wanted.latitude is None else wanted.latitude
    location.longitude = municipality.longitude if wanted.longitude is None else wanted.longitude
    features = set(wanted.accessibility_features)
    kept = [code for code in location.codes if code.code in features]
    new = sorted(features - {code.code for code in kept})
    if new or len(kept) < len(location.codes):
        location.codes = [*kept, *(LocationCode(list_name=FEATURES, code=code) for code in new)]
