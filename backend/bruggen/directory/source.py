"""Where the documents of an index come from."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.directory.document import Document
from bruggen.directory.documents.reference import Reference
from bruggen.models import Change


class Source(Protocol):
    """One kind of records that an index is made of.

    The writer of one index alone numbers the change log (record/relay.py): that of the source that `numbers_changes`.
    """

    numbers_changes: bool

    def count(self, session: Session) -> int:
        """How many are public."""

    def all(self, session: Session) -> Iterator[Document]:
        """All that are public, in batches: a million needs no more memory than five hundred."""

    def some(self, session: Session, ids: Iterable[UUID], reference: Reference) -> Iterator[Document]:
        """Those of them that are public. Raises KeyError for a municipality that the reference does not hold yet."""

    def touched(self, session: Session, changes: Sequence[Change]) -> set[UUID]:
        """The records whose card or words these changes can have touched."""
