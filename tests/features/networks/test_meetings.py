"""Meetings of a network: planned in a minute, told to calendars, noted down while people talk."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Component
from sqlalchemy import select

from bruggen.access.roles import Role
from bruggen.kit.clock import now
from bruggen.models import MailMessage
from bruggen.record.mail import open_mail
from tests.features.writing.writers import coordinator, kind
from tests.make.expertise import make_item
from tests.make.people import grant
from tests.make.product import As, Product

START = now().replace(microsecond=0) + timedelta(days=20)


def at(days: float = 0) -> dict[str, str]:
    """Two hours, this many days after the twentieth from now."""
    start = START + timedelta(days=days)
    return {"startsAt": start.isoformat(), "endsAt": (start + timedelta(hours=2)).isoformat()}


def plan(writer: As, network: UUID, **more: Any) -> dict[str, Any]:
    answer = writer.post(f"/networks/{network}/meetings", {"title": "Kernoverleg", **at(), **more})
    assert answer.status_code == 201, answer.json()
    made: dict[str, Any] = answer.json()
    return made


def guest(address: str = "") -> dict[str, str]:
    return {"name": "Leerlingenbegeleiding", "email": address or f"{uuid4()}@school.test"}


def calendars(product: Product, address: str) -> list[tuple[str, str, Component]]:
    """What was mailed there: the template, the method, and the one event."""
    with product.sessions() as session:
        mails = session.scalars(select(MailMessage).where(MailMessage.recipient == address).order_by(MailMessage.id)).all()
    found = []
    for mail in mails:
        _, (file,) = open_mail(product.house.seal, address, mail.template, mail.content or b"")
        assert file.media_type.startswith("text/calendar; method=")
        calendar = Calendar.from_ical(file.content)
        (event,) = calendar.events
        (same,) = IcsCalendarStream.calendar_from_ics(file.content.decode()).events
        assert (same.uid, same.sequence, same.dtstart) == (event["UID"], event["SEQUENCE"], event.start)
        found.append((mail.template, str(calendar["METHOD"]), event))
    return found


class TestPlan:
    def test_a_title_and_a_time_are_enough_and_the_members_are_invited(self, product: Product, writer: As, network: UUID) -> None:
        organization = str(product.organizations("OVL")[0])
        writer.post(f"/networks/{network}/members", {"organization": organization, "post": "Directie"})
        writer.post(f"/networks/{network}/members", {"post": "Vroeger", "until": "2020-01-01"})
        answer = writer.post(f"/networks/{network}/meetings", {"title": "Kernoverleg", **at()})
        made = answer.json()
        assert (answer.status_code, answer.headers["location"]) == (201, made["href"])
        assert (made["status"], made["sequence"], made["openTasks"], made["tasks"]) == ("planned", 0, 0, [])
        (invited,) = made["attendances"]
        assert invited["name"].endswith(", Directie")
        assert "email" not in invited
        assert writer.get(made["href"]).json() == made

    def test_the_addresses_of_last_time_are_known(self, writer: As, network: UUID) -> None:
        member = writer.post(f"/networks/{network}/members", {"post": "CLB"}).json()["id"]
        plan(writer, network, attendances=[{"member": member, "email": "Onthaal@CLB.test"}])
        (invited,) = plan(writer, network, **at(30))["attendances"]
        assert (invited["name"], invited["email"]) == ("CLB", "onthaal@clb.test")

    @pytest.mark.parametrize(
        ("more", "wrong"),
        [
            ({"endsAt": START.isoformat()}, "body"),
            ({"startsAt": "2026-12-01T10:00:00"}, "startsAt"),
            ({"onlineUrl": "javascript:alert(1)"}, "onlineUrl"),
            ({"attendances": [{"member": str(uuid4())}]}, "attendances.0.member"),
            ({"attendances": [{}]}, "attendances.0"),
            ({"attendances": [{"id": str(uuid4()), "name": "CLB"}]}, "attendances.0.id"),
            ({"tasks": [{"id": str(uuid4()), "text": "Bellen"}]}, "tasks.0.id"),
        ],
    )
    def test_refuses_what_makes_no_meeting(self, writer: As, network: UUID, more: dict[str, Any], wrong: str) -> None:
        answer = writer.post(f"/networks/{network}/meetings", {"title": "Kernoverleg", **at(), **more})
        assert answer.status_code == 400
        assert [issue.get("name", "body") for issue in answer.json()["issues"]] == [wrong]

    def test_a_member_of_another_network_is_none_of_this(self, product: Product, writer: As, network: UUID) -> None:
        with product.sessions.begin() as session:
            other = make_item(session, "network").id
        member = writer.post(f"/networks/{other}/members", {"post": "CLB"}).json()["id"]
        answer = writer.post(f"/networks/{network}/meetings", {"title": "Kern", **at(), "attendances": [{"member": member}]})
        assert answer.json()["issues"][0]["name"] == "attendances.0.member"


class TestNoteDown:
    def test_who_came_and_what_was_agreed(self, writer: As, network: UUID) -> None:
        made = plan(writer, network, **at(-21), attendances=[guest(), guest()])
        first, second = made["attendances"]
        changes = {
            "minutes": "We bespraken het nieuwe aanbod.",
            "attendances": [{**one, "came": came} for one, came in ((first, True), (second, False))],
            "tasks": [
                {"text": "De scholen uitnodigen", "owner": "CLB", "dueOn": "2026-12-01"},
                {"text": "Verslag rondsturen", "doneOn": "2026-11-01"},
            ],
        }
        for one in changes["attendances"]:
            one.pop("invitedAt", None)
        answer = writer.patch(made["href"], changes)
        noted = answer.json()
        assert answer.status_code == 200, noted
        assert (noted["status"], noted["openTasks"], noted["sequence"]) == ("held", 1, 0)
        assert [(one["id"], one["came"]) for one in noted["attendances"]] == [(first["id"], True), (second["id"], False)]
        assert [task["text"] for task in noted["tasks"]] == ["De scholen uitnodigen", "Verslag rondsturen"]
        (listed,) = writer.get(f"/networks/{network}/meetings").json()["items"]
        assert (listed["expected"], listed["attended"]) == (noted["expected"], noted["attended"]) == (2, 1)
        assert answer.headers["etag"] == writer.get(made["href"]).headers["etag"] != "*"

    def test_a_task_is_done_and_keeps_its_id(self, writer: As, network: UUID) -> None:
        made = plan(writer, network, tasks=[{"text": "Bellen"}, {"text": "Schrijven"}])
        first, second = made["tasks"]
        answer = writer.patch(made["href"], {"tasks": [{**second, "doneOn": "2026-11-20"}, first]})
        assert answer.json()["tasks"] == [{**second, "doneOn": "2026-11-20"}, first]
        assert answer.json()["openTasks"] == 1

    def test_what_is_still_to_come_was_not_held(self, writer: As, network: UUID) -> None:
        made = plan(writer, network)
        assert writer.patch(made["href"], {"minutes": "Voorbereiding"}).json()["status"] == "planned"

    def test_only_what_was_seen_is_changed(self, writer: As, network: UUID) -> None:
        made = plan(writer, network, attendances=[guest()])
        seen = writer.get(made["href"]).headers["etag"]
        (one,) = made["attendances"]
        assert writer.patch(made["href"], {"attendances": [{**one, "came": True}]}, etag=seen).status_code == 200
        assert kind(writer.patch(made["href"], {"minutes": "Later"}, etag=seen)) == (412, "preconditionFailed")

    def test_who_leaves_the_network_stays_in_what_was_noted(self, writer: As, network: UUID) -> None:
        member = writer.post(f"/networks/{network}/members", {"post": "CLB"}).json()
        made = plan(writer, network)
        assert writer.delete(member["href"]).status_code == 204
        (one,) = writer.get(made["href"]).json()["attendances"]
        assert one["name"] == "CLB"
        assert "member" not in one


class TestInvite:
    def test_everybody_with_an_address_gets_what_a_calendar_takes_over(self, product: Product, writer: As, network: UUID) -> None:
        one, other, without = guest(), guest(), {"name": "Zonder adres"}
        made = plan(writer, network, place="Kouter 1, Gent", agenda="1. Welkom", attendances=[one, other, without])
        answer = writer.post(f"{made['href']}/invitations")
        assert answer.status_code == 200, answer.json()
        told = {each["name"]: "invitedAt" in each for each in answer.json()["attendances"]}
        assert told == {"Leerlingenbegeleiding": True, "Zonder adres": False}
        for address in one["email"], other["email"]:
            ((template, method, event),) = calendars(product, address)
            assert (template, method) == ("meetingInvitation", "REQUEST")
            assert event["UID"].startswith(f"{made['id']}@")
            assert (event["SEQUENCE"], event["STATUS"], event["LOCATION"]) == (0, "CONFIRMED", "Kouter 1, Gent")
            assert event["ATTENDEE"] == f"mailto:{address}"
            assert event.start == START
            ((_, fields),) = product.mails(address)
            assert (fields["title"], fields["where"]) == ("Kernoverleg", "Kouter 1, Gent")

    def test_the_network_invites_where_it_has_a_mailbox_and_else_who_does_it(self, product: Product, writer: As) -> None:
        with product.sessions.begin() as session:
            own = make_item(session, "network", contact={"email": "netwerk@ovl.test"}).id
            none = make_item(session, "network").id
        for network, organizer in (own, "netwerk@ovl.test"), (none, writer.who.email):  # type: ignore[union-attr]
            one = guest()
            writer.post(f"{plan(writer, network, attendances=[one])['href']}/invitations")
            ((_, _, event),) = calendars(product, one["email"])
            assert event["ORGANIZER"] == f"mailto:{organizer}"

    def test_another_time_or_place_is_a_higher_sequence_of_the_same_event(
        self, product: Product, writer: As, network: UUID
    ) -> None:
        one = guest()
        made = plan(writer, network, attendances=[one])
        writer.post(f"{made['href']}/invitations")
        assert writer.patch(made["href"], {"agenda": "2. Varia"}).json()["sequence"] == 0
        assert writer.patch(made["href"], at(1)).json()["sequence"] == 1
        assert writer.patch(made["href"], {"place": "Online"}).json()["sequence"] == 2
        writer.post(f"{made['href']}/invitations")
        (_, _, first), (_, method, second) = calendars(product, one["email"])
        assert (method, first["UID"], second["SEQUENCE"]) == ("REQUEST", second["UID"], 2)
        assert second.start == START + timedelta(days=1)

    def test_nobody_is_invited_to_what_is_over_or_without_an_address(self, writer: As, network: UUID) -> None:
        over = plan(writer, network, **at(-30), attendances=[guest()])
        assert kind(writer.post(f"{over['href']}/invitations")) == (409, "alreadyDone")
        nobody = plan(writer, network, attendances=[{"name": "CLB"}])
        assert kind(writer.post(f"{nobody['href']}/invitations")) == (400, "badRequest")


class TestCancel:
    def test_those_who_were_invited_hear_of_it_and_their_calendar_follows(
        self, product: Product, writer: As, network: UUID
    ) -> None:
        one, later = guest(), guest()
        made = plan(writer, network, attendances=[one])
        writer.post(f"{made['href']}/invitations")
        here = writer.get(made["href"]).json()["attendances"]
        kept = [{name: value for name, value in each.items() if name != "invitedAt"} for each in here]
        assert writer.patch(made["href"], {"attendances": [*kept, later]}).status_code == 200
        answer = writer.post(f"{made['href']}/cancellations")
        assert (answer.json()["status"], answer.json()["sequence"]) == ("cancelled", 1)
        (_, _, first), (template, method, second) = calendars(product, one["email"])
        assert (template, method, second["STATUS"]) == ("meetingCancelled", "CANCEL", "CANCELLED")
        assert (second["UID"], second["SEQUENCE"]) == (first["UID"], 1)
        assert calendars(product, later["email"]) == []
        assert kind(writer.post(f"{made['href']}/cancellations")) == (409, "alreadyDone")
        assert kind(writer.post(f"{made['href']}/invitations")) == (409, "alreadyDone")

    def test_whoever_is_expected_no_more_hears_of_it_and_nobody_else(self, product: Product, writer: As, network: UUID) -> None:
        stays, goes, moves = guest(), guest(), guest()
        made = plan(writer, network, attendances=[stays, goes, moves])
        writer.post(f"{made['href']}/invitations")
        first, _, third = made["attendances"]
        elsewhere = guest()["email"]
        answer = writer.patch(made["href"], {"attendances": [first, {**third, "email": elsewhere}]})
        assert ["invitedAt" in one for one in answer.json()["attendances"]] == [True, False]
        for address in goes["email"], moves["email"]:
            (_, _, invited), (template, method, event) = calendars(product, address)
            assert (template, method, event["STATUS"]) == ("meetingWithdrawn", "CANCEL", "CANCELLED")
            assert event["UID"] == invited["UID"]
        assert len(calendars(product, stays["email"])) == 1
        assert calendars(product, elsewhere) == []

    def test_what_is_over_is_not_cancelled_any_more(self, writer: As, network: UUID) -> None:
        over = plan(writer, network, **at(-30), attendances=[guest()])
        assert kind(writer.post(f"{over['href']}/cancellations")) == (409, "alreadyDone")
        assert writer.delete(over["href"]).status_code == 204

    def test_what_stands_in_calendars_is_cancelled_before_it_goes(self, writer: As, network: UUID) -> None:
        made = plan(writer, network, attendances=[guest()])
        writer.post(f"{made['href']}/invitations")
        assert kind(writer.delete(made["href"])) == (409, "stillUsed")
        writer.post(f"{made['href']}/cancellations")
        assert writer.delete(made["href"]).status_code == 204
        assert kind(writer.get(made["href"])) == (404, "resourceNotFound")


class TestList:
    def test_days_are_those_of_brussels(self, writer: As, network: UUID) -> None:
        late = {"startsAt": "2031-03-29T23:30:00Z", "endsAt": "2031-03-30T00:30:00Z"}
        made = plan(writer, network, **late)

        def found(**params: str) -> bool:
            answer = writer.get(f"/networks/{network}/meetings", **params)
            return [item["id"] for item in answer.json()["items"]] == [made["id"]]

        # Half past midnight on the 30th, before the clock is put forward.
        assert found(**{"from": "2031-03-30"})
        assert not found(**{"from": "2031-03-31"})
        assert found(to="2031-03-30")
        assert not found(to="2031-03-29")
        assert not found(status="held")

    def test_those_who_take_part_see_them_without_addresses_and_those_who_left_see_none(
        self, product: Product, writer: As, network: UUID
    ) -> None:
        inside, outside = product.organizations("LIM")[:2]
        days = [now().date() + timedelta(days=days) for days in (10, -10)]
        for organization, until in zip((inside, outside), days, strict=True):
            body = {"organization": str(organization), "until": until.isoformat()}
            assert writer.post(f"/networks/{network}/members", body).status_code == 201
        made = plan(writer, network, minutes="Verslag", attendances=[guest()])
        member = product.person(grant(Role.PARTNER_EDITOR, organization=inside))
        stranger = product.person(grant(Role.PARTNER_EDITOR, organization=outside))
        shown = member.get(made["href"]).json()
        assert shown["minutes"] == "Verslag"
        assert "email" not in shown["attendances"][0]
        assert made["id"] in member.get("/networkMeetings", pageSize=1000).text
        assert kind(member.patch(made["href"], {"minutes": "Anders"}, etag="*")) == (403, "missingPermission")
        assert kind(stranger.get(made["href"])) == (404, "resourceNotFound")
        assert made["id"] not in stranger.get("/networkMeetings", pageSize=1000).text
        for other in stranger, coordinator(product, "LIM"):
            assert other.get(f"/networks/{network}/meetings").json()["total"] == 0
        assert kind(product.client.get(f"/api/v1/networks/{network}/meetings")) == (401, "noAccessToken")

    def test_as_a_table_too(self, writer: As, network: UUID) -> None:
        plan(writer, network, tasks=[{"text": "Bellen"}])
        table = writer.get(f"/networks/{network}/meetings", format="csv").text
        assert "Kernoverleg" in table
        assert "network.title" in table
