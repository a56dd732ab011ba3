"""The table of cases: every order of it page by page, and what is filtered and counted by codes."""

from datetime import timedelta
from typing import Any, get_args

import pytest

from bruggen.access.roles import Role
from bruggen.casework.path import State
from bruggen.features.case_consultations import table
from bruggen.features.case_consultations.schemas import Sort
from bruggen.kit.clock import today
from bruggen.models import CaseConsultation
from tests.cases.people import Team
from tests.cases.rows import let_in, put_case
from tests.make.people import grant
from tests.make.product import As

SORTS = [[sort] for sort in get_args(Sort)] + [["dueOn", "-urgency"], ["-coordinator", "state", "dueOn"], ["level", "-code"], []]


@pytest.fixture(scope="module")
def cases(team: Team) -> list[str]:
    """Cases that differ in all that the table is sorted by, and some that are without."""
    with team.database() as session:
        leads = (None, team.colleague.id, team.coordinator.id)
        put = []
        for number, state in enumerate((*State, *State)):
            if state == State.DRAFT:
                continue
            said = {
                "urgency": ("urgent", "soon", "normal")[number % 3],
                "birthYear": 2019 - number % 4 * 3,
                "level": (None, "secondary", "primary", "specialSecondary")[number % 4],
                "themes": (["truancy"], ["bullying", "truancy"], ["bullying"])[number % 3],
            }
            case_id = put_case(session, state, said=said, coordinator_id=leads[number // 2 % 3])
            case = session.get_one(CaseConsultation, case_id)
            case.first_due_on = today() + timedelta(days=number % 5) if number % 2 else None
            put.append(str(case_id))
        return put


def ask(who: As, **question: Any) -> dict[str, Any]:
    answer = who.post("/caseConsultations/query", question)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def ids(page: dict[str, Any]) -> list[str]:
    return [item["id"] for item in page["items"]]


class TestOrder:
    @pytest.mark.parametrize("sort", SORTS, ids=",".join)
    def test_pages_of_many_are_the_whole_in_pieces(
        self, team: Team, cases: list[str], sort: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = ids(ask(team.coordinator, ids=cases, sort=sort, pageSize=200))
        assert sorted(whole) == sorted(cases)
        # From how many on a page is read without sorting all.
        monkeypatch.setattr(table, "FEW", 0)
        for begin in range(0, len(whole), 5):
            page = ask(team.coordinator, ids=cases, sort=sort, pageSize=5, page=begin // 5 + 1)
            assert ids(page) == whole[begin : begin + 5]

    def test_the_states_follow_the_path(self, team: Team, cases: list[str]) -> None:
        states = [item["state"] for item in ask(team.coordinator, ids=cases, sort=["state"], pageSize=200)["items"]]
        assert states == sorted(states, key=[state.value for state in State].index)

    @pytest.mark.parametrize("sort", ["dueOn", "-dueOn"])
    def test_what_nobody_waits_for_comes_last_both_ways(self, team: Team, cases: list[str], sort: str) -> None:
        days = [item.get("dueOn") for item in ask(team.coordinator, ids=cases, sort=[sort], pageSize=200)["items"]]
        due = [day for day in days if day]
        assert days == [*sorted(due, reverse=sort.startswith("-")), *[None] * (len(days) - len(due))]


class TestCodes:
    def test_of_several_themes_one_is_enough(self, team: Team, cases: list[str]) -> None:
        def themes(*wanted: str) -> set[tuple[str, ...]]:
            found = ask(team.coordinator, ids=cases, theme=wanted, pageSize=200)
            assert found["total"] == len(found["items"])
            return {tuple(item["themes"]) for item in found["items"]}

        assert themes("truancy") == {("truancy",), ("bullying", "truancy")}
        assert themes("bullying", "truancy") == {("truancy",), ("bullying", "truancy"), ("bullying",)}
        # Neither a part of a code nor a pattern finds anything.
        assert themes("truanc") == themes("%") == themes("t_uancy") == set()

    def test_each_theme_counts(self, team: Team, cases: list[str]) -> None:
        answer = ask(team.coordinator, ids=cases, facets=["theme"], pageSize=200)
        counted = {value["code"]: value["count"] for value in answer["facets"]["theme"]}
        named = [theme for item in answer["items"] for theme in item["themes"]]
        assert counted == {theme: named.count(theme) for theme in ("truancy", "bullying")}

    def test_a_code_that_is_changed_is_found_as_it_is_now(self, team: Team) -> None:
        case = team.begin(themes=["truancy"])
        assert team.referrer.patch(f"/caseConsultations/{case}", {"themes": ["exclusion"]}).status_code == 200
        assert ids(ask(team.referrer, ids=[case], theme=["exclusion"])) == [case]
        assert ids(ask(team.referrer, ids=[case], theme=["truancy"])) == []


def test_a_coordinator_sees_the_regions_cases_and_those_of_their_own(team: Team) -> None:
    person = team.product.person(grant(Role.COORDINATOR, region="WVL"))
    with team.database() as session:
        regions = put_case(session, State.IN_SCREENING, region="WVL")
        applied = put_case(session, State.SUBMITTED, region="ANT", referrer_id=person.id)
        written = put_case(session, State.DRAFT, region="WVL", created_by=person.id)
        asked_into = put_case(session, State.CONSULT_PLANNED, region="ANT")
        let_in(session, asked_into, person.id, "expert")
        left = put_case(session, State.CONSULT_PLANNED, region="ANT")
        let_in(session, left, person.id, "expert", ended=True)
        put_case(session, State.DRAFT, region="WVL")
    answer = ask(person)
    assert sorted(ids(answer)) == sorted(map(str, (regions, applied, written, asked_into)))
    assert answer["total"] == 4
