"""What a list of cases, tasks, hand-overs or news shows and counts is what the caller may see one by one, in every state."""

from collections.abc import Callable
from uuid import UUID

import pytest

from bruggen.casework.path import State
from tests.matrix import case_world
from tests.matrix.case_doors import HANDLERS, READERS, SPEAKERS, TANDEM, sees
from tests.matrix.case_work_doors import BOTH_TANDEMS
from tests.matrix.case_world import CASE_RELATIONS
from tests.matrix.doors import Where
from tests.matrix.world import World

Make = Callable[[World, str], UUID]
# All that is shown, how many there are, and how many the facet of states adds up to, if there is one.
Answer = tuple[str, int, int | None]
Ask = Callable[[World, str], Answer]
STATES = (State.DRAFT, State.TO_BE_COMPLETED, State.SUBMITTED, State.CLOSED)


def listed(path: str) -> Ask:
    """The list, page by page: what was new stands in it wherever its order puts it."""

    def ask(world: World, caller: str) -> Answer:
        said = world.send(caller, "GET", path, params={"pageSize": 200})
        pages = [said.text]
        while following := said.json().get("next"):
            said = world.send(caller, "GET", following.removeprefix("/api/v1"))
            pages.append(said.text)
        return "".join(pages), said.json()["total"], None

    return ask


def queried(world: World, caller: str) -> Answer:
    """The table of cases, the latest activity first, and how many are in which state."""
    said = world.send(caller, "POST", "/caseConsultations/query", json={"pageSize": 200, "facets": ["state"]}).json()
    return str(said["items"]), said["total"], sum(value["count"] for value in said["facets"]["state"])


def wrong_cells(world: World, readers: tuple[str, ...], ask: Ask, make: Make, found: Where) -> list[str]:
    """Where somebody is shown, or counts, more or less than is theirs."""
    wrong = []
    for caller in readers:
        _, before, _ = ask(world, caller)
        made = {relation: str(make(world, relation)) for relation in CASE_RELATIONS}
        text, total, in_states = ask(world, caller)
        shown = {relation for relation, key in made.items() if key in text}
        allowed = set(found.get(caller, ()))
        if (shown, total - before) != (allowed, len(allowed)):
            wrong.append(f"{caller}: sees {sorted(shown)} and counts {total - before}, not {sorted(allowed)}")
        if in_states not in (None, total):
            wrong.append(f"{caller}: the states add up to {in_states}, not {total}")
    return wrong


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("ask", [listed("/caseConsultations"), queried], ids=["list", "query"])
def test_the_table_of_cases(world: World, state: State, ask: Ask) -> None:
    assert wrong_cells(world, READERS, ask, lambda world, at: case_world.case(world, at, state), sees(state)) == []


@pytest.mark.parametrize("state", STATES)
def test_the_tasks(world: World, state: State) -> None:
    found = {} if state == State.DRAFT else TANDEM
    make: Make = lambda world, at: case_world.task(world, at, state)  # noqa: E731
    assert wrong_cells(world, HANDLERS, listed("/caseTasks"), make, found) == []


@pytest.mark.parametrize("status", ["proposed", "refused", "accepted", "withdrawn"])
def test_the_handovers(world: World, status: str) -> None:
    make: Make = lambda world, at: case_world.handover(world, at, status)  # noqa: E731
    assert wrong_cells(world, HANDLERS, listed("/caseHandovers"), make, BOTH_TANDEMS) == []


@pytest.mark.parametrize("caller", SPEAKERS)
def test_the_news_of_cases_that_somebody_may_still_see(world: World, caller: str) -> None:
    make: Make = lambda world, at: case_world.news(world, at, caller)  # noqa: E731
    assert wrong_cells(world, (caller,), listed("/notifications"), make, sees(State.SUBMITTED)) == []
