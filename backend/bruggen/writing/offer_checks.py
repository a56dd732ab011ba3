"""Whether the content of an offer can be published: everything that is wrong with it at once, each by its field."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from pydantic import ValidationError
from pydantic.alias_generators import to_camel
from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.kit.clock import today
from bruggen.kit.problems import BadRequest, InputIssue
from bruggen.models import Location, Organization
from bruggen.writing.codes import get_codes, unknown_codes
from bruggen.writing.drafting import stored
from bruggen.writing.faults import area_faults, content_fault, unknown_in_content
from bruggen.writing.offer_content import LISTS, OfferContent, OfferDraft

WAITING = frozenset({"limited", "waitingList"})
"""Availabilities in which one waits."""
CODED = {"category": "categories", "cost": "costs", **{name: to_camel(name) for name in LISTS}}
NEEDED = {
    "addressees": "Say for whom it is.",
    "access_routes": "Say how people get in.",
    "providers": "Say who gives it.",
    "contacts": "Say whom to call.",
}


def whole_content(session: Session, draft: OfferDraft, organization_id: UUID) -> OfferContent:
    """The content, which can be published. `organization_id` is who proposes it, and has to be one of those who give the offer.

    Raises BadRequest with all its faults, as `content.<field>`.
    """
    issues = [
        *_missing(draft),
        *_unknown_codes(session, draft),
        *_out_of_order(draft),
        *_out_of_time(draft),
        *_waiting(draft),
        *_catchment(session, draft),
        *_providers(session, draft, organization_id),
        *_locations(session, draft),
    ]
    try:
        content = OfferContent.model_validate(stored(draft))
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        malformed = [content_fault(".".join(map(str, fault["loc"])), fault["msg"]) for fault in faults]
        raise BadRequest(issues=malformed + issues) from error
    if issues:
        raise BadRequest(issues=issues)
    return content


def _missing(draft: OfferDraft) -> Iterator[InputIssue]:
    for name, hint in NEEDED.items():
        if not getattr(draft, name):
            yield content_fault(to_camel(name), hint)
    if draft.contacts and all(contact.visibility != "public" for contact in draft.contacts):
        yield content_fault("contacts", "Give at least one that everybody may see.")


def _unknown_codes(session: Session, draft: OfferDraft) -> Iterator[InputIssue]:
    known = get_codes(session, (*CODED.values(), "availabilities", "catchmentRules"))
    for name, list_name in CODED.items():
        value = getattr(draft, name)
        codes = value if isinstance(value, list) else [value] if value else []
        yield from unknown_codes(f"content.{to_camel(name)}", codes, known[list_name])
    yield from unknown_codes("content.availability.status", [draft.availability.status], known["availabilities"])
    yield from unknown_codes("content.catchment.rules", draft.catchment.rules, known["catchmentRules"])


def _out_of_order(draft: OfferDraft) -> Iterator[InputIssue]:
    duration = draft.duration
    pairs = [("ageMax", draft.age_min, draft.age_max), ("duration.weeksMax", duration.weeks_min, duration.weeks_max)]
    pairs += [(f"locations.{number}.ageMax", place.age_min, place.age_max) for number, place in enumerate(draft.locations)]
    for name, least, most in pairs:
        if least is not None and most is not None and most < least:
            yield content_fault(name, f"This is less than the least, {least}.", most)


def _out_of_time(draft: OfferDraft) -> Iterator[InputIssue]:
    for name, day in (("verifiedOn", draft.verified_on), ("availability.checkedOn", draft.availability.checked_on)):
        if day and day > today():
            yield content_fault(name, "This day is still to come.", day.isoformat())
    if draft.verified_on and draft.review_due and draft.review_due < draft.verified_on:
        yield content_fault("reviewDue", "This is before the day on which it was checked.", draft.review_due.isoformat())


def _waiting(draft: OfferDraft) -> Iterator[InputIssue]:
    availability = draft.availability
    if availability.waiting_weeks is not None and availability.status not in WAITING:
        yield content_fault("availability.waitingWeeks", f"One waits only for: {', '.join(sorted(WAITING))}. Leave it out.")


def _catchment(session: Session, draft: OfferDraft) -> Iterator[InputIssue]:
    catchment = draft.catchment
    if not catchment.rules:
        yield content_fault("catchment.rules", "Say what has to lie in the area: domicile, residence, school, clb.")
    yield from area_faults(session, catchment, "catchment")


def _providers(session: Session, draft: OfferDraft, organization_id: UUID) -> Iterator[InputIssue]:
    ids = [provider.id for provider in draft.providers]
    known = set(session.scalars(select(Organization.id).where(Organization.id.in_(ids))))
    for number, key in enumerate(ids):
        if key not in known:
            yield unknown_in_content(f"providers.{number}", f"There is no organization {key}.", key)
    yield from _repeated("providers", ids)
    if ids and organization_id not in ids:
        yield content_fault("providers", f"The organization that proposes this has to be one of them: {organization_id}.")


def _locations(session: Session, draft: OfferDraft) -> Iterator[InputIssue]:
    ids = [place.id for place in draft.locations]
    owners = [provider.id for provider in draft.providers]
    own = set(session.scalars(select(Location.id).where(Location.id.in_(ids), Location.organization_id.in_(owners))))
    for number, key in enumerate(ids):
        if key not in own:
            yield unknown_in_content(f"locations.{number}", f"Those who give the offer have no location {key}.", key)
    yield from _repeated("locations", ids)


def _repeated(name: str, ids: Iterable[UUID]) -> Iterator[InputIssue]:
    seen: set[UUID] = set()
    for number, key in enumerate(ids):
        if key in seen:
            yield content_fault(f"{name}.{number}", "This was named before.", str(key))
        seen.add(key)
