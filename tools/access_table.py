"""Writes the tables of docs/access.md anew, from the one table in the code. `--check` only tells whether they are current."""

import sys

from bruggen.access.roles import ROLES, Reach
from bruggen.access.scopes import DESCRIPTIONS, Scope
from tools.made_parts import DOCS, with_part, write_or_check

DOCUMENT = DOCS / "access.md"
REACHES = {
    Reach.REGION: "the own region",
    Reach.ORGANIZATION: "the own organization",
    Reach.EVERYWHERE: "everywhere",
    Reach.OWN: "what is one's own",
}


def roles_table() -> str:
    """One row a role."""
    rows = ["| role | in words | reach | is given with | second factor |", "|---|---|---|---|---|"]
    for role, rule in ROLES.items():
        asks = [f"sector ({', '.join(rule.sectors)})" if one == "sector" else one for one in rule.asks]
        second_factor = "needed" if rule.second_factor else ""
        rows.append(
            f"| `{role}` | {rule.title[1]}. {rule.description[1]} | {REACHES[rule.reach]} | {', '.join(asks)} | {second_factor} |"
        )
    return "\n".join(rows)


def scopes_table() -> str:
    """One row a scope, with the roles that have it."""
    rows = ["| scope | in words | roles |", "|---|---|---|"]
    for scope in Scope:
        holders = ["everybody"] if all(scope in rule.scopes for rule in ROLES.values()) else []
        holders = holders or [f"`{role}`" for role, rule in ROLES.items() if scope in rule.scopes]
        rows.append(f"| `{scope}` | {DESCRIPTIONS[scope][1]} | {', '.join(holders)} |")
    return "\n".join(rows)


def with_tables(text: str) -> str:
    """The document with both tables made anew."""
    return with_part(with_part(text, "roles", roles_table()), "scopes", scopes_table())


if __name__ == "__main__":
    sys.exit(write_or_check(DOCUMENT, with_tables))
