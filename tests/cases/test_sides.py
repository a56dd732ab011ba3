"""Both sides of a case fill in the application together, and the other one confirms."""

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
