"""A partner's system hands cases in and follows its own; and what is left when the key of a case is destroyed."""

from uuid import UUID

import pytest
from sqlalchemy import delete

from bruggen.models import CaseKey
from bruggen.record.audit import RECORDED
from tests.cases.people import APPLICATION, Team
from tests.make.people import system
from tests.make.product import As


@pytest.fixture
def partner(team: Team) -> As:
    """A partner's system."""
    organization = team.product.organizations("OVL")[0]
    return team.product.let_in(system(team.product.sessions, organization))


def test_a_system_hands_a_case_in_and_follows_it(team: Team, partner: As) -> None:
    case = team.begin(partner)
    assert team.read(partner, case)["channel"] == "system"
    team.take(partner, case, "submissions")
    assert team.read(team.coordinator, case)["state"] == "submitted"
    team.take(team.coordinator, case, "completionRequests", question="Welke school is het?")
    assert partner.patch(f"/caseConsultations/{case}", {"level": "secondary"}).status_code == 200
    team.take(partner, case, "submissions")
    assert partner.post(f"/caseConsultations/{case}/screenings").status_code == 403
    assert partner.post(f"/caseConsultations/{case}/messages", {"kind": "note", "text": "Iets"}).status_code == 403
    assert team.take(partner, case, "withdrawals")["state"] == "withdrawn"


def test_a_system_sees_no_case_but_its_own(team: Team, partner: As) -> None:
    case = team.submit()
    assert partner.get(f"/caseConsultations/{case}").status_code == 404
    own = team.begin(partner)
    ids = [item["id"] for item in partner.post("/caseConsultations/query", {}).json()["items"]]
    assert own in ids
    assert case not in ids


def test_the_same_application_sent_twice_under_one_key_is_one_case(team: Team, partner: As) -> None:
    first = partner.post("/caseConsultations", APPLICATION, key="1")
    again = partner.post("/caseConsultations", APPLICATION, key="1")
    assert first.json()["id"] == again.json()["id"]
    other = partner.post("/caseConsultations", {**APPLICATION, "urgency": "normal"}, key="1")
    assert other.json()["type"] == "urn:problem-type:bruggen:idempotencyConflict"


def test_a_message_sent_twice_under_one_key_is_one_message(team: Team) -> None:
    case = team.submit()
    message = {"kind": "question", "text": "Is er al iets bekend?"}
    path = f"/caseConsultations/{case}/messages"
    first, again = (team.coordinator.post(path, message, key="vraag") for _ in range(2))
    assert first.json() == again.json()
    lines = team.coordinator.get(f"/caseConsultations/{case}/timeline", kind="question").json()
    assert lines["total"] == 1


def test_with_its_key_the_words_of_a_case_are_gone_and_the_facts_are_left(team: Team) -> None:
    case = team.submit(summary="Over een heel eigen kwartetspel")
    team.take(team.coordinator, case, "screenings")
    team.coordinator.post(f"/caseConsultations/{case}/messages", {"kind": "note", "text": "Kwartetspel"})
    team.coordinator.post(f"/caseConsultations/{case}/tasks", {"text": "Iets doen", "dueOn": "2026-12-01"})
    find = {"q": "kwartetspel", "ids": [case]}
    assert team.coordinator.post("/caseConsultations/query", find).json()["total"] == 1
    with team.database() as session:
        session.execute(delete(CaseKey).where(CaseKey.case_id == UUID(case)), execution_options=RECORDED)
    assert team.coordinator.post("/caseConsultations/query", find).json()["total"] == 0
    left = team.read(team.coordinator, case)
    assert left["wordsDestroyed"]
    assert "summary" not in left
    assert left["level"] == "secondary"
    lines = team.coordinator.get(f"/caseConsultations/{case}/timeline").json()["items"]
    assert lines
    assert not any("text" in line for line in lines)
    assert "text" not in team.coordinator.get("/caseTasks", case=case).json()["items"][-1]
    refused = team.coordinator.post(f"/caseConsultations/{case}/messages", {"kind": "note", "text": "Iets"})
    assert refused.status_code == 410
