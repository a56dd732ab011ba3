"""What is done to a live offer directly: archived, restored, found still right, its places counted."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from bruggen.access.roles import Role
from bruggen.kit.clock import today
from tests.access.conftest import run
from tests.conftest import BACKENDS, House
from tests.features.offer_revisions.partners import Partner, new_partner
from tests.features.writing.writers import faults, kind
from tests.follow.servers import until
from tests.make.people import grant
from tests.make.product import As, Product, is_the_same

DOORS = ("archivings", "restorations", "verifications")


@pytest.fixture(scope="module", params=BACKENDS)
def product(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[Product]:
    """A product for the tests of this module, on each backend."""
    yield from run(make_house(request.param))


@pytest.fixture
def partner(product: Product) -> Partner:
    return new_partner(product)


def listed(product: Product, partner: Partner, **question: Any) -> int:
    """How often the list shows the partner's offer."""
    answer = product.client.get("/api/v1/offers", params={"id": str(partner.offer_id), **question})
    total: int = answer.json()["total"]
    return total


class TestGetOffer:
    @pytest.mark.parametrize("status", ["inDevelopment", "archived"])
    def test_what_is_not_public_is_shown_to_those_whose_it_is(self, product: Product, status: str) -> None:
        hidden, other = new_partner(product, status=status), new_partner(product, "ANT")
        for own in (hidden.editor(), hidden.manager(), hidden.coordinator()):
            answer = own.get(hidden.offer)
            assert (answer.status_code, answer.json()["status"]) == (200, status)
            assert answer.headers["cache-control"] == "no-store"
        missing = "/api/v1/offers/01930000-0000-7000-8000-000000000000"
        for stranger in (other.editor(), other.coordinator(), product.administrator(), product.person()):
            assert is_the_same(stranger.get(hidden.offer), stranger.get(missing))
            assert stranger.get(hidden.offer).status_code == 404
        assert is_the_same(product.client.get(hidden.offer), product.client.get(missing))

    def test_a_token_that_is_not_good_is_refused_here_too(self, product: Product, partner: Partner) -> None:
        answer = product.client.get(partner.offer, headers={"Authorization": "Bearer x"})
        assert kind(answer) == (401, "invalidAccessToken")


class TestReach:
    def test_nobody_is_asked_to_sign_in(self, product: Product, partner: Partner) -> None:
        for door in DOORS:
            assert kind(product.client.post(f"{partner.offer}/{door}")) == (401, "noAccessToken")
        assert kind(product.client.patch(f"{partner.offer}/availability")) == (401, "noAccessToken")

    def test_others_see_it_and_leave_it(self, product: Product, partner: Partner) -> None:
        other = new_partner(product, "ANT")
        for stranger in (other.editor(), other.manager(), other.coordinator()):
            for door in DOORS:
                assert kind(stranger.post(f"{partner.offer}/{door}")) == (403, "missingPermission")
            answer = stranger.patch(f"{partner.offer}/availability", {"status": "free"}, etag="*")
            assert kind(answer) == (403, "missingPermission")
        for role in (Role.REFERRER, Role.ADMINISTRATOR):
            outsider = product.person(grant(role, region="OVL" if role == Role.REFERRER else None))
            assert kind(outsider.post(f"{partner.offer}/verifications")) == (403, "missingScope")

    def test_what_is_hidden_is_nothing(self, product: Product) -> None:
        hidden, other = new_partner(product, status="archived"), new_partner(product)
        assert kind(other.manager().post(f"{hidden.offer}/restorations")) == (404, "resourceNotFound")


class TestArchivings:
    def test_a_coordinator_or_manager_takes_it_from_view_and_puts_it_back(self, product: Product, partner: Partner) -> None:
        until(lambda: listed(product, partner) == 1)
        before = partner.public()
        for own in (partner.coordinator(), partner.manager()):
            assert own.post(f"{partner.offer}/archivings").status_code == 204
            assert product.client.get(partner.offer).status_code == 404
            until(lambda: listed(product, partner) == 0)
            assert kind(own.post(f"{partner.offer}/archivings")) == (409, "alreadyDone")
            assert own.post(f"{partner.offer}/restorations").status_code == 204
            assert partner.public() == {**before, "updatedAt": partner.public()["updatedAt"]}
            until(lambda: listed(product, partner) == 1)
            assert kind(own.post(f"{partner.offer}/restorations")) == (409, "alreadyDone")

    def test_an_editor_does_not(self, partner: Partner) -> None:
        editor = partner.editor()
        assert kind(editor.post(f"{partner.offer}/archivings")) == (403, "missingPermission")
        partner.coordinator().post(f"{partner.offer}/archivings")
        assert kind(editor.post(f"{partner.offer}/restorations")) == (403, "missingPermission")

    def test_what_was_never_judged_does_not_become_public_through_the_archive(self, product: Product) -> None:
        made = new_partner(product, status="inDevelopment")
        for door in ("archivings", "restorations"):
            assert kind(made.manager().post(f"{made.offer}/{door}")) == (409, "alreadyDone")
        assert product.client.get(made.offer).status_code == 404


class TestVerifications:
    def test_say_that_all_is_right_for_a_year(self, product: Product, partner: Partner) -> None:
        assert "verifiedOn" not in partner.public()
        editor = partner.editor()
        assert editor.post(f"{partner.offer}/verifications").status_code == 204
        shown = partner.public()
        assert shown["verifiedOn"] == today().isoformat()
        assert timedelta(364) < date.fromisoformat(shown["reviewDue"]) - today() < timedelta(367)
        until(
            lambda: product.client.get("/api/v1/offers", params={"id": str(partner.offer_id), "verifiedAfter": today()}).json()[
                "total"
            ]
        )
        assert product.events(editor, "updated") == [("updated", "offers", str(partner.offer_id), ["reviewDue", "verifiedOn"])]


class TestAvailability:
    def say(self, own: As, partner: Partner, **body: Any) -> Any:
        return own.patch(f"{partner.offer}/availability", body, etag="*")

    def test_shows_at_once_and_in_the_list(self, product: Product, partner: Partner) -> None:
        answer = self.say(partner.editor(), partner, status="waitingList", waitingWeeks=6)
        expected = {"status": "waitingList", "waitingWeeks": 6, "checkedOn": today().isoformat()}
        assert answer.json() == expected == partner.public()["availability"]
        until(lambda: listed(product, partner, availability="waitingList") == 1)

    def test_takes_the_etag_of_the_offer(self, product: Product, partner: Partner) -> None:
        editor, path = partner.editor(), f"{partner.offer}/availability"
        etag = product.client.get(partner.offer).headers["etag"]
        assert editor.patch(path, {"status": "free"}, etag=etag).status_code == 200
        assert kind(editor.patch(path, {"status": "closed"}, etag=etag)) == (412, "preconditionFailed")
        assert kind(editor.send("PATCH", path, json={"status": "closed"})) == (428, "preconditionRequired")

    def test_a_waiting_time_ends_with_the_waiting(self, partner: Partner) -> None:
        editor = partner.editor()
        self.say(editor, partner, status="waitingList", waitingWeeks=6)
        assert self.say(editor, partner, waitingWeeks=4).json()["waitingWeeks"] == 4
        assert "waitingWeeks" not in self.say(editor, partner, status="free").json()
        assert faults(self.say(editor, partner, status="free", waitingWeeks=2)) == [("waitingWeeks", "invalidInput")]

    def test_names_the_codes_there_are(self, partner: Partner) -> None:
        answer = self.say(partner.editor(), partner, status="vol")
        assert faults(answer) == [("status", "invalidInput")]
        assert "free, limited, waitingList" in answer.json()["issues"][0]["detail"]
        assert faults(self.say(partner.editor(), partner, state="free")) == [("state", "unknownInput")]

    def test_a_pending_proposal_does_not_undo_it(self, partner: Partner) -> None:
        judge = partner.coordinator()
        begun = partner.change(judge, title="Anders")
        self.say(judge, partner, status="closed")
        judge.post(f"{begun['href']}/publications")
        assert (partner.public()["title"], partner.public()["availability"]["status"]) == ("Anders", "closed")
