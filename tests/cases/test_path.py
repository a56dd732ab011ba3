"""A case goes along the path: what is asked at each step, who may take it, and what it leaves behind."""

from bruggen.casework.path import STEPS
from bruggen.casework.steps import INPUTS
from tests.cases.people import Team


def test_every_step_that_is_offered_says_what_is_sent_with_it() -> None:
    assert INPUTS.keys() == {step.name for step in STEPS.values() if step.offered}


def test_a_draft_is_its_writers_alone(team: Team) -> None:
    case = team.begin()
    assert team.read(team.referrer, case)["state"] == "draft"
    for other in (team.coordinator, team.elsewhere, team.stranger):
        assert other.get(f"/caseConsultations/{case}").status_code == 404


def test_an_application_goes_from_draft_to_closure(team: Team) -> None:
    case = team.submit()
    team.take(team.coordinator, case, "screenings")
    team.coordinator.patch(f"/caseConsultations/{case}", {"admissionReason": "Jeugdhulp is nog niet betrokken."})
    team.take(team.coordinator, case, "consultPlans", consultAt="2026-12-01T09:00:00+01:00")
    team.take(team.colleague, case, "consults", advice="Een leerplek zoeken met een vaste begeleider.")
    seen = team.take(team.colleague, case, "feedbacks", feedback="Er is een leerplek mogelijk.")
    assert seen["advice"]
    closed = team.take(team.coordinator, case, "closures", outcome="outOfSchoolOffer")
    assert closed["state"] == "closed"
    mine = team.read(team.referrer, case)
    assert mine["feedback"] == "Er is een leerplek mogelijk."
    assert "advice" not in mine
    assert [stage["status"] for stage in closed["path"]][-1] == "here"


def test_what_is_missing_is_named_field_by_field(team: Team) -> None:
    case = team.begin(summary=None, themes=[], region=None)
    answer = team.referrer.post(f"/caseConsultations/{case}/submissions")
    assert answer.status_code == 409
    assert {issue["name"] for issue in answer.json()["issues"]} >= {"summary", "themes", "region"}


def test_a_region_that_there_is_none_of_is_refused_at_once(team: Team) -> None:
    case = team.begin()
    for region in ("", "ZZZ"):
        for answer in (
            team.referrer.patch(f"/caseConsultations/{case}", {"region": region}),
            team.coordinator.post("/savedViews", {"name": "Een", "query": {}, "region": region}),
        ):
            assert [issue["name"] for issue in answer.json()["issues"]] == ["region"]


def test_the_table_is_sorted_by_age_both_ways(team: Team) -> None:
    young, old = team.submit(birthYear=2019), team.submit(birthYear=2009)
    for sort, order in (("ageBand", [young, old]), ("-ageBand", [old, young])):
        page = team.coordinator.post("/caseConsultations/query", {"ids": [young, old], "sort": [sort]}).json()
        assert [item["id"] for item in page["items"]] == order


def test_an_address_that_is_no_case_knows_its_own_methods(team: Team) -> None:
    for path in ("query", "exports"):
        refused = team.coordinator.send("PATCH", f"/caseConsultations/{path}", json={})
        assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")
