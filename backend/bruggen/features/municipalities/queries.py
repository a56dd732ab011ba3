"""SELECTs over municipalities, by every name and number they go by."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from bruggen.models import FormerMunicipality, Municipality, MunicipalityPart, PostalCode

WITH_NAMES = (
    selectinload(Municipality.postal_codes),
    selectinload(Municipality.parts),
    selectinload(Municipality.former),
)


def _begins(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    return func.lower(column).startswith(text.lower(), autoescape=True)


def select_municipalities(q: str | None, regions: list[str], postal_codes: list[str]) -> Select[Any]:
    """Municipalities by name. `q` is the beginning of a name, an old name, a part, a NIS code or a postal code."""
    statement = select(Municipality).options(*WITH_NAMES).order_by(Municipality.name_nl, Municipality.nis_code)
    if q:
        text = q.strip()
        statement = statement.where(
            or_(
                _begins(Municipality.name_nl, text),
                _begins(Municipality.name_fr, text),
                Municipality.nis_code == text,
                Municipality.postal_codes.any(_begins(PostalCode.code, text)),
                Municipality.parts.any(_begins(MunicipalityPart.name, text)),
                Municipality.former.any(
                    or_(_begins(FormerMunicipality.old_name_nl, text), FormerMunicipality.old_nis_code == text)
                ),
            )
        )
    if regions:
        statement = statement.where(Municipality.region_code.in_(regions))
    if postal_codes:
        statement = statement.where(Municipality.postal_codes.any(PostalCode.code.in_(postal_codes)))
    return statement


def find_municipality(session: Session, nis_code: str) -> Municipality | None:
    """Today's municipality for a NIS code, also for one that a merger ended."""
    statement = (
        select(Municipality)
        .options(*WITH_NAMES)
        .where(
            or_(
                Municipality.nis_code == nis_code,
                Municipality.former.any(FormerMunicipality.old_nis_code == nis_code),
            )
        )
    )
    return session.scalars(statement).one_or_none()
