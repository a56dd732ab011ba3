"""A real PostgreSQL server for the tests, made of the machine's own binaries.

It listens on a Unix socket in a temporary folder only: no port to collide with, nothing left behind. Every process of one
test run that calls `PostgresServer.start()` shares one server. A small keeper process starts it and takes it down as soon
as the last of these processes lets go of it or dies, in whatever way: the kernel drops the lock of a killed process too.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Not `tempfile.gettempdir()`: that may lie in a home folder closed to the unprivileged user, or be too long for a socket.
TEMPORARY = Path("/tmp")  # noqa: S108
SUPERUSER = "postgres"
APPLICATION_ROLE = "bruggen"
NEED_SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "need.sh"
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}
_keepers: list["subprocess.Popen[str]"] = []


@dataclass(slots=True)
class PostgresServer:
    """One process's hold on the server in `base`. The databases belong to a role without superuser rights, as in production."""

    base: Path
    _hold: int

    @classmethod
    def start(cls) -> "PostgresServer":
        """Join the server of this test run, or start it. Takes half a second the first time, nothing after that."""
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
        register = TEMPORARY / f"bruggen-postgres-{run}"
        with _locked(register) as entry:
            return cls._join(entry) or cls._launch(entry, register)

    @classmethod
    def _join(cls, entry: int) -> "PostgresServer | None":
        name = os.pread(entry, 200, 0).decode()
        if not name:
            return None
        try:
            hold = os.open(Path(name) / "users", os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(hold, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(hold)  # the keeper is taking this server down
            return None
        return cls(Path(name), hold)

    @classmethod
    def _launch(cls, entry: int, register: Path) -> "PostgresServer":
        binaries = find_binaries()
        base = Path(tempfile.mkdtemp(prefix="bruggen-postgres-", dir=TEMPORARY))
        base.chmod(0o755)
        hold = os.open(base / "users", os.O_RDONLY | os.O_CREAT, 0o600)
        fcntl.flock(hold, fcntl.LOCK_SH)
        # A session of its own: ctrl-C in the terminal reaches the tests, and the keeper sees them go.
        keeper = subprocess.Popen(
            [sys.executable, __file__, str(base), str(binaries), str(register)],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        _keepers.append(keeper)  # it outlives this object; collecting it earlier would warn about a running child
        assert keeper.stdout is not None
        if (answer := keeper.stdout.readline().strip()) != "ready":
            os.close(hold)
            raise RuntimeError(f"PostgreSQL did not start: {answer}")
        os.ftruncate(entry, 0)
        os.pwrite(entry, str(base).encode(), 0)
        return cls(base, hold)

    def url(self, database: str) -> str:
        """The SQLAlchemy address of a database, for the application's role."""
        return f"postgresql+psycopg://{APPLICATION_ROLE}@/{database}?host={self.base}"

    def admin_url(self, database: str) -> str:
        """The same for the superuser: for tests that look past the application, never for the product."""
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={self.base}"

    def create(self, name: str, template: str | None = None) -> str:
        """Make a database, empty or as a copy of `template` (20 ms; nobody may be connected to it), and return its url."""
        from psycopg import sql

        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(APPLICATION_ROLE), sql.Identifier(template or "template0")
        )
        self._execute(statement)
        return self.url(name)

    def create_once(self, name: str, fill: Callable[[str], object]) -> str:
        """Make the database `name` and `fill(url)` it, once for all processes of the test run; return its name.

        Meant for templates: whoever comes second waits until it is filled. `fill` must close its connections.
        """
        with _locked(self.base / f"{name}.once") as entry:
            if not os.pread(entry, 1, 0):
                self.drop(name)
                fill(self.create(name))
                os.pwrite(entry, b"1", 0)
        return name

    def drop(self, name: str) -> None:
        """Remove a database, also when somebody is still connected to it. No error when it does not exist."""
        from psycopg import sql

        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def stop(self) -> None:
        """Let go of the server; it stops when nobody holds it any more. A second call does nothing."""
        if self._hold >= 0:
            os.close(self._hold)
            self._hold = -1

    def _execute(self, statement: Any) -> None:
        import psycopg

        with psycopg.connect(host=str(self.base), user=SUPERUSER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def find_binaries() -> Path:
    """The folder of the newest `postgres` and `initdb` on this machine; installs Debian's package when there are none."""
    if found := _newest_binaries():
        return found
    subprocess.run(["sh", str(NEED_SCRIPT), "postgresql"], check=True, stdout=sys.stderr)
    if found := _newest_binaries():
        return found
    raise RuntimeError("no PostgreSQL binaries found, neither below /usr/lib/postgresql nor on PATH")


def _newest_binaries() -> Path | None:
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    for path in sorted(versions, key=lambda path: int(path.parent.name), reverse=True):
        if (path / "initdb").exists() and (path / "postgres").exists():
            return path
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _unprivileged() -> dict[str, Any]:
    """Arguments for `subprocess` that make a child run as an ordinary user: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("neither a user postgres nor a user nobody exists to run PostgreSQL")


def _keep(base: Path, binaries: Path, register: Path) -> None:
    """Run the server until nobody holds a lock on `base/users`. The first line on stdout is `ready` or says what failed."""
    server = None
    try:
        server = _serve(base, binaries)
        print("ready", flush=True)
        hold = os.open(base / "users", os.O_RDONLY)
        fcntl.flock(hold, fcntl.LOCK_EX)
    except (OSError, RuntimeError, subprocess.SubprocessError) as problem:
        print(f"{type(problem).__name__}: {problem}".replace("\n", " "), flush=True)
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # PostgreSQL's "fast": it does not wait for clients
            try:
                server.wait(timeout=5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        shutil.rmtree(base, ignore_errors=True)
        register.unlink(missing_ok=True)


def _serve(base: Path, binaries: Path) -> "subprocess.Popen[bytes]":
    as_user = _unprivileged()
    if as_user:
        os.chown(base, as_user["user"], as_user["group"])
    log_path = base / "server.log"
    environment = {"PATH": f"{binaries}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(base)}
    data = base / "data"
    with log_path.open("wb") as log:
        common: dict[str, Any] = {"cwd": base, "env": environment, "stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
        initialise = [str(binaries / "initdb"), "-D", str(data), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8"]
        made = subprocess.run([*initialise, "--locale=C.UTF-8", "--no-sync"], check=False, **common, **as_user)
        if made.returncode:
            raise RuntimeError(f"initdb failed: {log_path.read_text()[-500:]}")
        command = [str(binaries / "postgres"), "-D", str(data), "-k", str(base)]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        server: subprocess.Popen[bytes] = subprocess.Popen(command, **common, **as_user)
    _make_role(base, binaries, server, log_path)
    return server


def _make_role(base: Path, binaries: Path, server: "subprocess.Popen[bytes]", log_path: Path) -> None:
    """Make the application's role as soon as the server answers. CREATEDB lets tests make databases of their own."""
    role = f"CREATE ROLE {APPLICATION_ROLE} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS"
    command = [str(binaries / "psql"), "-h", str(base), "-U", SUPERUSER, "-d", "postgres", "-qc", role]
    deadline = time.monotonic() + 30
    while subprocess.run(command, capture_output=True, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            server.kill()
            raise RuntimeError(f"the server is not there: {log_path.read_text()[-500:]}")
        time.sleep(0.05)


if __name__ == "__main__":
    _keep(*(Path(argument) for argument in sys.argv[1:4]))
