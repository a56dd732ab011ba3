"""A partner with a location and an offer, the people around it, and what they write."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bruggen.access.roles import Role
from bruggen.models import (
    Location,
    Offer,
    OfferCatchment,
    OfferCode,
    OfferContact,
    OfferExternalId,
    OfferLocation,
    OfferProvider,
    Organization,
)
from tests.make.people import grant
from tests.make.product import As, Product

PLACES = {"OVL": ("9000", "44021"), "ANT": ("2000", "11002")}


@dataclass(frozen=True, slots=True)
class Partner:
    """An organization with one location, and an offer of it. Addresses are those of the API."""

    product: Product
    region: str
    organization: UUID
    location: UUID
    offer_id: UUID

    @property
    def offer(self) -> str:
        """The offer's address."""
        return f"/api/v1/offers/{self.offer_id}"

    @property
    def nis_code(self) -> str:
        """The municipality of its location."""
        return PLACES[self.region][1]

    def editor(self) -> As:
        """Somebody who keeps the partner's offers."""
        return self.product.person(grant(Role.PARTNER_EDITOR, organization=self.organization))

    def manager(self) -> As:
        """Somebody who manages the partner."""
        return self.product.person(grant(Role.PARTNER_MANAGER, organization=self.organization))

    def coordinator(self) -> As:
        """A coordinator of the partner's region."""
        return self.product.person(grant(Role.COORDINATOR, region=self.region))

    def public(self) -> Any:
        """The offer as everybody sees it."""
        return self.product.client.get(self.offer).json()

    def change(self, writer: As, **content: Any) -> dict[str, Any]:
        """A proposal for the offer, begun."""
        answer = writer.post("/offerRevisions", self.proposal(**content))
        assert answer.status_code == 201, answer.json()
        begun: dict[str, Any] = answer.json()
        return begun

    def proposal(self, **content: Any) -> dict[str, Any]:
        """What is sent to begin one."""
        return {"organization": str(self.organization), "offer": str(self.offer_id), "content": content}

    def whole(self, **more: Any) -> dict[str, Any]:
        """Content of an offer that lacks nothing."""
        return {
            "title": "Een plek om te landen",
            "summary": "Drie dagdelen per week op adem komen.",
            "description": "Je komt eerst een keer kijken. Daarna spreken we samen af wat je hier doet.",
            "category": "learningRight",
            "outOfSchool": True,
            "ageMin": 12,
            "ageMax": 18,
            "addressees": ["pupil"],
            "levels": ["secondary"],
            "themes": ["schoolRefusal", "motivation"],
            "accessRoutes": ["viaClb", "viaSchool"],
            "availability": {"status": "limited", "waitingWeeks": 3},
            "capacity": 8,
            "duration": {"weeksMin": 6, "weeksMax": 12},
            "intensity": {"halfDaysPerWeek": 3},
            "cost": "free",
            "catchment": {
                "scope": "municipalities",
                "rules": ["school"],
                "municipalities": [{"nisCode": PLACES[self.region][1]}],
            },
            "locations": [{"id": str(self.location), "ageMax": 16}],
            "providers": [{"id": str(self.organization)}],
            "contacts": [
                {"kind": "email", "value": "onthaal@landen.example", "label": "Onthaal", "visibility": "public"},
                {"kind": "phone", "value": "09 000 00 21", "visibility": "internal"},
            ],
            **more,
        }


def new_partner(product: Product, region: str = "OVL", *, status: str = "published", demo: bool = False) -> Partner:
    """A partner with its offer in this state, put in at once."""
    postal_code, nis_code = PLACES[region]
    location = Location(postal_code=postal_code, nis_code=nis_code, latitude=51.05, longitude=3.72)
    organization = Organization(name="Zwmrqx vzw", sector="welfare", locations=[location], demo=demo)
    offer = Offer(
        status=status,
        demo=demo,
        title="Zwmrqx",
        summary="Een aanbod.",
        description="Zo gaat het.",
        category="naft",
        catchment_scope="regions",
        catchment=[OfferCatchment(code=region)],
        codes=[
            OfferCode(list_name=name, code=code, position=position)
            for name, codes in {
                "addressees": ["pupil"],
                "accessRoutes": ["direct", "viaClb"],
                "themes": ["truancy"],
                "catchmentRules": ["school"],
            }.items()
            for position, code in enumerate(codes)
        ],
        contacts=[OfferContact(kind="email", value="zwmrqx@partner.example", position=0)],
        locations=[OfferLocation(location=location, position=0)],
        providers=[OfferProvider(organization=organization, position=0)],
    )
    with product.sessions.begin() as session:
        session.add(offer)
        session.flush()
        session.add(OfferExternalId(offer_id=offer.id, organization_id=organization.id, external_id="A-1"))
    return Partner(product, region, organization.id, location.id, offer.id)


def publish(partner: Partner, revision: dict[str, Any]) -> Any:
    """Hand a proposal in and publish it, as the region's coordinator."""
    judge = partner.coordinator()
    handed = judge.post(f"{revision['href']}/submissions")
    assert handed.status_code == 200, handed.json()
    return judge.post(f"{revision['href']}/publications")
