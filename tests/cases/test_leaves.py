"""A case leaves nothing readable anywhere: the database, the files, the mails and the logs are searched, byte by byte."""

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, create_engine, select

from bruggen.kit.clock import today
from tests.access.conftest import run
from tests.cases.people import APPLICATION, Team, make_team
from tests.conftest import House
from tests.make.postgres import PostgresServer

# Words that stand nowhere else, one for each place in which somebody writes.
PLANTED = {
    name: f"{word}kruid"
    for name, word in {
        "summary": "zilver",
        "blocked": "koper",
        "hopedFor": "ijzer",
        "strengths": "kwik",
        "tried": "lood",
        "contact": "tinnen",
        "draft": "zink",
        "question": "nikkel",
        "note": "kobalt",
        "advice": "platina",
        "feedback": "chroom",
        "task": "titaan",
        "offer": "wolfraam",
        "expert": "iridium",
        "handover": "palladium",
        "refusal": "rhodium",
        "closure": "radium",
        "searched": "uranium",
    }.items()
}


def live(team: Team) -> None:
    """A whole life of a case, with a planted word in every text."""
    words = PLANTED
    said = {
        **APPLICATION,
        "summary": f"Over {words['summary']}",
        "blocked": f"Vast op {words['blocked']}",
        "hopedFor": words["hopedFor"],
        "strengths": words["strengths"],
        "tried": [{"what": words["tried"], "result": words["tried"]}],
        "contact": {"name": words["contact"], "phone": "09 123 45 67"},
        "admissionReason": "De andere kant volgt.",
    }
    team.begin(summary=words["draft"])
    case = team.submit(**said)
    path = f"/caseConsultations/{case}"

    def done(answer: Any) -> Any:
        assert answer.status_code < 300, answer.text
        return answer

    team.take(team.coordinator, case, "screenings")
    done(team.coordinator.post(f"{path}/messages", {"kind": "question", "text": words["question"]}, key="sleutel"))
    note = {"kind": "note", "audience": "coordinators", "text": words["note"], "mentions": [str(team.colleague.id)]}
    done(team.coordinator.post(f"{path}/messages", note))
    done(team.coordinator.post(f"{path}/tasks", {"text": words["task"], "dueOn": str(today())}, key="taak"))
    offer = team.coordinator.get(f"{path}/offerSuggestions").json()["items"][0]["offer"]["id"]
    done(team.coordinator.post(f"{path}/offers", {"offer": offer, "note": words["offer"]}))
    asked = {"email": team.stranger.who.email, "validUntil": str(today()), "reason": words["expert"]}
    done(team.coordinator.post(f"{path}/experts", asked))
    done(team.coordinator.post(f"{path}/handovers", {"region": "LIM", "reason": words["handover"]}))
    handover = team.elsewhere.get("/caseHandovers", status="proposed").json()["items"][0]["id"]
    done(team.elsewhere.post(f"/caseHandovers/{handover}/refusals", {"reason": words["refusal"]}))
    team.take(team.coordinator, case, "consultPlans", consultAt="2026-12-01T09:00:00+01:00")
    team.take(team.coordinator, case, "consults", advice=words["advice"])
    team.take(team.coordinator, case, "feedbacks", feedback=words["feedback"])
    found = done(team.coordinator.post("/caseConsultations/query", {"q": words["summary"]})).json()
    assert found["total"] == 1, "the words are there for who may read them"
    done(team.coordinator.post("/caseConsultations/query", {"q": words["searched"]}))
    done(team.coordinator.post(f"{path}/textChecks", {"text": words["searched"]}))
    done(team.coordinator.post("/caseConsultations/exports", {"format": "csv"}))
    team.take(team.coordinator, case, "closures", outcome="backAtSchool", note=words["closure"])
    wrong = team.coordinator.post(f"{path}/messages", {"kind": "note", "text": words["searched"], "unknown": words["searched"]})
    assert wrong.status_code == 400
    assert words["searched"] not in wrong.text


def rows_of(database_url: str) -> str:
    """Everything that stands in any table, as the superuser reads it."""
    url = database_url.replace("://bruggen@", f"://{'postgres'}@")
    engine = create_engine(url)
    metadata = MetaData()
    metadata.reflect(engine)
    with engine.connect() as connection:
        said = "\n".join(repr(tuple(row)) for table in metadata.sorted_tables for row in connection.execute(select(table)))
    engine.dispose()
    return said


def test_nothing_of_a_case_is_readable_in_what_it_leaves_behind(
    house: House, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    caplog.set_level(logging.DEBUG)
    for product in run(house):
        live(make_team(product))
        folder = house.directory_path.parent
        if house.database_url.startswith("postgresql"):
            server: PostgresServer = request.getfixturevalue("postgres")
            assert server.base
            left = [("database", rows_of(house.database_url).encode().lower())]
        else:
            left = []
    captured = capfd.readouterr()
    left += [("logs", (caplog.text + captured.out + captured.err).encode().lower())]
    left += [(str(file), file.read_bytes().lower()) for file in Path(folder).rglob("*") if file.is_file()]
    assert any(name.endswith("bruggen.sqlite3") or name == "database" for name, _ in left)
    found = [(name, word) for name, content in left for word in PLANTED.values() if word.encode() in content]
    assert found == []
