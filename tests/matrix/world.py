"""A small world in which every caller there can be meets every kind of object, its own and others'."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, partial
from itertools import count
from time import monotonic
from typing import Any
from uuid import UUID

from bruggen.access.authentication import ACCESS_TOKEN, AUDIENCE
from bruggen.access.keyring import KeyRing
from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from bruggen.kit.clock import now, today
from bruggen.kit.ids import new_id
from bruggen.kit.tokens import KeyPair, new_key, sign
from bruggen.models import (
    AccountRequest,
    Coordinator,
    Location,
    Offer,
    OfferLocation,
    OfferProvider,
    OfferRevision,
    Organization,
    RoleAssignment,
    SignInSession,
    Synonym,
    User,
)
from tests.make.people import Person, System, grant, person, system, token_of
from tests.make.product import Product

# Where an object stands to a caller of the organization `own` in Oost-Vlaanderen.
OWN, SAME_REGION, OTHER_REGION = "own", "sameRegion", "otherRegion"
RELATIONS = (OWN, SAME_REGION, OTHER_REGION)
REGION_OF = {OWN: "OVL", SAME_REGION: "OVL", OTHER_REGION: "LIM"}

RENEWED_AFTER = 240.0
"""Seconds; a token is good for ten minutes, and the whole matrix may take longer than that."""
SECRET_WORDS = "vijf stille treinen in de mist"

# Who is refused at the door, whatever they want.
REFUSED = ("expired", "forged", "revoked", "suspended", "endedClient")


@dataclass
class World:
    """The product, its callers by name, and makers of fresh objects."""

    product: Product
    organizations: dict[str, UUID] = field(default_factory=dict)
    tokens: dict[str, Callable[[], str]] = field(default_factory=dict)
    issued: dict[str, tuple[float, str]] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    at_cases: dict[str, RoleAssignment] = field(default_factory=dict)

    @classmethod
    def build(cls, product: Product, at_cases: dict[str, RoleAssignment]) -> "World":
        """Three organizations, and everybody there can be; `at_cases` are those whom cases alone make somebody."""
        world = cls(product, at_cases=at_cases)
        here, there = product.organizations("OVL"), product.organizations("LIM")
        world.organizations = {OWN: here[0], SAME_REGION: here[1], OTHER_REGION: there[0]}
        world._invite()
        return world

    def _invite(self) -> None:
        own = self.organizations[OWN]
        roles = {
            "referrer": grant(Role.REFERRER, region="OVL"),
            "partnerEditor": grant(Role.PARTNER_EDITOR, organization=own),
            "partnerManager": grant(Role.PARTNER_MANAGER, organization=own),
            "coordinator": grant(Role.COORDINATOR, region="OVL"),
            "expert": grant(Role.EXPERT),
            "policyOfficer": grant(Role.POLICY_OFFICER),
            "dataProtectionOfficer": grant(Role.DATA_PROTECTION_OFFICER),
            "administrator": grant(Role.ADMINISTRATOR),
        }
        for name, role in (roles | self.at_cases).items():
            self._let_in(name, person(self.product.sessions, role, name=name, password=SECRET_WORDS))
        ended = grant(Role.COORDINATOR, region="OVL", ended_at=now())
        self._let_in("ended", person(self.product.sessions, ended, password=SECRET_WORDS))
        later = grant(Role.COORDINATOR, region="OVL", valid_from=today() + timedelta(days=2))
        self._let_in("notYet", person(self.product.sessions, later, password=SECRET_WORDS))
        waiting = person(self.product.sessions, grant(Role.COORDINATOR, region="OVL"), second_factor=False, password=SECRET_WORDS)
        self._let_in("waiting", waiting)
        self._let_in("system", system(self.product.sessions, own))
        self._let_in("limitedSystem", system(self.product.sessions, own, scopes=[Scope.OFFER_READ]))
        self._refuse()

    def _refuse(self) -> None:
        good = person(self.product.sessions, grant(Role.COORDINATOR, region="OVL"))
        key = KeyRing(self.product.sessions).signing_key()
        forger = KeyPair(key.kid, new_key().private_pem, key.public_pem)
        self.tokens["expired"] = partial(self._signed, good, key, age=timedelta(hours=1))
        self.tokens["forged"] = partial(self._signed, good, forger)
        revoked = person(self.product.sessions, grant(Role.COORDINATOR, region="OVL"))
        self._let_in("revoked", revoked)
        suspended = person(self.product.sessions, grant(Role.COORDINATOR, region="OVL"))
        self._let_in("suspended", suspended)
        over = system(self.product.sessions, self.organizations[OWN], expires_on=today() - timedelta(days=1))
        self._let_in("endedClient", over)
        with self.product.sessions.begin() as session:
            session.get_one(SignInSession, revoked.session_id).revoked_at = now()
            session.get_one(User, suspended.id).status = "suspended"

    def _let_in(self, name: str, who: Person | System) -> None:
        self.ids[name] = who.id
        self.tokens[name] = partial(token_of, self.product.sessions, self.product.house.settings, who)

    def _signed(self, who: Person, key: KeyPair, age: timedelta = timedelta()) -> str:
        moment = int((now() - age).timestamp())
        claims = {"iss": self.product.house.settings.public_url, "aud": AUDIENCE, "sub": str(who.id), "sid": str(who.session_id)}
        times = {"iat": moment, "nbf": moment, "exp": moment + 600, "jti": str(new_id()), "knd": "user"}
        return sign(claims | times, key=key, typ=ACCESS_TOKEN)

    def token(self, caller: str) -> str:
        """An access token of this caller: a new one every few minutes, as whoever uses the product gets."""
        moment, token = self.issued.get(caller, (0.0, ""))
        if not token or monotonic() - moment > RENEWED_AFTER:
            token = self.tokens[caller]()
            self.issued[caller] = monotonic(), token
        return token

    def send(self, caller: str, method: str, path: str, **options: Any) -> Any:
        """A request as this caller sends it; the visitor sends no token."""
        headers = dict(options.pop("headers", {}))
        if caller in self.tokens:
            headers["Authorization"] = f"Bearer {self.token(caller)}"
        return self.product.client.request(
            method, path if path.startswith(("/auth", "/oauth")) else f"/api/v1{path}", headers=headers, **options
        )

    @contextmanager
    def adding(self) -> Iterator[Callable[..., None]]:
        """Put rows in."""
        with self.product.sessions.begin() as session:
            yield lambda *rows: session.add_all(rows)

    @cached_property
    def bystander(self) -> UUID:
        """A referrer who is no caller: whose things are others'."""
        return self.referrer(SAME_REGION).id

    def address(self) -> str:
        """The mail address of somebody new, who is nothing yet."""
        return person(self.product.sessions).email

    def name(self) -> str:
        """Something nobody else is called."""
        return f"Voorbeeld {next(self.numbers)}"

    # --- fresh objects, each in a relation to the caller -------------------------------------------------------------

    def location(self, relation: str) -> UUID:
        """A location of the organization, used by no offer."""
        place = self._place(relation, organization_id=self.organizations[relation])
        with self.adding() as add:
            add(place)
        return place.id

    def _place(self, relation: str, **more: Any) -> Location:
        nis_code, postal_code = {"OVL": ("44021", "9000"), "LIM": ("71072", "3500")}[REGION_OF[relation]]
        return Location(id=new_id(), postal_code=postal_code, nis_code=nis_code, latitude=51.0, longitude=4.0, **more)

    def offer(self, relation: str, status: str = "published") -> UUID:
        """An offer of the organization, in its region."""
        place = self.location(relation)
        offer_id = new_id()
        with self.adding() as add:
            add(
                Offer(
                    id=offer_id,
                    status=status,
                    title=self.name(),
                    summary="Kort.",
                    description="Lang.",
                    category="naft",
                    catchment_scope="flanders",
                    providers=[OfferProvider(organization_id=self.organizations[relation], position=0)],
                    locations=[OfferLocation(location_id=place, position=0)],
                )
            )
        return offer_id

    def revision(self, relation: str, status: str = "draft") -> UUID:
        """A proposal of the organization."""
        revision_id = new_id()
        with self.adding() as add:
            add(
                OfferRevision(
                    id=revision_id, organization_id=self.organizations[relation], status=status, content={"title": self.name()}
                )
            )
        return revision_id

    def organization(self, relation: str) -> UUID:
        """An organization in the region of the relation, on which nothing hangs."""
        organization_id = new_id()
        with self.adding() as add:
            add(Organization(id=organization_id, name=self.name(), sector="welfare", locations=[self._place(relation)]))
        return organization_id

    def coordinator(self, relation: str) -> UUID:
        """Somebody who holds a post of the region."""
        coordinator_id = new_id()
        with self.adding() as add:
            region = REGION_OF[relation]
            add(
                Coordinator(
                    id=coordinator_id,
                    region_code=region,
                    role="youthCareEducation",
                    position=next(self.numbers),
                    name=self.name(),
                )
            )
        return coordinator_id

    def colleague(self, relation: str) -> Person:
        """An editor of the organization."""
        return person(
            self.product.sessions, grant(Role.PARTNER_EDITOR, organization=self.organizations[relation]), name=self.name()
        )

    def referrer(self, relation: str) -> Person:
        """A referrer of the region."""
        return person(self.product.sessions, grant(Role.REFERRER, region=REGION_OF[relation]), name=self.name())

    def role_of(self, who: Person) -> UUID:
        """The one role that somebody has."""
        with self.product.sessions() as session:
            return session.query(RoleAssignment).filter_by(user_id=who.id).one().id

    def client(self, relation: str) -> UUID:
        """A system of the organization."""
        return system(self.product.sessions, self.organizations[relation]).id

    def request(self, relation: str) -> UUID:
        """A request for an account in the region."""
        request_id = new_id()
        with self.adding() as add:
            add(
                AccountRequest(
                    id=request_id,
                    email=f"{request_id}@people.test",
                    name=self.name(),
                    role="referrer",
                    sector="clb",
                    region_code=REGION_OF[relation],
                    motivation="Ik werk met leerlingen.",
                )
            )
        return request_id

    def synonym(self) -> UUID:
        """Two words that mean the same."""
        synonym_id = new_id()
        with self.adding() as add:
            add(Synonym(id=synonym_id, term=f"woord{next(self.numbers)}", synonym=f"term{next(self.numbers)}", kind="equivalent"))
        return synonym_id
