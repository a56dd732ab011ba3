"""Lets organizations and posts take part in a network. Whether the caller reaches it, the routes saw to."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.granting import unknown_reference
from bruggen.access.problems import AlreadyExists
from bruggen.expertise.networks import lock_network
from bruggen.features.network_members import queries
from bruggen.features.network_members.schemas import MemberInput
from bruggen.kit.patch import Patch
from bruggen.kit.problems import BadRequest
from bruggen.models import Network, NetworkMember, Organization
from bruggen.writing.codes import get_codes, unknown_codes

PLAIN = ("post", "role", "since", "until", "responsibility")


def add_member(session: Session, network: Network, wanted: MemberInput, key: UUID) -> None:
    """Let somebody take part, under this id. Raises BadRequest, AlreadyExists."""
    member = NetworkMember(id=key, network_id=network.id)
    _fill(session, member, wanted)
    session.add(member)
    session.flush()


def change_member(session: Session, member: NetworkMember, patch: Patch[MemberInput]) -> None:
    """Change how somebody takes part. Raises BadRequest, AlreadyExists."""
    stored = {name: getattr(member, name) for name in PLAIN}
    current = MemberInput.model_construct(**stored, organization=member.organization_id)
    _fill(session, member, patch.apply_to(current))
    session.flush()


def _fill(session: Session, member: NetworkMember, wanted: MemberInput) -> None:
    # Whoever adds the same member at the same time waits here, and then sees this one.
    lock_network(session, member.network_id)
    issues = unknown_codes("role", [wanted.role], get_codes(session, ["networkRoles"])["networkRoles"])
    if wanted.organization and session.get(Organization, wanted.organization) is None:
        issues.append(unknown_reference("organization", wanted.organization))
    if issues:
        raise BadRequest(issues=issues)
    if queries.is_taken(session, member.network_id, wanted, but=member.id):
        raise AlreadyExists("This organization or post takes part already at that time.")
    member.organization_id = wanted.organization
    for name in PLAIN:
        setattr(member, name, getattr(wanted, name))
