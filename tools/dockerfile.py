"""Follows the instructions of a Dockerfile in temporary folders, for a machine without a container engine.

Every stage becomes a folder that stands for ROOT, the one folder all stages live in: wherever an instruction names ROOT, the
stage's folder is meant. Commands see the base image's programs first on PATH. It knows the instructions this project uses
and refuses any other, so that nothing is passed over in silence.
"""
# ruff: noqa: S603 - it runs the commands of the project's own Dockerfile

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = "/srv/bruggen"
HARMLESS = {"EXPOSE", "VOLUME"}


@dataclass
class Stage:
    """One built stage: its folder, and what `docker run` would start in it."""

    folder: Path
    environment: dict[str, str]
    user: int | None = None
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    def run(self, command: list[str], **settings: str) -> "subprocess.Popen[str]":
        """Start a command as the image's user, with further environment variables."""
        as_user = {"user": self.user, "group": self.user, "extra_groups": []} if self.user and os.geteuid() == 0 else {}
        words = [word.replace(ROOT, str(self.folder)) for word in command]
        environment = self.environment | {"HOME": "/nonexistent"} | settings
        program = shutil.which(words[0], path=environment["PATH"]) or words[0]
        return subprocess.Popen([program, *words[1:]], cwd=self.folder, env=environment, text=True, **as_user)  # type: ignore[call-overload,no-any-return]


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """The instructions of a Dockerfile: (name, arguments), continued lines joined."""
    lines = [line for line in dockerfile.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [(name.upper(), rest.strip()) for name, _, rest in (line.partition(" ") for line in joined.splitlines())]


def build(
    dockerfile: Path, context: Path, into: Path, images: Mapping[str, Path], outside: Mapping[str, str]
) -> dict[str, Stage]:
    """Follow the Dockerfile; `images` gives per base image (without its tag) the folder with its programs, and `outside` is
    the environment of the building commands (proxies, certificates).

    Raises CalledProcessError when a command fails and ValueError for an instruction it does not know.
    """
    stages: dict[str, Stage] = {}
    stage: Stage | None = None
    for name, arguments in instructions(dockerfile.read_text()):
        if name == "FROM":
            image, _, alias = arguments.partition(" AS ")
            folder = into / alias
            folder.mkdir()
            folder.chmod(0o755)
            path = f"{images[image.partition(':')[0]]}:/usr/bin:/bin"
            stage = stages[alias] = Stage(folder, {"PATH": path})
            continue
        if stage is None:
            raise ValueError("a Dockerfile starts with FROM")
        meant = arguments.replace(ROOT, str(stage.folder))
        if name == "WORKDIR":
            if arguments != ROOT:
                raise ValueError(f"every stage lives in {ROOT}")
        elif name == "COPY":
            _copy(arguments, stage, stages, context)
        elif name == "RUN":
            environment = {**outside, **stage.environment}
            subprocess.run(["/bin/sh", "-c", meant], cwd=stage.folder, env=environment, check=True)
        elif name == "ENV":
            for pair in shlex.split(meant):
                key, _, value = pair.partition("=")
                stage.environment[key] = value.replace(f"${key}", stage.environment.get(key, ""))
        elif name == "USER":
            stage.user = int(arguments.partition(":")[0])
        elif name == "CMD":
            stage.command = json.loads(arguments)
        elif name == "HEALTHCHECK":
            stage.health = json.loads(arguments.partition("CMD ")[2])
        elif name not in HARMLESS:
            raise ValueError(f"cannot follow the instruction {name}")
    return stages


def _copy(arguments: str, stage: Stage, stages: Mapping[str, Stage], context: Path) -> None:
    *sources, target = arguments.split()
    origin = context
    if sources[0].startswith("--from="):
        origin = stages[sources.pop(0).removeprefix("--from=")].folder
    for source in sources:
        found = origin / source.replace(f"{ROOT}/", "")
        destination = stage.folder / target
        if found.is_dir():
            shutil.copytree(found, destination, symlinks=True, dirs_exist_ok=True)
        else:
            destination = destination / found.name if target.endswith("/") else destination
            destination.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(found, destination)
