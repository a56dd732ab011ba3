"""Coordinators and the words about their region: changed by the tandem itself."""

from typing import Any

import pytest

from bruggen.access.roles import Role
from tests.features.writing.writers import coordinator, faults, kind
from tests.make.people import grant
from tests.make.product import As, Product

NEW = {"name": "Nele", "role": "togetherAgainstDropout", "region": "WVL"}
INTRODUCTION = {"nl": "Welkom in **West-Vlaanderen**.\n\n- Bel ons.", "fr": "Bienvenue."}


@pytest.fixture
def writer(product: Product) -> As:
    """A coordinator of West Flanders."""
    return coordinator(product, "WVL")


def tandem(product: Product, region: str = "WVL") -> dict[str, Any]:
    """The posts of a region, by their role."""
    return {post["role"]: post for post in product.client.get(f"/api/v1/regions/{region}").json()["tandem"]}


class TestCoordinators:
    def test_nobody_changes_them_without_signing_in(self, product: Product) -> None:
        href = product.client.get("/api/v1/coordinators").json()["items"][0]["href"]
        assert kind(product.client.post("/api/v1/coordinators", json=NEW)) == (401, "noAccessToken")
        assert kind(product.client.patch(href, json={"name": "X"})) == (401, "noAccessToken")
        assert kind(product.client.delete(href)) == (401, "noAccessToken")

    def test_a_post_is_published_while_somebody_is_known_to_hold_it(self, product: Product, writer: As) -> None:
        assert tandem(product)["togetherAgainstDropout"]["publication"] == "notPublished"
        first = writer.post("/coordinators", {**NEW, "email": "Nele@wvl.example"})
        assert (first.status_code, first.headers["location"]) == (201, first.json()["href"])
        assert first.json()["email"] == "nele@wvl.example"
        second = writer.post("/coordinators", {**NEW, "name": "Ward"}, key="ward")
        assert writer.post("/coordinators", {**NEW, "name": "Ward"}, key="ward").json() == second.json()
        post = tandem(product)["togetherAgainstDropout"]
        assert (post["publication"], [one["name"] for one in post["coordinators"]]) == ("published", ["Nele", "Ward"])
        for made in (first, second):
            assert kind(writer.send("DELETE", made.json()["href"])) == (428, "preconditionRequired")
            assert writer.delete(made.json()["href"], etag=made.headers["etag"]).status_code == 204
        assert tandem(product)["togetherAgainstDropout"] == {
            "role": "togetherAgainstDropout",
            "publication": "notPublished",
            "coordinators": [],
        }

    def test_name_and_address_change_and_an_address_goes(self, product: Product, writer: As) -> None:
        made = writer.post("/coordinators", {**NEW, "email": "nele@wvl.example"})
        href, seen = made.json()["href"], made.headers["etag"]
        assert kind(writer.send("PATCH", href, json={"name": "X"})) == (428, "preconditionRequired")
        changed = writer.patch(href, {"name": "Nele V.", "email": None}, etag=seen)
        assert changed.json() == {**{k: v for k, v in made.json().items() if k != "email"}, "name": "Nele V."}
        assert product.client.get(href).json() == changed.json()
        assert kind(writer.patch(href, {"name": "X"}, etag=seen)) == (412, "preconditionFailed")
        assert product.events(writer, "updated")[-1][3] == ["email", "name"]

    def test_the_other_half_of_the_tandem_may_do_the_same(self, product: Product) -> None:
        other = product.person(grant(Role.COORDINATOR, region="WVL", post="togetherAgainstDropout"))
        held = tandem(product)["youthCareEducation"]["coordinators"][0]
        assert other.patch(held["href"], {"name": held["name"]}).status_code == 200

    def test_whoever_is_of_elsewhere_sees_them_and_may_not(self, product: Product) -> None:
        held = tandem(product, "OVL")["youthCareEducation"]["coordinators"][0]["href"]
        elsewhere = coordinator(product, "LIM")
        assert kind(elsewhere.post("/coordinators", NEW)) == (403, "missingPermission")
        assert kind(elsewhere.patch(held, {"name": "X"})) == (403, "missingPermission")
        assert kind(elsewhere.delete(held)) == (403, "missingPermission")
        partner = product.person(grant(Role.PARTNER_MANAGER, organization=product.organizations("OVL")[0]))
        for other in (partner, product.administrator(), product.person(grant(Role.REFERRER, region="OVL"))):
            assert kind(other.patch(held, {"name": "X"})) == (403, "missingScope")

    @pytest.mark.parametrize(
        ("wrong", "name"),
        [
            ({"name": ""}, "name"),
            ({"name": "<b>Nele</b>"}, "name"),
            ({"email": "nele"}, "email"),
            ({"email": "nele\0@wvl.example"}, "email"),
            ({"role": "boss"}, "role"),
            ({"region": "XYZ"}, "region"),
            ({"region": "\0"}, "region"),
            ({"phone": "09 123 45 67"}, "phone"),
        ],
    )
    def test_what_is_wrong_is_named(self, writer: As, wrong: dict[str, Any], name: str) -> None:
        assert [fault for fault, _ in faults(writer.post("/coordinators", {**NEW, **wrong}))] == [name]

    def test_the_post_of_somebody_is_not_changed_by_a_patch(self, product: Product, writer: As) -> None:
        held = tandem(product)["youthCareEducation"]["coordinators"][0]["href"]
        assert faults(writer.patch(held, {"region": "OVL"})) == [("region", "unknownInput")]


class TestIntroductions:
    def test_nobody_writes_one_without_signing_in(self, product: Product) -> None:
        answer = product.client.patch("/api/v1/regions/ANT", json={"introduction": INTRODUCTION})
        assert kind(answer) == (401, "noAccessToken")

    def test_is_written_changed_and_taken_away(self, product: Product, writer: As) -> None:
        seen = product.client.get("/api/v1/regions/WVL")
        assert "introduction" not in seen.json()
        first = writer.patch("/regions/WVL", {"introduction": INTRODUCTION}, etag=seen.headers["etag"])
        assert (first.status_code, first.json()) == (200, {**seen.json(), "introduction": INTRODUCTION})
        shown = product.client.get("/api/v1/regions/WVL")
        assert (shown.json(), shown.headers["etag"]) == (first.json(), first.headers["etag"])
        late = writer.patch("/regions/WVL", {"introduction": {"nl": "Te laat"}}, etag=seen.headers["etag"])
        assert kind(late) == (412, "preconditionFailed")
        second = writer.patch("/regions/WVL", {"introduction": {"fr": None, "en": "Welcome."}})
        assert second.json()["introduction"] == {"nl": INTRODUCTION["nl"], "en": "Welcome."}
        third = writer.patch("/regions/WVL", {"introduction": None})
        assert "introduction" not in third.json()
        assert "introduction" not in product.client.get("/api/v1/regions/WVL").json()
        # What was seen before it was taken away is no state to go on from.
        assert writer.patch("/regions/WVL", {"introduction": INTRODUCTION}, etag=second.headers["etag"]).status_code == 412
        assert ("updated", "contents", "region.WVL", ["body"]) in product.events(writer, "updated")

    def test_others_see_it_and_may_not(self, product: Product) -> None:
        elsewhere = coordinator(product, "LIM")
        assert kind(elsewhere.patch("/regions/ANT", {"introduction": INTRODUCTION})) == (403, "missingPermission")
        assert kind(product.administrator().patch("/regions/ANT", {"introduction": INTRODUCTION})) == (403, "missingScope")
        assert elsewhere.patch("/regions/XYZ", {"introduction": INTRODUCTION}, etag="*").status_code == 404

    @pytest.mark.parametrize(
        ("wrong", "name"),
        [
            ({"introduction": {"fr": "Bienvenue."}}, "introduction.nl"),
            ({"introduction": {"nl": "<img src=x onerror=alert(1)>"}}, "introduction.nl"),
            ({"introduction": {"nl": "Welkom.", "de": "Willkommen."}}, "introduction.de"),
            ({"name": "Vlaanderen"}, "name"),
        ],
    )
    def test_what_is_wrong_is_named(self, product: Product, wrong: dict[str, Any], name: str) -> None:
        answer = coordinator(product, "BRU").patch("/regions/BRU", wrong)
        assert [fault for fault, _ in faults(answer)] == [name]
