"""Choosing the language of an answer."""

import pytest

from bruggen.kit.languages import accepted_language


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "nl"), ("fr-BE", "fr"), ("de, en;q=0.5", "en"), ("en;q=0.2, fr;q=0.9", "fr"), ("fr;q=x, en", "en"), ("*", "nl")],
)
def test_best_of_ours_or_dutch(header: str, language: str) -> None:
    assert accepted_language(header) == language
