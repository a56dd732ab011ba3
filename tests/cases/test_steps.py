"""Every step, in every state, by every party, made from the path: what it does not lead to is refused with its reason."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

from bruggen.access.roles import Role
from bruggen.casework.path import STEPS, WITH_APPLICANT, Party, State, Step
from bruggen.casework.steps import INPUTS
from tests.cases.people import Team
from tests.cases.rows import let_in, put_case
from tests.make.people import grant
from tests.make.product import As

SAID: dict[str, dict[str, Any]] = {
    "completionRequests": {"question": "Wat werkt er thuis wel?"},
    "consultPlans": {"consultAt": "2026-12-01T09:00:00+01:00"},
    "consults": {"advice": "Een vaste begeleider zoeken."},
    "feedbacks": {"feedback": "Er is een plek mogelijk."},
    "closures": {"outcome": "outOfSchoolOffer"},
    "referrals": {"referredTo": "Een dienst", "reason": "Daar kan het sneller."},
    "refusals": {"reason": "Hier is een andere dienst voor."},
    "reopenings": {"reason": "De plek viel weg."},
}
OFFERED = [step for step in STEPS.values() if step.offered]
LATER = [step for step in STEPS.values() if not step.offered]


@dataclass(frozen=True)
class Everybody:
    """The people of all parties, and one of none."""

    at: dict[Party | None, As]

    def put(self, team: Team, state: State) -> str:
        """A case in this state that each of them is at as they are named."""
        sides = {"referrer_id": self.at[Party.APPLICANT].id, "other_side_id": self.at[Party.OTHER_SIDE].id}
        with team.database() as session:
            case_id = put_case(session, state, created_by=sides["referrer_id"], **sides)
            let_in(session, case_id, self.at[Party.EXPERT].id, "expert")
            let_in(session, case_id, self.at[Party.EMERGENCY].id, "emergency")
        return str(case_id)


@pytest.fixture(scope="module")
def everybody(team: Team) -> Everybody:
    return Everybody(
        {
            Party.APPLICANT: team.referrer,
            Party.OTHER_SIDE: team.other_side,
            Party.COORDINATOR: team.coordinator,
            Party.EXPERT: team.product.person(grant(Role.EXPERT)),
            Party.EMERGENCY: team.product.person(grant(Role.COORDINATOR, region="ANT")),
            None: team.elsewhere,
        }
    )


def expected(step: Step, state: State, party: Party | None) -> tuple[int, str]:
    """The status, and of a refusal the problem, that the path says."""
    only_coordinators = set(step.by) == {Party.COORDINATOR}
    if party == Party.EXPERT or (only_coordinators and party in (Party.APPLICANT, Party.OTHER_SIDE)):
        return 403, "missingScope"
    # A draft is its writers' alone; here, the others were let in by hand.
    if party is None or (state == State.DRAFT and party == Party.COORDINATOR):
        return 404, "resourceNotFound"
    if party not in step.by:
        return 403, "missingPermission"
    return (200, "") if state in step.source else (409, "illegalStep")


@pytest.mark.parametrize("state", State)
def test_a_step_is_taken_where_the_path_has_it_and_refused_with_its_reason_elsewhere(
    team: Team, everybody: Everybody, state: State
) -> None:
    case = everybody.put(team, state)
    wrong, seen = [], Counter[int]()
    for step in OFFERED:
        for party, who in everybody.at.items():
            answer = who.post(f"/caseConsultations/{case}/{step.name}", SAID.get(step.name))
            said = answer.json()
            problem = "" if answer.is_success else said["type"].rpartition(":")[2]
            seen[answer.status_code] += 1
            if (answer.status_code, problem) != expected(step, state, party):
                wrong.append(f"{step.name} by {party}: {answer.status_code} {problem}, not {expected(step, state, party)}")
            if problem == "illegalStep":
                names = ", ".join(sorted(step.source))
                assert said["detail"] == f"The case is in the state {state}; this can be done from: {names}."
            if answer.is_success:
                assert said["state"] == step.target
                case = everybody.put(team, state)
            else:
                assert team.read(who, case)["state"] == state if answer.status_code == 409 else True
    assert wrong == []
    print(f"steps from {state}: {sum(seen.values())} tries, {dict(sorted(seen.items()))}")


@pytest.mark.parametrize("step", LATER, ids=lambda step: step.name)
def test_a_step_that_is_not_offered_yet_is_no_route(team: Team, everybody: Everybody, step: Step) -> None:
    for state in step.source:
        case = everybody.put(team, state)
        assert team.coordinator.post(f"/caseConsultations/{case}/{step.name}", {}).status_code == 404
        assert team.read(team.coordinator, case)["state"] == state


@pytest.mark.parametrize("name", ["state", "submittedAt", "closedAt", "feedbackAt", "outcome", "coordinator", "steps", "version"])
def test_a_patch_takes_no_step(team: Team, everybody: Everybody, name: str) -> None:
    case = everybody.put(team, State.TO_BE_COMPLETED)
    value = {"state": "closed", "version": 7, "coordinator": str(team.coordinator.id)}.get(name, "2026-01-01T00:00:00Z")
    for who in (team.referrer, team.coordinator):
        refused = who.patch(f"/caseConsultations/{case}", {name: value})
        assert refused.status_code in (400, 403)
    assert team.read(team.referrer, case)["state"] == "toBeCompleted"
    assert team.referrer.patch(f"/caseConsultations/{case}", {name: value}).json()["issues"][0]["name"] == name


def test_nothing_is_sent_with_a_step_that_it_does_not_ask_for(team: Team, everybody: Everybody) -> None:
    case = everybody.put(team, State.SUBMITTED)
    refused = team.coordinator.post(f"/caseConsultations/{case}/screenings", {"state": "closed", "target": "closed"})
    assert {issue["name"] for issue in refused.json()["issues"]} == {"state", "target"}
    assert team.read(team.coordinator, case)["state"] == "submitted"


@pytest.mark.parametrize("state", [State.DRAFT, State.TO_BE_COMPLETED])
def test_the_tandem_hands_in_nothing_in_the_name_of_a_referrer(team: Team, everybody: Everybody, state: State) -> None:
    case = everybody.put(team, state)
    assert state in WITH_APPLICANT
    assert team.coordinator.post(f"/caseConsultations/{case}/submissions").status_code in (403, 404)


def test_what_is_offered_on_the_screen_is_what_can_be_taken(team: Team, everybody: Everybody) -> None:
    for state in State:
        case = everybody.put(team, state)
        for party, who in everybody.at.items():
            answer = who.get(f"/caseConsultations/{case}")
            if answer.status_code == 404:
                continue
            offered = {option["name"] for option in answer.json()["steps"]}
            assert offered == {step.name for step in OFFERED if expected(step, state, party)[0] == 200}, (state, party)


def test_every_step_has_something_to_send() -> None:
    assert {step.name for step in OFFERED} == INPUTS.keys()
    assert len(OFFERED) * len(State) * (len(Party) + 1) == 990
