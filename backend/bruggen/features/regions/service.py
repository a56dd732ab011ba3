"""The texts that coordinators write about their region."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bruggen.features.regions import queries
from bruggen.features.regions.schemas import Introduction
from bruggen.kit.clock import now
from bruggen.kit.problems import PreconditionFailed
from bruggen.models import Content, Region


def introduce(session: Session, region: Region, introduction: Introduction | None) -> None:
    """Store the region's introduction, or take it away. Raises PreconditionFailed when another wrote a first one meanwhile."""
    content = queries.get_introduction(session, region.code)
    if content is None:
        names = {"nl": region.name_nl, "fr": region.name_fr, "en": region.name_en}
        content = Content(key=f"region.{region.code}", title=names)
        session.add(content)
    # The row stays when its text goes: a version that was seen never comes back with another text.
    content.body = introduction.model_dump(exclude_none=True) if introduction else {}
    content.updated_at = now()
    try:
        session.flush()
    except IntegrityError as error:
        raise PreconditionFailed from error
