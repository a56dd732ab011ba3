"""Proposals of networks, trainings, practices and the like: by anybody who signed in, judged by the coordinators."""

from typing import Any

import pytest

from bruggen.access.roles import Role
from tests.features.expertise.test_reading import made
from tests.make.people import grant
from tests.make.product import As, Product

WHOLE = {
    "title": "Samen ontbijten",
    "summary": "Een ontbijt op school, elke dag.",
    "occasion": "Leerlingen kwamen te laat en met een lege maag.",
    "approach": "Vrijwilligers maken ontbijt.",
}


def begun(writer: As, **body: Any) -> dict[str, Any]:
    answer = writer.post("/expertiseRevisions", {"kind": "goodPractice", "region": "OVL", **body})
    assert answer.status_code == 201, answer.text
    proposal: dict[str, Any] = answer.json()
    return proposal


def published(coordinator: As, href: str) -> str:
    answer = coordinator.post(f"{href}/publications")
    assert answer.status_code == 200, answer.text
    item: str = answer.json()["item"]["href"]
    return item


class TestTheWayOfAPractice:
    def test_from_a_referrer_to_everybody(self, product: Product, referrer: As, coordinator: As) -> None:
        proposal = begun(referrer, content={"title": "Samen ontbijten"})
        assert proposal["content"]["area"] == {"scope": "regions", "regions": ["OVL"], "municipalities": []}
        missing = referrer.post(f"{proposal['href']}/submissions")
        assert {issue["name"] for issue in missing.json()["issues"]} == {
            "content.summary", "content.occasion", "content.approach",
        }  # fmt: skip
        assert referrer.patch(proposal["href"], {"content": WHOLE}).status_code == 200
        assert referrer.post(f"{proposal['href']}/submissions").json()["status"] == "inReview"
        assert referrer.post(f"{proposal['href']}/publications").status_code == 403
        returned = coordinator.post(f"{proposal['href']}/returns", {"remark": "Voor welke leeftijd?"})
        assert returned.json()["status"] == "returned"
        assert referrer.get(proposal["href"]).json()["remark"] == "Voor welke leeftijd?"
        assert referrer.patch(proposal["href"], {"content": {"ageBands": ["under12"]}}).status_code == 200
        referrer.post(f"{proposal['href']}/submissions")
        page = product.client.get(published(coordinator, proposal["href"])).json()
        assert page["title"] == "Samen ontbijten"
        assert page["ageBands"] == ["under12"]
        assert referrer.get(proposal["href"]).status_code == 404

    def test_others_do_not_see_it(self, product: Product, referrer: As) -> None:
        proposal = begun(referrer, content=WHOLE)
        for other in (
            product.person(grant(Role.REFERRER, region="OVL")),
            product.person(grant(Role.COORDINATOR, region="LIM")),
            product.person(grant(Role.POLICY_OFFICER)),
        ):
            assert other.get(proposal["href"]).status_code == 404
            assert other.get("/expertiseRevisions").json()["total"] == 0

    def test_a_coordinators_own_draft_is_published_at_once(self, product: Product, coordinator: As) -> None:
        proposal = begun(coordinator, content=WHOLE)
        assert proposal["mayPublish"]
        assert product.client.get(published(coordinator, proposal["href"])).status_code == 200

    def test_each_publication_is_an_edition(self, product: Product, coordinator: As) -> None:
        href = published(coordinator, begun(coordinator, content=WHOLE)["href"])
        change = begun(coordinator, item=href.rpartition("/")[2], content={"pitfalls": "Te weinig handen."})
        assert [one["field"] for one in change["differences"]] == ["pitfalls"]
        assert "pitfalls" not in product.client.get(href).json()
        assert published(coordinator, change["href"]) == href
        editions = product.client.get(f"{href}/editions").json()["items"]
        assert [one["number"] for one in editions] == [2, 1]
        assert editions[0]["content"]["pitfalls"] == "Te weinig handen."
        assert "pitfalls" not in editions[1]["content"]
        assert product.client.get(href).json()["editions"] == 2


class TestTwoAtOnce:
    def test_an_item_has_one_pending_change(self, product: Product, coordinator: As) -> None:
        item = made(product, "goodPractice").rpartition("/")[2]
        first = begun(coordinator, item=item)
        answer = coordinator.post("/expertiseRevisions", {"kind": "goodPractice", "region": "OVL", "item": item})
        assert answer.status_code == 409
        assert answer.json()["href"] == first["href"]

    def test_the_same_key_begins_one(self, coordinator: As) -> None:
        body = {"kind": "method", "region": "OVL", "content": {"title": "Eén"}}
        first, again = [coordinator.post("/expertiseRevisions", body, key="k") for _ in range(2)]
        assert first.json()["id"] == again.json()["id"]

    def test_a_stale_writer_hears_it(self, coordinator: As) -> None:
        proposal = begun(coordinator, content=WHOLE)
        old = coordinator.get(proposal["href"]).headers["etag"]
        assert coordinator.patch(proposal["href"], {"content": {"pitfalls": "A"}}, etag=old).status_code == 200
        assert coordinator.patch(proposal["href"], {"content": {"pitfalls": "B"}}, etag=old).status_code == 412


class TestBadInput:
    @pytest.mark.parametrize(
        ("content", "name"),
        [
            ({"themes": ["spijbelen"]}, "content.themes"),
            ({"area": {"scope": "municipalities", "municipalities": [{"nisCode": "99999"}]}}, "content.area.municipalities.0"),
            ({"area": {"scope": "regions", "regions": []}}, "content.area.regions"),
            ({"links": [{"label": "Site", "url": "javascript:alert(1)"}]}, "content.links.0.url"),
            ({"contact": {"email": "geen adres"}}, "content.contact.email"),
            ({"approach": "Met <script>"}, "content.approach"),
            ({"related": ["0197a1b0-0000-7000-8000-000000000000"]}, "content.related.0"),
            ({"practicedOn": "2999-01-01"}, "content.practicedOn"),
        ],
    )
    def test_is_named_by_its_field_at_submission(self, referrer: As, content: dict[str, Any], name: str) -> None:
        proposal = begun(referrer, content={**WHOLE, **content})
        answer = referrer.post(f"{proposal['href']}/submissions")
        assert answer.status_code == 400
        assert [issue["name"] for issue in answer.json()["issues"]] == [name]
        assert referrer.get(proposal["href"]).json()["status"] == "draft"

    @pytest.mark.parametrize(
        ("content", "name"),
        [
            ({"kleur": "rood"}, "content.kleur"),
            ({"title": 5}, "content.title"),
            ({"networkKind": "local"}, "content.networkKind"),
        ],
    )
    def test_what_its_kind_has_not_is_refused_at_once(self, referrer: As, content: dict[str, Any], name: str) -> None:
        proposal = begun(referrer)
        answer = referrer.patch(proposal["href"], {"content": content})
        assert answer.status_code == 400
        assert [issue["name"] for issue in answer.json()["issues"]] == [name]

    def test_a_kind_that_there_is_not(self, referrer: As) -> None:
        answer = referrer.post("/expertiseRevisions", {"kind": "recept", "region": "OVL"})
        assert answer.status_code == 400
