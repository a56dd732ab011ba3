"""What is out of reach stays hidden at every side door: lists, counts, words, files, errors, ETags, repeats, caches."""

from typing import Any
from uuid import uuid4

import pytest

from bruggen.casework.path import STEPS
from bruggen.kit.clock import today
from tests.cases.people import APPLICATION, Team
from tests.cases.test_steps import SAID
from tests.make.product import As, is_the_same

WORD = "fluweelberk"
PREFIXES = [WORD[:length] for length in (2, 4, 7, len(WORD))]
MISSING = "00000000-0000-7000-8000-000000000000"
NOTE = {"kind": "note", "text": "Een gewone zin."}

# Every route below a case, with a body that would do.
BELOW: list[tuple[str, str, dict[str, Any] | None]] = [
    ("GET", "", None),
    ("PATCH", "", {"summary": "Anders"}),
    ("DELETE", "", None),
    ("PATCH", "/rating", {"usefulness": 3}),
    ("POST", "/textChecks", {"text": "Een zin."}),
    ("GET", "/accessLog", None),
    ("POST", "/watches", {}),
    ("DELETE", "/watches", None),
    ("GET", "/timeline", None),
    ("POST", "/messages", NOTE),
    ("GET", "/people", None),
    ("POST", "/otherSideInvitations", {"email": "x@people.test"}),
    ("POST", "/confirmations", {}),
    ("DELETE", "/otherSide", None),
    ("GET", "/experts", None),
    ("POST", "/experts", {"email": "x@people.test", "validUntil": str(today()), "reason": "Kent de vraag."}),
    ("DELETE", f"/experts/{MISSING}", None),
    ("POST", "/handovers", {"region": "BRU", "reason": "Verhuist."}),
    ("GET", "/offers", None),
    ("GET", "/offerSuggestions", None),
    ("POST", "/offers", {"offer": MISSING}),
    ("DELETE", f"/offers/{MISSING}", None),
    ("POST", "/tasks", {"text": "Bellen", "dueOn": str(today())}),
    *(("POST", f"/{step.name}", SAID.get(step.name, {})) for step in STEPS.values() if step.offered),
]


@pytest.fixture(params=["elsewhere", "stranger"])
def outsider(request: pytest.FixtureRequest, team: Team) -> As:
    """Somebody who sees cases, and none of these: a coordinator of another region, a referrer of other youngsters."""
    who: As = getattr(team, request.param)
    return who


def planted(team: Team) -> str:
    """A case with words that stand nowhere else, on which the tandem works; returns its id."""
    case = team.submit(summary=f"Over een {WORD}")
    team.take(team.coordinator, case, "screenings")
    return case


def found(who: As, **asked: Any) -> dict[str, Any]:
    """What the table of cases answers."""
    answer = who.post("/caseConsultations/query", asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


class TestAlike:
    """Hidden or missing: nobody can tell."""

    @pytest.mark.parametrize(("method", "path", "body"), BELOW, ids=lambda value: str(value) if isinstance(value, str) else "")
    def test_a_hidden_case_is_answered_as_if_there_were_none(
        self, team: Team, outsider: As, method: str, path: str, body: dict[str, Any] | None
    ) -> None:
        for state in ("draft", "inScreening"):
            case = team.begin() if state == "draft" else planted(team)
            for headers in ({}, {"If-Match": "*"}, {"If-None-Match": "*"}, {"If-Match": '"1.abc"'}):
                options = {"json": body} if body is not None else {}
                hidden = outsider.send(method, f"/caseConsultations/{case}{path}", headers, **options)
                missing = outsider.send(method, f"/caseConsultations/{uuid4()}{path}", headers, **options)
                assert hidden.status_code in (403, 404)
                assert is_the_same(hidden, missing), (headers, hidden.text, missing.text)
                assert hidden.headers.keys() == missing.headers.keys()
                assert case not in hidden.text

    def test_so_are_the_tasks_the_handovers_the_views_and_the_news_of_others(self, team: Team) -> None:
        case, outsider = planted(team), team.elsewhere
        task = team.coordinator.get("/caseTasks", case=case).json()["items"][0]["id"]
        team.coordinator.post(f"/caseConsultations/{case}/handovers", {"region": "BRU", "reason": "Verhuist."})
        handover = next(
            item["id"] for item in team.coordinator.get("/caseHandovers").json()["items"] if item["case"]["id"] == case
        )
        view = team.coordinator.post("/savedViews", {"name": WORD, "query": {}, "region": "OVL"}).json()["id"]
        for method, path, key, body in (
            ("GET", "/caseTasks/{}", task, None),
            ("PATCH", "/caseTasks/{}", task, {"dueOn": str(today())}),
            ("POST", "/caseTasks/{}/completions", task, {}),
            ("POST", "/caseHandovers/{}/acceptances", handover, {}),
            ("POST", "/caseHandovers/{}/refusals", handover, {"reason": "Nee."}),
            ("GET", "/savedViews/{}", view, None),
            ("PATCH", "/savedViews/{}", view, {"name": "Anders"}),
            ("DELETE", "/savedViews/{}", view, None),
        ):
            options = {"json": body} if body is not None else {}
            hidden, missing = (outsider.send(method, path.format(one), **options) for one in (key, uuid4()))
            assert hidden.status_code == 404
            assert is_the_same(hidden, missing), (method, path, hidden.text)
        assert outsider.get("/caseTasks", case=case).json()["total"] == 0
        assert handover not in outsider.get("/caseHandovers", pageSize=200).text
        assert WORD not in outsider.get("/savedViews").text

    def test_so_is_a_case_among_others_that_are_assigned_or_reminded_of(self, team: Team) -> None:
        case = planted(team)
        for path, body in (
            ("/caseAssignments", lambda key: {"assignments": [{"case": key, "coordinator": str(team.elsewhere.id)}]}),
            ("/caseReminders", lambda key: {"cases": [key]}),
        ):
            hidden, missing = (team.elsewhere.post(path, body(one)) for one in (case, MISSING))
            assert hidden.status_code == 400
            assert is_the_same(hidden, missing)

    def test_so_is_the_code_of_a_draft_in_an_emergency(self, team: Team) -> None:
        code = team.read(team.referrer, team.begin())["code"]
        reason = {"reason": "Een acute vraag van de spoeddienst."}
        hidden, missing = (team.elsewhere.post("/breakGlassAccesses", {"code": one, **reason}) for one in (code, "ROTS-2222-22"))
        assert hidden.status_code == 404
        assert is_the_same(hidden, missing)
        assert code not in hidden.text


class TestTheTable:
    """What is out of reach is in no list, no count and no file, whatever is asked."""

    def test_is_not_listed_counted_or_told_apart(self, team: Team, outsider: As) -> None:
        facets = ["state", "urgency", "ageBand", "coordinator", "theme"]
        before = found(outsider, facets=facets)
        case = planted(team)
        code = team.read(team.coordinator, case)["code"]
        assert found(outsider, facets=facets) == before
        assert outsider.get("/caseConsultations").json()["total"] == before["total"]
        for asked in (
            {"ids": [case]},
            {"q": code},
            {"q": code.lower().replace("-", " ")},
            {"region": ["OVL"], "coordinator": [str(team.coordinator.id)]},
            {"ids": [case], "unread": True},
            {"ids": [case], "watched": True},
            *({"q": prefix} for prefix in PREFIXES),
        ):
            answer = found(outsider, facets=facets, **asked)
            assert (answer["items"], answer["total"]) == ([], 0), asked
            assert not any(answer["facets"].values()), asked
            exported = outsider.post("/caseConsultations/exports", {**asked, "format": "csv"})
            assert exported.status_code == 200
            assert len(exported.text.strip().splitlines()) == 1
            assert code not in exported.text

    @pytest.mark.parametrize("sort", ["coordinator", "-dueOn", "ageBand", "-submittedAt"])
    def test_nor_does_an_order_or_a_page_beyond_the_last_say_how_many_there_are(
        self, team: Team, outsider: As, sort: str
    ) -> None:
        case = planted(team)
        beyond = outsider.post("/caseConsultations/query", {"ids": [case], "sort": [sort], "page": 2})
        none = outsider.post("/caseConsultations/query", {"ids": [MISSING], "sort": [sort], "page": 2})
        assert beyond.status_code == 400
        assert is_the_same(beyond, none)

    def test_the_directory_knows_no_word_of_a_case(self, team: Team) -> None:
        planted(team)
        for query in (WORD, WORD[:6]):
            answer = team.product.client.get("/api/v1/offers", params={"q": query, "facets": "category"}).json()
            assert WORD not in str({name: value for name, value in answer.items() if name not in ("self", "first", "last")}) or (
                query == WORD and answer["total"] == 0
            )

    def test_what_is_exported_holds_no_words(self, team: Team) -> None:
        case = planted(team)
        for form in ("csv", "xlsx"):
            file = team.coordinator.post("/caseConsultations/exports", {"ids": [case], "format": form})
            assert WORD.encode() not in file.content
        assert WORD not in file.headers["content-disposition"]


class TestErrors:
    """What somebody sent about a case does not come back when it was wrong."""

    @pytest.mark.parametrize(
        "body",
        [
            {"summary": WORD * 40},
            {"summary": {WORD: WORD}},
            {"blocked": f"<b>{WORD}</b>"},
            {"tried": [{"what": WORD * 40}]},
            {"contact": {"email": WORD}},
            {"contact": {"phone": WORD}},
            {"blocked": f"{WORD} \u0000"},
            {"urgency": WORD},
            {"themes": [WORD]},
            {"schoolingSince": WORD},
            {"birthYear": WORD},
            {"region": WORD},
            {"level": {"naam": WORD}},
            {"summary": f"{WORD} 93.05.18-223.61"},
        ],
        ids=str,
    )
    def test_are_no_echo(self, team: Team, body: dict[str, Any]) -> None:
        case = team.begin()
        for answer in (
            team.referrer.post("/caseConsultations", {**APPLICATION, **body}),
            team.referrer.patch(f"/caseConsultations/{case}", body),
        ):
            assert answer.status_code == 400, answer.text
            assert WORD not in answer.text

    def test_not_where_the_body_is_no_json_or_a_step_and_a_message_are_wrong(self, team: Team) -> None:
        case = planted(team)
        path = f"/caseConsultations/{case}"
        broken = team.coordinator.send(
            "POST", f"{path}/messages", {"Content-Type": "application/json"}, content=f'{{"text": "{WORD}'
        )
        answers = [
            broken,
            team.coordinator.post(f"{path}/messages", {"kind": WORD, "text": WORD, "audience": WORD}),
            team.coordinator.post(f"{path}/messages", {**NOTE, "text": f"{WORD} 0470 12 34 56"}),
            team.coordinator.post(f"{path}/consultPlans", {"consultAt": WORD, "note": WORD}),
            team.coordinator.post(f"{path}/closures", {"outcome": WORD[:8], "note": WORD}),
            team.coordinator.post(f"{path}/textChecks", {"text": WORD * 500}),
            team.coordinator.post("/caseConsultations/query", {"q": WORD * 30}),
            team.coordinator.post("/caseConsultations/query", {"q": WORD, "sort": [WORD], "facets": [WORD]}),
            team.coordinator.post("/savedViews", {"name": "Een", "query": {"q": WORD}}),
            team.elsewhere.post("/breakGlassAccesses", {"code": WORD, "reason": WORD}),
        ]
        assert {answer.status_code for answer in answers} <= {400, 404, 409}
        assert [answer.text for answer in answers if WORD in answer.text] == []


class TestRepeats:
    """A key under which something was sent opens nothing to anybody else, nor to who lost the case."""

    def test_the_key_of_another_is_a_key_like_any(self, team: Team) -> None:
        key = str(uuid4())
        first = team.referrer.post("/caseConsultations", APPLICATION, key=key)
        again = team.referrer.post("/caseConsultations", APPLICATION, key=key)
        other = team.stranger.post("/caseConsultations", APPLICATION, key=key)
        assert first.json()["id"] == again.json()["id"] != other.json()["id"]
        assert team.stranger.get(f"/caseConsultations/{first.json()['id']}").status_code == 404

    def test_another_body_under_a_key_is_refused_without_a_word_of_either(self, team: Team) -> None:
        key = str(uuid4())
        team.referrer.post("/caseConsultations", {**APPLICATION, "summary": WORD}, key=key)
        refused = team.referrer.post("/caseConsultations", {**APPLICATION, "summary": f"{WORD} anders"}, key=key)
        assert refused.status_code == 409
        assert WORD not in refused.text


class TestCaches:
    """Nothing of a case stays in a cache, and nothing of it stands in an address."""

    def test_every_answer_says_so(self, team: Team) -> None:
        case = planted(team)
        said = []
        for who in (team.coordinator, team.referrer, team.stranger, team.elsewhere):
            for method, path, body in BELOW:
                options = {"json": body} if body is not None else {}
                said.append(who.send(method, f"/caseConsultations/{case}{path}", **options))
        listed = ("/caseConsultations", "/caseTasks", "/caseHandovers", "/notifications", "/savedViews", "/today")
        said += [team.coordinator.get(path) for path in listed]
        said += [
            team.coordinator.get(path, {"If-None-Match": team.coordinator.get(path).headers.get("ETag", "x")}) for path in listed
        ]
        said += [team.coordinator.post("/caseConsultations/query"), team.coordinator.post("/caseConsultations/exports")]
        said += [team.product.client.get(f"/api/v1/caseConsultations/{case}")]
        assert {answer.headers.get("Cache-Control") for answer in said} == {"no-store"}
        assert {200, 204, 304, 401, 403, 404} <= {answer.status_code for answer in said}

    def test_no_address_takes_words_of_a_case(self, team: Team) -> None:
        for path in ("/caseConsultations", "/caseTasks", "/caseHandovers", "/notifications"):
            assert team.coordinator.get(path, q=WORD).status_code == 400
