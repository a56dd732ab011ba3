"""Alembic's entry: runs the migrations on the connection that `bruggen migrate` (or a test) hands over."""

from alembic import context

import bruggen.models  # noqa: F401 - registers the tables
from bruggen.kit.db import Base, make_engine
from bruggen.settings import get_settings


def run() -> None:
    """Run the migrations; batch mode lets SQLite alter tables by copying them."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        with make_engine(get_settings().database_url).begin() as connection:
            _run_on(connection)
    else:
        _run_on(connection)


def _run_on(connection) -> None:  # type: ignore[no-untyped-def]
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=connection.dialect.name == "sqlite")
    with context.begin_transaction():
        context.run_migrations()


run()
