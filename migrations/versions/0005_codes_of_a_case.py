"""The codes of a case in one line beside its other facts."""

from itertools import groupby
from operator import attrgetter

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

CASES = sa.table("case_consultation", sa.column("id", sa.Uuid), sa.column("coded", sa.Text))
CODES = sa.table("case_code", sa.column("case_id", sa.Uuid), sa.column("list_name"), sa.column("code"), sa.column("position"))


def upgrade() -> None:
    """The codes of a case in one line."""
    op.add_column("case_consultation", sa.Column("coded", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    _open_the_wall("on")
    codes = sa.select(CODES.c.case_id, CODES.c.list_name, CODES.c.code).order_by(*CODES.c["case_id", "list_name", "position"])
    lines = [
        {"case": case_id, "line": "".join(f" {row.list_name}:{row.code} " for row in rows)}
        for case_id, rows in groupby(connection.execute(codes), attrgetter("case_id"))
    ]
    if lines:
        change = sa.update(CASES).where(CASES.c.id == sa.bindparam("case")).values(coded=sa.bindparam("line"))
        connection.execute(change, lines)
    _open_the_wall("")
    op.drop_index("ix_case_code_list_name_code", "case_code")


def _open_the_wall(system: str) -> None:
    # Without it the owner of the tables sees no case either (0003).
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.select(sa.func.set_config("bruggen.system", system, True)))


def downgrade() -> None:
    """Take it back."""
    op.create_index("ix_case_code_list_name_code", "case_code", ["list_name", "code", "case_id"])
    op.drop_column("case_consultation", "coded")
