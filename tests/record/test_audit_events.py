"""What becomes an audit event: every change, by its fields' names; nothing that did not happen; and never a value."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload
from starlette.testclient import TestClient

from bruggen.kit.actor import Actor, ActorKind, set_actor
from bruggen.kit.clock import now
from bruggen.kit.db import Base, DbSession, SessionFactory, make_engine, make_sessions
from bruggen.kit.ids import new_id
from bruggen.kit.problems import Problem, handle_problems, problem_response
from bruggen.kit.trace import TraceMiddleware
from bruggen.models import (
    AuditEvent,
    AuditHead,
    CaseEvent,
    CaseSearchText,
    CaseWatch,
    Change,
    Code,
    Coordinator,
    CoordinatorPost,
    DigestSubscription,
    Evaluation,
    ExpertiseEdition,
    ExpertiseItem,
    IdempotencyRecord,
    Location,
    LocationCode,
    MailMessage,
    Notification,
    Offer,
    OfferCode,
    OfferContact,
    OfferProvider,
    OneTimeLink,
    Organization,
    OrganizationContact,
    QueuedTask,
    RateCount,
    RecoveryCode,
    RefreshToken,
    SavedView,
    ScheduledTask,
    SearchMiss,
    Synonym,
    TaskResult,
    User,
)
from bruggen.record.audit import RECORDED, record_event
from bruggen.record.audit_chain import COLUMNS, AuditError
from bruggen.record.audited import AUDITED
from tests.conftest import House
from tests.record.trail import recorded, told

WORD = "zwmrqxwoord"
NOT_AUDITED: dict[type[Base], str] = {
    AuditEvent: "the trail itself",
    AuditHead: "the trail itself",
    Change: "a log of what is audited",
    SearchMiss: "nobody's trace",
    RefreshToken: "its session is audited",
    OneTimeLink: "what it is sent and used for is recorded",
    MailMessage: "what it tells is recorded",
    QueuedTask: "the product's own doing",
    ScheduledTask: "the product's own doing",
    TaskResult: "the product's own doing",
    RateCount: "nobody's trace",
    IdempotencyRecord: "what was created is audited",
    CaseEvent: "a trail of its own, that is only added to",
    CaseSearchText: "made of texts that are audited",
    CaseWatch: "what somebody wants to hear of is theirs",
    Notification: "what it tells of is audited",
    ExpertiseItem: "each of its kinds is audited",
    ExpertiseEdition: "made of an item, whose publication is audited",
    Evaluation: "nobody's trace",
    DigestSubscription: "nobody's work or rights, and its address says itself what it wants",
    SavedView: "how somebody looks at a table is theirs, and holds nothing of a case",
}


def new_user(**values: object) -> User:
    return User(**{"email": f"{new_id()}@voorbeeld.example", "name": "Iemand"} | values)


def new_offer(title: str = "Rustplek") -> Offer:
    return Offer(
        title=title,
        summary="Een plek.",
        description="Overdag.",
        category="naft",
        status="published",
        catchment_scope="flanders",
        providers=[OfferProvider(organization=Organization(name="Van hier", sector="welfare"), position=0)],
        codes=[OfferCode(list_name="themes", code="truancy", position=0)],
    )


def test_every_table_is_audited_or_said_not_to_be() -> None:
    tables = {mapper.class_ for mapper in Base.registry.mappers}
    assert tables == AUDITED.keys() | NOT_AUDITED.keys()
    assert not AUDITED.keys() & NOT_AUDITED.keys()


def test_the_hash_covers_every_column() -> None:
    assert {*COLUMNS, "hash"} == set(AuditEvent.__table__.columns.keys())


class TestChanges:
    def test_a_new_record_is_created_with_what_was_filled_in(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions.begin() as session:
            offer = new_offer()
            session.add(offer)
        by_type = {event.object_type: event for event in events}
        assert by_type.keys() == {"offers", "organizations"}
        event = by_type["offers"]
        assert (event.action, event.object_id) == ("created", str(offer.id))
        assert {"title", "summary", "catchmentScope", "providers", "themes"} <= set(event.fields)
        assert not {"id", "version", "createdAt", "updatedAt", "goals"} & set(event.fields)

    def test_a_changed_record_names_the_columns(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions.begin() as session:
            offer = session.scalars(select(Offer)).first()
            offer.summary, offer.age_min, offer.title = "Anders.", 3, offer.title
        assert told(events) == [("updated", "offers", ["ageMin", "summary"])]
        assert events[0].object_id == str(offer.id)

    def test_a_deleted_record_names_nothing(self, sessions: SessionFactory) -> None:
        with sessions.begin() as session:
            user = new_user()
            session.add(user)
        with recorded(sessions) as events, sessions.begin() as session:
            session.delete(session.get_one(User, user.id, options=[selectinload(User.roles)]))
        assert told(events) == [("deleted", "users", [])]

    def test_a_coordinator_taken_out_of_a_post_is_deleted(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions.begin() as session:
            statement = select(CoordinatorPost).options(selectinload(CoordinatorPost.coordinators))
            post = next(post for post in session.scalars(statement) if post.coordinators)
            gone = post.coordinators.pop()
        assert told(events) == [("deleted", "coordinators", [])]
        assert events[0].object_id == str(gone.id)

    def test_a_coordinators_address_alone_is_no_change_of_the_name(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions.begin() as session:
            session.scalars(select(Coordinator)).first().email = "ander@voorbeeld.example"
        assert told(events) == [("updated", "coordinators", ["email"])]

    def test_technical_columns_are_no_event(self, sessions: SessionFactory) -> None:
        with sessions.begin() as session:
            user = new_user()
            session.add(user)
        with recorded(sessions) as events, sessions.begin() as session:
            user = session.get_one(User, user.id)
            user.last_used_on, user.totp_last_step, user.updated_at = date(2026, 11, 1), 7, now()
        assert events == []

    def test_a_password_is_named_not_shown(self, sessions: SessionFactory) -> None:
        with sessions.begin() as session:
            user = new_user()
            session.add(user)
        with recorded(sessions) as events, sessions.begin() as session:
            session.get_one(User, user.id).password_hash = WORD
            session.add(RecoveryCode(user_id=user.id, code_hash=WORD))
        assert told(events) == [("updated", "users", ["password", "recoveryCodes"])]

    def test_natural_keys_are_ids(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions.begin() as session:
            session.get_one(Code, ("themes", "truancy")).label_nl = "Weg van school"
        assert told(events) == [("updated", "refData", ["labelNl"])]
        assert events[0].object_id == "themes/truancy"


class TestParts:
    def test_a_part_that_comes_changes_or_goes_is_a_field_of_its_root(self, sessions: SessionFactory) -> None:
        with sessions.begin() as session:
            offer = new_offer()
            offer.contacts = [OfferContact(position=0, kind="email", value="a@b.example")]
            session.add(offer)
        with recorded(sessions) as added, sessions.begin() as session:
            session.add(OfferCode(offer_id=offer.id, list_name="aims", code="return", position=0))
        with recorded(sessions) as changed, sessions.begin() as session:
            session.scalars(select(OfferContact).where(OfferContact.offer_id == offer.id)).one().value = WORD
        with recorded(sessions) as removed, sessions.begin() as session:
            offer = session.get_one(Offer, offer.id, options=[selectinload(Offer.codes)])
            offer.codes.clear()
        assert told(added) == [("updated", "offers", ["aims"])]
        assert told(changed) == [("updated", "offers", ["contacts"])]
        assert told(removed) == [("updated", "offers", ["aims", "themes"])]
        assert {event.object_id for event in (*added, *changed, *removed)} == {str(offer.id)}

    def test_a_part_of_a_part_too(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events:
            with sessions.begin() as session:
                location = session.scalars(select(Location).where(~Location.codes.any())).first()
                session.add(LocationCode(location_id=location.id, list_name="accessibilityFeatures", code="lift"))
            with sessions.begin() as session:
                location = session.get_one(Location, location.id, options=[selectinload(Location.codes)])
                location.codes.clear()
        assert told(events) == [("updated", "organizations", ["locations"])] * 2
        assert {event.object_id for event in events} == {str(location.organization_id)}

    def test_all_that_one_flush_does_to_a_record_is_one_event(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions.begin() as session:
            organization = session.scalars(select(Organization)).first()
            organization.website = "https://voorbeeld.example"
            session.add_all(
                OrganizationContact(organization=organization, position=n, kind="phone", value=str(n)) for n in range(7, 9)
            )
        assert told(events) == [("updated", "organizations", ["contacts", "website"])]


class TestValues:
    def test_are_nowhere_in_the_trail(self, sessions: SessionFactory) -> None:
        with sessions.begin() as session:
            offer = new_offer(WORD)
            offer.contacts = [OfferContact(position=0, kind="email", value=f"{WORD}@b.example", label=WORD)]
            session.add_all([offer, new_user(name=WORD), Synonym(term=WORD, synonym=WORD, kind="equivalent")])
        with sessions.begin() as session:
            session.get_one(Offer, offer.id).description = WORD
        with sessions.begin() as session:
            session.delete(session.scalars(select(Synonym).where(Synonym.term == WORD)).one())
        with sessions() as session:
            rows = [str(tuple(row)) for row in session.execute(text("SELECT * FROM audit_event"))]
        assert [row for row in rows if WORD in row] == []


class TestEvents:
    def test_what_is_no_change_is_recorded_by_name(self, sessions: SessionFactory) -> None:
        actor = Actor(ActorKind.USER, new_id(), new_id(), "192.0.2.7")
        seen = new_id()
        with recorded(sessions) as events, sessions.begin() as session:
            set_actor(session, actor)
            record_event(session, "read", "users", seen, fields=["email"], purpose="Opvolging")
        event = events[0]
        assert (event.action, event.object_type, event.object_id) == ("read", "users", str(seen))
        assert (event.actor_kind, event.actor_id, event.session_id) == ("user", actor.id, actor.session_id)
        assert (event.address, event.fields, event.purpose, event.trace_id) == ("192.0.2.7", ["email"], "Opvolging", None)

    def test_without_a_caller_the_product_itself_acts(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions.begin() as session:
            session.add(new_user())
        assert events[0].actor_kind == "system"

    def test_seeding_is_on_record(self, sessions: SessionFactory) -> None:
        with sessions() as session:
            seeded = set(session.scalars(select(AuditEvent.object_type).where(AuditEvent.action == "seeded")))
            created = set(session.scalars(select(AuditEvent.object_type).where(AuditEvent.action == "created")))
        assert seeded == {"regions", "municipalities", "refData", "synonyms", "contents"}
        assert {"offers", "organizations", "coordinators"} <= created

    def test_no_bulk_statement_passes_unseen(self, sessions: SessionFactory) -> None:
        unseen = (
            update(Offer).values(summary=WORD),
            delete(OfferCode),
            insert(Synonym).values(term="a", synonym="b", kind="equivalent"),
        )
        for statement in unseen:
            with sessions() as session, pytest.raises(AuditError):
                session.execute(statement)
        with sessions.begin() as session:
            session.execute(update(User).values(last_used_on=date(2026, 11, 1)))
            session.execute(update(Offer).values(summary=WORD), execution_options=RECORDED)


class TestTransactions:
    def test_what_is_taken_back_was_not(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions() as session:
            session.add(new_user())
            session.flush()
            record_event(session, "read", "users")
            session.rollback()
            record_event(session, "exported", "users")
            session.commit()
            record_event(session, "searched", "users")
        assert [event.action for event in events] == ["exported"]

    def test_a_savepoint_takes_back_its_own(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions.begin() as session:
            record_event(session, "read", "offers")
            with pytest.raises(IntegrityError), session.begin_nested():
                record_event(session, "searched", "offers")
                session.add(new_user(email=None))
            with session.begin_nested():
                session.add(new_user())
        assert [event.action for event in events] == ["read", "created"]

    def test_a_savepoint_kept_within_one_taken_back_goes_too(self, sessions: SessionFactory) -> None:
        with recorded(sessions) as events, sessions.begin() as session:
            outer = session.begin_nested()
            with session.begin_nested():
                record_event(session, "searched", "offers")
            outer.rollback()
            record_event(session, "read", "offers")
        assert [event.action for event in events] == ["read"]

    def test_an_event_that_cannot_be_written_lets_nothing_be_written(self, sessions: SessionFactory) -> None:
        with sessions.begin() as session:
            session.execute(delete(AuditHead))
        user = new_user()
        with pytest.raises(AuditError), sessions.begin() as session:
            session.add(user)
        with sessions() as session:
            assert session.get(User, user.id) is None

    def test_a_session_without_a_seal_changes_nothing_audited(self, house: House, sessions: SessionFactory) -> None:
        engine = make_engine(house.database_url)
        unsealed = make_sessions(engine)
        with unsealed.begin() as session:
            session.add(SearchMiss(month="2026-11", words="niets", count=1))
        with pytest.raises(RuntimeError, match="seal"), unsealed.begin() as session:
            session.add(new_user())
        with pytest.raises(RuntimeError, match="seal"), unsealed.begin() as session:
            record_event(session, "read", "users")
        engine.dispose()


class TestRequests:
    @pytest.fixture
    def client(self, sessions: SessionFactory) -> Iterator[TestClient]:
        """A small application that makes somebody."""
        api = FastAPI()
        api.state.sessions = sessions
        handle_problems(api)

        @api.post("/somebody")
        def create(session: DbSession) -> dict[str, UUID]:
            user = new_user()
            session.add(user)
            session.flush()
            return {"id": user.id}

        async def on_failure(scope: object, receive: object, send: object) -> None:
            await problem_response(Problem())(scope, receive, send)  # type: ignore[arg-type]

        with TestClient(TraceMiddleware(api, on_failure)) as client:
            yield client

    def test_an_event_carries_the_trace_of_its_request(self, client: TestClient, sessions: SessionFactory) -> None:
        with recorded(sessions) as events:
            answer = client.post("/somebody")
        assert [(event.object_id, event.trace_id) for event in events] == [
            (answer.json()["id"], answer.headers["BelGov-Trace-Id"])
        ]

    def test_fail_when_their_event_cannot_be_written(self, client: TestClient, sessions: SessionFactory) -> None:
        with sessions.begin() as session:
            session.execute(delete(AuditHead))
            before = len(session.scalars(select(User.id)).all())
        assert client.post("/somebody").status_code == 500
        with sessions() as session:
            assert len(session.scalars(select(User.id)).all()) == before
