"""Between the live record of an offer and its content: read out of it, put into it."""

from datetime import date

from pydantic.alias_generators import to_camel
from sqlalchemy.orm import selectinload

from bruggen.kit.clock import now, today
from bruggen.models import Offer, OfferCatchment, OfferCode, OfferContact, OfferLocation, OfferProvider
from bruggen.writing.offer_content import LISTS, OfferContent, OfferDraft
from bruggen.writing.parts import replace_parts

PARTS = (
    selectinload(Offer.codes),
    selectinload(Offer.catchment),
    selectinload(Offer.contacts),
    selectinload(Offer.providers),
    selectinload(Offer.locations),
)
"""Loads what `content_of` and `apply_content` look at."""
PLAIN = (
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
)
RULES = "catchmentRules"


def content_of(offer: Offer) -> OfferDraft:
    """What is written of the offer; its parts must be loaded."""
    codes: dict[str, list[str]] = {}
    for code in offer.codes:
        codes.setdefault(code.list_name, []).append(code.code)
    area = [part.code for part in offer.catchment]
    return OfferDraft.model_validate(
        {
            **{name: getattr(offer, name) for name in PLAIN},
            **{name: codes.get(to_camel(name), []) for name in LISTS},
            "availability": {
                "status": offer.availability,
                "waiting_weeks": offer.waiting_weeks,
                "checked_on": offer.availability_checked_on,
            },
            "duration": {
                "weeks_min": offer.weeks_min,
                "weeks_max": offer.weeks_max,
                "as_long_as_needed": offer.as_long_as_needed,
            },
            "intensity": {"half_days_per_week": offer.half_days_per_week},
            "catchment": {
                "scope": offer.catchment_scope,
                "rules": codes.get(RULES, []),
                "regions": area if offer.catchment_scope == "regions" else [],
                "municipalities": [{"nis_code": code} for code in area] if offer.catchment_scope == "municipalities" else [],
            },
            "locations": [
                {"id": place.location_id, "age_min": place.age_min, "age_max": place.age_max} for place in offer.locations
            ],
            "providers": [{"id": provider.organization_id} for provider in offer.providers],
            "contacts": [
                {"kind": contact.kind, "value": contact.value, "label": contact.label, "visibility": contact.visibility}
                for contact in offer.contacts
            ],
        }
    )


def apply_content(offer: Offer, content: OfferContent) -> None:
    """Make the live record say exactly this; its parts must be loaded. Its id and external ids stay, its version moves on."""
    for name in PLAIN:
        setattr(offer, name, getattr(content, name))
    offer.availability = content.availability.status
    offer.waiting_weeks = content.availability.waiting_weeks
    offer.availability_checked_on = content.availability.checked_on
    offer.weeks_min = content.duration.weeks_min
    offer.weeks_max = content.duration.weeks_max
    offer.as_long_as_needed = content.duration.as_long_as_needed
    offer.half_days_per_week = content.intensity.half_days_per_week
    offer.catchment_scope = content.catchment.scope
    offer.updated_at = now()
    lists = {**{to_camel(name): getattr(content, name) for name in LISTS}, RULES: content.catchment.rules}
    replace_parts(
        offer.codes,
        OfferCode,
        ("list_name", "code"),
        (
            {"list_name": name, "code": code, "position": position}
            for name, codes in lists.items()
            for position, code in enumerate(codes)
        ),
    )
    replace_parts(offer.catchment, OfferCatchment, ("code",), ({"code": code} for code in content.catchment.codes))
    providers = ({"organization_id": provider.id, "position": position} for position, provider in enumerate(content.providers))
    replace_parts(offer.providers, OfferProvider, ("organization_id",), providers)
    places = (
        {"location_id": place.id, "position": position, "age_min": place.age_min, "age_max": place.age_max}
        for position, place in enumerate(content.locations)
    )
    replace_parts(offer.locations, OfferLocation, ("location_id",), places)
    contacts = ({**contact.model_dump(by_alias=False), "position": position} for position, contact in enumerate(content.contacts))
    replace_parts(offer.contacts, OfferContact, ("position",), contacts)


def mark_verified(offer: Offer) -> None:
    """All that is said of the offer was looked at today, and is to be looked at again in a year."""
    offer.verified_on = today()
    offer.review_due = _a_year_after(offer.verified_on)


def _a_year_after(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28) if leap_day else day.replace(year=day.year + 1)
