"""The tandem's work: tasks, the lead, offers, experts, hand-overs, emergencies, views, and what waits today."""

from datetime import timedelta

import pytest

from bruggen.access.roles import Role
from bruggen.kit.clock import today
from tests.cases.people import Team
from tests.make.people import grant
from tests.make.product import As


def in_screening(team: Team) -> str:
    """A case that the tandem works on; returns its id."""
    case = team.submit()
    team.take(team.coordinator, case, "screenings")
    return case


def test_a_step_ends_the_tasks_of_the_one_before_and_makes_its_own(team: Team) -> None:
    case = team.submit()
    kinds = lambda: [task["kind"] for task in team.coordinator.get("/caseTasks", case=case).json()["items"]]  # noqa: E731
    assert kinds() == ["screen"]
    team.take(team.coordinator, case, "screenings")
    assert kinds() == ["plan"]
    assert team.elsewhere.get("/caseTasks", case=case).json()["total"] == 0


def test_a_task_of_ones_own_is_sealed_given_to_a_colleague_and_done(team: Team) -> None:
    case = in_screening(team)
    wanted = {"text": "De leersteun bellen", "dueOn": str(today()), "assignee": str(team.colleague.id)}
    made = team.coordinator.post(f"/caseConsultations/{case}/tasks", wanted)
    assert made.status_code == 201, made.text
    task = made.json()
    assert task["text"] == "De leersteun bellen"
    assert team.colleague.get("/caseTasks", mine=True, case=case).json()["total"] == 1
    moved = team.colleague.patch(f"/caseTasks/{task['id']}", {"dueOn": str(today() + timedelta(days=3))})
    assert moved.status_code == 200, moved.text
    assert team.colleague.post(f"/caseTasks/{task['id']}/completions").json()["doneAt"]
    assert team.colleague.post(f"/caseTasks/{task['id']}/completions").status_code == 409


def test_the_lead_of_many_cases_is_given_and_taken_back(team: Team) -> None:
    cases = [in_screening(team) for _ in range(3)]
    wanted = {"assignments": [{"case": case, "coordinator": str(team.colleague.id)} for case in cases]}
    done = team.coordinator.post("/caseAssignments", wanted)
    assert done.status_code == 200, done.text
    mine = team.colleague.post("/caseConsultations/query", {"mine": True, "ids": cases}).json()
    assert mine["total"] == len(cases)
    team.coordinator.post("/caseAssignments", {"assignments": done.json()["former"]})
    assert team.colleague.post("/caseConsultations/query", {"mine": True, "ids": cases}).json()["total"] == 0
    outside = {"assignments": [*wanted["assignments"][:1], {"case": team.begin()}]}
    refused = team.coordinator.post("/caseAssignments", outside)
    assert [issue["name"] for issue in refused.json()["issues"]] == ["assignments.1"]
    assert team.colleague.post("/caseConsultations/query", {"mine": True, "ids": cases}).json()["total"] == 0


def test_people_are_reminded_once_a_day(team: Team) -> None:
    case = in_screening(team)
    team.coordinator.post("/caseAssignments", {"assignments": [{"case": case, "coordinator": str(team.colleague.id)}]})
    assert team.coordinator.post("/caseReminders", {"cases": [case]}).json() == {"reminded": 1}
    assert team.coordinator.post("/caseReminders", {"cases": [case]}).json() == {"reminded": 0}


def test_offers_that_fit_say_why_and_what_is_unknown(team: Team) -> None:
    case = in_screening(team)
    found = team.coordinator.get(f"/caseConsultations/{case}/offerSuggestions")
    assert found.status_code == 200, found.text
    suggestions = found.json()["items"]
    assert suggestions
    verdicts = {reason["fact"]: reason["verdict"] for reason in suggestions[0]["reasons"]}
    assert verdicts["place"] == "fits"
    offer = suggestions[0]["offer"]["id"]
    added = team.coordinator.post(f"/caseConsultations/{case}/offers", {"offer": offer, "note": "Past bij de vraag."})
    assert added.status_code == 201, added.text
    assert [item["note"] for item in added.json()["items"]] == ["Past bij de vraag."]
    assert team.coordinator.post(f"/caseConsultations/{case}/offers", {"offer": offer}).status_code == 409
    assert team.coordinator.delete(f"/caseConsultations/{case}/offers/{offer}").status_code == 204
    assert team.referrer.get(f"/caseConsultations/{case}/offerSuggestions").status_code == 403


def test_an_expert_reads_one_case_until_it_is_ended(team: Team) -> None:
    case, other = in_screening(team), in_screening(team)
    expert = team.product.person()
    assert expert.get(f"/caseConsultations/{case}").status_code == 403
    wanted = {"email": expert.who.email, "validUntil": str(today() + timedelta(days=7)), "reason": "Kent autisme en school."}
    asked = team.coordinator.post(f"/caseConsultations/{case}/experts", wanted)
    assert asked.status_code == 201, asked.text
    assert team.read(expert, case)["parties"] == ["expert"]
    assert expert.get(f"/caseConsultations/{other}").status_code == 404
    assert expert.post(f"/caseConsultations/{case}/messages", {"kind": "note", "text": "Ik denk mee."}).status_code == 201
    assert expert.patch(f"/caseConsultations/{case}", {"summary": "Anders"}).status_code == 403
    assert team.coordinator.delete(f"/caseConsultations/{case}/experts/{asked.json()['id']}").status_code == 204
    assert expert.get(f"/caseConsultations/{case}").status_code == 404


def test_another_region_takes_a_case_over_or_says_why_not(team: Team) -> None:
    case = in_screening(team)
    path = f"/caseConsultations/{case}/handovers"
    assert team.coordinator.post(path, {"region": "LIM", "reason": "De jongere verhuist."}).status_code == 204
    asked = [
        item for item in team.elsewhere.get("/caseHandovers", status="proposed").json()["items"] if item["case"]["id"] == case
    ]
    assert [item["reason"] for item in asked] == ["De jongere verhuist."]
    assert team.elsewhere.get(f"/caseConsultations/{case}").status_code == 404
    refusal = team.elsewhere.post(f"/caseHandovers/{asked[0]['id']}/refusals", {"reason": "De school blijft dezelfde."})
    assert refusal.status_code == 204, refusal.text
    assert team.coordinator.post(path, {"region": "LIM", "reason": "Toch wel, vanaf januari."}).status_code == 204
    again = [
        item for item in team.elsewhere.get("/caseHandovers", status="proposed").json()["items"] if item["case"]["id"] == case
    ]
    assert team.coordinator.post(f"/caseHandovers/{again[0]['id']}/acceptances").status_code == 403
    assert team.elsewhere.post(f"/caseHandovers/{again[0]['id']}/acceptances").status_code == 204
    assert team.read(team.elsewhere, case)["region"] == "LIM"
    assert team.coordinator.get(f"/caseConsultations/{case}").status_code == 404


def asked_of_elsewhere(team: Team) -> tuple[str, str]:
    """A case that the other region is asked to take over, and the hand-over."""
    case = in_screening(team)
    wanted = {"region": "LIM", "reason": "De jongere verhuist."}
    assert team.coordinator.post(f"/caseConsultations/{case}/handovers", wanted).status_code == 204
    [asked] = team.coordinator.get("/caseHandovers", case=case).json()["items"]
    return case, asked["id"]


def news_of(who: As, case: str) -> dict[str, bool]:
    """The kinds of what is new for somebody in a case, and whether they may read it there."""
    items = who.get("/notifications", unread=True, pageSize=200).json()["items"]
    return {item["kind"]: item["readable"] for item in items if item["case"] == case}


def test_the_region_that_asked_takes_its_question_back_while_nobody_answered(team: Team) -> None:
    case, handover = asked_of_elsewhere(team)
    assert team.elsewhere.post(f"/caseHandovers/{handover}/withdrawals").status_code == 403
    assert team.colleague.post(f"/caseHandovers/{handover}/withdrawals").status_code == 204
    assert team.elsewhere.post(f"/caseHandovers/{handover}/acceptances").status_code == 409
    assert team.colleague.post(f"/caseHandovers/{handover}/withdrawals").status_code == 409
    assert [item["status"] for item in team.elsewhere.get("/caseHandovers", case=case).json()["items"]] == ["withdrawn"]
    assert news_of(team.elsewhere, case) == {"handoverAsked": False, "handoverWithdrawn": False}
    kinds = [item["kind"] for item in team.coordinator.get(f"/caseConsultations/{case}/timeline").json()["items"]]
    assert kinds[:2] == ["handoverWithdrawn", "handoverAsked"]
    assert team.elsewhere.get(f"/caseConsultations/{case}").status_code == 404
    again = {"region": "LIM", "reason": "Toch wel, vanaf januari."}
    assert team.coordinator.post(f"/caseConsultations/{case}/handovers", again).status_code == 204


@pytest.mark.parametrize("by", ["coordinator", "referrer"])
def test_the_end_of_a_case_takes_an_unanswered_handover_back(team: Team, by: str) -> None:
    case, handover = asked_of_elsewhere(team)
    ended = getattr(team, by).post(f"/caseConsultations/{case}/withdrawals", {"reason": "Het is opgelost."})
    assert ended.status_code == 200, ended.text
    assert [item["status"] for item in team.elsewhere.get("/caseHandovers", case=case).json()["items"]] == ["withdrawn"]
    assert team.elsewhere.post(f"/caseHandovers/{handover}/acceptances").status_code == 409
    assert "handoverWithdrawn" in news_of(team.elsewhere, case)


def test_both_regions_hear_of_a_handover_whoever_has_the_case_then(team: Team) -> None:
    def unread(who: As) -> int:
        return sum(item["count"] for item in who.get("/today").json()["items"] if item["kind"] == "unreadNews")

    before = unread(team.elsewhere)
    case, handover = asked_of_elsewhere(team)
    code = team.read(team.coordinator, case)["code"]
    assert news_of(team.elsewhere, case) == {"handoverAsked": False}
    assert unread(team.elsewhere) == before + 1
    team.elsewhere.post(f"/caseHandovers/{handover}/refusals", {"reason": "De school blijft dezelfde."})
    assert news_of(team.coordinator, case)["handoverRefused"] is True
    before = unread(team.coordinator)
    wanted = {"region": "LIM", "reason": "De jongere verhuist toch."}
    assert team.coordinator.post(f"/caseConsultations/{case}/handovers", wanted).status_code == 204
    [again] = team.elsewhere.get("/caseHandovers", case=case, status="proposed").json()["items"]
    assert team.elsewhere.post(f"/caseHandovers/{again['id']}/acceptances").status_code == 204
    assert team.coordinator.get(f"/caseConsultations/{case}").status_code == 404
    assert news_of(team.coordinator, case) == {"handoverAccepted": False}
    told = team.coordinator.get("/notifications", unread=True).json()["items"][0]
    assert (told["code"], told["kind"]) == (code, "handoverAccepted")
    assert news_of(team.stranger, case) == {}


def test_an_emergency_opens_a_case_to_read_and_whoever_has_to_know_is_told(team: Team) -> None:
    officer = team.product.person(grant(Role.DATA_PROTECTION_OFFICER))
    case = in_screening(team)
    code = team.read(team.coordinator, case)["code"]
    wanted = {"code": code.lower(), "reason": "Acute vraag van de spoeddienst."}
    broken = team.elsewhere.post("/breakGlassAccesses", wanted)
    assert broken.status_code == 201, broken.text
    assert team.read(team.elsewhere, case)["parties"] == ["emergency"]
    assert team.elsewhere.post(f"/caseConsultations/{case}/messages", {"kind": "note", "text": "Gezien."}).status_code == 403
    news = team.coordinator.get("/notifications", unread=True).json()["items"]
    assert (case, "emergency") in {(item["case"], item["kind"]) for item in news}
    assert officer.get(f"/caseConsultations/{case}").status_code == 403
    assert "emergencies" in {item["kind"] for item in officer.get("/today").json()["items"]}
    assert ("brokeGlass", "caseConsultations", case, []) in team.product.events(team.elsewhere, "brokeGlass")


def test_a_view_is_kept_shared_and_holds_no_words(team: Team) -> None:
    wanted = {"name": "Dringend en zonder trekker", "query": {"urgency": ["urgent"], "unassigned": True}, "region": "OVL"}
    kept = team.coordinator.post("/savedViews", wanted)
    assert kept.status_code == 201, kept.text
    shared = team.colleague.get("/savedViews").json()["items"]
    assert [(view["name"], view["mine"]) for view in shared if view["id"] == kept.json()["id"]] == [(wanted["name"], False)]
    path = f"/savedViews/{kept.json()['id']}"
    assert team.colleague.patch(path, {"name": "Anders"}, etag="*").status_code == 403
    assert team.elsewhere.get(path).status_code == 404
    assert team.coordinator.patch(path, {"query": {"urgency": ["soon"]}}).json()["query"]["urgency"] == ["soon"]
    assert team.coordinator.post("/savedViews", {**wanted, "query": {"q": "woorden"}}).status_code == 400
    assert team.coordinator.delete(path).status_code == 204


def test_today_counts_what_waits_for_whom(team: Team) -> None:
    def counted(who: object) -> dict[str, int]:
        return {item["kind"]: item["count"] for item in who.get("/today").json()["items"]}  # type: ignore[attr-defined]

    before = counted(team.coordinator).get("newApplications", 0)
    team.submit()
    team.begin()
    assert counted(team.coordinator)["newApplications"] == before + 1
    assert counted(team.referrer)["drafts"] >= 1
    assert "newApplications" not in counted(team.referrer)


def test_whoever_watches_a_case_hears_of_what_others_do_in_it(team: Team) -> None:
    case = in_screening(team)
    team.read(team.colleague, case)
    assert team.colleague.post(f"/caseConsultations/{case}/watches").status_code == 204
    team.referrer.post(f"/caseConsultations/{case}/messages", {"kind": "question", "text": "Is er al nieuws?"})
    unread = team.colleague.post("/caseConsultations/query", {"unread": True, "watched": True, "ids": [case]}).json()
    assert unread["items"][0]["unread"] == 1
    team.read(team.colleague, case)
    assert team.colleague.post("/caseConsultations/query", {"unread": True, "ids": [case]}).json()["total"] == 0
