"""What people write at a case reaches whom it is for, and nobody else."""

from tests.cases.people import Team


def words(team_member_lines: list[dict[str, object]]) -> list[object]:
    """What stands in the lines that hold a text."""
    return [line["text"] for line in team_member_lines if "text" in line]


def test_a_note_among_coordinators_is_theirs_alone(team: Team) -> None:
    case = team.submit()
    said = team.coordinator.post(
        f"/caseConsultations/{case}/messages", {"kind": "note", "audience": "coordinators", "text": "Eerst de school bellen."}
    )
    assert said.status_code == 201, said.text
    team.coordinator.post(f"/caseConsultations/{case}/messages", {"kind": "question", "text": "Wat lukt er thuis wel?"})
    tandem = team.colleague.get(f"/caseConsultations/{case}/timeline").json()["items"]
    referrer = team.referrer.get(f"/caseConsultations/{case}/timeline").json()["items"]
    assert "Eerst de school bellen." in words(tandem)
    assert words(referrer) == ["Wat lukt er thuis wel?"]
    for who, found in ((team.colleague, 1), (team.referrer, 0)):
        answer = who.post("/caseConsultations/query", {"q": "bellen", "ids": [case]})
        assert answer.json()["total"] == found, answer.text


def test_only_people_at_the_case_can_be_mentioned(team: Team) -> None:
    case = team.submit()
    message = {"kind": "note", "text": "Kijk jij even mee?"}
    elsewhere = team.coordinator.post(f"/caseConsultations/{case}/messages", {**message, "mentions": [str(team.elsewhere.id)]})
    assert elsewhere.status_code == 400
    colleague = team.coordinator.post(f"/caseConsultations/{case}/messages", {**message, "mentions": [str(team.colleague.id)]})
    assert [person["name"] for person in colleague.json()["mentions"]] == ["Coördinator B"]
    people = team.referrer.get(f"/caseConsultations/{case}/people").json()["items"]
    assert {person["party"] for person in people} == {"applicant", "coordinator"}


def test_a_name_in_a_message_is_refused_unless_confirmed_with_a_reason(team: Team) -> None:
    case = team.submit()
    path = f"/caseConsultations/{case}/messages"
    text = "Bel daarna naar 0470 12 34 56 voor een afspraak."
    refused = team.coordinator.post(path, {"kind": "note", "text": text})
    assert refused.json()["type"] == "urn:problem-type:bruggen:sensitiveText"
    assert "0470" not in refused.text
    found = team.coordinator.post(f"/caseConsultations/{case}/textChecks", {"text": text}).json()["findings"]
    confirmations = [{"finding": finding["id"], "reason": "Nummer van de dienst zelf."} for finding in found]
    assert team.coordinator.post(path, {"kind": "note", "text": text, "confirmations": confirmations}).status_code == 201


def test_what_is_saved_at_every_pause_is_one_change(team: Team) -> None:
    case = team.submit()
    team.take(team.coordinator, case, "screenings")
    for words in ("Tekent", "Tekent graag", "Tekent graag en vaak"):
        assert team.coordinator.patch(f"/caseConsultations/{case}", {"strengths": words}).status_code == 200
    assert team.coordinator.patch(f"/caseConsultations/{case}", {"hopedFor": "Een plek"}).status_code == 200
    lines = team.coordinator.get(f"/caseConsultations/{case}/timeline", kind="changed").json()["items"]
    assert [line["fields"] for line in reversed(lines)] == [["strengths"], ["hopedFor"]]
    assert team.read(team.referrer, case)["strengths"] == "Tekent graag en vaak"
