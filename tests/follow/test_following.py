"""The index heals from any damage, follows changes in the order of their commits, and belongs to one database."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bruggen.main import create_app
from bruggen.models import Code, Municipality, OfferCatchment
from bruggen.seeding.demo import remove_demo, seed_demo
from tests.conftest import House
from tests.features.offer_rows import database, read_rows
from tests.follow.servers import new_offer, until


def generation(folder: Path) -> Path:
    return folder / (folder / "current").read_text().strip()


def half(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def garbage(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xa5" * 8192)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no folder": shutil.rmtree,
    "no pointer": lambda folder: (folder / "current").unlink(),
    "a pointer to nothing": lambda folder: (folder / "current").write_text("generation-1"),
    "a pointer of garbage": lambda folder: (folder / "current").write_bytes(b"\xff\xfe\x00"),
    "no generation": lambda folder: shutil.rmtree(generation(folder)),
    "an empty generation": lambda folder: (generation(folder) / "data.mdb").unlink(),
    "cut off": lambda folder: half(generation(folder) / "data.mdb"),
    "emptied": lambda folder: (generation(folder) / "data.mdb").write_bytes(b""),
    "overwritten": lambda folder: garbage(generation(folder) / "data.mdb"),
}
"""What can happen to an index folder. The last three would be a broken map under a process that has it open."""


@pytest.fixture
def sqlite_house(make_house: Callable[[str], House]) -> House:
    return make_house("sqlite")


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    with TestClient(create_app(house.settings), base_url="http://bruggen.test") as test_client:
        yield test_client


def total(client: TestClient, **params: object) -> int:
    count: int = client.get("/api/v1/offers", params=params).raise_for_status().json()["total"]
    return count


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew_at_start(sqlite_house: House, damage: str) -> None:
    with database(sqlite_house) as sessions:
        expected = len(read_rows(sessions).offers)
    DAMAGES[damage](sqlite_house.directory_path)
    with TestClient(create_app(sqlite_house.settings)) as client:
        assert client.get("/health").json() == {"status": "UP"}
        assert total(client) == expected
        assert total(client, q="schoolweigering") > 0


@pytest.mark.parametrize("damage", list(DAMAGES)[:6])
def test_a_damaged_index_is_made_anew_while_running(sqlite_house: House, damage: str) -> None:
    with TestClient(create_app(sqlite_house.settings)) as client, database(sqlite_house) as sessions:
        expected = total(client)
        DAMAGES[damage](sqlite_house.directory_path)
        with sessions.begin() as session:
            session.add(new_offer("Zwmrqx"))
        until(lambda: total(client, q="zwmrqx") == 1)
        until(lambda: total(client) == expected + 1)
    with TestClient(create_app(sqlite_house.settings)) as client:
        assert total(client) == expected + 1


def test_what_changed_while_nobody_served_shows_at_the_next_start(house: House) -> None:
    with database(house) as sessions, sessions.begin() as session:
        session.add(new_offer("Zwmrqx"))
    with TestClient(create_app(house.settings)) as client:
        until(lambda: total(client, q="zwmrqx") == 1)


def test_an_index_of_another_database_is_not_believed(make_house: Callable[[str], House]) -> None:
    old, new = make_house("sqlite"), make_house("sqlite")
    with database(new) as sessions:
        with sessions.begin() as session:
            remove_demo(session)
            seed_demo(session)
        ids = {offer.id for offer in read_rows(sessions).offers}
    mixed = House(new.database_url, old.directory_path)
    with TestClient(create_app(mixed.settings)) as client:
        until(lambda: {item["id"] for item in client.get("/api/v1/offers?pageSize=100").json()["items"]} <= ids)


def test_transactions_that_overlap_lose_nothing(make_house: Callable[[str], House]) -> None:
    house = make_house("postgresql")
    with (
        TestClient(create_app(house.settings), base_url="http://bruggen.test") as client,
        database(house) as sessions,
        sessions() as slow,
    ):
        slow.add(new_offer("Zwmrqx traag"))
        slow.flush()
        with sessions.begin() as quick:
            quick.add(new_offer("Zwmrqx snel"))
        until(lambda: total(client, q="zwmrqx") == 1)
        slow.commit()
        until(lambda: total(client, q="zwmrqx") == 2)


def test_many_writers_at_once_lose_nothing(house: House, client: TestClient) -> None:
    with database(house) as sessions:

        def change(writer: int) -> None:
            for number in range(8):
                with sessions.begin() as session:
                    session.add(new_offer(f"Zwmrqx {writer} {number}"))

        writers = [threading.Thread(target=change, args=(writer,)) for writer in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        until(lambda: total(client, q="zwmrqx") == 32)
        assert total(client) == len(read_rows(sessions).offers)


def test_an_offer_in_a_municipality_that_came_while_we_served(house: House, client: TestClient) -> None:
    with database(house) as sessions:
        with sessions.begin() as session:
            session.add(new_offer("Zwmrqx"))
        until(lambda: total(client, q="zwmrqx") == 1)
        with sessions.begin() as session:
            names = {"name_nl": "Zwmrqstad", "name_fr": "Zwmrqville"}
            session.add(Municipality(nis_code="99999", region_code="OVL", latitude=51.0, longitude=3.7, **names))
            session.flush()
            catchment = [OfferCatchment(code="99999")]
            session.add(new_offer("Zwmrqx", catchment_scope="municipalities", catchment=catchment))
        until(lambda: total(client, q="zwmrqx") == 2)


def test_an_offer_that_changes_after_a_label_was_edited_is_found_by_the_new_label(house: House, client: TestClient) -> None:
    with database(house) as sessions:
        with sessions.begin() as session:
            session.add(new_offer("Qzwmrk"))
        until(lambda: total(client, q="qzwmrk") == 1)
        with sessions.begin() as session:
            session.get_one(Code, ("categories", "naft")).label_nl = "Zwmrqx"
        with sessions.begin() as session:
            session.add(new_offer("Daarna"))
        until(lambda: total(client, q="zwmrqx") == 1)
