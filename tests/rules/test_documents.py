"""What the documents say is there, and what is there the documents say."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bruggen.cli import app
from bruggen.settings import Settings
from tests.rules.house import ROOT, read, tracked

OPERATIONS = "docs/operations.md"
GUIDES = [path for path in tracked() if path.suffix == ".md" and path.parts[0] in {"README.md", "CONTRIBUTING.md", "docs"}]
DECISIONS = [path for path in GUIDES if path.parts[:2] == ("docs", "decisions")]


def commands(group: Any, prefix: str = "bruggen") -> Iterator[tuple[str, Any]]:
    """Every command that can be typed, with its whole name."""
    children = getattr(group, "commands", {})
    if not children:
        yield prefix, group
    for name, child in children.items():
        yield from commands(child, f"{prefix} {name}")


COMMANDS = dict(commands(get_command(app)))


def targets() -> set[str]:
    """The targets of the Makefile and what it includes, the files it makes aside."""
    makefiles = [path for path in (ROOT / "Makefile", ROOT / "benchmarks" / "bench.mk") if path.exists()]
    return {target for path in makefiles for target in re.findall(r"^([a-z0-9-]+):(?!=)", path.read_text(), re.MULTILINE)}


def typed(text: str) -> Iterator[str]:
    """The command lines a document tells the reader to type: in fenced blocks and between single backticks."""
    for block in re.findall(r"^```(?:sh|shell|bash|console)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from (line.strip().removeprefix("$ ") for line in block.splitlines())
    yield from re.findall(r"`((?:make|bruggen) [^`\n]+)`", text)


def words_after(name: str, line: str) -> list[str]:
    """What follows `name` in a command line, up to the end of that command."""
    found = re.search(rf"(?:^|&& |; |exec |/bin/){name} ([^#|&;>]+)", line)
    return found[1].split() if found else []


def test_make_alone_lists_every_public_target() -> None:
    help_text = subprocess.run(["make"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    listed = set(re.findall(r"^  make (\S+)", help_text, re.MULTILINE))
    internal = {"port-is-free"}
    assert listed == targets() - internal


@pytest.mark.parametrize("path", GUIDES, ids=str)
def test_every_make_command_in_the_documents_exists(path: Path) -> None:
    named = {word for line in typed(read(path)) for word in words_after("make", line) if re.fullmatch(r"[a-z0-9-]+", word)}
    assert named <= targets()


@pytest.mark.parametrize("path", GUIDES, ids=str)
def test_every_bruggen_command_in_the_documents_exists(path: Path) -> None:
    for line in typed(read(path)):
        words = words_after("bruggen", line)
        if not words or words[0].startswith("-"):
            continue
        name = next((name for name in (f"bruggen {' '.join(words[:2])}", f"bruggen {words[0]}") if name in COMMANDS), None)
        assert name, f"no such command: {line}"
        options = {option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert {word.partition("=")[0] for word in words if word.startswith("--")} <= options | {"--help"}, line


def test_the_readme_leads_with_the_two_commands() -> None:
    lines = list(typed(read("README.md")))
    assert {"make start", "make test"} <= {" ".join(line.split("#")[0].split()) for line in lines}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert COMMANDS[name].help
    assert re.search(rf"`{name}(?![\w-])", read(OPERATIONS)), f"{name} is not in {OPERATIONS}"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert Settings.model_fields[name].description
    assert re.search(rf"^\| `BRUGGEN_{name.upper()}` \|", read(OPERATIONS), re.MULTILINE), f"{name} is not in {OPERATIONS}"


def test_no_setting_is_documented_that_does_not_exist() -> None:
    documented = re.findall(r"^\| `BRUGGEN_(\w+)` \|", read(OPERATIONS), re.MULTILINE)
    assert set(documented) == {name.upper() for name in Settings.model_fields}


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{path}: {target}"
        for path in GUIDES
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", read(path))
        if not (ROOT / path.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_gaps_and_short() -> None:
    numbers = sorted(int(path.name[:4]) for path in DECISIONS)
    assert numbers == list(range(1, len(numbers) + 1))
    assert {str(path): length for path in DECISIONS if (length := len(read(path).splitlines())) > 60} == {}
