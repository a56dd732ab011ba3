"""Locations of organizations: where they may stand, who changes them, and what follows them."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from bruggen.access.roles import Role
from bruggen.models import Location, Municipality, Offer, OfferLocation
from tests.features.writing.writers import GENT, coordinator, faults, id_of, kind, new_location, new_organization
from tests.follow.servers import until
from tests.make.people import grant
from tests.make.product import As, Product


@pytest.fixture
def writer(product: Product) -> As:
    """A coordinator of East Flanders."""
    return coordinator(product)


@pytest.fixture
def anchor(writer: As) -> dict[str, Any]:
    """An organization without a location."""
    return new_organization(writer)


def point_of(product: Product, nis_code: str) -> tuple[float, float]:
    with product.sessions() as session:
        municipality = session.get_one(Municipality, nis_code)
        return municipality.latitude, municipality.longitude


class TestAdd:
    def test_nobody_does_without_signing_in(self, product: Product, anchor: dict[str, Any]) -> None:
        assert kind(product.client.post(f"{anchor['href']}/locations", json=GENT)) == (401, "noAccessToken")

    def test_stands_where_it_was_said(self, product: Product, writer: As, anchor: dict[str, Any]) -> None:
        body = {
            "name": "Het Anker Gent",
            "address": {"street": "Kaai", "houseNumber": "7 bus 2", "postalCode": "9000", "nisCode": "44021"},
            "latitude": 51.05,
            "longitude": 3.72,
            "accessibilityFeatures": ["wheelchair", "publicTransport"],
        }
        answer = writer.post(f"{anchor['href']}/locations", body)
        made = answer.json()
        assert (answer.status_code, answer.headers["location"]) == (201, made["href"])
        assert made["address"] == {**body["address"], "municipality": "Gent"}  # type: ignore[dict-item]
        assert (made["latitude"], made["longitude"]) == (51.05, 3.72)
        assert sorted(made["accessibilityFeatures"]) == ["publicTransport", "wheelchair"]
        seen = product.client.get(made["href"])
        assert (seen.json(), seen.headers["etag"]) == (made, answer.headers["etag"])

    def test_or_where_its_municipality_does(self, product: Product, writer: As, anchor: dict[str, Any]) -> None:
        made = new_location(writer, anchor)
        assert (made["latitude"], made["longitude"]) == point_of(product, "44021")

    @pytest.mark.parametrize(
        ("wrong", "names"),
        [
            ({"address": {"postalCode": "2000", "nisCode": "44021"}}, ["address.postalCode", "address.nisCode"]),
            ({"address": {"postalCode": "9000", "nisCode": "99999"}}, ["address.nisCode"]),
            ({"address": {"postalCode": "9000"}}, ["address.nisCode"]),
            ({"address": {"postalCode": "900", "nisCode": "44021"}}, ["address.postalCode"]),
            ({"address": {**GENT["address"], "country": "BE"}}, ["address.country"]),
            ({"latitude": 51.05}, ["longitude"]),
            ({"longitude": 3.7}, ["latitude"]),
            ({"latitude": 50.46, "longitude": 4.86}, ["latitude"]),
            ({"latitude": 51.0, "longitude": 6.1}, ["longitude"]),
            ({"accessibilityFeatures": ["wheelchair", "helipad"]}, ["accessibilityFeatures"]),
            ({"name": "<i>Gent</i>"}, ["name"]),
        ],
    )
    def test_what_is_wrong_is_named(self, writer: As, anchor: dict[str, Any], wrong: dict[str, Any], names: list[str]) -> None:
        answer = writer.post(f"{anchor['href']}/locations", {**GENT, **wrong})
        assert [name for name, _ in faults(answer)] == names

    def test_a_wrong_postal_code_says_whose_it_is(self, writer: As, anchor: dict[str, Any]) -> None:
        answer = writer.post(f"{anchor['href']}/locations", {"address": {"postalCode": "2000", "nisCode": "44021"}})
        assert "Gent" in answer.json()["issues"][0]["detail"]
        assert "Antwerpen" in answer.json()["issues"][0]["detail"]

    def test_a_new_place_is_a_change_of_its_organization(self, writer: As, anchor: dict[str, Any]) -> None:
        before = writer.get(anchor["href"]).headers["etag"]
        new_location(writer, anchor)
        assert kind(writer.patch(anchor["href"], {"name": "X"}, etag=before)) == (412, "preconditionFailed")

    def test_the_same_key_makes_one(self, writer: As, anchor: dict[str, Any]) -> None:
        path = f"{anchor['href']}/locations"
        first, second = (writer.post(path, GENT, key=anchor["id"]) for _ in range(2))
        assert (first.json(), first.headers["etag"]) == (second.json(), second.headers["etag"])
        assert writer.get(path).json()["total"] == 1


class TestChange:
    def test_the_own_people_do_and_others_do_not(self, product: Product, writer: As, anchor: dict[str, Any]) -> None:
        place = new_location(writer, anchor)["href"]
        own = product.person(grant(Role.PARTNER_EDITOR, organization=id_of(anchor)))
        assert own.patch(place, {"name": "Anker"}).json()["name"] == "Anker"
        assert kind(product.client.patch(place, json={"name": "X"})) == (401, "noAccessToken")
        assert kind(coordinator(product, "LIM").patch(place, {"name": "X"})) == (403, "missingPermission")
        assert kind(product.administrator().patch(place, {"name": "X"})) == (403, "missingScope")

    def test_a_place_of_another_organization_is_not_there(self, writer: As, anchor: dict[str, Any]) -> None:
        place = new_location(writer, new_organization(writer))
        for wrong in (place["id"], uuid4()):
            assert writer.patch(f"{anchor['href']}/locations/{wrong}", {"name": "X"}, etag="*").status_code == 404
            assert writer.delete(f"{anchor['href']}/locations/{wrong}").status_code == 404

    def test_one_that_moves_leaves_its_coordinates_behind(self, product: Product, writer: As, anchor: dict[str, Any]) -> None:
        place = new_location(writer, anchor, latitude=51.05, longitude=3.72)["href"]
        moved = writer.patch(place, {"address": {"postalCode": "9300", "nisCode": "41002"}}).json()
        assert moved["address"]["municipality"] == "Aalst"
        assert (moved["latitude"], moved["longitude"]) == point_of(product, "41002")
        put = writer.patch(place, {"latitude": 50.94, "longitude": 4.04}).json()
        assert (put["latitude"], put["longitude"]) == (50.94, 4.04)
        back = writer.patch(place, {"latitude": None, "longitude": None}).json()
        assert (back["latitude"], back["longitude"]) == point_of(product, "41002")

    def test_half_a_point_is_refused(self, writer: As, anchor: dict[str, Any]) -> None:
        place = new_location(writer, anchor, latitude=51.05, longitude=3.72)["href"]
        assert faults(writer.patch(place, {"latitude": None}))[0][0] == "latitude"
        assert writer.patch(place, {"latitude": 51.06}).json()["latitude"] == 51.06

    def test_features_come_and_go(self, product: Product, writer: As, anchor: dict[str, Any]) -> None:
        place = new_location(writer, anchor, accessibilityFeatures=["wheelchair"])["href"]
        first = writer.patch(place, {"accessibilityFeatures": ["publicTransport", "wheelchair", "wheelchair"]})
        assert sorted(first.json()["accessibilityFeatures"]) == ["publicTransport", "wheelchair"]
        second = writer.patch(place, {"accessibilityFeatures": ["publicTransport"]})
        assert second.json()["accessibilityFeatures"] == ["publicTransport"]
        assert second.headers["etag"].partition(".")[0] != first.headers["etag"].partition(".")[0]
        assert product.events(writer, "updated")[-1] == ("updated", "organizations", anchor["id"], ["locations"])

    def test_needs_the_state_that_was_seen(self, writer: As, anchor: dict[str, Any]) -> None:
        place = new_location(writer, anchor)["href"]
        seen = writer.get(place).headers["etag"]
        assert kind(writer.send("PATCH", place, json={"name": "X"})) == (428, "preconditionRequired")
        assert writer.patch(place, {"name": "Eerst"}, etag=seen).status_code == 200
        assert kind(writer.patch(place, {"name": "Dan"}, etag=seen)) == (412, "preconditionFailed")

    def test_offers_move_along(self, product: Product, writer: As) -> None:
        with product.sessions() as session:
            row = session.execute(
                select(Location, Offer.id)
                .join(OfferLocation, OfferLocation.location_id == Location.id)
                .join(Offer, Offer.id == OfferLocation.offer_id)
                .where(Offer.status == "published", Location.organization_id.in_(product.organizations("OVL")))
                .order_by(OfferLocation.position)
            ).first()
        assert row
        place, offer = row
        moved = writer.patch(
            f"/organizations/{place.organization_id}/locations/{place.id}",
            {"address": {"postalCode": "9870", "nisCode": "44081"}},
        )
        assert moved.json()["address"]["municipality"] == "Zulte"

        def shown() -> bool:
            page = product.client.get(f"/api/v1/offers?organization={place.organization_id}&pageSize=100").json()
            (card,) = (item for item in page["items"] if item["id"] == str(offer))
            return "Zulte" in [one["municipality"] for one in card["places"]]

        until(shown)


class TestRemove:
    def test_takes_it_out(self, product: Product, writer: As, anchor: dict[str, Any]) -> None:
        place = new_location(writer, anchor, accessibilityFeatures=["wheelchair"])["href"]
        etag = writer.get(place).headers["etag"]
        assert kind(product.client.delete(place)) == (401, "noAccessToken")
        assert kind(coordinator(product, "LIM").delete(place)) == (403, "missingPermission")
        assert kind(writer.send("DELETE", place)) == (428, "preconditionRequired")
        assert kind(writer.delete(place, etag='"99.x"')) == (412, "preconditionFailed")
        assert writer.delete(place, etag=etag).status_code == 204
        assert product.client.get(place).status_code == 404
        assert writer.patch(anchor["href"], {"name": "X"}, etag=etag).status_code == 412

    def test_one_where_an_offer_is_given_stays(self, product: Product, writer: As) -> None:
        with product.sessions() as session:
            used = session.scalars(
                select(Location)
                .join(OfferLocation, OfferLocation.location_id == Location.id)
                .where(Location.organization_id.in_(product.organizations("OVL")))
            ).first()
            assert used
            given = select(OfferLocation.offer_id).where(OfferLocation.location_id == used.id)
            offers = len(session.scalars(given).all())
        answer = writer.delete(f"/organizations/{used.organization_id}/locations/{used.id}")
        assert kind(answer) == (409, "stillUsed")
        assert [(issue["name"], issue["value"]) for issue in answer.json()["issues"]] == [("offers", offers)]
