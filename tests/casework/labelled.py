"""The labelled sentences, and how well the text check finds what is marked in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bruggen.casework.text_check import Finding, FindingKind, check_text

SENTENCES = Path(__file__).parent / "sentences"
MARK = re.compile(r"\[\[(\w+):(.*?)\]\]")
WRITTEN_ON = date(2026, 11, 24)
"""The ages that dates make are counted on the day that the sentences were written."""


@dataclass(frozen=True)
class Labelled:
    """A sentence and what stands in it."""

    text: str
    labels: tuple[Finding, ...]

    @classmethod
    def read(cls, line: str) -> "Labelled":
        """From a line with marks: "Wij spraken met [[name:Noor]]."."""
        text, labels, end = "", [], 0
        for mark in MARK.finditer(line):
            text += line[end : mark.start()]
            labels.append(Finding(FindingKind(mark[1]), len(text), len(text) + len(mark[2])))
            text += mark[2]
            end = mark.end()
        return cls(text + line[end:], tuple(labels))


def sentences(file: str) -> Iterator[Labelled]:
    """Those of a file, in order."""
    for line in (SENTENCES / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Labelled.read(line)


@dataclass
class Score:
    """Counts of one kind: a label is found, and a finding is right, where one touches the other."""

    labels: int = 0
    found: int = 0
    findings: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the labels that was found."""
        return self.found / self.labels if self.labels else 1.0

    @property
    def precision(self) -> float:
        """The share of the findings that is right."""
        return self.right / self.findings if self.findings else 1.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.labels + other.labels,
            self.found + other.found,
            self.findings + other.findings,
            self.right + other.right,
            self.wrong + other.wrong,
        )


def touches(one: Finding, other: Finding) -> bool:
    return one.kind is other.kind and one.start < other.end and other.start < one.end


def scores(file: str) -> dict[FindingKind, Score]:
    """Each kind's, over all sentences of a file."""
    result = {kind: Score() for kind in FindingKind}
    for sentence in sentences(file):
        findings = check_text(sentence.text, WRITTEN_ON)
        for label in sentence.labels:
            is_found = any(touches(label, finding) for finding in findings)
            result[label.kind] += Score(labels=1, found=is_found, wrong=[] if is_found else [f"missed in: {sentence.text}"])
        for finding in findings:
            is_right = any(touches(label, finding) for label in sentence.labels)
            said = f"wrongly {sentence.text[finding.start : finding.end]!r} in: {sentence.text}"
            result[finding.kind] += Score(findings=1, right=is_right, wrong=[] if is_right else [said])
    return result


def table(file: str) -> str:
    """The scores of a file as lines to print."""
    by_kind = scores(file)
    rows = [*by_kind.items(), ("all", sum(by_kind.values(), Score()))]
    count = sum(1 for _ in sentences(file))
    clean = sum(1 for sentence in sentences(file) if not sentence.labels)
    lines = [f"{file}: {count} sentences, {clean} with nothing in them", f"{'':16}{'recall':>18}{'precision':>20}"]
    for kind, score in rows:
        found, right = f"({score.found}/{score.labels})", f"({score.right}/{score.findings})"
        lines.append(f"{kind:16}{score.recall:8.1%} {found:>9}{score.precision:10.1%} {right:>9}")
    return "\n".join(lines)
