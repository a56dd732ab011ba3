"""Who sees proposals, who writes them and who judges them."""

from uuid import UUID, uuid4

import pytest

from bruggen.access.roles import Role
from bruggen.access.scopes import Scope
from tests.features.offer_revisions.partners import Partner, new_partner
from tests.features.writing.writers import faults, kind
from tests.make.people import grant, system
from tests.make.product import As, Product, is_the_same

HIDDEN = (404, "resourceNotFound")
NOT_HERE = (403, "missingPermission")
NEVER = (403, "missingScope")


def each_door(caller: As, href: str) -> dict[str, tuple[int, str]]:
    """What somebody is answered at each door of a proposal, where nothing may be changed."""
    answers = {
        "read": caller.get(href),
        "change": caller.patch(href, {"content": {"title": "Van een ander"}}, etag='"1.x"'),
        "submit": caller.post(f"{href}/submissions"),
        "return": caller.post(f"{href}/returns", {"remark": "Kan beter."}),
        "publish": caller.post(f"{href}/publications"),
        "withdraw": caller.delete(href, etag='"1.x"'),
    }
    return {door: kind(answer) for door, answer in answers.items()}


def listed(caller: As, **filters: str) -> set[str]:
    body = caller.get("/offerRevisions", pageSize=1000, **filters).json()
    assert body["total"] == len(body["items"])
    return {item["id"] for item in body["items"]}


class TestNobody:
    def test_is_asked_to_sign_in_at_every_door(self, product: Product, partner: Partner) -> None:
        href = partner.change(partner.editor())["href"]
        for method, path in (
            ("GET", "/api/v1/offerRevisions"),
            ("POST", "/api/v1/offerRevisions"),
            ("GET", href),
            ("PATCH", href),
            ("DELETE", href),
            ("POST", f"{href}/submissions"),
            ("POST", f"{href}/returns"),
            ("POST", f"{href}/publications"),
        ):
            assert kind(product.client.request(method, path)) == (401, "noAccessToken"), (method, path)


class TestPartner:
    def test_sees_the_proposals_of_the_own_organization_alone(self, product: Product, partner: Partner) -> None:
        own, other = partner.change(partner.editor()), new_partner(product)
        theirs = other.change(other.editor())
        editor = partner.editor()
        assert listed(editor) == {own["id"]}
        assert editor.get(own["href"]).json()["content"] == own["content"]
        assert set(each_door(editor, theirs["href"]).values()) == {HIDDEN}
        assert is_the_same(editor.get(theirs["href"]), editor.get(f"/offerRevisions/{uuid4()}"))

    def test_never_publishes_and_returns_nothing(self, partner: Partner) -> None:
        for own in (partner.editor(), partner.manager()):
            begun = partner.change(own)
            assert begun["mayPublish"] is False
            handed = own.post(f"{begun['href']}/submissions").json()
            assert (handed["status"], handed["mayPublish"]) == ("inReview", False)
            for door, body in (("publications", None), ("returns", {"remark": "Kan beter."})):
                assert kind(own.post(f"{begun['href']}/{door}", body)) == NOT_HERE
            own.delete(begun["href"])

    def test_is_no_judge_for_being_a_coordinator_elsewhere(self, product: Product, partner: Partner) -> None:
        both = product.person(
            grant(Role.PARTNER_EDITOR, organization=partner.organization), grant(Role.COORDINATOR, region="ANT")
        )
        begun = partner.change(both)
        both.post(f"{begun['href']}/submissions")
        assert kind(both.post(f"{begun['href']}/publications")) == NOT_HERE

    def test_proposes_nothing_for_others(self, product: Product, partner: Partner) -> None:
        other, editor = new_partner(product), partner.editor()
        assert kind(editor.post("/offerRevisions", {"organization": str(other.organization)})) == NOT_HERE
        foreign = {"organization": str(partner.organization), "offer": str(other.offer_id)}
        assert kind(editor.post("/offerRevisions", foreign)) == NOT_HERE

    def test_hears_nothing_of_offers_that_are_not_public(self, product: Product, partner: Partner) -> None:
        hidden, editor = new_partner(product, status="inDevelopment"), partner.editor()

        def try_offer(offer: UUID) -> object:
            return editor.post("/offerRevisions", {"organization": str(partner.organization), "offer": str(offer)})

        assert is_the_same(try_offer(hidden.offer_id), try_offer(uuid4()))

    def test_a_system_of_the_partner_proposes_within_its_scopes(self, product: Product, partner: Partner) -> None:
        writer = product.let_in(system(product.sessions, partner.organization))
        begun = partner.change(writer, title="Van een systeem")
        assert kind(writer.post(f"{begun['href']}/publications")) == NOT_HERE
        reader = product.let_in(system(product.sessions, partner.organization, scopes=[Scope.OFFER_READ]))
        assert reader.get(begun["href"]).status_code == 200
        assert kind(reader.post(f"{begun['href']}/submissions")) == NEVER


class TestCoordinator:
    def test_sees_and_judges_the_own_region_alone(self, product: Product, partner: Partner) -> None:
        begun, far = partner.change(partner.editor()), new_partner(product, "ANT")
        far_begun = far.change(far.editor())
        judge = partner.coordinator()
        seen = listed(judge)
        assert begun["id"] in seen
        assert far_begun["id"] not in seen
        assert set(each_door(judge, far_begun["href"]).values()) == {HIDDEN}
        assert each_door(far.coordinator(), begun["href"]) == dict.fromkeys(each_door(judge, far_begun["href"]), HIDDEN)

    def test_publishes_the_own_draft_but_nobody_elses(self, partner: Partner) -> None:
        own, colleague = partner.coordinator(), partner.coordinator()
        begun = partner.change(own, title="Rechtstreeks")
        assert begun["mayPublish"] is True
        assert colleague.get(begun["href"]).json()["mayPublish"] is False
        assert kind(colleague.post(f"{begun['href']}/publications")) == (409, "alreadyDone")
        assert own.post(f"{begun['href']}/publications").status_code == 200
        assert partner.public()["title"] == "Rechtstreeks"

    def test_writes_for_an_organization_that_has_no_location_yet(self, product: Product, partner: Partner) -> None:
        judge = partner.coordinator()
        made = judge.post("/organizations", {"name": "Zwmrqx nieuw", "sector": "welfare"}).json()
        begun = judge.post("/offerRevisions", {"organization": made["id"]})
        assert begun.status_code == 201
        assert judge.get(begun.json()["href"]).status_code == 200

    def test_waits_for_the_second_factor(self, product: Product, partner: Partner) -> None:
        half = product.person(grant(Role.COORDINATOR, region=partner.region), second_factor=False)
        assert kind(half.get("/offerRevisions")) == NEVER


class TestOthers:
    @pytest.mark.parametrize("role", [Role.REFERRER, Role.POLICY_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR])
    def test_have_no_business_here(self, product: Product, partner: Partner, role: Role) -> None:
        other = product.person(grant(role, region="OVL" if role == Role.REFERRER else None))
        href = partner.change(partner.editor())["href"]
        assert set(each_door(other, href).values()) == {NEVER}
        assert kind(other.get("/offerRevisions")) == NEVER
        assert kind(other.post("/offerRevisions", partner.proposal())) == NEVER


class TestList:
    def test_filters_and_orders(self, product: Product, partner: Partner) -> None:
        editor, far = partner.editor(), new_partner(product, "ANT")
        change = partner.change(editor)
        born = editor.post("/offerRevisions", {"organization": str(partner.organization)}).json()
        editor.post(f"{change['href']}/submissions")
        everywhere = product.person(grant(Role.COORDINATOR, region="OVL"), grant(Role.COORDINATOR, region="ANT"))
        theirs = far.change(far.editor())
        assert listed(everywhere, organization=str(partner.organization)) == {change["id"], born["id"]}
        assert listed(everywhere, offer=str(partner.offer_id)) == {change["id"]}
        assert listed(editor, status="draft") == {born["id"]}
        assert theirs["id"] in listed(everywhere, region="ANT")
        assert change["id"] not in listed(everywhere, region="ANT")
        newest = [item["id"] for item in editor.get("/offerRevisions").json()["items"]]
        assert newest == [change["id"], born["id"]]
        assert [item["id"] for item in editor.get("/offerRevisions", sort="createdAt").json()["items"]] == newest
        assert faults(editor.get("/offerRevisions", state="draft")) == [("state", "unknownInput")]

    def test_shows_what_is_proposed(self, partner: Partner) -> None:
        editor = partner.editor()
        begun = partner.change(editor, title="Anders")
        [item] = editor.get("/offerRevisions").json()["items"]
        assert item["title"] == "Anders"
        assert item["organization"]["id"] == str(partner.organization)
        assert item["offer"] == {"id": str(partner.offer_id), "href": partner.offer, "version": 1, "title": "Zwmrqx"}
        assert item == {name: begun[name] for name in item}
