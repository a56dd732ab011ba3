"""`make drill-fuzz`: the long form. SEED draws the cases, CASES is how many of each operation, caller and database."""

import os
from collections.abc import Iterator

import pytest

from tests.fuzz.fuzzing import CALLERS, Tally, Target

SEED = int(os.environ.get("SEED") or 1)
CASES = int(os.environ.get("CASES") or 20)
PHASES = ("examples", "coverage", "fuzzing")


@pytest.fixture(scope="module")
def in_all() -> Iterator[Tally]:
    """What every caller's cases came to, said at the end."""
    tally = Tally()
    yield tally
    statuses = ", ".join(f"{status}: {count}" for status, count in sorted(tally.answers.items()))
    print(f"\nfuzz (seed {SEED}): {tally.cases} cases, {tally.failures} answers of 500 and more, {len(tally.wrong)} violations")
    print(f"answers: {statuses}")


@pytest.mark.parametrize("caller", CALLERS)
def test_every_answer_is_as_the_document_says(target: Target, in_all: Tally, caller: str) -> None:
    tally = target.fuzz(caller, cases=CASES, seed=SEED, phases=PHASES)
    in_all.answers += tally.answers
    in_all.wrong |= tally.wrong
    print(f"\n{target.house.database_url.partition(':')[0]}, {caller}: {tally.cases} cases, {len(tally.wrong)} violations")
    for name, what in tally.wrong.items():
        print(f"WRONG {name}\n{what}")
    assert (tally.failures, len(tally.wrong)) == (0, 0)
