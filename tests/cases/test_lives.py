"""Whole lives of cases, drawn at random, against a model written down here: nothing that was acknowledged is ever lost."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from bruggen.kit.clock import today
from tests.cases.people import Team

# Written from the domain, not taken from the code: step -> from where, to where, what is sent with it.
STEPS: dict[str, tuple[set[str], str, dict[str, Any]]] = {
    "submissions": ({"draft", "toBeCompleted"}, "submitted", {}),
    "screenings": ({"submitted"}, "inScreening", {}),
    "completionRequests": ({"submitted", "inScreening"}, "toBeCompleted", {"question": "Wat is er al geprobeerd?"}),
    "consultPlans": (
        {"inScreening", "consultPlanned", "consultHeld", "followUp"},
        "consultPlanned",
        {"consultAt": "2026-12-03T10:00:00+01:00"},
    ),
    "consults": ({"consultPlanned"}, "consultHeld", {"advice": "Eerst rust, dan een kleine stap."}),
    "feedbacks": ({"consultHeld"}, "followUp", {"feedback": "We stellen een leerplek voor."}),
    "closures": ({"consultHeld", "followUp"}, "closed", {"outcome": "backAtSchool"}),
    "referrals": (
        {"submitted", "inScreening", "consultPlanned"},
        "referredOn",
        {"referredTo": "Een andere dienst", "reason": "De vraag past daar beter."},
    ),
    "refusals": ({"submitted", "inScreening"}, "notAdmissible", {"reason": "Er liep nog niets eerder."}),
    "withdrawals": (
        {"submitted", "toBeCompleted", "inScreening", "consultPlanned", "consultHeld", "followUp"},
        "withdrawn",
        {"reason": "Het is opgelost."},
    ),
    "reopenings": ({"closed", "referredOn", "withdrawn", "notAdmissible"}, "inScreening", {"reason": "Het zit weer vast."}),
}
ENDED = {"closed", "referredOn", "withdrawn", "notAdmissible"}
# Who handed in takes these; the tandem all others.
APPLICANTS = {"submissions", "withdrawals"}


class Life(RuleBasedStateMachine):
    """One case, the model of it, and random steps of everybody."""

    def __init__(self, team: Team) -> None:
        super().__init__()
        self.team = team

    @initialize()
    def begin(self) -> None:
        """A draft that only lacks being handed in."""
        self.case = self.team.begin(admissionReason="De andere kant volgt later.")
        self.state, self.fed_back = "draft", False
        self.told, self.said, self.tasks = ["begun"], [], dict[str, bool]()
        self.advice: str | None = None

    @rule(step=st.sampled_from(sorted(STEPS)))
    def take(self, step: str) -> None:
        """Somebody who may takes any step, whether it can be taken now or not."""
        source, target, sent = STEPS[step]
        who = self.team.referrer if step in APPLICANTS else self.team.coordinator
        answer = who.post(f"/caseConsultations/{self.case}/{step}", sent)
        if self.state == "draft" and who is self.team.coordinator:
            assert answer.status_code == 404
        elif self.state not in source or (step == "closures" and not self.fed_back):
            assert answer.status_code == 409, answer.text
        else:
            assert answer.status_code == 200, answer.text
            self.state = target
            self.told.append(step)
            self.fed_back |= step == "feedbacks"
            self.advice = sent.get("advice", self.advice)

    @rule(text=st.text("abcdefgh ", min_size=1, max_size=30).filter(str.strip), among=st.booleans())
    def say(self, text: str, among: bool) -> None:
        """The tandem writes something down."""
        message = {"kind": "note", "audience": "coordinators" if among else "everyone", "text": text}
        answer = self.team.colleague.post(f"/caseConsultations/{self.case}/messages", message)
        if self.state == "draft":
            assert answer.status_code == 404
        elif self.state in ENDED:
            assert answer.status_code == 403
        else:
            assert answer.status_code == 201, answer.text
            self.told.append("note")
            self.said.append(text.strip())

    @rule()
    def add_task(self) -> None:
        """The tandem gives itself something to do."""
        wanted = {"text": "Iets doen", "dueOn": str(today())}
        answer = self.team.coordinator.post(f"/caseConsultations/{self.case}/tasks", wanted)
        if answer.status_code == 201:
            self.tasks[answer.json()["id"]] = False
        else:
            assert answer.status_code == (404 if self.state == "draft" else 403), answer.text

    @precondition(lambda self: any(not done for done in self.tasks.values()))
    @rule(data=st.data())
    def complete_task(self, data: st.DataObject) -> None:
        """One of these is done."""
        task = data.draw(st.sampled_from([task for task, done in self.tasks.items() if not done]))
        answer = self.team.coordinator.post(f"/caseTasks/{task}/completions")
        # What ends a case ends its tasks, but for closing: what was still to do is still to do then.
        if answer.status_code == 200:
            self.told.append("taskDone")
        else:
            assert answer.status_code == 409
            assert any(step in self.told for step in ("referrals", "withdrawals", "refusals"))
        self.tasks[task] = True

    @invariant()
    def nothing_is_lost(self) -> None:
        """The state, every line of the timeline in its order, every text, every task, and the advice."""
        who = self.team.referrer if self.state == "draft" else self.team.coordinator
        seen = self.team.read(who, self.case)
        assert seen["state"] == self.state
        assert seen.get("advice") == self.advice
        lines = who.get(f"/caseConsultations/{self.case}/timeline", pageSize=200).json()["items"]
        assert [line["kind"] for line in reversed(lines)] == self.told
        assert [line["text"] for line in reversed(lines) if line["kind"] == "note"] == self.said
        if self.state != "draft":
            tasks = [
                task["id"]
                for done in (True, False)
                for task in who.get("/caseTasks", case=self.case, done=done, pageSize=200).json()["items"]
                if task["kind"] == "own"
            ]
            assert sorted(tasks) == sorted(self.tasks)


@pytest.fixture
def life(team: Team) -> Callable[[], Life]:
    """Makes a life among these people."""
    return lambda: Life(team)


def test_no_life_of_a_case_loses_an_event_a_task_or_a_decision(life: Callable[[], Life]) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        life, settings=settings(max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=checks)
    )
