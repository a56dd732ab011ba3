"""A calendar that follows the sessions."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import icalendar

from bruggen.kit.clock import now
from bruggen.models import TrainingSession
from tests.make.product import Product
from tests.registrations.desk import Desk

PATH = "/calendar/trainings.ics"


def events(product: Product, **filters: str) -> dict[str, Any]:
    """The events of the calendar by their UID."""
    answer = product.client.get(PATH, params=filters)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


def age(product: Product, key: str, days: int) -> None:
    """As if nothing had happened to the session for so long."""
    with product.engine.begin() as connection:
        table = TrainingSession.__table__
        connection.execute(table.update().where(table.c.id == UUID(key)).values(updated_at=now() - timedelta(days=days)))


def test_shows_sessions_by_region_theme_and_training(product: Product) -> None:
    desk = Desk.open(product, themes=["truancy"], area={"scope": "regions", "regions": ["LIM"]})
    here, online = desk.plan(municipality="44021"), desk.plan(place=None, online=True, onlineUrl="https://meet.test.be/geheim")
    mine = {"training": str(desk.training)}
    shown = events(product, **mine)
    assert set(shown) == {f"{here}@bruggen", f"{online}@bruggen"}
    assert shown[f"{here}@bruggen"]["LOCATION"] == "De Krook, Gent"
    assert shown[f"{online}@bruggen"]["LOCATION"] == "online"
    assert set(events(product, **mine, region="OVL")) == {f"{here}@bruggen"}
    assert set(events(product, **mine, region="LIM", theme="truancy")) == {f"{online}@bruggen"}
    assert events(product, **mine, theme="bullying") == {}
    assert product.client.get(PATH, params={"regio": "OVL"}).status_code == 400


def test_a_change_keeps_the_uid_and_raises_the_sequence(desk: Desk) -> None:
    key = desk.plan()
    desk.editor.patch(f"/trainingSessions/{key}", {"place": "Vooruit"})
    [event] = events(desk.product, training=str(desk.training)).values()
    assert (event["UID"], event["SEQUENCE"], event["LOCATION"]) == (f"{key}@bruggen", 1, "Vooruit")


def test_what_was_cancelled_is_taken_out_for_sixty_days(desk: Desk) -> None:
    key = desk.plan()
    desk.editor.post(f"/trainingSessions/{key}/cancellations")
    age(desk.product, key, 59)
    [event] = events(desk.product, training=str(desk.training)).values()
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    age(desk.product, key, 61)
    assert events(desk.product, training=str(desk.training)) == {}


def test_is_not_sent_again_while_nothing_changed(desk: Desk) -> None:
    key = desk.plan()
    mine = {"training": str(desk.training)}
    first = desk.product.client.get(PATH, params=mine)
    assert "public" in first.headers["cache-control"]
    again = {"If-None-Match": first.headers["etag"]}
    assert desk.product.client.get(PATH, params=mine, headers=again).status_code == 304
    desk.editor.patch(f"/trainingSessions/{key}", {"place": "Vooruit"})
    assert desk.product.client.get(PATH, params=mine, headers=again).status_code == 200
