"""Who calls: one type for people, partners' systems, guests, holders of a signed link, and anybody."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from bruggen.access.roles import OWN, ROLES, Reach, Role
from bruggen.access.scopes import Scope
from bruggen.kit.actor import Actor, ActorKind

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Grant:
    """One role that holds now, and where: in a region, for an organization, or everywhere."""

    role: Role
    region: str | None = None
    organization: UUID | None = None


@dataclass(frozen=True)
class Caller:
    """Who sent the request and what holds for them at this moment.

    `waiting` are roles that the person has but cannot use before a second factor was given.
    `allowed` bounds a system's scopes to those it was given; None for people, whose roles decide alone.
    """

    kind: ActorKind
    id: UUID | None = None
    session_id: UUID | None = None
    grants: tuple[Grant, ...] = ()
    waiting: tuple[Role, ...] = ()
    allowed: frozenset[Scope] | None = None
    address: str = ""
    demo: bool = field(default=False, compare=False)

    @property
    def actor(self) -> Actor:
        """The caller as records name them."""
        return Actor(self.kind, self.id, self.session_id, self.address)

    @property
    def person(self) -> UUID | None:
        """The id of the account, where a person calls: a system did something in nobody's name."""
        return self.id if self.kind == ActorKind.USER else None

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody signed in."""
        return self.kind == ActorKind.ANONYMOUS

    @cached_property
    def scopes(self) -> frozenset[Scope]:
        """All that the caller may do somewhere."""
        if self.allowed is not None:
            return self.allowed
        own: frozenset[Scope] = OWN if self.kind == ActorKind.USER else frozenset()
        return own.union(*(ROLES[grant.role].scopes for grant in self.grants))

    def holds(self, role: Role) -> bool:
        """Whether the caller has the role anywhere."""
        return any(grant.role == role for grant in self.grants)

    def regions(self, scope: Scope) -> list[str]:
        """The regions in which the caller may do this. A partner's role may name a region, too: it reaches no further for it."""
        return _unique(grant.region for grant in self._granting(scope, Reach.REGION) if grant.region)

    def organizations(self, scope: Scope) -> list[UUID]:
        """The organizations for which the caller may do this."""
        return _unique(grant.organization for grant in self._granting(scope, Reach.ORGANIZATION) if grant.organization)

    def everywhere(self, scope: Scope) -> bool:
        """Whether the caller may do this without a bound."""
        return any(self._granting(scope, Reach.EVERYWHERE))

    def _granting(self, scope: Scope, reach: Reach) -> Iterable[Grant]:
        if scope not in self.scopes:
            return ()
        reaching = [grant for grant in self.grants if ROLES[grant.role].reach == reach]
        return [grant for grant in reaching if self.allowed is not None or scope in ROLES[grant.role].scopes]


def _unique(values: Iterable[Value]) -> list[Value]:
    return list(dict.fromkeys(values))


VISITOR = Caller(ActorKind.ANONYMOUS)
