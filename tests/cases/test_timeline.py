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


def test_names_of_fields_are_those_of_the_document(team: Team) -> None:
    case = team.submit(admissionReason="De andere kant volgt.")
    team.take(team.coordinator, case, "screenings")
    team.take(team.coordinator, case, "consultPlans", consultAt="2026-12-01T09:00:00+01:00")
    team.take(team.coordinator, case, "consults", advice="Klein beginnen.")
    team.take(team.coordinator, case, "feedbacks", feedback="Begin klein.")
    team.coordinator.patch(f"/caseConsultations/{case}", {"hopedFor": "Elke dag een uur."})
    rated = team.coordinator.patch(f"/caseConsultations/{case}/rating", {"outcomeAfter3Months": "backAtSchool"}, etag="*")
    assert rated.json()["outcomeAfter3Months"] == "backAtSchool", rated.text
    lines = team.coordinator.get(f"/caseConsultations/{case}/timeline", kind=["changed", "rated"]).json()["items"]
    assert [(line["kind"], line["fields"]) for line in lines] == [("rated", ["outcomeAfter3Months"]), ("changed", ["hopedFor"])]


def test_whoever_writes_on_is_told_the_same_spots_as_whoever_reads(team: Team) -> None:
    case = team.begin()
    written = {"blocked": "Met Lotte lukt het niet.", "tried": [{"what": "Een gesprek met Lotte", "result": "0470 12 34 56"}]}
    saved = team.referrer.patch(f"/caseConsultations/{case}", written).json()
    assert [spot["name"] for spot in saved["findings"]] == ["blocked", "tried.0.what", "tried.0.result"]
    assert team.read(team.referrer, case)["findings"] == saved["findings"]
    confirmed = {"confirmations": [{"finding": saved["findings"][0]["id"], "reason": "De naam van de methode."}]}
    saved = team.referrer.patch(f"/caseConsultations/{case}", confirmed).json()
    assert [spot["name"] for spot in saved["findings"]] == ["tried.0.result"]
    assert team.read(team.referrer, case)["findings"] == saved["findings"]
