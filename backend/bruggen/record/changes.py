"""Writes the change log from the session itself, so that no service can forget it."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.models import (
    Change,
    Code,
    Coordinator,
    ExpertiseItem,
    NetworkMeeting,
    NetworkMember,
    Offer,
    Organization,
    Synonym,
    TrainingSession,
)

# Records that derived data depends on; a change of what hangs on one is a change of it.
Root = Offer | Organization | Coordinator | ExpertiseItem | NetworkMember | NetworkMeeting | TrainingSession
# Words that people edit, which every process keeps in memory. Other reference tables change by release.
Word = Synonym | Code


def watch_changes() -> None:
    """Make every flush log its changed roots. Called once, when the process starts."""
    if not event.contains(Session, "before_flush", _log_changes):
        event.listen(Session, "before_flush", _log_changes)


def _log_changes(session: Session, _context: object, _instances: object) -> None:
    roots: dict[Root, str] = {}
    words: set[tuple[str, str]] = set()
    for obj in (*session.new, *session.dirty, *session.deleted):
        if isinstance(obj, Word):
            words.add((obj.__tablename__, obj.list_name if isinstance(obj, Code) else "all"))
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
            # A child may have changed alone (no coordinator has any): version and time must move, or the ETag would lie.
            if not isinstance(root, Coordinator):
                root.updated_at = now()
    for root, action in roots.items():
        session.add(Change(subject=root.__tablename__, subject_id=str(root.id), action=action))
    for subject, subject_id in words:
        session.add(Change(subject=subject, subject_id=subject_id, action="updated"))
