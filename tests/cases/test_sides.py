"""Both sides of a case fill in the application together, and the other one confirms."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from bruggen.models import CaseEvent
from tests.cases.people import Team


def invite(team: Team, case: str) -> str:
    """Ask the other side; returns the secret of the link."""
    answer = team.referrer.post(f"/caseConsultations/{case}/otherSideInvitations", {"email": "collega@jeugdhulp.example"})
    assert answer.status_code == 204, answer.text
    _template, content = team.product.mails("collega@jeugdhulp.example")[-1]
    assert content.keys() == {"link"}
    return content["link"].partition("#")[2]


def test_the_other_side_joins_by_the_link_fills_in_and_confirms(team: Team) -> None:
    case = team.begin()
    token = invite(team, case)
    assert team.other_side.get(f"/caseConsultations/{case}").status_code == 404
    joined = team.other_side.post("/otherSides", {"token": token})
    assert joined.json()["id"] == case, joined.text
    view = team.other_side.patch(f"/caseConsultations/{case}", {"otherSideView": "Thuis lukt het beter dan op school."})
    assert view.status_code == 200, view.text
    assert team.other_side.post(f"/caseConsultations/{case}/confirmations").status_code == 204
    assert team.read(team.referrer, case)["otherSideView"] == "Thuis lukt het beter dan op school."
    assert "confirmedAt" in team.read(team.referrer, case)
    assert team.other_side.post("/otherSides", {"token": token}).status_code == 404


def test_a_referrer_of_the_same_sector_is_no_other_side(team: Team) -> None:
    case = team.begin()
    token = invite(team, case)
    assert team.stranger.post("/otherSides", {"token": token}).status_code == 403
    assert team.referrer.post("/otherSides", {"token": token}).status_code == 403
    assert team.coordinator.post("/otherSides", {"token": token}).status_code == 403


def test_whoever_was_taken_from_the_case_sees_it_no_more(team: Team) -> None:
    case = team.begin()
    team.other_side.post("/otherSides", {"token": invite(team, case)})
    assert team.referrer.delete(f"/caseConsultations/{case}/otherSide").status_code == 204
    assert team.other_side.get(f"/caseConsultations/{case}").status_code == 404


def test_an_invitation_is_told_until_somebody_joined(team: Team) -> None:
    case = team.begin()
    assert "otherSideInvitedAt" not in team.read(team.referrer, case)
    first = invite(team, case)
    asked = team.read(team.referrer, case)["otherSideInvitedAt"]
    invite(team, case)
    assert team.read(team.referrer, case)["otherSideInvitedAt"] > asked
    team.other_side.post("/otherSides", {"token": first})
    assert "otherSideInvitedAt" not in team.read(team.referrer, case)
    team.other_side.delete(f"/caseConsultations/{case}/otherSide")
    assert "otherSideInvitedAt" not in team.read(team.referrer, case)


def test_an_invitation_is_told_as_long_as_its_link_is_good(team: Team) -> None:
    case = team.begin()
    invite(team, case)
    with team.database() as session:
        asked = session.scalars(
            select(CaseEvent).where(CaseEvent.case_id == UUID(case), CaseEvent.kind == "otherSideAsked")
        ).one()
        asked.occurred_at -= timedelta(days=14)
    assert "otherSideInvitedAt" not in team.read(team.referrer, case)
