"""`bruggen`: everything an operator does. A failure that can be mended is one line and exit code 2.

Routes, jobs and seeding are brought in by the commands that need them: the others start in half the time.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
import uvicorn
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console
from rich.progress import Progress
from uvicorn.supervisors import Multiprocess

from bruggen.access.keyring import rotate_keys
from bruggen.access.roles import ROLES
from bruggen.access.secret import make_seal
from bruggen.casework.key_rotation import holds_case_keys, prune_outer_keys, require_case_keys, rotate_case_keys
from bruggen.directory.indexes import rebuild_directory
from bruggen.directory.rebuild import require_writable
from bruggen.kit.db import SessionFactory, make_engine
from bruggen.kit.failures import OperatorError
from bruggen.kit.listener import listen
from bruggen.kit.logs import configure_logs
from bruggen.kit.migrate import migrate as migrate_database
from bruggen.kit.migrate import require_current
from bruggen.kit.openapi import openapi_303
from bruggen.kit.outer_keys import open_keys, prepare_keys
from bruggen.kit.wall import require_wall
from bruggen.record.audit_anchor import anchor, read_anchors
from bruggen.record.audit_check import verify
from bruggen.record.sessions import recorded_sessions
from bruggen.settings import Settings, get_settings

if TYPE_CHECKING:
    from bruggen.features.coordinators.importing import Report

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
imports = typer.Typer(no_args_is_help=True, help="Bring in data from files.")
directory = typer.Typer(no_args_is_help=True, help="The search index of the directory.")
app.add_typer(imports, name="import")
audit = typer.Typer(no_args_is_help=True, help="The audit trail.")
keys = typer.Typer(no_args_is_help=True, help="The keys that access tokens are signed with.")
case_keys = typer.Typer(no_args_is_help=True, help="The outer keys, that the keys of cases are wrapped with.")
app.add_typer(directory, name="directory")
app.add_typer(audit, name="audit")
app.add_typer(keys, name="keys")
app.add_typer(case_keys, name="case-keys")

KEPT_OBJECTS = 200_000
OPENAPI_FILE = Path("openapi/bruggen-v1.json")


def main() -> None:
    """Run the command line; OperatorError becomes one line on standard error."""
    try:
        app()
    except OperatorError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"bruggen: {error}", markup=False)
        sys.exit(2)


def _settings() -> Settings:
    try:
        return get_settings()
    except ValidationError as error:
        fault = error.errors()[0]
        name = str(fault["loc"][0]).upper()
        raise OperatorError(f"BRUGGEN_{name} cannot be {fault['input']}: {fault['msg']}; see docs/operations.md") from error
    except SettingsError as error:
        names = [f"BRUGGEN_{name.upper()}" for name in Settings.model_fields if f'"{name}"' in str(error)]
        raise OperatorError(f"{', '.join(names)} is not JSON; see docs/operations.md") from error


def _sessions(*, check: bool = True) -> SessionFactory:
    settings = _settings()
    engine = make_engine(settings.database_url)
    if check:
        require_wall(engine)
        require_current(engine)
    return recorded_sessions(engine, make_seal(settings), open_keys(settings.case_keys))


@contextmanager
def _progress(things: str) -> Iterator[Callable[[int, int], object]]:
    console = Console(stderr=True)
    # A bar is for people; in a log it would be a line of noise beside the failure.
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(things, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Where all that is made is kept to the end, looking through it for garbage would take a fifth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(KEPT_OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@app.command()
def migrate() -> None:
    """Bring the database up to this version, and make the file of outer keys when the installation is new."""
    settings = _settings()
    engine = make_engine(settings.database_url)
    require_wall(engine)
    migrate_database(engine)
    prepare_keys(settings.case_keys, in_use=holds_case_keys(engine))


@app.command()
def seed(demo: Annotated[bool, typer.Option(help="With the demo organizations and offers, or take them out.")] = True) -> None:
    """Put in the reference data that is missing, and add or remove the demo data."""
    _seed(_sessions(), demo=demo)


def _seed(sessions: SessionFactory, *, demo: bool) -> None:
    from bruggen.seeding.cases import remove_demo_work, seed_demo_work
    from bruggen.seeding.demo import remove_demo, seed_demo
    from bruggen.seeding.expertise import remove_demo_expertise, seed_demo_expertise
    from bruggen.seeding.reference import seed_coordinators, seed_reference

    with sessions.begin() as session:
        seed_reference(session)
        session.flush()
        report = seed_coordinators(session)
        if report:
            _tell(report)
        if demo:
            organizations, offers = seed_demo(session)
            items = seed_demo_expertise(session)
        else:
            items = remove_demo_expertise(session)
            organizations, offers = remove_demo(session)
        # Where real people work nobody may sign in whose password everybody knows: they are taken out, with their cases.
        (seed_demo_work if demo and _settings().demo else remove_demo_work)(session)
    done = "added" if demo else "removed"
    typer.echo(f"demo data: {organizations} organizations, {offers} offers and {items} items of expertise {done}")


@imports.command("coordinators")
def coordinators(
    file: Annotated[Path, typer.Argument(help="CSV with the columns region, role, published_text.")],
    strict: Annotated[bool, typer.Option(help="Change nothing when any row is broken.")] = False,
) -> None:
    """Bring the coordinators in line with their published table; a broken row is reported and the rest is kept."""
    from bruggen.features.coordinators.importing import import_coordinators

    with _sessions()() as session:
        report = import_coordinators(session, file)
        for error in report.errors:
            typer.echo(f"error: {error}", err=True)
        if report.errors and strict:
            session.rollback()
            raise OperatorError(f"{len(report.errors)} broken rows; nothing was changed")
        session.commit()
    _tell(report)
    if report.errors:
        raise typer.Exit(1)


def _tell(report: "Report") -> None:
    for warning in report.warnings:
        typer.echo(f"warning: {warning}", err=True)
    typer.echo(
        f"coordinators: {report.created} new, {report.updated} changed, {report.removed} removed, {report.unchanged} unchanged"
    )


@app.command("create-admin")
def create_admin(
    email: Annotated[str, typer.Argument(help="Mail address of the first administrator.")],
    name: Annotated[str, typer.Option(help="Name of the person.")],
) -> None:
    """Invite an administrator: prints a link, good once and for two weeks, to choose a password with."""
    from bruggen.seeding.accounts import invite_administrator

    with _sessions().begin() as session:
        link = invite_administrator(session, email, name, _settings().public_url)
    typer.echo(link)


@keys.command("rotate")
def rotate() -> None:
    """Sign access tokens with a new key from now on. Signs nobody out."""
    with _sessions().begin() as session:
        kid = rotate_keys(session)
    typer.echo(f"keys: {kid} signs from now on; the others verify until their last token has run out")


@case_keys.command("rotate")
def rotate_outer_key() -> None:
    """Wrap the key of every case with a new outer key. Killed in the middle it has lost nothing: give it again."""
    sessions = _sessions()
    with _progress("cases") as on_progress:
        rotation = rotate_case_keys(sessions, on_progress)
    for case_id in rotation.broken:
        typer.echo(f"error: no outer key opens the key of case {case_id}", err=True)
    typer.echo(f"case keys: {rotation.wrapped} wrapped by {rotation.outer_key}, which wraps from now on")
    if rotation.broken:
        raise typer.Exit(1)


@case_keys.command("prune")
def prune() -> None:
    """Drop the outer keys that wrap nothing any more: backups from before the rotation no longer open with this file."""
    dropped = prune_outer_keys(_sessions())
    typer.echo(f"case keys: dropped {', '.join(dropped)}" if dropped else "case keys: none to drop")


@app.command()
def openapi(
    check: Annotated[bool, typer.Option(help="Only tell whether the committed document is up to date.")] = False,
) -> None:
    """Write the API document to openapi/bruggen-v1.json."""
    from bruggen.main import create_api

    # The document is of the code alone: no database, no folder.
    document = (
        orjson.dumps(openapi_303(create_api(Settings(database_url="sqlite://", demo=True))), option=orjson.OPT_INDENT_2) + b"\n"
    )
    if not check:
        OPENAPI_FILE.parent.mkdir(exist_ok=True)
        OPENAPI_FILE.write_bytes(document)
    elif not OPENAPI_FILE.is_file() or OPENAPI_FILE.read_bytes() != document:
        raise OperatorError(f"{OPENAPI_FILE} is stale; run: bruggen openapi")


@directory.command("rebuild")
def rebuild() -> None:
    """Make the search index anew from the database; readers switch to it at once."""
    sessions = _sessions()
    with _progress("offers") as on_progress, _collecting_seldom():
        count = rebuild_directory(_settings().directory_path, sessions, on_progress=on_progress)
    typer.echo(f"directory: {count} offers")


@audit.command("verify")
def verify_audit() -> None:
    """Read the whole audit trail, and tell every event that was changed, taken out or put in."""
    settings, sessions = _settings(), _sessions()
    anchors = {made.end.sequence: made.end.hash for made in read_anchors(settings.audit_anchor_path)}
    with _progress("events") as on_progress, sessions() as session:
        faults = verify(session, make_seal(settings), anchors=anchors, on_progress=on_progress)
    for fault in faults:
        typer.echo(f"audit: {fault}", err=True)
    if faults:
        raise typer.Exit(1)
    anchored = f"anchored up to event {max(anchors)}" if anchors else "not anchored yet; run: bruggen audit anchor"
    typer.echo(f"audit: nothing was changed, taken out or put in; {anchored}")


@audit.command("anchor")
def anchor_audit() -> None:
    """Write down, outside the database, where the audit trail ends now."""
    path = _settings().audit_anchor_path
    with _sessions()() as session:
        made = anchor(session, path)
    typer.echo(f"audit: event {made.end.sequence} is anchored in {path}")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", envvar="PORT", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes.", min=1, max=64)] = 1,
    prepare: Annotated[bool, typer.Option("--prepare", help="First migrate and seed, with the demo data.")] = False,
) -> None:
    """Serve the API and, when it is built, the site."""
    from bruggen.jobs.tools import make_tools
    from bruggen.seeding.accounts import ACCOUNTS, PASSWORD

    # Unless told otherwise, people reach the site where it listens: links in mails lead there.
    os.environ.setdefault("BRUGGEN_PUBLIC_URL", f"http://{host}:{port}")
    if prepare:
        migrate()
        seed()
    settings = _settings()
    configure_logs(settings.log_level, settings.log_format)
    engine = make_engine(settings.database_url)
    require_wall(engine)
    require_current(engine)
    require_writable(settings.directory_path)
    sessions = _sessions(check=False)
    require_case_keys(sessions)
    make_tools(settings, sessions)
    listener = listen(host, port)
    config = uvicorn.Config(
        "bruggen.main:create_app",
        factory=True,
        workers=workers,
        access_log=False,
        server_header=False,
        # Anybody can write these headers: they are believed from our own proxy only.
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        log_level="warning",
        loop="uvloop",
        http="httptools",
        timeout_graceful_shutdown=10,
    )
    typer.echo(f"Bruggen: http://{host}:{port}")
    if settings.demo:
        typer.echo(f'Demo accounts, all with the password "{PASSWORD}":')
        for account in ACCOUNTS:
            typer.echo(f"  {account.email:<42} {ROLES[account.role].title[1]}")
    if workers > 1:
        Multiprocess(config, sockets=[listener]).run()
    else:
        uvicorn.Server(config).run(sockets=[listener])


@app.command()
def jobs() -> None:
    """Send mail, and do what else is to be done by itself, until told to end."""
    from bruggen.jobs.worker import run_worker

    settings = _settings()
    configure_logs(settings.log_level, settings.log_format)
    run_worker(settings)
