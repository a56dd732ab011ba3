"""The drawn path of a case is the one of the code."""

from bruggen.casework.path import STAGES, STEPS, State
from tools.case_path import DOCUMENT, with_path


def test_the_drawing_is_current() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert with_path(text) == text, "run: make openapi"


def test_every_state_is_reached_and_has_its_place_on_the_bridge() -> None:
    assert {step.target for step in STEPS.values()} | {State.DRAFT} == set(State)
    assert sorted(state for stage in STAGES for state in stage) == sorted(State)
