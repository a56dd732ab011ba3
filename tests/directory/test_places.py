"""Places on the map and places by name."""

import random
from math import cos, radians, sin
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bruggen.directory.gazetteer import Gazetteer
from bruggen.directory.geography import cell_of, cell_term, distance, touched
from bruggen.directory.query import DirectoryQuery
from tests.directory.make import ids, index_of, offer, real_gazetteer

GENT, ANTWERPEN = (51.0543, 3.7174), (51.2194, 4.4025)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return real_gazetteer()


def test_distance_is_that_of_the_great_circle() -> None:
    assert distance(*GENT, *ANTWERPEN) == pytest.approx(51.2, abs=0.2)
    assert distance(*GENT, *GENT) == 0
    assert distance(0, 0, 0, 180) == pytest.approx(20015, abs=1)


@given(st.floats(-89, 89), st.floats(-179, 179), st.floats(0, 6.2831), st.floats(0, 1.2), st.floats(0.1, 120))
def test_the_cell_of_a_point_is_touched_by_every_circle_that_holds_it(
    latitude: float, longitude: float, direction: float, share: float, radius: float
) -> None:
    to_latitude = max(-90.0, min(90.0, latitude + share * radius / 111.2 * cos(direction)))
    to_longitude = max(-180.0, min(180.0, longitude + share * radius / 111.2 / cos(radians(latitude)) * sin(direction)))
    cell = cell_of(cell_term(to_latitude, to_longitude).partition(":")[2])
    inside = dict(touched([cell], latitude, longitude, radius)).get(cell)
    away = distance(latitude, longitude, to_latitude, to_longitude)
    assert inside is not None or away > radius
    assert not inside or away <= radius


def test_radius_and_distance_take_the_nearest_of_several_locations(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311
    places = {
        f"{number:03d}": [(f"l{number}", 51 + chance.random() * 0.4, 3.5 + chance.random()) for _ in range(chance.randint(0, 3))]
        for number in range(400)
    }
    index = index_of(tmp_path, *(offer(offer_id, locations=locations) for offer_id, locations in places.items()))
    nearest = sorted(
        (min(distance(*GENT, *place[1:]) for place in locations), offer_id) for offer_id, locations in places.items() if locations
    )
    for radius in (1.0, 8.0, 25.0, 300.0):
        expected = [pair for pair in nearest if pair[0] <= radius]
        seen: list[tuple[float, str]] = []
        for page in range(1, 22):
            answer = index.search(DirectoryQuery(near=GENT, radius=radius, sort="distance", page=page))
            assert answer.total == len(expected)
            seen += zip(answer.distances or [], ids(answer), strict=True)
        assert seen == expected


def test_other_sorts_tell_the_distance_too(tmp_path: Path) -> None:
    index = index_of(tmp_path, offer("a", "Zuid", locations=[("l", *ANTWERPEN)]), offer("g", "Noord", locations=[("l", *GENT)]))
    page = index.search(DirectoryQuery(near=GENT, radius=100, sort="title"))
    assert ids(page) == ["g", "a"]
    assert page.distances == [0, distance(*GENT, *ANTWERPEN)]


@pytest.mark.parametrize("near", [(90.0, 0.0), (-90.0, 180.0), (0.0, -180.0), (51.0, 180.0)])
def test_the_ends_of_the_globe_never_break_the_search(tmp_path: Path, near: tuple[float, float]) -> None:
    index = index_of(tmp_path, offer("1", locations=[("l", *GENT)]))
    assert index.search(DirectoryQuery(near=near, radius=20)).total == 0


def test_what_serves_a_municipality_serves_it_its_region_or_everything(gazetteer: Gazetteer) -> None:
    assert gazetteer.serves("44021") == ("m:44021", "r:OVL", "VL")
    # Zwijndrecht is in Antwerpen still, though it merged with municipalities of Oost-Vlaanderen: the file decides.
    assert gazetteer.serves("46030")[1] == f"r:{gazetteer.municipalities['46030'].region}"


def test_the_catchment_rule_finds_all_three_and_nothing_else(tmp_path: Path, gazetteer: Gazetteer) -> None:
    index = index_of(
        tmp_path,
        offer("municipality", catchment=["m:44021"]),
        offer("region", catchment=["r:OVL", "r:WVL"]),
        offer("everything", catchment=["VL"]),
        offer("neighbour", catchment=["m:44013"]),
        offer("elsewhere", catchment=["r:ANT"]),
    )
    page = index.search(DirectoryQuery(serves=gazetteer.serves("44021")))
    assert sorted(ids(page)) == ["everything", "municipality", "region"]


@pytest.mark.parametrize(
    ("code", "today"), [("11007", "11002"), ("11002", "11002"), ("23023", "23106"), ("99999", None), ("", None)]
)
def test_codes_of_before_a_merger_lead_to_todays(gazetteer: Gazetteer, code: str, today: str | None) -> None:
    assert gazetteer.today(code) == today


@pytest.mark.parametrize("text", ["9000", "Gent", "gent", "Gand", " Ledeberg ", "9000 Gent"])
def test_a_place_is_a_point(gazetteer: Gazetteer, text: str) -> None:
    gent = gazetteer.municipalities["44021"]
    assert gazetteer.point(text) == (gent.latitude, gent.longitude)


def test_coordinates_are_a_point(gazetteer: Gazetteer) -> None:
    assert gazetteer.point("51.05, 3.72") == (51.05, 3.72)
    assert gazetteer.point("Brussel") is not None


@pytest.mark.parametrize("text", ["", "Nergenshuizen", "91,0", "0,181", "51.05", "1,2,3", "😀", "9" * 400, "nan,nan"])
def test_what_is_no_place_is_no_point(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.point(text) is None
