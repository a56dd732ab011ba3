"""Filling a house: twice changes nothing, demo data go and come back, and what people made stays."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from bruggen.kit.db import Base, SessionFactory
from bruggen.models import Code, Location, Offer, OfferLocation, OfferProvider, Organization, Synonym
from bruggen.seeding.demo import remove_demo, seed_demo
from bruggen.seeding.reference import seed_coordinators, seed_reference
from tests.conftest import House
from tests.features.offer_rows import database, read_rows

Dump = dict[str, list[str]]
LOGS = {"change", "audit_event", "audit_head"}
REFERENCE = {"region", "municipality", "postal_code", "municipality_part", "former_municipality", "code", "synonym", "content"}


@pytest.fixture
def sessions(house: House) -> Iterator[SessionFactory]:
    with database(house) as factory:
        yield factory


def dump(sessions: SessionFactory) -> Dump:
    """Every row of every table."""
    with sessions() as session:
        return {
            name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
            for name, table in Base.metadata.tables.items()
        }


def seed(sessions: SessionFactory, *, demo: bool = True) -> tuple[int, int]:
    with sessions.begin() as session:
        seed_reference(session)
        session.flush()
        seed_coordinators(session)
        return (seed_demo if demo else remove_demo)(session)


def content(sessions: SessionFactory) -> list[tuple[Any, ...]]:
    """The offers without the ids that each seeding makes anew."""
    return sorted(
        (offer.title, offer.text, offer.ages, offer.points, offer.scope, sorted(offer.serves))
        for offer in read_rows(sessions).offers
    )


def somebodys_offer(**values: Any) -> Offer:
    return Offer(
        title="Van iemand",
        summary="Echt.",
        description="Echt.",
        category="naft",
        status="published",
        catchment_scope="flanders",
        **values,
    )


def test_twice_changes_nothing(sessions: SessionFactory) -> None:
    before = dump(sessions)
    assert seed(sessions) == (0, 0)
    assert dump(sessions) == before


def test_everything_that_is_demo_is_marked(sessions: SessionFactory) -> None:
    with sessions() as session:
        assert set(session.scalars(select(Offer.demo))) == {True}
        assert set(session.scalars(select(Organization.demo))) == {True}


def test_demo_data_go_and_come_back(sessions: SessionFactory) -> None:
    before, offers = dump(sessions), content(sessions)
    organizations, removed = seed(sessions, demo=False)
    assert (organizations, removed) == (len(before["organization"]), len(before["offer"]))
    without = dump(sessions)
    filled = {name for name, rows in without.items() if rows}
    assert filled == REFERENCE | {"coordinator_post", "coordinator", *LOGS}
    assert {name: without[name] for name in REFERENCE} == {name: before[name] for name in REFERENCE}
    assert seed(sessions, demo=False) == (0, 0)
    assert seed(sessions) == (organizations, removed)
    assert content(sessions) == offers
    assert {name: len(rows) for name, rows in dump(sessions).items() if name not in LOGS} == {
        name: len(rows) for name, rows in before.items() if name not in LOGS
    }


def test_what_people_edited_stays(sessions: SessionFactory) -> None:
    with sessions.begin() as session:
        session.get_one(Code, ("themes", "truancy")).label_nl = "Weg van school"
        for offer in session.scalars(select(Offer).where(Offer.title.like("Stap voor stap%"))):
            offer.summary = "Zelf geschreven."
        session.add(Synonym(term="zwmrqx", synonym="schoolweigering", kind="equivalent"))
    before = dump(sessions)
    seed(sessions)
    assert dump(sessions) == before


def test_what_is_missing_is_put_back(sessions: SessionFactory) -> None:
    before = dump(sessions)["code"]
    with sessions.begin() as session:
        session.delete(session.scalars(select(Code).where(Code.list_name == "methods")).first())
    seed(sessions)
    assert dump(sessions)["code"] == before


def test_somebodys_own_offer_outlives_the_demo_data(sessions: SessionFactory) -> None:
    with sessions.begin() as session:
        own = Organization(name="Van ons", sector="welfare")
        session.add(somebodys_offer(providers=[OfferProvider(organization=own, position=0)]))
    organizations, offers = seed(sessions, demo=False)
    assert (organizations, offers) == (44, 150)
    with sessions() as session:
        assert session.scalars(select(Offer.title)).all() == ["Van iemand"]
        assert session.scalars(select(Organization.name)).all() == ["Van ons"]


def test_a_demo_organization_that_a_real_offer_needs_stays(sessions: SessionFactory) -> None:
    with sessions.begin() as session:
        giver, host = session.scalars(select(Organization).where(Organization.name.in_(["Arktos", "TEJO"]))).all()
        place = session.scalars(select(Location).where(Location.organization_id == host.id)).first()
        providers = [OfferProvider(organization=giver, position=0)]
        session.add(somebodys_offer(providers=providers, locations=[OfferLocation(location=place, position=0)]))
    assert seed(sessions, demo=False) == (42, 150)
    with sessions() as session:
        assert sorted(session.scalars(select(Organization.name))) == ["Arktos", "TEJO"]
