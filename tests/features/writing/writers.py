"""Who may write, what they write, and what a refusal says."""

from typing import Any
from uuid import UUID

from bruggen.access.roles import Role
from tests.make.people import grant
from tests.make.product import As, Product

GENT = {"address": {"postalCode": "9000", "nisCode": "44021"}}


def coordinator(product: Product, region: str = "OVL") -> As:
    """A coordinator of the region."""
    return product.person(grant(Role.COORDINATOR, region=region))


def company_number(number: int) -> str:
    """A company number whose check digits fit; another for each number below 10,000."""
    digits = f"0999{number:04}"
    return f"{digits}{97 - int(digits) % 97:02}"


def new_organization(writer: As, name: str = "Het Anker", **more: Any) -> dict[str, Any]:
    """An organization with no location yet, as its maker sees it."""
    answer = writer.post("/organizations", {"name": name, "sector": "welfare", **more})
    assert answer.status_code == 201, answer.json()
    made: dict[str, Any] = answer.json()
    return made


def new_location(writer: As, organization: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A location of the organization, in Ghent if nothing else is said."""
    answer = writer.post(f"{organization['href']}/locations", {**GENT, **more})
    assert answer.status_code == 201, answer.json()
    made: dict[str, Any] = answer.json()
    return made


def id_of(shown: dict[str, Any]) -> UUID:
    """The id of what was shown."""
    return UUID(shown["id"])


def kind(answer: Any) -> tuple[int, str]:
    """A refusal in short: its status, and the last part of its type."""
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


def faults(answer: Any) -> list[tuple[str, str]]:
    """What a 400 or 409 complains about: the name of each input, and what is wrong."""
    assert answer.status_code in (400, 409), (answer.status_code, answer.text)
    return [(issue["name"], issue["type"].rpartition(":")[2]) for issue in answer.json()["issues"]]
