"""Bringing a database to the version of this code, and telling when it is another one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from bruggen.kit.failures import OperatorError

# In a checkout the folder stands beside backend/; an installed package carries it inside.
_PACKAGED = Path(__file__).parent.parent / "migrations"
FOLDER = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[3] / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def _current(engine: Engine) -> str | None:
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DatabaseError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise OperatorError(f"cannot open the database: {reason}; check BRUGGEN_DATABASE_URL") from error


def migrate(engine: Engine) -> None:
    """Bring the database up to the newest migration; changes nothing when it is there.

    Raises OperatorError when the database cannot be opened or is of a newer version of the product.
    """
    _refuse_newer(_current(engine))
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_current(engine: Engine) -> None:
    """Raise OperatorError unless the database is exactly of this code's version."""
    current = _current(engine)
    _refuse_newer(current)
    if current != ScriptDirectory.from_config(_config()).get_current_head():
        raise OperatorError("the database is older than this version of bruggen; run: bruggen migrate")


def _refuse_newer(current: str | None) -> None:
    script = ScriptDirectory.from_config(_config())
    if current is not None and current not in {revision.revision for revision in script.walk_revisions()}:
        raise OperatorError(f"the database is of a newer version of bruggen ({current}); install that version")
