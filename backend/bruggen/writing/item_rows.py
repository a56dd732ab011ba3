"""The lists of rows that a kind has of its own, such as milestones: read out of the live record, and put into it.

A field of a row is the column of its name; a reference stands under its name, and in the table as its id.
"""

from typing import Any

from sqlalchemy import inspect

from bruggen.models import ExpertiseItem
from bruggen.writing.item_content import ItemDraft
from bruggen.writing.item_kinds import ItemKind
from bruggen.writing.parts import replace_parts


def content_of_rows(kind: ItemKind, item: ExpertiseItem) -> dict[str, list[dict[str, Any]]]:
    """What each list says, by its field."""
    return {
        name: [
            {field.removesuffix("_id"): getattr(row, field) for field in _columns(table) - {"item_id", "position"}}
            for row in getattr(item, name)
        ]
        for name, table in kind.rows.items()
    }


def apply_rows(kind: ItemKind, item: ExpertiseItem, content: ItemDraft) -> None:
    """Make each list say exactly this."""
    for name, table in kind.rows.items():
        columns = _columns(table)
        key = tuple(column.key for column in inspect(table).primary_key if column.key != "item_id")
        rows = []
        for position, row in enumerate(getattr(content, name)):
            said = {field if field in columns else f"{field}_id": getattr(row, field) for field in type(row).model_fields}
            rows.append(said | ({"position": position} if "position" in columns else {}))
        replace_parts(getattr(item, name), table, key, rows)


def _columns(table: type[Any]) -> set[str]:
    return set(inspect(table).columns.keys())
