"""Writes the change log from the session itself, so that no service can forget it."""

from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.models import Change, Coordinator, Offer, Organization

# What derived data depends on; reference tables change by release and are followed by a rebuild.
Root = Offer | Organization | Coordinator


def watch_changes() -> None:
    """Make every flush log its changed roots. Called once, when the process starts."""
    if not event.contains(Session, "before_flush", _log_changes):
        event.listen(Session, "before_flush", _log_changes)


def _log_changes(session: Session, _context: object, _instances: object) -> None:
    roots: dict[Root, str] = {}
    for obj in (*session.new, *session.dirty, *session.deleted):
        root = getattr(obj, "root", obj)
        if not isinstance(root, Root) or (root is obj and obj in session.dirty and not session.is_modified(obj)):
            continue
        if root in session.deleted:
            roots[root] = "deleted"
        elif root in session.new:
            roots[root] = "created"
            root.id = root.id or new_id()
        else:
            roots[root] = "updated"
            # A child changed: the root's version and time must move, or its ETag would lie.
            if isinstance(root, Coordinator):
                flag_modified(root, "name")
            else:
                root.updated_at = now()
    for root, action in roots.items():
        session.add(Change(subject=root.__tablename__, subject_id=str(root.id), action=action))
