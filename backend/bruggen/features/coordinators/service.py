"""Who takes up and leaves the posts of a tandem. A post is published while somebody is known to hold it."""

from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.caller import Caller
from bruggen.access.granting import unknown_reference
from bruggen.access.problems import MissingPermission
from bruggen.access.scopes import Scope
from bruggen.features.coordinators import queries
from bruggen.features.coordinators.schemas import NewCoordinator
from bruggen.kit.problems import BadRequest
from bruggen.models import Coordinator, CoordinatorPost, Region


def add_coordinator(session: Session, caller: Caller, wanted: NewCoordinator, key: UUID) -> None:
    """Add somebody, after those who hold the post already, under this id. Raises BadRequest, MissingPermission."""
    if session.get(Region, wanted.region) is None:
        raise BadRequest(issues=[unknown_reference("region", wanted.region)])
    if wanted.region not in caller.regions(Scope.COORDINATOR_WRITE):
        detail = "You may change who the coordinators of your own region are."
        raise MissingPermission(detail, object_type="regions", object_id=wanted.region)
    post = queries.get_locked_post(session, wanted.region, wanted.role)
    if post is None:
        post = CoordinatorPost(region_code=wanted.region, role=wanted.role)
        session.add(post)
    post.publication = "published"
    session.flush()
    last = queries.last_position(session, wanted.region, wanted.role)
    coordinator = Coordinator(
        id=key,
        region_code=wanted.region,
        role=wanted.role,
        position=0 if last is None else last + 1,
        name=wanted.name,
        email=wanted.email,
    )
    session.add(coordinator)
    session.flush()


def remove_coordinator(session: Session, coordinator: Coordinator) -> None:
    """Take somebody out of the post."""
    post = queries.get_locked_post(session, coordinator.region_code, coordinator.role)
    session.delete(coordinator)
    session.flush()
    if post and queries.last_position(session, post.region_code, post.role) is None:
        post.publication = "notPublished"
