"""Who works on cases in the tests, and the applications that they make."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bruggen.access.roles import Role
from bruggen.kit.wall import SYSTEM_WALL, open_wall
from tests.make.people import grant
from tests.make.product import As, Product

APPLICATION: dict[str, Any] = {
    "region": "OVL",
    "sector": "clb",
    "wanted": "consult",
    "urgency": "soon",
    "domicile": "44021",
    "birthYear": 2012,
    "level": "secondary",
    "schooling": "atHome",
    "absence": "from30",
    "consent": "agreed",
    "themes": ["schoolRefusal"],
    "blockageReasons": ["noFittingOffer"],
    "summary": "Zit sinds de herfst thuis, niemand krijgt contact",
    "blocked": "De school en de thuisbegeleiding weten niet meer wat kan.",
    "hopedFor": "Een plek waar leren weer lukt.",
    "tried": [{"what": "NAFT, zes weken", "result": "vroegtijdig gestopt"}],
    "contact": {"name": "Een medewerker", "phone": "09 123 45 67"},
}
"""What a whole application says."""


@dataclass(frozen=True)
class Team:
    """A tandem in one region, a coordinator in another, referrers of both sectors, and a stranger among them."""

    product: Product
    coordinator: As
    colleague: As
    elsewhere: As
    referrer: As
    other_side: As
    stranger: As

    def begin(self, who: As | None = None, **said: Any) -> str:
        """A draft of a whole application; returns its id."""
        answer = (who or self.referrer).post("/caseConsultations", {**APPLICATION, **said})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def submit(self, **said: Any) -> str:
        """An application that was handed in; returns its id."""
        case = self.begin(**said)
        self.take(self.referrer, case, "submissions")
        return case

    def take(self, who: As, case: str, step: str, **said: Any) -> dict[str, Any]:
        """Take a step that has to succeed; returns the case."""
        answer = who.post(f"/caseConsultations/{case}/{step}", said)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def read(self, who: As, case: str) -> dict[str, Any]:
        """The case as somebody sees it."""
        answer = who.get(f"/caseConsultations/{case}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    @contextmanager
    def database(self) -> Iterator[Session]:
        """The database as the product itself sees it."""
        with self.product.sessions.begin() as session:
            open_wall(session, SYSTEM_WALL)
            yield session


def make_team(product: Product) -> Team:
    """New people in this product."""

    def referrer(sector: str) -> As:
        return product.person(grant(Role.REFERRER, region="OVL", sector=sector))

    return Team(
        product,
        coordinator=product.person(grant(Role.COORDINATOR, region="OVL"), name="Coördinator A"),
        colleague=product.person(grant(Role.COORDINATOR, region="OVL", post="togetherAgainstDropout"), name="Coördinator B"),
        elsewhere=product.person(grant(Role.COORDINATOR, region="LIM")),
        referrer=referrer("clb"),
        other_side=referrer("youthCare"),
        stranger=referrer("clb"),
    )
