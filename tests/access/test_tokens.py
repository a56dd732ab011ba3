"""Tokens for partners' systems, as RFC 6749 has them."""

import base64
from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus
from uuid import uuid4

import pytest
from sqlalchemy import select

from bruggen.access.scopes import Scope
from bruggen.kit.clock import today
from bruggen.models import AuditEvent
from tests.make.people import System, system
from tests.make.product import As, Product


@pytest.fixture
def ours(product: Product) -> System:
    """A connected system."""
    product.forget_tries()
    return system(product.sessions, product.organizations("LIM")[0])


def basic(client_id: object, secret: str) -> dict[str, str]:
    joined = f"{quote_plus(str(client_id))}:{quote_plus(secret)}"
    return {"Authorization": f"Basic {base64.b64encode(joined.encode()).decode()}"}


def ask(product: Product, data: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
    return product.client.post("/oauth/token", data={"grant_type": "client_credentials", **data}, headers=headers)


class TestIssueToken:
    def test_in_the_header_or_in_the_body(self, product: Product, ours: System) -> None:
        in_header = ask(product, {}, basic(ours.id, ours.secret))
        in_body = ask(product, {"client_id": str(ours.id), "client_secret": ours.secret})
        for answer in (in_header, in_body):
            assert answer.status_code == 200
            assert answer.headers["Cache-Control"] == "no-store"
            body = answer.json()
            assert (body["token_type"], body["expires_in"], body["scope"]) == (
                "Bearer",
                600,
                "caseConsultation:apply caseConsultation:read expertise:manage expertise:read expertise:write "
                "offer:read offer:write organization:write",
            )
            used = As(product.client, ours, body["access_token"]).get("/users")
            assert used.json()["type"] == "urn:problem-type:belgif:missingScope"

    def test_for_fewer_scopes_when_asked(self, product: Product, ours: System) -> None:
        answer = ask(product, {"scope": "offer:read"}, basic(ours.id, ours.secret))
        assert answer.json()["scope"] == "offer:read"
        [organization] = product.organizations("LIM")[:1]
        whole = ask(product, {}, basic(ours.id, ours.secret))
        tried = [
            As(product.client, ours, one.json()["access_token"]).send("PATCH", f"/organizations/{organization}", json={})
            for one in (answer, whole)
        ]
        assert [one.status_code for one in tried] == [403, 428]
        more = ask(product, {"scope": "offer:read user:write"}, basic(ours.id, ours.secret))
        assert (more.status_code, more.json()["error"]) == (400, "invalid_scope")

    def test_who_is_not_known_is_refused_in_one_way(self, product: Product, ours: System) -> None:
        late = system(product.sessions, product.organizations("LIM")[0], expires_on=today() - timedelta(days=1))
        refused = [
            ask(product, {}, basic(ours.id, "wrong")),
            ask(product, {}, basic(uuid4(), ours.secret)),
            ask(product, {}, basic("nobody", ours.secret)),
            ask(product, {}, basic(late.id, late.secret)),
            ask(product, {"client_id": str(ours.id), "client_secret": "wrong"}),
            ask(product, {}),
        ]
        assert {(answer.status_code, answer.text) for answer in refused} == {(401, refused[0].text)}
        assert refused[0].json()["error"] == "invalid_client"
        assert refused[0].headers["WWW-Authenticate"].startswith("Basic ")

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            ("", "invalid_request"),
            ("grant_type=password&username=a&password=b", "unsupported_grant_type"),
            ("grant_type=client_credentials&grant_type=client_credentials", "invalid_request"),
            ("grant_type=client_credentials&scope=%FF", "invalid_request"),
            ("&".join(f"p{number}=1" for number in range(30)), "invalid_request"),
        ],
    )
    def test_what_cannot_be_read_is_told(self, product: Product, body: str, error: str) -> None:
        answer = product.client.post("/oauth/token", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert (answer.status_code, answer.json()["error"]) == (400, error)
        assert answer.headers["Cache-Control"] == "no-store"

    def test_a_body_in_another_format_and_two_secrets_are_told(self, product: Product, ours: System) -> None:
        as_json = product.client.post("/oauth/token", json={"grant_type": "client_credentials"})
        twice = ask(product, {"client_id": str(ours.id), "client_secret": ours.secret}, basic(ours.id, ours.secret))
        two = ask(product, {"client_id": str(uuid4())}, basic(ours.id, ours.secret))
        assert [answer.json()["error"] for answer in (as_json, twice, two)] == ["invalid_request"] * 3
        unreadable = ask(product, {}, {"Authorization": "Basic ***"})
        assert unreadable.json()["error"] == "invalid_client"

    def test_what_is_unknown_is_ignored(self, product: Product, ours: System) -> None:
        assert ask(product, {"audience": "us", "scope": ""}, basic(ours.id, ours.secret)).status_code == 200

    def test_both_outcomes_are_written_down(self, product: Product, ours: System) -> None:
        ask(product, {}, basic(ours.id, "wrong"))
        ask(product, {}, basic(ours.id, ours.secret))
        with product.sessions() as session:
            about = select(AuditEvent.action, AuditEvent.actor_kind).where(AuditEvent.object_id == str(ours.id))
            events = session.execute(about.order_by(AuditEvent.sequence)).all()
        assert [tuple(event) for event in events[1:]] == [("signInFailed", "anonymous"), ("signedIn", "apiClient")]

    def test_guessing_is_slowed_down_for_one_client_at_one_address(self, product: Product, ours: System) -> None:
        answers = [ask(product, {}, basic(ours.id, "wrong")).status_code for _ in range(61)]
        assert answers == [401] * 60 + [429]
        another = system(product.sessions, product.organizations("LIM")[0], scopes=[Scope.OFFER_READ])
        assert ask(product, {}, basic(another.id, another.secret)).status_code == 200
