"""When and where trainings take place: planned by whose they are, read by everybody."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from bruggen.kit.clock import now, today
from tests.make.product import Product
from tests.registrations.desk import SOON, Desk, said


class TestAddSession:
    def test_is_planned_and_read_by_everybody(self, desk: Desk) -> None:
        key = desk.plan(municipality="44021", capacity=20, note="Breng je laptop mee.")
        shown = desk.read(key)
        assert shown["item"]["href"] == f"/api/v1/trainings/{desk.training}"
        assert shown["item"]["title"] == "Omgaan met schoolangst"
        assert (shown["status"], shown["sequence"], shown["registrationOpen"]) == ("planned", 0, True)
        assert shown["municipality"] == {"nisCode": "44021", "name": "Gent", "region": "OVL"}
        assert shown["places"] == {"room": "free", "waiting": 0, "capacity": 20}

    def test_of_a_gathering_too(self, product: Product) -> None:
        desk = Desk.open(product, "gathering")
        key = desk.plan(path="gatherings")
        listed = product.client.get(f"/api/v1/gatherings/{desk.training}/sessions").json()
        assert [item["id"] for item in listed["items"]] == [key]
        assert product.client.get(f"/api/v1/trainings/{desk.training}/sessions").status_code == 404

    def test_once_however_often_it_is_sent(self, desk: Desk) -> None:
        starts_at = now() + SOON
        body = {"startsAt": said(starts_at), "endsAt": said(starts_at + timedelta(hours=1))}
        path = f"/trainings/{desk.training}/sessions"
        made = [desk.editor.post(path, body, key="a").json()["id"] for _ in range(2)]
        assert made[0] == made[1]

    @pytest.mark.parametrize(
        ("wrong", "faulty"),
        [
            ({"municipality": "99999"}, "municipality"),
            ({"capacity": 0}, "capacity"),
            ({"onlineUrl": "ftp://x"}, "onlineUrl"),
            ({"onlineUrl": "https://meet.test.be/a"}, None),
            ({"endsAt": "2020-01-01T10:00:00Z"}, None),
            ({"startsAt": "2030-01-01T10:00:00"}, "startsAt"),
            ({"startsAt": "0001-01-01T00:00:00+05:00"}, "startsAt"),
            ({"endsAt": "9999-12-31T23:59:59-05:00"}, "endsAt"),
            ({"startsAt": 1893456000}, "startsAt"),
        ],
        ids=str,
    )
    def test_what_cannot_be_is_refused(self, desk: Desk, wrong: dict[str, object], faulty: str | None) -> None:
        starts_at = now() + SOON
        body = {"startsAt": said(starts_at), "endsAt": said(starts_at + timedelta(hours=1)), **wrong}
        answer = desk.editor.post(f"/trainings/{desk.training}/sessions", body)
        assert (answer.status_code, [issue.get("name") for issue in answer.json()["issues"]]) == (400, [faulty])


class TestListSessions:
    def test_finds_by_day_region_theme_kind_and_training(self, product: Product) -> None:
        desk = Desk.open(product, themes=["truancy"], area={"scope": "regions", "regions": ["LIM"]})
        here = desk.plan(municipality="44021")
        online = desk.plan(place=None, online=True, starts_in=timedelta(days=60))

        def found(**filters: str) -> list[str]:
            answer = product.client.get("/api/v1/trainingSessions", params={"training": str(desk.training), **filters})
            return [item["id"] for item in answer.json()["items"]]

        assert found() == [here, online]
        assert found(sort="-startsAt") == [online, here]
        assert found(region="OVL") == [here]
        assert found(region="LIM") == [online]
        assert found(theme="truancy") == [here, online]
        assert found(theme="bullying") == []
        assert found(kind="gathering") == []
        assert found(to=str(today() + timedelta(days=45))) == [here]
        assert found(**{"from": str(today() + timedelta(days=45))}) == [online]
        assert found(training=str(uuid4())) == []
        for name, day in (("from", "0001-01-01"), ("to", "9999-12-31")):
            assert product.client.get("/api/v1/trainingSessions", params={name: day}).status_code == 400

    def test_the_address_of_what_is_online_is_told_to_those_who_keep_it_alone(self, desk: Desk) -> None:
        key = desk.plan(place=None, online=True, onlineUrl="https://meet.test.be/geheim")
        assert "onlineUrl" not in desk.read(key)
        listed = desk.product.client.get("/api/v1/trainingSessions", params={"training": str(desk.training)})
        assert "geheim" not in listed.text
        assert desk.editor.get(f"/trainingSessions/{key}").json()["onlineUrl"] == "https://meet.test.be/geheim"

    def test_when_names_are_erased_is_told_to_those_who_see_them(self, desk: Desk) -> None:
        key = desk.plan()
        assert "registrationsKeptUntil" not in desk.read(key)
        shown = desk.editor.get(f"/trainingSessions/{key}").json()
        kept = datetime.fromisoformat(shown["registrationsKeptUntil"]) - datetime.fromisoformat(shown["endsAt"])
        assert kept.days == desk.product.house.settings.registration_retention_days


class TestChangeSession:
    def test_another_time_is_told_once_and_calendars_follow(self, desk: Desk) -> None:
        key = desk.plan(capacity=1)
        (first, _), (second, _) = desk.register(key), desk.register(key)
        starts_at = now() + timedelta(days=40)
        changes = {"startsAt": said(starts_at), "endsAt": said(starts_at + timedelta(hours=3))}
        changed = desk.editor.patch(f"/trainingSessions/{key}", changes)
        assert (changed.status_code, changed.json()["sequence"]) == (200, 1)
        assert desk.told(first) == ["registrationConfirmed", "sessionChanged"]
        assert desk.told(second) == ["registrationWaiting", "sessionChanged"]
        before, after = (files[0].content for files in desk.files(first))
        assert b"SEQUENCE:0" in before
        assert b"SEQUENCE:1" in after
        assert [line for line in before.split() if b"UID" in line] == [line for line in after.split() if b"UID" in line]
        assert desk.files(second) == [(), ()]

    def test_what_nobody_has_to_know_is_not_told(self, desk: Desk) -> None:
        key = desk.plan()
        email, _ = desk.register(key)
        changed = desk.editor.patch(f"/trainingSessions/{key}", {"note": "Er is koffie.", "registration": "closed"})
        assert (changed.json()["sequence"], changed.json()["registrationOpen"]) == (0, False)
        assert desk.told(email) == ["registrationConfirmed"]

    def test_more_places_go_to_those_who_wait_and_each_hears_one_thing(self, desk: Desk) -> None:
        key = desk.plan(capacity=1)
        emails = [desk.register(key)[0] for _ in range(4)]
        assert desk.editor.patch(f"/trainingSessions/{key}", {"capacity": 3, "place": "Vooruit"}).status_code == 200
        assert [row.status for row in desk.rows(key)] == ["confirmed", "confirmed", "confirmed", "waiting"]
        assert [desk.told(email)[-1] for email in emails] == [
            "sessionChanged",
            "registrationMovedUp",
            "registrationMovedUp",
            "sessionChanged",
        ]
        assert [len(desk.told(email)) for email in emails] == [2, 2, 2, 2]

    def test_fewer_places_take_nobodys(self, desk: Desk) -> None:
        key = desk.plan(capacity=2)
        emails = [desk.register(key)[0] for _ in range(3)]
        desk.editor.patch(f"/trainingSessions/{key}", {"capacity": 1})
        assert desk.with_link(emails[0], "registrationCancellations").status_code == 200
        assert [row.status for row in desk.rows(key)] == ["cancelled", "confirmed", "waiting"]

    def test_of_another_state_is_refused(self, desk: Desk) -> None:
        key = desk.plan()
        etag = desk.editor.get(f"/trainingSessions/{key}").headers["ETag"]
        assert desk.editor.patch(f"/trainingSessions/{key}", {"note": "Een."}, etag=etag).status_code == 200
        assert desk.editor.patch(f"/trainingSessions/{key}", {"note": "Twee."}, etag=etag).status_code == 412


class TestCancelSession:
    def test_is_told_once_and_stays_as_cancelled(self, desk: Desk) -> None:
        key = desk.plan(capacity=1)
        emails = [desk.register(key)[0] for _ in range(2)]
        answer = desk.editor.post(f"/trainingSessions/{key}/cancellations")
        assert (answer.json()["status"], answer.json()["sequence"]) == ("cancelled", 1)
        assert [desk.told(email)[1:] for email in emails] == [["sessionCancelled"], ["sessionCancelled"]]
        [cancelled] = desk.files(emails[0])[-1]
        assert b"STATUS:CANCELLED" in cancelled.content
        assert "method=CANCEL" in cancelled.media_type
        assert desk.editor.post(f"/trainingSessions/{key}/cancellations").status_code == 409
        assert desk.editor.patch(f"/trainingSessions/{key}", {"note": "Toch."}).status_code == 409
        refused = desk.ask(key, "te.laat@school.test")
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:problem-type:bruggen:registrationClosed")
        assert desk.with_link(emails[0], "registrationCancellations").status_code == 409
        check = desk.with_link(emails[0], "registrationChecks").json()
        assert (check["session"]["status"], check["cancellable"]) == ("cancelled", False)


class TestRemoveSession:
    def test_goes_while_nobody_registered(self, desk: Desk) -> None:
        empty, wanted = desk.plan(), desk.plan()
        desk.register(wanted)
        assert desk.editor.delete(f"/trainingSessions/{empty}").status_code == 204
        assert desk.product.client.get(f"/api/v1/trainingSessions/{empty}").status_code == 404
        refused = desk.editor.delete(f"/trainingSessions/{wanted}")
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:problem-type:bruggen:stillUsed")
