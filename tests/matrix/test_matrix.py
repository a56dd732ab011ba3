"""Everybody at every door: who gets in where, and who not. A route that stands in no list fails, and so does a wrong cell."""

import pytest

from bruggen.kit.openapi import openapi_303
from bruggen.main import create_api
from tests.conftest import BACKENDS, House
from tests.matrix import (
    case_doors,
    case_work_doors,
    doors,
    expertise_doors,
    network_doors,
    people_doors,
    record_doors,
    registration_doors,
)
from tests.matrix.doors import Door
from tests.matrix.world import World

DOORS = [
    *doors.PUBLIC,
    *doors.OFFERS,
    *record_doors.RECORDS,
    *record_doors.TEXTS,
    *people_doors.DOORS,
    *case_doors.DOORS,
    *case_work_doors.DOORS,
    *expertise_doors.DOORS,
    *network_doors.DOORS,
    *registration_doors.DOORS,
]
METHODS = {"get", "put", "post", "delete", "patch"}


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_lets_in_exactly_who_belongs(world: World, door: Door) -> None:
    wrong = []
    for relation in door.relations:
        world.product.forget_tries()
        key = door.make(world, relation)
        for caller in door.callers:
            answer = door.call(world, caller, key)
            problem = answer.json()["type"].rpartition(":")[2] if answer.status_code in (401, 403, 404) else ""
            if (answer.status_code, problem) != (expected := door.outcome(caller, relation)):
                wrong.append(f"{caller} at {relation}: {answer.status_code} {problem}, not {expected}: {answer.text[:200]}")
            if answer.is_success:
                # It may be gone, or done. Who was refused has changed nothing.
                world.product.forget_tries()
                key = door.make(world, relation)
    assert wrong == []


def test_every_route_is_a_door_that_is_tried(shared_house: House) -> None:
    document = openapi_303(create_api(shared_house.settings))
    routes = {
        operation["operationId"] for path in document["paths"].values() for name, operation in path.items() if name in METHODS
    }
    assert {door.operation for door in DOORS} | people_doors.ENTRANCES == routes
    cells = sum(len(door.callers) * len(door.relations) for door in DOORS)
    callers = {caller for door in DOORS for caller in door.callers}
    print(f"matrix: {len(DOORS)} doors, {len(callers)} callers, {cells} cells on each of {len(BACKENDS)} databases")
    assert cells > 10000
