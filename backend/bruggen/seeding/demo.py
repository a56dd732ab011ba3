"""Demo data: public organizations with invented offers, every one of them marked as demo."""

from datetime import date
from typing import Any

from sqlalchemy import delete, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from bruggen.models import (
    AccountRequest,
    ApiClient,
    ExpertiseItem,
    ExpertiseRevision,
    InitiativeParticipant,
    Location,
    LocationCode,
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
    PracticeUse,
    RoleAssignment,
)
from bruggen.record.audit import RECORDED
from bruggen.seeding.files import DEMO, read_yaml

# The code lists an offer takes values from: key in the demo file -> name of the list.
OFFER_LISTS = {
    "addressees": "addressees",
    "levels": "levels",
    "tracks": "tracks",
    "themes": "themes",
    "aims": "aims",
    "modes": "modes",
    "access_routes": "accessRoutes",
    "attendance_statuses": "attendanceStatuses",
    "languages": "languages",
    "accessibility_features": "accessibilityFeatures",
    "transports": "transports",
    "methods": "methods",
    "accreditations": "accreditations",
}
PLAIN = (
    "title",
    "summary",
    "description",
    "goals",
    "category",
    "out_of_school",
    "age_min",
    "age_max",
    "capacity",
    "cost",
    "cost_note",
    "access_note",
    "conditions",
    "contraindications",
    "transport_note",
    "source",
    "source_url",
    "half_days_per_week",
)


def seed_demo(session: Session) -> tuple[int, int]:
    """Add the demo organizations and offers that are missing; returns how many of each were added."""
    organizations = {row.external_id: row for row in session.scalars(select(Organization).where(Organization.demo))}
    locations = {row.external_id: row for row in session.scalars(select(Location).where(Location.external_id.is_not(None)))}
    added_organizations = 0
    for entry in read_yaml(DEMO / "organizations.yaml"):
        if f"demo:{entry['key']}" in organizations:
            continue
        organization = _organization(entry)
        session.add(organization)
        organizations[organization.external_id] = organization
        locations.update({location.external_id: location for location in organization.locations})
        added_organizations += 1
    session.flush()
    known = set(session.scalars(select(OfferExternalId.external_id)))
    added_offers = 0
    for path in sorted(DEMO.glob("offers_*.yaml")):
        for entry in read_yaml(path):
            if f"demo:{entry['key']}" not in known:
                session.add(_offer(entry, organizations, locations))
                added_offers += 1
    session.flush()
    return added_organizations, added_offers


def remove_demo(session: Session) -> tuple[int, int]:
    """Take all demo offers out, and the demo organizations that nobody else needs; returns how many of each went."""
    offers = session.scalars(select(Offer).where(Offer.demo)).all()
    offer_ids = [offer.id for offer in offers]
    for part in (OfferCode, OfferProvider, OfferLocation, OfferCatchment, OfferContact, OfferExternalId):
        # The event that tells the end of the offer tells theirs.
        session.execute(delete(part).where(part.offer_id.in_(offer_ids)), execution_options=RECORDED)
    for offer in offers:
        session.delete(offer)
    session.flush()
    placed = select(Location.organization_id).join(OfferLocation, OfferLocation.location_id == Location.id)
    owners: tuple[InstrumentedAttribute[Any], ...] = (
        OfferProvider.organization_id,
        OfferExternalId.organization_id,
        OfferRevision.organization_id,
        RoleAssignment.organization_id,
        ApiClient.organization_id,
        AccountRequest.organization_id,
        ExpertiseItem.organization_id,
        ExpertiseRevision.organization_id,
        NetworkMember.organization_id,
        PracticeUse.organization_id,
        InitiativeParticipant.organization_id,
    )
    # One row without an organization among them, and SQL would find that none is free to go.
    needed = union(placed, *(select(owner).where(owner.is_not(None)) for owner in owners))
    organizations = session.scalars(select(Organization).where(Organization.demo, Organization.id.not_in(needed))).all()
    for organization in organizations:
        session.delete(organization)
    session.flush()
    return len(organizations), len(offers)


def _organization(entry: dict[str, Any]) -> Organization:
    return Organization(
        external_id=f"demo:{entry['key']}",
        name=entry["name"],
        short_name=entry.get("short_name"),
        sector=entry["sector"],
        website=entry.get("website"),
        description=entry.get("description"),
        demo=True,
        contacts=[
            OrganizationContact(position=position, **contact) for position, contact in enumerate(entry.get("contacts", []))
        ],
        locations=[
            Location(
                external_id=f"demo:{entry['key']}:{place['key']}",
                name=place.get("name"),
                street=place.get("street"),
                house_number=_text(place.get("house_number")),
                postal_code=str(place["postal_code"]),
                nis_code=str(place["nis_code"]),
                latitude=place["latitude"],
                longitude=place["longitude"],
                codes=[
                    LocationCode(list_name="accessibilityFeatures", code=code) for code in place.get("accessibility_features", [])
                ],
            )
            for place in entry["locations"]
        ],
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _offer(entry: dict[str, Any], organizations: dict[str | None, Organization], locations: dict[str | None, Location]) -> Offer:
    providers = [organizations[f"demo:{key}"] for key in entry["providers"]]
    lists = [(name, entry.get(key, [])) for key, name in OFFER_LISTS.items()]
    lists.append(("catchmentRules", entry["catchment"]["rules"]))
    duration = entry.get("duration", {})
    places = {
        (location.external_id or "").rpartition(":")[2]: location
        for organization in providers
        for location in locations.values()
        if location.organization_id == organization.id
    }
    return Offer(
        **{name: entry.get(name) for name in PLAIN},
        demo=True,
        status=entry["status"],
        weeks_min=duration.get("weeks_min"),
        weeks_max=duration.get("weeks_max"),
        as_long_as_needed=duration.get("as_long_as_needed", False),
        availability=entry["availability"]["status"],
        waiting_weeks=entry["availability"].get("waiting_weeks"),
        availability_checked_on=_day(entry["availability"].get("checked_on")),
        catchment_scope=entry["catchment"]["scope"],
        verified_on=_day(entry.get("verified_on")),
        review_due=_day(entry.get("review_due")),
        codes=[
            OfferCode(list_name=name, code=code, position=position)
            for name, codes in lists
            for position, code in enumerate(codes)
        ],
        providers=[
            OfferProvider(organization=organization, position=position) for position, organization in enumerate(providers)
        ],
        locations=[
            OfferLocation(
                location=places[place["key"]],
                position=position,
                age_min=place.get("age_min"),
                age_max=place.get("age_max"),
            )
            for position, place in enumerate(entry["locations"])
        ],
        catchment=[OfferCatchment(code=str(code)) for code in entry["catchment"].get("codes", [])],
        contacts=[OfferContact(position=position, **contact) for position, contact in enumerate(entry.get("contacts", []))],
        external_ids=[OfferExternalId(organization_id=providers[0].id, external_id=f"demo:{entry['key']}")],
    )
