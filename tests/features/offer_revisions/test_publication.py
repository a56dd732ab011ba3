"""What is public changes at the publication of a proposal, then to all that it says, and at nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bruggen.kit.clock import today
from bruggen.models import Offer, OfferExternalId
from tests.access.conftest import run
from tests.conftest import House
from tests.features.offer_revisions.partners import Partner, new_partner, publish
from tests.features.writing.writers import faults, kind
from tests.follow.servers import until
from tests.make.product import As, Product


def found(product: Product, **question: Any) -> list[str]:
    answer = product.client.get("/api/v1/offers", params={**question, "pageSize": 100})
    return [item["href"] for item in answer.raise_for_status().json()["items"]]


class TestOfAChange:
    def test_nothing_shows_before(self, product: Product, partner: Partner) -> None:
        editor, before = partner.editor(), partner.public()
        begun = partner.change(editor, **partner.whole(title="Qwyzkla"))
        editor.patch(begun["href"], {"content": {"summary": "Heel anders."}})
        editor.post(f"{begun['href']}/submissions")
        partner.coordinator().post(f"{begun['href']}/returns", {"remark": "Kan beter."})
        editor.post(f"{begun['href']}/submissions")
        assert partner.public() == before
        assert editor.delete(begun["href"]).status_code == 204
        assert partner.public() == before

    def test_all_of_it_shows_after(self, product: Product, partner: Partner) -> None:
        begun = partner.change(partner.editor(), **partner.whole())
        answer = publish(partner, begun)
        assert answer.json() == {"offer": {"id": str(partner.offer_id), "href": partner.offer}}
        shown, content = partner.public(), begun["content"]
        same = content.keys() & shown.keys() - {"catchment", "locations", "providers", "contacts"}
        assert {name: shown[name] for name in same} == {name: content[name] for name in same}
        assert (shown["catchment"]["scope"], shown["catchment"]["rules"]) == ("municipalities", ["school"])
        assert [area["nisCode"] for area in shown["catchment"]["municipalities"]] == [partner.nis_code]
        assert [(place["id"], place["ageMax"]) for place in shown["locations"]] == [(str(partner.location), 16)]
        assert shown["contacts"] == [{"kind": "email", "value": "onthaal@landen.example", "label": "Onthaal"}]
        again = partner.change(partner.editor())
        assert again["content"] == content
        assert again["offer"]["version"] == 2

    def test_the_index_shows_it_too(self, product: Product, partner: Partner) -> None:
        publish(partner, partner.change(partner.editor(), title="Vlindrogaat", themes=["bullying"]))
        until(lambda: found(product, q="vlindrogaat") == [partner.offer])
        card = product.client.get("/api/v1/offers", params={"q": "vlindrogaat", "theme": "bullying"}).json()["items"][0]
        assert card["title"] == "Vlindrogaat"

    def test_id_external_id_and_demo_mark_stay(self, product: Product) -> None:
        for demo in (True, False):
            partner = new_partner(product, demo=demo)
            publish(partner, partner.change(partner.editor(), title="Anders"))
            assert partner.public()["demo"] is demo
            with product.sessions() as session:
                ids = session.scalars(select(OfferExternalId).where(OfferExternalId.offer_id == partner.offer_id)).all()
                assert [one.external_id for one in ids] == ["A-1"]

    def test_only_what_changed_is_on_record(self, product: Product, partner: Partner) -> None:
        judge = partner.coordinator()
        begun = partner.change(judge, title="Anders", themes=["truancy", "bullying"])
        judge.post(f"{begun['href']}/publications")
        changed = [event for event in product.events(judge, "updated", "deleted") if event[1] != "sessions"]
        assert sorted(changed) == [
            ("deleted", "offerRevisions", begun["id"], []),
            ("updated", "offers", str(partner.offer_id), ["themes", "title"]),
        ]

    def test_the_offer_may_be_changed_again_afterwards(self, partner: Partner) -> None:
        begun = partner.change(partner.editor(), title="Een")
        publish(partner, begun)
        assert partner.editor().get(begun["href"]).status_code == 404
        publish(partner, partner.change(partner.editor(), title="Twee"))
        assert partner.public()["title"] == "Twee"

    def test_only_what_the_coordinator_looked_at(self, partner: Partner) -> None:
        editor, judge = partner.editor(), partner.coordinator()
        begun = partner.change(editor, title="Een")
        editor.post(f"{begun['href']}/submissions")
        looked_at = {"If-Match": judge.get(begun["href"]).headers["etag"]}
        judge.post(f"{begun['href']}/returns", {"remark": "Kan beter."})
        editor.patch(begun["href"], {"content": {"title": "Twee"}})
        editor.post(f"{begun['href']}/submissions")
        stale = judge.send("POST", f"{begun['href']}/publications", looked_at, json={})
        assert kind(stale) == (412, "preconditionFailed")
        assert partner.public()["title"] == "Zwmrqx"

    @pytest.mark.parametrize("status", ["inDevelopment", "archived"])
    def test_makes_an_offer_public_that_was_not(self, product: Product, status: str) -> None:
        partner = new_partner(product, status=status)
        publish(partner, partner.change(partner.editor(), title="Nu wel"))
        assert (partner.public()["title"], partner.public()["status"]) == ("Nu wel", "published")

    def test_a_location_that_went_meanwhile_is_told(self, product: Product, partner: Partner) -> None:
        editor, judge = partner.editor(), partner.coordinator()
        begun = partner.change(editor)
        extra = {"address": {"postalCode": "9000", "nisCode": "44021"}}
        place = editor.post(f"/organizations/{partner.organization}/locations", extra).json()
        editor.patch(begun["href"], {"content": {"locations": [{"id": place["id"]}]}})
        editor.post(f"{begun['href']}/submissions")
        assert judge.delete(place["href"]).status_code == 204
        assert faults(judge.post(f"{begun['href']}/publications")) == [("content.locations.0", "referencedResourceNotFound")]


class TestOfANewOffer:
    def born(self, partner: Partner, writer: As, **more: Any) -> dict[str, Any]:
        body = {"organization": str(partner.organization), "content": partner.whole(**more)}
        begun: dict[str, Any] = writer.post("/offerRevisions", body).json()
        return begun

    def test_it_is_there_and_found(self, product: Product, partner: Partner) -> None:
        begun = self.born(partner, partner.editor(), title="Kwibbeltuin")
        assert found(product, q="kwibbeltuin") == []
        href = publish(partner, begun).json()["offer"]["href"]
        shown = product.client.get(href).json()
        assert shown["title"] == "Kwibbeltuin"
        assert shown["demo"] is False
        assert [provider["id"] for provider in shown["providers"]] == [str(partner.organization)]
        until(lambda: found(product, q="kwibbeltuin") == [href])

    def test_it_was_checked_today(self, product: Product, partner: Partner) -> None:
        shown = product.client.get(publish(partner, self.born(partner, partner.editor())).json()["offer"]["href"]).json()
        assert (shown["verifiedOn"], shown["availability"]["checkedOn"]) == (today().isoformat(),) * 2
        assert timedelta(364) < date.fromisoformat(shown["reviewDue"]) - today() < timedelta(367)

    def test_it_was_checked_when_its_authors_say(self, product: Product, partner: Partner) -> None:
        begun = self.born(partner, partner.editor(), verifiedOn="2026-03-01", reviewDue="2026-09-01")
        shown = product.client.get(publish(partner, begun).json()["offer"]["href"]).json()
        assert (shown["verifiedOn"], shown["reviewDue"]) == ("2026-03-01", "2026-09-01")

    def test_of_a_demo_it_is_demo(self, house: House) -> None:
        demo = DemoHouse(house.database_url, house.directory_path)
        for product in run(demo):
            partner = new_partner(product)
            href = publish(partner, self.born(partner, partner.editor())).json()["offer"]["href"]
            assert product.client.get(href).json()["demo"] is True


class DemoHouse(House):
    """A house in demo mode."""

    @property
    def settings(self) -> Any:
        return super().settings.model_copy(update={"demo": True})


class TestAgainstALiveRecordThatMoved:
    def move(self, product: Product, partner: Partner, **values: Any) -> None:
        with product.sessions.begin() as session:
            offer = session.get_one(Offer, partner.offer_id)
            for name, value in values.items():
                setattr(offer, name, value)

    def test_other_fields_are_merged(self, product: Product, partner: Partner) -> None:
        begun = partner.change(partner.editor(), title="Voorgesteld", cost="free")
        self.move(product, partner, summary="Intussen gewijzigd.", capacity=9, cost="free")
        seen = partner.editor().get(begun["href"]).json()
        assert [(one["field"], one["conflict"]) for one in seen["differences"]] == [("title", False)]
        assert seen["content"]["summary"] == "Intussen gewijzigd."
        assert publish(partner, begun).status_code == 200
        shown = partner.public()
        assert (shown["title"], shown["summary"], shown["capacity"]) == ("Voorgesteld", "Intussen gewijzigd.", 9)

    def test_the_same_field_is_a_conflict_that_is_named(self, product: Product, partner: Partner) -> None:
        editor = partner.editor()
        begun = partner.change(editor, title="Voorgesteld", capacity=7)
        self.move(product, partner, title="Intussen", summary="Ook dit.", capacity=9)
        before = partner.public()
        answer = publish(partner, begun)
        assert kind(answer) == (409, "liveRecordChanged")
        assert [name for name, _ in faults(answer)] == ["content.title", "content.capacity"]
        assert partner.public() == before
        clash = {"field": "title", "live": "Intussen", "proposed": "Voorgesteld", "conflict": True}
        assert clash in editor.get(begun["href"]).json()["differences"]

    def test_a_conflict_ends_when_somebody_compared(self, product: Product, partner: Partner) -> None:
        editor, judge = partner.editor(), partner.coordinator()
        begun = partner.change(editor, title="Voorgesteld")
        self.move(product, partner, title="Intussen", summary="Ook dit.")
        stale = editor.patch(begun["href"], {"offerVersion": 1})
        assert kind(stale) == (409, "liveRecordChanged")
        typed_on = editor.patch(begun["href"], {"content": {"title": "Nog niet vergeleken"}}).json()
        assert typed_on["differences"][0]["conflict"] is True
        settled = editor.patch(begun["href"], {"content": {"title": "Samen"}, "offerVersion": typed_on["offer"]["version"]})
        assert settled.json()["differences"] == [{"field": "title", "live": "Intussen", "proposed": "Samen", "conflict": False}]
        assert publish(partner, begun).status_code == 200
        assert (partner.public()["title"], partner.public()["summary"]) == ("Samen", "Ook dit.")
        assert judge.get(begun["href"]).status_code == 404

    def test_a_new_offer_has_nothing_to_compare_with(self, partner: Partner) -> None:
        editor = partner.editor()
        begun = editor.post("/offerRevisions", {"organization": str(partner.organization)}).json()
        assert faults(editor.patch(begun["href"], {"offerVersion": 1})) == [("offerVersion", "invalidInput")]

    def test_what_was_archived_meanwhile_does_not_come_back_by_the_way(self, product: Product, partner: Partner) -> None:
        begun = partner.change(partner.editor(), title="Voorgesteld")
        assert partner.coordinator().post(f"{partner.offer}/archivings").status_code == 204
        assert faults(publish(partner, begun)) == [("content.status", "invalidInput")]
        assert product.client.get(partner.offer).status_code == 404
