"""A change that one process commits shows in all others, and the end of one process loses nothing."""

import shutil
import signal
import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from bruggen.models import Code, Offer, Organization, Synonym
from tests.cli.command import success
from tests.conftest import BACKENDS, House
from tests.features.offer_rows import database, read_rows
from tests.follow.servers import Server, new_offer, serving, until

MANY = 40


@pytest.fixture(scope="module", params=BACKENDS)
def busy_house(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> House:
    return make_house(request.param)


@pytest.fixture(scope="module")
def pair(busy_house: House) -> Iterator[list[Server]]:
    """Two processes on one database and one index."""
    with serving(busy_house, 2) as servers:
        yield servers


def both_show(pair: list[Server], count: int, **params: object) -> None:
    for server in pair:
        server.shows(count, **params)


class TestChanges:
    def test_a_new_offer_shows_changes_and_goes(self, busy_house: House, pair: list[Server]) -> None:
        before = pair[0].total()
        with database(busy_house) as sessions:
            with sessions.begin() as session:
                offer = new_offer("Zwmrqx")
                session.add(offer)
            both_show(pair, 1, q="zwmrqx")
            both_show(pair, before + 1)
            with sessions.begin() as session:
                changed = session.get_one(Offer, offer.id)
                changed.title, changed.category = "Vrtkln", "careFarm"
            both_show(pair, 1, q="vrtkln", category="careFarm")
            both_show(pair, 0, id=str(offer.id), category="naft")
            with sessions.begin() as session:
                session.get_one(Offer, offer.id).status = "archived"
            both_show(pair, 0, q="vrtkln", interpret="false")
            both_show(pair, before)
            for server in pair:
                assert server.get(f"offers/{offer.id}").status_code == 404
            with sessions.begin() as session:
                session.get_one(Offer, offer.id).status = "published"
            both_show(pair, 1, id=str(offer.id))
            with sessions.begin() as session:
                session.delete(session.get_one(Offer, offer.id))
            both_show(pair, 0, id=str(offer.id))

    def test_what_is_undone_never_shows(self, busy_house: House, pair: list[Server]) -> None:
        with database(busy_house) as sessions:
            with sessions() as session:
                session.add(new_offer("Pqrzwm"))
                session.flush()
                session.rollback()
            with sessions.begin() as session:
                session.add(new_offer("Vwxzkm"))
        both_show(pair, 1, q="vwxzkm")
        both_show(pair, 0, q="pqrzwm", interpret="false")

    def test_a_renamed_organization_changes_the_cards_of_its_offers(self, busy_house: House, pair: list[Server]) -> None:
        with database(busy_house) as sessions, sessions.begin() as session:
            organization = session.scalars(select(Organization).where(Organization.name == "Arktos")).one()
            organization.name = "Noorderlicht Qxvw"
            organization_id = str(organization.id)
        expected = pair[0].total(organization=organization_id)
        assert expected > 1
        both_show(pair, expected, q="qxvw")
        for server in pair:
            items = server.get("offers", q="qxvw", pageSize=100).json()["items"]
            names = [one["name"] for item in items for one in item["providers"] if one["id"] == organization_id]
            assert names == ["Noorderlicht Qxvw"] * expected
            until(lambda server=server: self.label(server, "organization", organization_id) == "Noorderlicht Qxvw")

    def label(self, server: Server, facet: str, code: str) -> str | None:
        values = server.get("offers", facets=facet).json()["facets"][facet]
        return next((value["label"] for value in values if value["code"] == code), None)

    def test_edited_synonyms_and_labels_are_taken_over(self, busy_house: House, pair: list[Server]) -> None:
        both_show(pair, 0, q="bplmrt", interpret="false")
        with database(busy_house) as sessions, sessions.begin() as session:
            session.add(Synonym(term="bplmrt", synonym="schoolweigering", kind="equivalent"))
            session.get_one(Code, ("themes", "truancy")).label_nl = "Weg van school"
        for server in pair:
            until(lambda server=server: server.total(q="bplmrt", interpret="false") > 10)
            until(lambda server=server: self.label(server, "theme", "truancy") == "Weg van school")

    def test_the_index_is_made_anew_while_both_serve(self, busy_house: House, pair: list[Server]) -> None:
        pointer = busy_house.directory_path / "current"
        before, expected = pointer.read_text(), pair[0].total()
        assert success("directory", "rebuild", house=busy_house) == f"directory: {expected} offers\n"
        assert pointer.read_text() != before
        both_show(pair, expected)
        with database(busy_house) as sessions, sessions.begin() as session:
            session.add(new_offer("Hrstld"))
        both_show(pair, 1, q="hrstld")

    def test_a_deleted_index_comes_back_while_both_serve(self, busy_house: House, pair: list[Server]) -> None:
        expected = pair[0].total()
        gone = busy_house.directory_path.with_name("gone")
        busy_house.directory_path.rename(gone)
        shutil.rmtree(gone)
        until((busy_house.directory_path / "current").is_file)
        both_show(pair, expected)
        with database(busy_house) as sessions, sessions.begin() as session:
            session.add(new_offer("Trgkmn"))
        both_show(pair, 1, q="trgkmn")


def test_when_the_writer_is_killed_another_takes_over_and_nothing_is_lost(house: House) -> None:
    with serving(house, 2) as servers, database(house) as sessions:
        lock = house.directory_path / "writer.lock"
        writer: Server = until(lambda: next((server for server in servers if server.holds(lock)), None))
        survivor = next(server for server in servers if server is not writer)
        halfway = threading.Event()

        def change() -> None:
            for number in range(MANY):
                with sessions.begin() as session:
                    session.add(new_offer(f"Zwmrqx {number}"))
                if number == MANY // 4:
                    halfway.set()

        changing = threading.Thread(target=change)
        changing.start()
        assert halfway.wait(60)
        writer.end(signal.SIGKILL)
        changing.join()
        survivor.shows(MANY, q="zwmrqx")
        until(lambda: survivor.holds(lock))
        assert survivor.total() == len(read_rows(sessions).offers)
