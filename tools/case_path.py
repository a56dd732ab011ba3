"""Draws the path of a case in docs/case-path.md anew, from its one definition. `--check` only tells whether it is current."""

import sys

from bruggen.casework.path import STAGES, STEPS, Party, State, Step
from tools.made_parts import DOCS, with_part, write_or_check

DOCUMENT = DOCS / "case-path.md"


def diagram() -> str:
    """The states and steps as a Mermaid state diagram; steps that are not offered yet are marked."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    for step in STEPS.values():
        label = step.name if step.offered else f"{step.name} (later)"
        lines += [f"    {source} --> {step.target}: {label}" for source in _sources(step)]
    lines += [f"    {state} --> [*]" for state in STAGES[-1]]
    return "\n".join([*lines, "```"])


def steps_table() -> str:
    """One row a step."""
    rows = ["| step | from | to | by | needs | begins these tasks (days) |", "|---|---|---|---|---|---|"]
    return "\n".join([*rows, *(_row(step) for step in STEPS.values())])


def _sources(step: Step) -> list[State]:
    """Where it leads from, in the order of the path."""
    return [state for state in State if state in step.source]


def _row(step: Step) -> str:
    name = f"`{step.name}`" if step.offered else f"`{step.name}` (later)"
    by = ", ".join(party for party in Party if party in step.by)
    tasks = ", ".join(f"{kind} ({days})" for kind, days in step.makes)
    return f"| {name} | {', '.join(_sources(step))} | {step.target} | {by} | {', '.join(step.needs)} | {tasks} |"


def with_path(text: str) -> str:
    """The document with the drawing and the table made anew."""
    return with_part(text, "path", f"{diagram()}\n\n{steps_table()}")


if __name__ == "__main__":
    sys.exit(write_or_check(DOCUMENT, with_path))
