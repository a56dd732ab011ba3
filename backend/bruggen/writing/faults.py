"""What is wrong with a content, by its field; and the faults that contents of every kind can have."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.kit.problems import InputIssue, input_issue
from bruggen.models import Municipality, Region
from bruggen.writing.codes import unknown_codes
from bruggen.writing.drafting import AreaInput


def content_fault(name: str, detail: str, value: object = None) -> InputIssue:
    """What is wrong in a field of the content."""
    return input_issue("invalidInput", detail, location="body", name=f"content.{name}", value=value)


def unknown_in_content(name: str, detail: str, value: object) -> InputIssue:
    """A field of the content names what there is not."""
    return input_issue("referencedResourceNotFound", detail, location="body", name=f"content.{name}", value=str(value))


def area_faults(session: Session, area: AreaInput, name: str) -> Iterator[InputIssue]:
    """What is wrong with an area, which stands in the field `name`: one of its scope is missing, or there is none such."""
    codes = {"regions": area.regions, "municipalities": [place.nis_code for place in area.municipalities]}
    for scope, given in codes.items():
        if scope == area.scope and not given:
            yield content_fault(f"{name}.{scope}", "Name at least one.")
    regions = session.scalars(select(Region.code).order_by(Region.position)).all()
    yield from unknown_codes(f"content.{name}.regions", codes["regions"], regions)
    known = set(session.scalars(select(Municipality.nis_code).where(Municipality.nis_code.in_(codes["municipalities"]))))
    for number, code in enumerate(codes["municipalities"]):
        if code not in known:
            yield unknown_in_content(
                f"{name}.municipalities.{number}", f"No municipality of today has the NIS code {code}.", code
            )
