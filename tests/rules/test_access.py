"""The document of who may do what is the code's own, and every ability has its words."""

from bruggen.access.roles import CLIENT_SCOPES, ROLES, Role
from bruggen.access.scopes import DESCRIPTIONS, Scope
from tests.rules.house import read
from tools.access_table import with_tables

DOCUMENT = read("docs/access.md")


def test_the_tables_are_todays() -> None:
    assert with_tables(DOCUMENT) == DOCUMENT, "stale; run: make openapi"


def test_every_role_and_every_scope_is_described() -> None:
    assert set(ROLES) == set(Role)
    assert set(DESCRIPTIONS) == set(Scope)
    assert all(all(rule.title) and all(rule.description) for rule in ROLES.values())
    assert all(dutch and english and dutch != english for dutch, english in DESCRIPTIONS.values())
    assert [one for one in (*Role, *Scope) if f"| `{one}` |" not in DOCUMENT] == []


def test_every_scope_is_held_by_somebody() -> None:
    assert set(Scope) == set().union(*(rule.scopes for rule in ROLES.values()))


def test_what_a_system_may_be_given_is_named() -> None:
    assert [scope for scope in CLIENT_SCOPES if f"`{scope}`" not in DOCUMENT] == []
