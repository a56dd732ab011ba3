"""Bruggen itself, filled with generated offers: prepared once per size and version of what makes the data."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.servers import ROOT, WORK, Server

SEED = 7
SECRET = "only-for-benchmarks-and-nothing-else"
BRUGGEN = str(Path(sys.executable).with_name("bruggen"))
# A change of any of these makes other rows, or another index of the same rows.
ROWS = (
    "backend/bruggen/models", "backend/bruggen/data/reference", "backend/bruggen/seeding", "migrations/versions",
    "benchmarks/content.py", "benchmarks/generator.py", "benchmarks/stock.py", "benchmarks/stock.yaml",
)  # fmt: skip
INDEX = ("backend/bruggen/directory", "backend/bruggen/data/reference")


@dataclass(frozen=True)
class Data:
    """A filled database and its index."""

    folder: Path
    offers: int
    # Another database than the file in the folder.
    other_url: str = ""

    @property
    def database_url(self) -> str:
        """For the product's settings."""
        return self.other_url or f"sqlite:///{self.folder / 'bruggen.sqlite3'}"

    @property
    def env(self) -> dict[str, str]:
        """The settings that make the product use this data."""
        return {
            "BRUGGEN_DATABASE_URL": self.database_url,
            "BRUGGEN_DIRECTORY_PATH": str(self.folder / "directory"),
            "BRUGGEN_SECRET": SECRET,
            # Where Python is told not to keep what it compiled, every start would compile all of it.
            "PYTHONDONTWRITEBYTECODE": "",
            # What a server writes beside its database must not end up beside somebody's own.
            "BRUGGEN_AUDIT_ANCHOR_PATH": str(self.folder / "audit-anchor"),
            "BRUGGEN_CASE_KEYS": f"file:{self.folder / 'case-keys.json'}",
            "BRUGGEN_MAIL_URL": f"outbox:{self.folder / 'outbox'}",
        }


def prepare(offers: int) -> Data:
    """The data of this size, made now if it is not there yet or was made by other code."""
    folder = WORK / "data" / f"{offers}-{_fingerprint(ROWS)}"
    data = Data(folder, offers)
    if not (folder / "filled").exists():
        for older in (WORK / "data").glob(f"{offers}-*"):
            shutil.rmtree(older)
        folder.mkdir(parents=True)
        print(f"Preparing {offers:,} offers", flush=True)
        bruggen(data, "migrate")
        bruggen(data, "seed", "--no-demo")
        generator = [sys.executable, "-m", "benchmarks.generator", "--offers", str(offers), "--seed", str(SEED)]
        subprocess.run([*generator, "--database-url", data.database_url], cwd=ROOT, check=True)
        (folder / "filled").touch()
    indexed, made_by = folder / "indexed", _fingerprint(INDEX)
    if not indexed.exists() or indexed.read_text() != made_by:
        bruggen(data, "directory", "rebuild")
        indexed.write_text(made_by)
    return data


def copy_of(data: Data, name: str) -> Data:
    """The same data in a folder of its own, for a benchmark that changes it."""
    folder = WORK / "data" / f"copy-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(data.folder, folder)
    return Data(folder, data.offers)


def empty(name: str, database_url: str = "") -> Data:
    """A database with reference data and nothing else: a new file, or one that is there at this URL."""
    folder = WORK / "data" / f"empty-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = Data(folder, 0, database_url)
    bruggen(data, "migrate")
    bruggen(data, "seed", "--no-demo")
    bruggen(data, "directory", "rebuild")
    return data


def bruggen(data: Data, *arguments: str) -> None:
    """Run one of the product's own commands on the data."""
    result = subprocess.run([BRUGGEN, *arguments], cwd=ROOT, env={**os.environ, **data.env}, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"bruggen {' '.join(arguments)} ended with {result.returncode}:\n{result.stderr[-2000:]}")


def served(data: Data, port: int, *, name: str = "bruggen", settings: Mapping[str, str] | None = None) -> Server:
    """The product as `bruggen serve` runs it, with one worker; ready when it answers a page of the directory."""
    env = {**data.env, **(settings or {})}
    return Server(name, [BRUGGEN, "serve", "--port", str(port)], port, ready_path="/api/v1/offers", env=env)


def _fingerprint(sources: Iterable[str]) -> str:
    """A short digest of all files below the sources."""
    digest = hashlib.sha256(str(SEED).encode())
    for source in sources:
        path = ROOT / source
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()[:12]
