"""What is done to a live record directly: taken from view and put back, found still right, its places counted."""

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.access.reach import may_change
from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from bruggen.features.offers.schemas import AvailabilityInput
from bruggen.kit.clock import today
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import Offer
from bruggen.writing.codes import get_codes, unknown_codes
from bruggen.writing.offer_checks import WAITING

AVAILABILITIES = "availabilities"


def archive(session: Session, caller: Caller, offer: Offer) -> None:
    """Take a published offer from view. Raises MissingPermission, AlreadyDone."""
    _require_governs(session, caller, offer)
    # What was never published stays what it is: restored, it would be public without ever having been judged.
    if offer.status != "published":
        raise AlreadyDone("Only a published offer is archived; this one is not public.")
    offer.status = "archived"


def restore(session: Session, caller: Caller, offer: Offer) -> None:
    """Make an archived offer public again, as it was. Raises MissingPermission, AlreadyDone."""
    _require_governs(session, caller, offer)
    if offer.status != "archived":
        raise AlreadyDone("Only an archived offer is restored.")
    offer.status = "published"


def _require_governs(session: Session, caller: Caller, offer: Offer) -> None:
    """The coordinators of the region, and whoever manages an organization that gives the offer."""
    managed = {grant.organization for grant in caller.grants if grant.role == Role.PARTNER_MANAGER}
    if managed.intersection(provider.organization_id for provider in offer.providers):
        return
    if not may_change(session, caller, Scope.OFFER_REVIEW, Offer, offer.id):
        detail = "The manager of your organization or a coordinator of the region does this."
        raise MissingPermission(detail, object_type="offers", object_id=offer.id)


def change_availability(session: Session, offer: Offer, patch: Patch[AvailabilityInput]) -> None:
    """Say whether there is room, as of today. A waiting time ends with the waiting. Raises BadRequest."""
    current = AvailabilityInput.model_validate({"status": offer.availability, "waiting_weeks": offer.waiting_weeks})
    wanted = patch.apply_to(current)
    issues = unknown_codes("status", [wanted.status], get_codes(session, [AVAILABILITIES])[AVAILABILITIES])
    if wanted.status not in WAITING and wanted.waiting_weeks is not None:
        if patch.changes().get("waiting_weeks") is not None:
            hint = f"One waits only for: {', '.join(sorted(WAITING))}. Leave it out."
            issues.append(input_issue("invalidInput", hint, location="body", name="waitingWeeks"))
        wanted.waiting_weeks = None
    if issues:
        raise BadRequest(issues=issues)
    offer.availability = wanted.status
    offer.waiting_weeks = wanted.waiting_weeks
    offer.availability_checked_on = today()
