#!/usr/bin/env python3
"""Writes the tables of docs/access.md anew, from the one table in the code. `--check` only tells whether they are current."""

import re
import sys
from pathlib import Path

from bruggen.access.roles import ROLES, Reach
from bruggen.access.scopes import DESCRIPTIONS, Scope

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "access.md"
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
    """The document with what stands between its markers made anew."""
    for name, table in (("roles", roles_table()), ("scopes", scopes_table())):
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        text = re.sub(f"(?s){begin}.*{end}", lambda _, new=f"{begin}\n{table}\n{end}": new, text)
    return text


def main() -> int:
    """Write, or check."""
    text = DOCUMENT.read_text(encoding="utf-8")
    current = with_tables(text)
    if "--check" in sys.argv[1:]:
        return int(current != text)
    DOCUMENT.write_text(current, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
