"""Who sees a part of a case gets no more of it by a side door, who lost it nothing; and what it leaves behind says nothing."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from sqlalchemy import func, select

from bruggen.access.roles import Role
from bruggen.kit.clock import now, today
from bruggen.models import (
    AuditEvent,
    CaseAccess,
    Change,
    IdempotencyRecord,
    MailMessage,
    Notification,
    QueuedTask,
    RoleAssignment,
    SearchMiss,
)
from tests.cases.people import APPLICATION, Team
from tests.make.people import grant
from tests.make.product import As

SHARED, AMONG, ADVICE = "fluweelberk", "zilverberk", "koperberk"
WORDS = (SHARED, AMONG, ADVICE)


def advised(team: Team) -> str:
    """A case with words for everyone, words among coordinators, and advice that was not given yet; returns its id."""
    case = team.begin(summary=f"Over een {SHARED}")
    joined(team, case)
    team.take(team.referrer, case, "submissions")
    team.take(team.coordinator, case, "screenings")
    among = {"kind": "note", "audience": "coordinators", "text": f"Eerst de {AMONG} vragen."}
    assert team.coordinator.post(f"/caseConsultations/{case}/messages", among).status_code == 201
    team.coordinator.patch(f"/caseConsultations/{case}", {"admissionReason": "De andere kant volgt."})
    team.take(team.coordinator, case, "consultPlans", consultAt="2026-12-01T09:00:00+01:00")
    team.take(team.coordinator, case, "consults", advice=f"Een {ADVICE} planten.")
    return case


def joined(team: Team, case: str) -> None:
    """The other side joins by the link that was mailed."""
    address = f"{uuid4()}@jeugdhulp.example"
    team.referrer.post(f"/caseConsultations/{case}/otherSideInvitations", {"email": address})
    token = team.product.mails(address)[-1][1]["link"].partition("#")[2]
    assert team.other_side.post("/otherSides", {"token": token}).status_code == 200


def expert_at(team: Team, case: str) -> tuple[As, str]:
    """Somebody who was asked to think along, and the id of their access."""
    expert = team.product.person()
    asked = {"email": expert.who.email, "validUntil": str(today() + timedelta(days=3)), "reason": "Kent de vraag."}
    answer = team.coordinator.post(f"/caseConsultations/{case}/experts", asked)
    assert answer.status_code == 201, answer.text
    return expert, answer.json()["id"]


def rescuer_at(team: Team, case: str) -> As:
    """A coordinator elsewhere who looks in an emergency."""
    rescuer = team.product.person(grant(Role.COORDINATOR, region="ANT"))
    code = team.read(team.coordinator, case)["code"]
    broken = rescuer.post("/breakGlassAccesses", {"code": code, "reason": "Een acute vraag van de spoeddienst."})
    assert broken.status_code == 201, broken.text
    return rescuer


def counted(who: As, kind: str) -> int:
    """How often this waits for somebody today."""
    return next((item["count"] for item in who.get("/today").json()["items"] if item["kind"] == kind), 0)


@pytest.fixture(scope="module")
def case(team: Team) -> str:
    """One case that the tests of this file only read."""
    return advised(team)


@pytest.fixture(params=["referrer", "otherSide", "expert", "rescuer"])
def reader(request: pytest.FixtureRequest, team: Team, case: str) -> Iterator[As]:
    """Everybody who sees the case and is not of its tandem."""
    if request.param in ("referrer", "otherSide"):
        yield {"referrer": team.referrer, "otherSide": team.other_side}[request.param]
    else:
        yield expert_at(team, case)[0] if request.param == "expert" else rescuer_at(team, case)


class TestTheWordsOfTheTandem:
    """They are for the tandem alone, however somebody asks."""

    def test_are_in_no_answer(self, case: str, reader: As) -> None:
        path = f"/caseConsultations/{case}"
        answers = [
            reader.get(f"{path}{below}", pageSize=200) if below else reader.get(path) for below in ("", "/timeline", "/accessLog")
        ]
        answers += [reader.get(f"{path}/people"), reader.get(f"{path}/experts"), reader.get(f"{path}/offers")]
        answers += [reader.get("/caseConsultations"), reader.post("/caseConsultations/exports", {"ids": [case]})]
        assert {answer.status_code for answer in answers} <= {200, 403}
        assert [answer.url for answer in answers if any(word in answer.text for word in (AMONG, ADVICE))] == []
        assert SHARED in answers[0].text

    @pytest.mark.parametrize("word", [AMONG, ADVICE])
    def test_are_found_by_no_beginning_of_theirs(self, team: Team, case: str, reader: As, word: str) -> None:
        def hits(who: As, q: str) -> int:
            return int(who.post("/caseConsultations/query", {"q": q, "ids": [case]}).json()["total"])

        for length in range(1, len(word) + 1):
            # Words that others may read may begin alike: what is found must be what is found without these.
            alike = any(shared.startswith(word[:length]) for shared in _shared_words(team, case))
            assert hits(reader, word[:length]) == int(alike), word[:length]
        assert hits(reader, f"{SHARED} {word}") == 0
        assert hits(reader, SHARED) == hits(team.colleague, word) == hits(team.colleague, f"{word} {SHARED}") == 1

    def test_are_in_no_count_of_the_timeline(self, team: Team, case: str, reader: As) -> None:
        lines = reader.get(f"/caseConsultations/{case}/timeline", pageSize=200).json()
        assert {line["audience"] for line in lines["items"]} == {"everyone"}
        assert lines["total"] == len(lines["items"])
        assert reader.get(f"/caseConsultations/{case}/timeline", kind="note").json()["total"] == 0
        assert team.colleague.get(f"/caseConsultations/{case}/timeline", kind="note").json()["total"] == 1

    def test_are_told_to_nobody_else_who_watches(self, team: Team, case: str, reader: As) -> None:
        assert reader.post(f"/caseConsultations/{case}/watches").status_code == 204
        reader.get(f"/caseConsultations/{case}")
        among = {"kind": "note", "audience": "coordinators", "text": "Nog iets voor ons."}
        team.coordinator.post(f"/caseConsultations/{case}/messages", among)
        assert [item for item in reader.get("/notifications", unread=True).json()["items"] if item["case"] == case] == []
        mention = {**among, "mentions": [str(reader.id)]}
        refused = team.coordinator.post(f"/caseConsultations/{case}/messages", mention)
        assert refused.status_code == 400

    def test_cannot_be_written_or_asked_for(self, case: str, reader: As) -> None:
        among = {"kind": "note", "audience": "coordinators", "text": "Ik schrijf mee."}
        assert reader.post(f"/caseConsultations/{case}/messages", among).status_code == 403
        for below in ("experts", "offers", "offerSuggestions"):
            assert reader.get(f"/caseConsultations/{case}/{below}").status_code == 403
        assert case not in reader.get("/caseTasks").text


def _shared_words(team: Team, case: str) -> set[str]:
    """The words that everyone at the case may read, but for what these tests plant among coordinators."""
    lines = team.referrer.get(f"/caseConsultations/{case}/timeline", pageSize=200).json()["items"]
    detail = team.read(team.referrer, case)
    said = " ".join([*(str(line.get("text", "")) for line in lines), *_strings({**detail, "path": None, "steps": None})])
    return {word.strip(".,;:?!()").lower() for word in said.split()}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(part)


class TestWhoLostTheCase:
    """Whoever is out of the case is out of everything that came from it."""

    def lost(self, team: Team, who: As, case: str, *, handler: As | None = None, heard: Collection[str] = ()) -> None:
        """Nothing of the case reaches them, of old or new, but what they `heard` of how it went away."""
        told = select(func.count()).where(Notification.case_id == UUID(case), Notification.user_id == who.id)
        with team.database() as session:
            before = session.scalar(told), team.product.mails(who.who.email)  # type: ignore[union-attr]
        team.take(handler or team.coordinator, case, "consultPlans", consultAt="2026-12-02T09:00:00Z")
        with team.database() as session:
            assert (session.scalar(told), team.product.mails(who.who.email)) == before  # type: ignore[union-attr]
        assert who.get(f"/caseConsultations/{case}").status_code in (403, 404)
        news = who.get("/notifications", pageSize=200)
        assert [item["kind"] for item in news.json().get("items", ()) if item["case"] == case] == list(heard)
        if news.status_code == 200:
            assert counted(who, "unreadNews") == who.get("/notifications", unread=True).json()["total"]
            for asked in ({}, {"unread": True}, {"watched": True}, {"q": SHARED}):
                assert who.post("/caseConsultations/query", {**asked, "ids": [case]}).json()["total"] == 0

    def test_a_region_that_gave_it_away(self, team: Team) -> None:
        key = str(uuid4())
        phoned = {**APPLICATION, "channel": "phone", "summary": f"Over een {SHARED}", "admissionReason": "Dringend."}
        case = str(team.coordinator.post("/caseConsultations", phoned, key=key).json()["id"])
        team.take(team.coordinator, case, "submissions")
        team.take(team.coordinator, case, "screenings")
        team.coordinator.post(f"/caseConsultations/{case}/watches")
        path, body = f"/caseConsultations/{case}/tasks", {"text": "Bellen", "dueOn": str(today())}
        task = str(uuid4())
        assert team.coordinator.post(path, body, key=task).status_code == 201
        team.coordinator.post(f"/caseConsultations/{case}/handovers", {"region": "LIM", "reason": "De jongere verhuist."})
        asked = next(
            item for item in team.elsewhere.get("/caseHandovers", status="proposed").json()["items"] if item["case"]["id"] == case
        )
        assert asked["case"]["state"] == "inScreening"
        assert team.elsewhere.post(f"/caseHandovers/{asked['id']}/acceptances").status_code == 204
        self.lost(team, team.coordinator, case, handler=team.elsewhere, heard=["handoverAccepted"])
        kept = next(item for item in team.coordinator.get("/caseHandovers").json()["items"] if item["id"] == asked["id"])
        assert kept["status"] == "accepted"
        assert kept["case"].keys() == {"id", "code"}
        # What was answered under a key is not answered again to who may not see it any more.
        assert team.coordinator.post("/caseConsultations", phoned, key=key).status_code == 404
        assert team.coordinator.post(path, body, key=task).status_code == 404

    def test_a_region_that_refused_it(self, team: Team) -> None:
        case = advised(team)
        team.coordinator.post(f"/caseConsultations/{case}/handovers", {"region": "LIM", "reason": "De jongere verhuist."})
        asked = next(
            item for item in team.elsewhere.get("/caseHandovers", status="proposed").json()["items"] if item["case"]["id"] == case
        )
        team.elsewhere.post(f"/caseHandovers/{asked['id']}/refusals", {"reason": "De school blijft hier."})
        after = next(item for item in team.elsewhere.get("/caseHandovers").json()["items"] if item["id"] == asked["id"])
        assert after["case"].keys() == {"id", "code"}

    def test_the_other_side_that_left(self, team: Team) -> None:
        case = advised(team)
        team.other_side.post(f"/caseConsultations/{case}/watches")
        assert team.other_side.delete(f"/caseConsultations/{case}/otherSide").status_code == 204
        self.lost(team, team.other_side, case)

    def test_an_expert_who_was_thanked_or_whose_time_is_over(self, team: Team) -> None:
        case = advised(team)
        (thanked, access), (over, other) = expert_at(team, case), expert_at(team, case)
        for expert in (thanked, over):
            expert.post(f"/caseConsultations/{case}/watches")
        team.coordinator.delete(f"/caseConsultations/{case}/experts/{access}")
        with team.database() as session:
            session.get_one(CaseAccess, UUID(other)).valid_until = now()
        self.lost(team, thanked, case)
        self.lost(team, over, case)

    def test_a_referrer_whose_role_ended(self, team: Team) -> None:
        referrer = team.product.person(grant(Role.REFERRER, region="OVL", sector="clb"))
        case = team.begin(referrer, summary=f"Over een {SHARED}", admissionReason="Dringend.")
        team.take(referrer, case, "submissions")
        team.take(team.coordinator, case, "screenings")
        with team.product.sessions.begin() as session:
            session.scalars(select(RoleAssignment).where(RoleAssignment.user_id == referrer.id)).one().ended_at = now()
        self.lost(team, referrer, case)
        assert str(referrer.id) not in team.coordinator.get(f"/caseConsultations/{case}/people").text


class TestWhatIsLeft:
    """Trails, queues, mails and logs of changes name rows and fields, and hold nothing of a case."""

    def test_the_trail_names_fields(self, team: Team, case: str) -> None:
        officer = team.product.person(grant(Role.DATA_PROTECTION_OFFICER))
        with team.product.sessions() as session:
            events = session.scalars(select(AuditEvent).where(AuditEvent.object_id == case)).all()
        assert {event.action for event in events} >= {"created", "updated", "read"}
        names = {name for event in events for name in event.fields}
        assert {"summary", "application", "advice", "state"} <= names
        assert all(name.isidentifier() or name in ("textChecks", "accessLog") for name in names)
        listed = officer.get("/auditEvents", pageSize=1000).text
        log = team.coordinator.get(f"/caseConsultations/{case}/accessLog", pageSize=200).text
        assert [word for word in WORDS if word in listed + log] == []

    def test_a_question_is_recorded_without_its_words(self, team: Team) -> None:
        team.coordinator.post("/caseConsultations/query", {"q": SHARED, "urgency": ["soon"]})
        assert team.product.events(team.coordinator, "searched")[-1] == ("searched", "caseConsultations", None, ["q", "urgency"])

    def test_who_looked_sees_no_reason_of_an_emergency_but_the_tandem(self, team: Team, case: str) -> None:
        rescuer_at(team, case)
        path = f"/caseConsultations/{case}/accessLog"
        assert "spoeddienst" in team.coordinator.get(path, pageSize=200).text
        assert "spoeddienst" not in team.referrer.get(path, pageSize=200).text

    def test_the_queue_holds_ids(self, team: Team, case: str) -> None:
        with team.product.sessions() as session:
            messages = [orjson.loads(data) for data in session.scalars(select(QueuedTask.data))]
        assert messages
        assert {tuple(sorted(message)) for message in messages} == {("id", "ids", "task")}
        assert all(str(UUID(one)) == one for message in messages for one in message["ids"])
        assert case not in {one for message in messages for one in message["ids"]}

    def test_mails_hold_a_link_and_no_code(self, team: Team, case: str) -> None:
        code = team.read(team.coordinator, case)["code"]
        with team.product.sessions() as session:
            recipients = set(session.scalars(select(MailMessage.recipient)))
        contents = [content for recipient in recipients for _template, content in team.product.mails(recipient)]
        assert contents
        assert {tuple(content) for content in contents} == {("link",)}
        assert [content for content in contents if case in content["link"] or code in content["link"]] == []

    def test_no_change_of_a_case_is_told_to_feeds(self, team: Team) -> None:
        with team.product.sessions() as session:
            assert [subject for subject in session.scalars(select(Change.subject).distinct()) if subject.startswith("case")] == []

    def test_words_that_found_nothing_are_not_kept(self, team: Team) -> None:
        team.coordinator.post("/caseConsultations/query", {"q": "nergensberk"})
        with team.product.sessions() as session:
            assert [words for words in session.scalars(select(SearchMiss.words)) if "berk" in words] == []

    def test_a_key_keeps_a_digest_of_what_was_sent(self, team: Team) -> None:
        key = str(uuid4())
        team.referrer.post("/caseConsultations", {**APPLICATION, "summary": SHARED}, key=key)
        with team.product.sessions() as session:
            kept = session.scalars(select(IdempotencyRecord).where(IdempotencyRecord.key == key)).one()
        assert len(kept.body_digest) == 64
        assert SHARED not in str(vars(kept))
