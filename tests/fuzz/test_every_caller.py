"""A few cases of every operation by every kind of caller; `make drill-fuzz` tries thousands."""

import pytest

from tests.fuzz.fuzzing import CALLERS, Target


@pytest.mark.parametrize("caller", CALLERS)
def test_every_answer_is_as_the_document_says(target: Target, caller: str) -> None:
    tally = target.fuzz(caller, cases=1, seed=1 + CALLERS.index(caller))
    assert tally.wrong == {}
    assert tally.failures == 0
    assert tally.cases >= 90
