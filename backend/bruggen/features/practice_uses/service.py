"""What is done with a report: written by anybody who signed in, looked at by a coordinator."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import unknown_reference
from bruggen.access.problems import AlreadyDone, MissingPermission
from bruggen.access.reach import find, may_change
from bruggen.access.scopes import Scope
from bruggen.features.practice_uses.schemas import PracticeUseInput
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest, input_issue
from bruggen.models import GoodPractice, Organization, PracticeUse


def content_of(use: PracticeUse) -> PracticeUseInput:
    """What is written of the report."""
    return PracticeUseInput(organization=use.organization_id, organization_name=use.organization_name, experience=use.experience)


def add(session: Session, caller: Caller, practice: GoodPractice, wanted: PracticeUseInput, key: UUID) -> None:
    """Write a report under this id. Raises BadRequest, MissingPermission for another's organization, or for a system."""
    if caller.person is None:
        raise MissingPermission("A report is a person's.", object_type="goodPractices", object_id=practice.id)
    use = PracticeUse(id=key, practice_id=practice.id, created_by=caller.person)
    _write(session, caller, use, wanted)
    session.add(use)
    session.flush()


def change(session: Session, caller: Caller, use: PracticeUse, patch: Patch[PracticeUseInput]) -> None:
    """Write on at one's own report; it is looked at again. Raises as add."""
    if use.created_by is None or use.created_by != caller.person:
        raise MissingPermission("Whoever wrote a report changes it.", object_type="practiceUses", object_id=use.id)
    _write(session, caller, use, patch.apply_to(content_of(use)))
    use.status = "inReview"
    session.flush()
    session.refresh(use, ["organization"])


def publish(session: Session, caller: Caller, use: PracticeUse) -> None:
    """Make a report public, as a coordinator whose practice it is. Raises MissingPermission, AlreadyDone."""
    if not may_change(session, caller, Scope.EXPERTISE_REVIEW, GoodPractice, use.practice_id):
        detail = "The coordinators of the practice look at reports."
        raise MissingPermission(detail, object_type="practiceUses", object_id=use.id)
    if use.status == "published":
        raise AlreadyDone("This report is public already.")
    use.status = "published"


def _write(session: Session, caller: Caller, use: PracticeUse, wanted: PracticeUseInput) -> None:
    if wanted.organization is None and wanted.organization_name is None:
        hint = "Say where: an organization, or its name."
        raise BadRequest(issues=[input_issue("invalidInput", hint, location="body", name="organizationName")])
    if wanted.organization:
        if session.get(Organization, wanted.organization) is None:
            raise BadRequest(issues=[unknown_reference("organization", wanted.organization)])
        find(session, caller, Scope.ORGANIZATION_WRITE, Organization, wanted.organization, change=True)
    use.organization_id = wanted.organization
    use.organization_name = None if wanted.organization else wanted.organization_name
    use.experience = wanted.experience
