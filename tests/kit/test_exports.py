"""Cells of a table."""

import pytest

from bruggen.kit.exports import cell


@pytest.mark.parametrize("text", ["=1+1", "+32 2", "-5", "@SUM(A1)", "\tx"])
def test_a_text_is_never_taken_for_a_formula(text: str) -> None:
    assert cell(text) == "'" + text


def test_lists_are_joined_and_nothing_is_empty() -> None:
    assert cell(["a", "b"]) == "a; b"
    assert cell(None) == ""
    assert cell(3) == 3
