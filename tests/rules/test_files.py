"""What may stand in a file, and how long it may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.rules.house import backend_modules, read, texts, tracked

LONGEST = 400
SOURCE = {".py", ".ts", ".js", ".svelte", ".css", ".html", ".sh", ".mk"}
GENERATED = ("frontend/src/api/schema.d.ts", "frontend/src/api/schema.ts", "migrations/versions/")

# Written so that this file does not break its own rule.
REGISTRIES = re.compile(
    r"py[p]i\.org|python[h]osted\.org|registry\.(npm[j]s|yarn[p]kg)|npm[j]s\.org|proxy\.go[l]ang", re.IGNORECASE
)
MACHINE_PATHS = re.compile(r"(?<![\w.~$}-])/(work|farm|root|home|Users)/[\w.-]+")
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X)\b")


def matches(pattern: re.Pattern[str]) -> list[str]:
    """`file:line` of every tracked line the pattern is found in."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def calls_of_print(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{path}:{node.lineno}"


def imported(path: Path) -> set[str]:
    """The top-level packages a module imports."""
    names = set()
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
    return names


def test_no_source_file_is_too_long_to_be_read_at_one_sitting() -> None:
    lengths = {
        path: len(read(path).splitlines())
        for path in tracked()
        if path.suffix in SOURCE and not path.as_posix().startswith(GENERATED)
    }
    assert len(lengths) > 20
    assert {str(path): length for path, length in lengths.items() if length > LONGEST} == {}


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert matches(REGISTRIES) == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert matches(MACHINE_PATHS) == []


def test_nothing_is_left_for_later() -> None:
    assert matches(UNFINISHED) == []


def test_lock_files_pin_every_package_with_a_hash_and_without_a_host() -> None:
    for name in ("requirements.lock", "tools/build.lock"):
        text = read(name)
        pinned = re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE)
        assert len(pinned) > 5, name
        assert len(re.findall(r"^[\w.-]+==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned), name
        assert "://" not in text, name
    assert '"resolved": "http' not in read("frontend/package-lock.json")


def test_the_jwt_library_is_imported_in_one_place_at_most() -> None:
    assert len([path for path in backend_modules() if "jose" in imported(path)]) <= 1


def test_only_the_command_line_prints() -> None:
    modules = [path for path in backend_modules() if path.parts[2] not in {"cli.py", "cli"}]
    assert modules
    assert [call for path in modules for call in calls_of_print(path)] == []


def test_every_package_says_what_it_is_for() -> None:
    packages = [path for path in backend_modules() if path.name == "__init__.py" and len(path.parts) <= 4]
    assert packages
    assert [str(path) for path in packages if not ast.get_docstring(ast.parse(read(path)))] == []
