"""The audit trail as those see it who watch over it."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest

from bruggen.access.roles import Role
from bruggen.kit.clock import now
from tests.make.people import grant
from tests.make.product import As, Product


@pytest.fixture
def officer(product: Product) -> As:
    """A data protection officer."""
    return product.person(grant(Role.DATA_PROTECTION_OFFICER))


class TestListAuditEvents:
    def test_nobody_is_asked_to_sign_in(self, product: Product) -> None:
        assert product.client.get("/api/v1/auditEvents").status_code == 401

    def test_an_administrator_does_not_read_it(self, product: Product) -> None:
        assert product.administrator().get("/auditEvents").json()["type"] == "urn:problem-type:belgif:missingScope"

    def test_tells_who_did_what_to_whom_by_name_and_not_to_what(self, product: Product, officer: As) -> None:
        administrator, other = product.administrator(name="Wie Wijzigt"), product.person()
        administrator.patch(f"/users/{other.id}", {"name": "Nieuwe Naam"})
        answer = officer.get("/auditEvents", actor=str(administrator.id), action="updated")
        [event] = answer.json()["items"]
        assert (event["objectType"], event["objectId"], event["fields"]) == ("users", str(other.id), ["name"])
        assert (event["actor"]["name"], event["address"]) == ("Wie Wijzigt", "testclient")
        assert "Nieuwe Naam" not in answer.text

    def test_filters_by_object_and_moment(self, product: Product, officer: As) -> None:
        administrator, other = product.administrator(), product.person()
        before = now()
        administrator.get(f"/users/{other.id}")
        about = {"objectType": "users", "objectId": str(other.id)}
        since = officer.get("/auditEvents", **about, **{"from": before.isoformat()}).json()["items"]
        assert [event["action"] for event in since] == ["read"]
        until = officer.get("/auditEvents", **about, to=before.isoformat()).json()["items"]
        assert [event["action"] for event in until] == ["created"]
        assert officer.get("/auditEvents", **{"from": (now() + timedelta(hours=1)).isoformat()}).json()["items"] == []

    def test_is_read_to_its_end_by_cursor_in_either_order(self, product: Product, officer: As) -> None:
        other = product.administrator()
        for _ in range(5):
            other.get(f"/users/{officer.id}")
        for sort in ("sequence", "-sequence"):
            answer = officer.get("/auditEvents", actor=str(other.id), pageSize=2, sort=sort).json()
            seen = answer["items"]
            while "next" in answer:
                answer = officer.get(answer["next"]).json()
                seen += answer["items"]
            numbers = [event["sequence"] for event in seen]
            assert len(numbers) == 5
            assert numbers == sorted(numbers, reverse=sort == "-sequence")

    def test_is_given_as_a_file_whole(self, product: Product, officer: As) -> None:
        other = product.administrator()
        for _ in range(3):
            other.get(f"/users/{officer.id}")
        answer = officer.get("/auditEvents", actor=str(other.id), pageSize=1, format="csv")
        rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
        assert [row["action"] for row in rows] == ["read"] * 3

    def test_reading_it_is_written_in_it(self, product: Product, officer: As) -> None:
        officer.get("/auditEvents", action="denied", objectId=str(uuid4()))
        officer.get("/auditEvents", format="ndjson")
        assert product.events(officer, "searched", "exported") == [
            ("searched", "auditEvents", None, ["action", "objectId"]),
            ("exported", "auditEvents", None, []),
        ]
