"""What was measured, on what, by which commit: printed for people, kept as a small JSON file."""

import importlib.metadata
import json
import os
import platform
import re
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.servers import ROOT

RESULTS = Path(__file__).parent / "results"


@dataclass
class Report:
    """Collects figures against their targets."""

    name: str
    command: str
    quick: bool
    figures: list[dict[str, Any]] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Taken before the load starts: a busy machine must be seen in the result.
        self.machine = machine()
        seen = {name: self.machine[name] for name in ("cpu", "cores", "load_before", "commit")}
        print(f"{self.name}: " + ", ".join(f"{name} {value}" for name, value in seen.items()), flush=True)

    def figure(self, what: str, value: float, unit: str, *, at_least: float | None = None, below: float | None = None) -> None:
        """Note one figure, with the target it is held against if there is one."""
        entry: dict[str, Any] = {"what": what, "value": round(value, 3), "unit": unit}
        if at_least is not None:
            entry |= {"target": f"at least {at_least:g}", "met": value >= at_least}
        if below is not None:
            entry |= {"target": f"below {below:g}", "met": value < below}
        self.figures.append(entry)

    def finish(self) -> None:
        """Print the table; keep the file, unless the run was a quick one, whose figures mean little."""
        print(f"\n{self.name}")
        for entry in self.figures:
            verdict = {True: "met", False: "NOT MET", None: ""}[entry.get("met")]
            line = f"  {entry['what']:<56} {entry['value']:>12,.2f} {entry['unit']:<5} {entry.get('target', ''):<14} {verdict}"
            print(line.rstrip())
        if self.quick:
            print("  (quick: shows that everything runs; the figures are no result)")
            return
        RESULTS.mkdir(exist_ok=True)
        content = {"command": self.command, "machine": self.machine, "figures": self.figures, "details": self.details}
        file = RESULTS / f"{self.name}.json"
        file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"  kept in {file.relative_to(ROOT)}")


def machine() -> dict[str, Any]:
    """The machine, the versions and the commit."""
    cpu = _first(Path("/proc/cpuinfo"), "model name").strip()
    memory = int(_first(Path("/proc/meminfo"), "MemTotal").split()[0])
    commit = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--untracked-files=no", "backend")
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 1e6),
        "kernel": platform.release(),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "packages": _packages(),
        "commit": commit + ("+changes" if changed else ""),
    }


def _packages() -> dict[str, str]:
    """What the product itself asks for, as installed, and starlette, which FastAPI brings."""
    required = [re.match(r"[\w.-]+", line) for line in importlib.metadata.requires("bruggen") or []]
    names = ["starlette", *(match[0] for match in required if match)]
    return {name: importlib.metadata.version(name) for name in sorted(names)}


def _git(*arguments: str) -> str:
    result = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True)
    return result.stdout.strip()


def _first(file: Path, name: str) -> str:
    """What stands behind the colon of the first line that begins with the name."""
    return next(line.split(":", 1)[1] for line in file.read_text().splitlines() if line.startswith(name))
