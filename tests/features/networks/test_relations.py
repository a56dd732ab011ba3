"""Who is missing at a table, what overlaps, and the picture of all networks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, insert

from bruggen.kit.ids import new_id
from bruggen.models import ExpertiseArea, ExpertiseItem, Location, Network, NetworkMember, Organization
from tests.features.writing.writers import coordinator, id_of, kind, new_location, new_organization
from tests.make.expertise import make_item
from tests.make.product import As, Product

FOLLOWER = "directory-follower"
OVL = {"scope": "regions", "regions": ["OVL"]}


def make(product: Product, members: tuple[UUID, ...] = (), **content: Any) -> UUID:
    with product.sessions.begin() as session:
        network = make_item(session, "network", **{"area": OVL, **content}).id
        session.add_all(NetworkMember(network_id=network, organization_id=one, role="member") for one in members)
    return network


@contextmanager
def counting(product: Product) -> Iterator[list[str]]:
    """The statements that answering sends to the database; those who follow the indexes have their own."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.current_thread().name != FOLLOWER:
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


class TestAbsences:
    def test_who_works_in_the_area_is_missing_until_a_member(self, product: Product, writer: As, network: UUID) -> None:
        organization = new_organization(writer, "Het Gemis")
        path = f"/networks/{network}/absences"

        def missing() -> dict[str, Any] | None:
            items = writer.get(path, pageSize=1000).json()["items"]
            return next((item for item in items if item["organization"]["id"] == organization["id"]), None)

        assert missing() is None
        new_location(writer, organization)
        found = missing()
        assert found
        assert (found["located"], found["offers"], found["themes"]) == (True, 0, [])
        member = writer.post(f"/networks/{network}/members", {"organization": organization["id"]}).json()
        assert missing() is None
        writer.patch(member["href"], {"until": "2020-01-01"})
        assert missing()

    def test_those_whose_offers_share_most_themes_come_first(self, product: Product, writer: As) -> None:
        offers = product.client.get("/api/v1/offers", params={"region": "OVL", "theme": "truancy", "pageSize": 100}).json()[
            "items"
        ]
        network = make(product, themes=["truancy", "motivation"])
        answer = writer.get(f"/networks/{network}/absences", pageSize=1000).json()
        items = answer["items"]
        assert items
        counts = [(len(item["themes"]), item["offers"]) for item in items]
        assert counts == sorted(counts, reverse=True)
        givers = {item["organization"]["id"] for item in items if "truancy" in item["themes"]}
        assert givers == {one["id"] for offer in offers for one in offer["providers"]}
        assert len({item["organization"]["id"] for item in items}) == answer["total"] == len(items)

    def test_a_municipality_has_those_of_its_own_and_those_who_serve_its_region(self, product: Product, writer: As) -> None:
        network = make(product, area={"scope": "municipalities", "municipalities": [{"nis_code": "44021"}]})
        items = writer.get(f"/networks/{network}/absences", located="true", pageSize=1000).json()["items"]
        assert items
        for item in items[:5]:
            places = product.client.get(f"/api/v1/organizations/{item['organization']['id']}/locations").json()["items"]
            assert "44021" in {place["address"]["nisCode"] for place in places}
        others = writer.get(f"/networks/{network}/absences", located="false", pageSize=1000).json()["items"]
        assert all(item["offers"] for item in others)

    def test_only_those_who_keep_the_network_are_told(self, product: Product, network: UUID) -> None:
        path = f"/networks/{network}/absences"
        assert kind(product.client.get(f"/api/v1{path}")) == (401, "noAccessToken")
        assert kind(coordinator(product, "LIM").get(path)) == (403, "missingPermission")

    def test_as_a_table_too(self, writer: As, network: UUID) -> None:
        assert "organization.name" in writer.get(f"/networks/{network}/absences", format="csv").text


class TestOverlaps:
    def overlaps(self, product: Product, network: UUID) -> dict[str, Any]:
        items = product.client.get(f"/api/v1/networks/{network}/overlaps").json()["items"]
        return {item["network"]["id"]: item for item in items}

    def test_what_two_networks_share(self, product: Product) -> None:
        one, two, three = product.organizations("OVL")[:3]
        own = make(product, (one, two), themes=["bullying"])
        same = make(product, (two, three, one), themes=["bullying"], area={"scope": "flanders"})
        theme = make(
            product, (three,), themes=["bullying"], area={"scope": "municipalities", "municipalities": [{"nis_code": "44021"}]}
        )
        elsewhere = make(product, (one,), themes=["bullying"], area={"scope": "regions", "regions": ["LIM"]})
        nothing = make(product, (three,))
        found = self.overlaps(product, own)
        assert {each["id"] for each in found[str(same)]["members"]} == {str(one), str(two)}
        assert (found[str(same)]["themes"], found[str(same)]["regions"]) == (["bullying"], ["OVL"])
        assert (found[str(theme)]["members"], found[str(theme)]["themes"]) == ([], ["bullying"])
        assert found[str(theme)]["regions"] == ["OVL"]
        assert not {str(elsewhere), str(nothing), str(own)} & found.keys()
        assert list(found).index(str(same)) < list(found).index(str(theme))

    def test_what_is_archived_overlaps_with_nothing(self, product: Product, writer: As) -> None:
        own, other = make(product, themes=["bullying"]), make(product, themes=["bullying"])
        assert str(other) in self.overlaps(product, own)
        writer.post(f"/networks/{other}/archivings")
        assert str(other) not in self.overlaps(product, own)
        assert kind(product.client.get(f"/api/v1/networks/{other}/overlaps")) == (404, "resourceNotFound")
        assert writer.get(f"/networks/{other}/overlaps").status_code == 200


class TestPicture:
    def test_lines_lead_from_networks_to_members_and_regions(self, product: Product, writer: As) -> None:
        one, two = product.organizations("LIM")[:2]
        network = make(product, (one, two), area={"scope": "municipalities", "municipalities": [{"nis_code": "44021"}]})
        writer.post(f"/networks/{network}/members", {"post": "Directie"})
        writer.post(f"/networks/{network}/members", {"organization": str(one), "post": "Onthaal"})
        picture = product.client.get("/api/v1/networkPictures").json()
        (drawn,) = [each for each in picture["networks"] if each["id"] == str(network)]
        members = [picture["organizations"][place] for place in drawn["members"]]
        assert {each["id"] for each in members} == {str(one), str(two)}
        assert (drawn["regions"], drawn["posts"]) == (["OVL"], 1)
        assert all(each["regions"] == ["LIM"] for each in members)
        assert len(picture["regions"]) == 6

    def test_a_region_leaves_the_networks_that_cover_it(self, product: Product) -> None:
        (organization,) = product.organizations("WVL")[:1]
        here, there, everywhere = (
            make(product, (organization,), area=area)
            for area in (OVL, {"scope": "regions", "regions": ["WVL"]}, {"scope": "flanders"})
        )
        picture = product.client.get("/api/v1/networkPictures", params={"region": "WVL"}).json()
        drawn = {each["id"]: each for each in picture["networks"]}
        assert {str(there), str(everywhere)} <= drawn.keys()
        assert str(here) not in drawn
        assert len(drawn[str(everywhere)]["regions"]) == 6
        used = {place for each in picture["networks"] for place in each["members"]}
        assert used == set(range(len(picture["organizations"])))

    def test_who_left_and_what_is_not_public_is_not_drawn(self, product: Product, writer: As) -> None:
        organization = id_of(new_organization(writer, "Weggegaan"))
        network = make(product)
        body = {"organization": str(organization), "until": "2020-01-01"}
        assert writer.post(f"/networks/{network}/members", body).status_code == 201
        assert str(organization) not in product.client.get("/api/v1/networkPictures").text
        writer.post(f"/networks/{network}/archivings")
        assert str(network) not in product.client.get("/api/v1/networkPictures").text

    def test_is_not_sent_again_to_whoever_has_it(self, product: Product) -> None:
        make(product)
        first = product.client.get("/api/v1/networkPictures")
        again = product.client.get("/api/v1/networkPictures", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, first.headers["cache-control"]) == (304, "public, max-age=0, must-revalidate")


@pytest.fixture
def crowd(own_product: Product) -> Product:
    """Three hundred networks of two thousand organizations."""
    organizations = [
        {"id": new_id(), "version": 1, "name": f"Organisatie {number}", "sector": "welfare"} for number in range(2000)
    ]
    networks = [new_id() for _ in range(300)]
    item = {
        "version": 1,
        "kind": "network",
        "status": "published",
        "title": "Netwerk",
        "summary": "Kort.",
        "area_scope": "regions",
    }
    with own_product.engine.begin() as connection:
        connection.execute(insert(Organization.__table__), organizations)  # type: ignore[arg-type]
        places = {"version": 1, "postal_code": "9000", "nis_code": "44021", "latitude": 51.0, "longitude": 3.7}
        connection.execute(insert(Location), [{"id": new_id(), "organization_id": one["id"], **places} for one in organizations])
        connection.execute(insert(ExpertiseItem.__table__), [{"id": key, **item} for key in networks])  # type: ignore[arg-type]
        own = {"network_kind": "local", "domain": "mixed"}
        connection.execute(insert(Network.__table__), [{"id": key, **own} for key in networks])  # type: ignore[arg-type]
        connection.execute(insert(ExpertiseArea), [{"item_id": key, "code": "OVL"} for key in networks])
        members = [
            {"id": new_id(), "version": 1, "network_id": networks[number % 300], "organization_id": one["id"], "role": "member"}
            for number, one in enumerate(organizations * 2)
        ]
        connection.execute(insert(NetworkMember), members)
    return own_product


def test_a_picture_of_many_takes_a_handful_of_queries_and_stays_small(crowd: Product) -> None:
    with counting(crowd) as sent:
        answer = crowd.client.get("/api/v1/networkPictures", params={"region": "OVL"})
    picture = answer.json()
    assert (len(picture["networks"]), len(picture["organizations"])) == (300, 2000)
    assert sum(len(network["members"]) for network in picture["networks"]) == 4000
    assert 0 < len(sent) <= 8
    assert len(answer.content) < 400_000
