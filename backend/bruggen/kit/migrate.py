"""Bringing a database to the version of this code, and telling when it is another one."""

from pathlib import Path

from sqlalchemy import Engine, column, inspect, select, table

from bruggen.kit.db import open_database
from bruggen.kit.failures import OperatorError

# In a checkout the folder stands beside backend/; an installed package carries it inside.
_PACKAGED = Path(__file__).parent.parent / "migrations"
FOLDER = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[3] / "migrations"
VERSIONS = "alembic_version"


def known_revisions() -> list[str]:
    """The revisions of this code, oldest first: each file's name begins with its number (tests/rules hold it to that)."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def _current(engine: Engine) -> str | None:
    with open_database(engine) as connection:
        if not inspect(connection).has_table(VERSIONS):
            return None
        revision: str | None = connection.scalar(select(column("version_num")).select_from(table(VERSIONS)))
        return revision


def migrate(engine: Engine) -> None:
    """Bring the database up to the newest migration; changes nothing when it is there.

    Raises OperatorError when the database cannot be opened or is of a newer version of the product.
    """
    # Only here: a server that starts need not wait for what it does not use.
    from alembic import command
    from alembic.config import Config

    _refuse_newer(_current(engine))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_current(engine: Engine) -> None:
    """Raise OperatorError unless the database is exactly of this code's version."""
    current = _current(engine)
    _refuse_newer(current)
    if current != known_revisions()[-1]:
        raise OperatorError("the database is older than this version of bruggen; run: bruggen migrate")


def _refuse_newer(current: str | None) -> None:
    if current is not None and current not in known_revisions():
        raise OperatorError(f"the database is of a newer version of bruggen ({current}); install that version")
