"""An offer's own page from its records."""

from collections import defaultdict

from sqlalchemy.orm import Session

from bruggen.directory.documents.offers import age_bands
from bruggen.features.offers import queries
from bruggen.features.offers.schemas import (
    AreaMunicipality,
    Availability,
    Catchment,
    Contact,
    Duration,
    Intensity,
    OfferAddress,
    OfferDetail,
    OfferPlace,
    Provider,
)
from bruggen.kit.clock import today
from bruggen.models import Municipality, Offer, OfferLocation

SAME_NAME = (
    "id",
    "status",
    "title",
    "summary",
    "description",
    "goals",
    "category",
    "out_of_school",
    "age_min",
    "age_max",
    "access_note",
    "conditions",
    "contraindications",
    "capacity",
    "cost",
    "cost_note",
    "transport_note",
    "source",
    "source_url",
    "verified_on",
    "review_due",
    "demo",
    "updated_at",
)


def offer_detail(session: Session, offer: Offer) -> OfferDetail:
    """The offer as its page shows it: public contacts only, `stale` as of today in Brussels."""
    lists: dict[str, list[str]] = defaultdict(list)
    for code in offer.codes:
        lists[code.list_name].append(code.code)
    area = [part.code for part in offer.catchment]
    nis_codes = [place.location.nis_code for place in offer.locations]
    if offer.catchment_scope == "municipalities":
        nis_codes += area
    municipalities = queries.get_municipalities(session, nis_codes)
    places = [_place(place, municipalities[place.location.nis_code]) for place in offer.locations]
    ranges = [
        (
            place.age_min if place.age_min is not None else offer.age_min,
            place.age_max if place.age_max is not None else offer.age_max,
        )
        for place in offer.locations
    ] or [(offer.age_min, offer.age_max)]
    return OfferDetail(
        **{name: getattr(offer, name) for name in SAME_NAME},
        href=f"/api/v1/offers/{offer.id}",
        age_bands=sorted({band for low, high in ranges for band in age_bands(low, high)}, reverse=True),
        addressees=lists["addressees"],
        levels=lists["levels"],
        tracks=lists["tracks"],
        themes=lists["themes"],
        aims=lists["aims"],
        modes=lists["modes"],
        attendance_statuses=lists["attendanceStatuses"],
        languages=lists["languages"],
        accessibility_features=lists["accessibilityFeatures"],
        transports=lists["transports"],
        methods=lists["methods"],
        accreditations=lists["accreditations"],
        access_routes=lists["accessRoutes"],
        availability=Availability(
            status=offer.availability, waiting_weeks=offer.waiting_weeks, checked_on=offer.availability_checked_on
        ),
        duration=Duration(weeks_min=offer.weeks_min, weeks_max=offer.weeks_max, as_long_as_needed=offer.as_long_as_needed),
        intensity=Intensity(half_days_per_week=offer.half_days_per_week),
        catchment=_catchment(session, offer, area, lists["catchmentRules"], municipalities),
        locations=places,
        providers=[
            Provider(
                id=provider.organization_id,
                href=f"/api/v1/organizations/{provider.organization_id}",
                name=provider.organization.name,
                sector=provider.organization.sector,
                lead=provider.position == 0,
            )
            for provider in offer.providers
        ],
        contacts=[
            Contact(kind=contact.kind, value=contact.value, label=contact.label)
            for contact in offer.contacts
            if contact.visibility == "public"
        ],
        stale=offer.review_due is not None and offer.review_due < today(),
    )


def _place(place: OfferLocation, municipality: Municipality) -> OfferPlace:
    location = place.location
    return OfferPlace(
        id=location.id,
        name=location.name,
        address=OfferAddress(
            street=location.street,
            house_number=location.house_number,
            postal_code=location.postal_code,
            municipality=municipality.name_nl,
            nis_code=municipality.nis_code,
        ),
        region=municipality.region_code,
        latitude=location.latitude,
        longitude=location.longitude,
        age_min=place.age_min,
        age_max=place.age_max,
        accessibility_features=[code.code for code in location.codes],
    )


def _catchment(
    session: Session, offer: Offer, area: list[str], rules: list[str], municipalities: dict[str, Municipality]
) -> Catchment:
    inside = [municipalities[code] for code in area] if offer.catchment_scope == "municipalities" else []
    order = queries.get_region_codes(session)
    touched = {
        "flanders": set(order),
        "regions": set(area),
        "municipalities": {municipality.region_code for municipality in inside},
    }[offer.catchment_scope]
    return Catchment(
        scope=offer.catchment_scope,
        rules=rules,
        regions=[code for code in order if code in touched],
        municipalities=[
            AreaMunicipality(nis_code=municipality.nis_code, name=municipality.name_nl)
            for municipality in sorted(inside, key=lambda municipality: municipality.name_nl)
        ],
    )
