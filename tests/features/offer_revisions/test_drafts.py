"""Proposals while they are written: begun, saved as one types, complete at the end."""

from typing import Any
from uuid import uuid4

import pytest

from tests.features.offer_revisions.partners import Partner, new_partner
from tests.features.writing.writers import faults, kind
from tests.make.product import As, Product


@pytest.fixture
def editor(partner: Partner) -> As:
    return partner.editor()


def new_offer(editor: As, partner: Partner, **content: Any) -> dict[str, Any]:
    answer = editor.post("/offerRevisions", {"organization": str(partner.organization), "content": content})
    assert answer.status_code == 201, answer.json()
    begun: dict[str, Any] = answer.json()
    return begun


def complaints(editor: As, partner: Partner, **wrong: Any) -> dict[str, str]:
    """What is said at submission about content with something wrong in it."""
    begun = new_offer(editor, partner, **partner.whole(**wrong))
    answer = editor.post(f"{begun['href']}/submissions")
    assert answer.status_code == 400, answer.json()
    assert editor.get(begun["href"]).json()["status"] == "draft"
    return {issue["name"]: issue["detail"] for issue in answer.json()["issues"]}


class TestBegin:
    def test_a_change_starts_from_what_the_offer_says(self, partner: Partner, editor: As) -> None:
        answer = editor.post("/offerRevisions", partner.proposal())
        begun = answer.json()
        assert answer.headers["location"] == begun["href"]
        assert answer.headers["etag"] == editor.get(begun["href"]).headers["etag"]
        assert begun["differences"] == []
        assert begun["status"] == "draft"
        shown, content = partner.public(), begun["content"]
        same = content.keys() & shown.keys() - {"locations", "providers", "contacts", "catchment"}
        assert same > {"title", "category", "accessRoutes", "availability", "duration", "cost", "outOfSchool"}
        assert {name: content[name] for name in same} == {name: shown[name] for name in same}
        assert content["locations"] == [{"id": str(partner.location)}]
        assert content["providers"] == [{"id": str(partner.organization)}]
        assert content["catchment"] == {"scope": "regions", "rules": ["school"], "regions": ["OVL"], "municipalities": []}

    def test_a_new_offer_starts_with_who_gives_it(self, partner: Partner, editor: As) -> None:
        begun = new_offer(editor, partner, title="Nog maar een idee")
        assert "offer" not in begun
        assert begun["content"]["providers"] == [{"id": str(partner.organization)}]
        proposed = {one["field"]: one["proposed"] for one in begun["differences"]}
        assert proposed["title"] == "Nog maar een idee"
        assert all("live" not in one for one in begun["differences"])

    def test_the_same_key_begins_one(self, partner: Partner, editor: As) -> None:
        body = {"organization": str(partner.organization), "content": {"title": "Eén"}}
        first, again = [editor.post("/offerRevisions", body, key="k") for _ in range(2)]
        assert (first.status_code, first.json()) == (again.status_code, again.json())
        other = editor.post("/offerRevisions", {**body, "content": {"title": "Twee"}}, key="k")
        assert kind(other) == (409, "idempotencyConflict")
        editor.delete(first.json()["href"])
        assert kind(editor.post("/offerRevisions", body, key="k")) == (409, "alreadyDone")

    def test_an_offer_has_one_at_most(self, product: Product, partner: Partner, editor: As) -> None:
        href = partner.change(editor)["href"]
        again = editor.post("/offerRevisions", partner.proposal())
        assert (kind(again), again.json()["href"]) == ((409, "revisionExists"), href)
        assert editor.delete(href).status_code == 204
        assert partner.change(editor)["href"] != href

    def test_only_who_gives_the_offer_proposes_a_change_of_it(self, product: Product, partner: Partner) -> None:
        body = partner.proposal() | {"organization": str(new_partner(product).organization)}
        assert faults(partner.coordinator().post("/offerRevisions", body)) == [("organization", "invalidInput")]

    def test_an_organization_that_is_not_there_is_named(self, editor: As) -> None:
        answer = editor.post("/offerRevisions", {"organization": str(uuid4())})
        assert faults(answer) == [("organization", "referencedResourceNotFound")]


class TestChange:
    def test_one_field_leaves_the_others(self, partner: Partner, editor: As) -> None:
        begun = partner.change(editor)
        answer = editor.patch(begun["href"], {"content": {"title": "Anders", "availability": {"status": "free"}, "goals": None}})
        assert answer.status_code == 200, answer.json()
        after = answer.json()
        assert after["content"] == {**begun["content"], "title": "Anders", "availability": {"status": "free"}}
        assert after["differences"] == [
            {"field": "title", "live": "Zwmrqx", "proposed": "Anders", "conflict": False},
            {"field": "availability", "live": {"status": "unknown"}, "proposed": {"status": "free"}, "conflict": False},
        ]
        assert editor.get(begun["href"]).json() == after
        assert editor.get(begun["href"]).headers["etag"] == answer.headers["etag"]

    def test_whatever_is_missing_may_stay_missing(self, partner: Partner, editor: As) -> None:
        begun = new_offer(editor, partner, **partner.whole(goals="Rust"))
        empty = {"title": None, "summary": " ", "goals": None, "category": None, "themes": [], "catchment": {"scope": None}}
        after = editor.patch(begun["href"], {"content": empty}).json()["content"]
        assert {"title", "summary", "goals", "category"}.isdisjoint(after)
        assert after["themes"] == []
        assert after["description"] == begun["content"]["description"]

    def test_another_scope_leaves_the_areas_of_the_former_behind(self, partner: Partner, editor: As) -> None:
        begun = partner.change(editor)
        area = {"scope": "municipalities", "municipalities": [{"nisCode": "44021"}, {"nisCode": "11002"}, {"nisCode": "44021"}]}
        after = editor.patch(begun["href"], {"content": {"catchment": area}}).json()["content"]["catchment"]
        assert after == {
            **area,
            "rules": ["school"],
            "regions": [],
            "municipalities": [{"nisCode": "11002"}, {"nisCode": "44021"}],
        }

    @pytest.mark.parametrize(
        ("content", "fault"),
        [
            ({"titel": "x"}, ("content.titel", "unknownInput")),
            ({"title": 7}, ("content.title", "schemaViolation")),
            ({"title": "x" * 201}, ("content.title", "schemaViolation")),
            ({"summary": "x" * 301}, ("content.summary", "schemaViolation")),
            ({"description": "a\0b"}, ("content.description", "schemaViolation")),
            ({"ageMin": 26}, ("content.ageMin", "schemaViolation")),
            ({"outOfSchool": None}, ("content.outOfSchool", "schemaViolation")),
            ({"contacts": [{"kind": "fax", "value": "x"}]}, ("content.contacts.0.kind", "schemaViolation")),
            ({"locations": [{"id": "hier"}]}, ("content.locations.0.id", "schemaViolation")),
            ({"verifiedOn": "gisteren"}, ("content.verifiedOn", "schemaViolation")),
        ],
    )
    def test_what_no_offer_could_hold_is_refused(
        self, partner: Partner, editor: As, content: dict[str, Any], fault: tuple[str, str]
    ) -> None:
        begun = new_offer(editor, partner)
        answer = editor.patch(begun["href"], {"content": content})
        assert fault in faults(answer)
        assert all("value" not in issue for issue in answer.json()["issues"])
        assert editor.get(begun["href"]).json() == begun

    def test_asks_which_state_is_changed(self, partner: Partner, editor: As) -> None:
        begun = partner.change(editor)
        first = editor.get(begun["href"]).headers["etag"]
        bare = editor.send("PATCH", begun["href"], json={"content": {"title": "Blind"}})
        assert kind(bare) == (428, "preconditionRequired")
        assert editor.patch(begun["href"], {"content": {"title": "Een"}}, etag=first).status_code == 200
        assert kind(editor.patch(begun["href"], {"content": {"title": "Twee"}}, etag=first)) == (412, "preconditionFailed")
        assert kind(editor.delete(begun["href"], etag=first)) == (412, "preconditionFailed")
        assert editor.get(begun["href"]).json()["content"]["title"] == "Een"

    def test_waits_while_somebody_judges(self, partner: Partner, editor: As) -> None:
        begun = partner.change(editor)
        editor.post(f"{begun['href']}/submissions")
        assert kind(editor.patch(begun["href"], {"content": {"title": "Toch anders"}})) == (409, "alreadyDone")
        assert kind(editor.post(f"{begun['href']}/submissions")) == (409, "alreadyDone")

    def test_is_on_record_by_the_names_of_what_changed(self, product: Product, partner: Partner, editor: As) -> None:
        begun = partner.change(editor, title="Anders")
        editor.patch(begun["href"], {"content": {"title": "Nog anders"}})
        editor.post(f"{begun['href']}/submissions")
        editor.delete(begun["href"])
        events = product.events(editor, "created", "updated", "deleted")
        assert {event[1:3] for event in events} == {("offerRevisions", begun["id"])}
        assert [(event[0], event[3]) for event in events[1:]] == [
            ("updated", ["content"]),
            ("updated", ["status"]),
            ("deleted", []),
        ]


class TestSubmit:
    def test_hands_whole_content_to_the_coordinators(self, partner: Partner, editor: As) -> None:
        begun = new_offer(editor, partner, **partner.whole())
        handed = editor.post(f"{begun['href']}/submissions").json()
        assert handed["status"] == "inReview"
        assert handed["content"] == begun["content"]
        assert partner.coordinator().get(begun["href"]).json()["mayPublish"] is True

    def test_names_all_that_is_missing_at_once(self, partner: Partner, editor: As) -> None:
        answer = editor.post(f"{new_offer(editor, partner)['href']}/submissions")
        missing = {"title", "summary", "description", "category", "catchment.scope", "catchment.rules"}
        missing |= {"addressees", "accessRoutes", "contacts"}
        assert {name for name, _ in faults(answer)} == {f"content.{name}" for name in missing}

    @pytest.mark.parametrize(
        ("wrong", "name", "hint"),
        [
            ({"category": "timeOut"}, "category", "naft, learningRight"),
            ({"themes": ["truancy", "verdriet"]}, "themes", "There is no verdriet; choose from: truancy"),
            ({"cost": "gratis"}, "cost", "free, contribution"),
            ({"availability": {"status": "vol"}}, "availability.status", "waitingList"),
            ({"availability": {"status": "free", "waitingWeeks": 2}}, "availability.waitingWeeks", "waitingList"),
            ({"availability": {"status": "free", "checkedOn": "2999-01-01"}}, "availability.checkedOn", "still to come"),
            ({"ageMin": 14, "ageMax": 12}, "ageMax", "14"),
            ({"duration": {"weeksMin": 9, "weeksMax": 3}}, "duration.weeksMax", "9"),
            ({"title": "<b>Vet</b>"}, "title", "HTML"),
            ({"goals": "Kijk <a href=x>hier</a>"}, "goals", "HTML"),
            ({"sourceUrl": "javascript:alert(1)"}, "sourceUrl", "https://"),
            ({"verifiedOn": "2999-01-01"}, "verifiedOn", "still to come"),
            ({"verifiedOn": "2026-03-01", "reviewDue": "2026-02-01"}, "reviewDue", "before"),
            ({"contacts": [{"kind": "email", "value": "geen adres"}]}, "contacts.0.value", "mail address"),
            ({"contacts": [{"kind": "phone", "value": "bel ons"}]}, "contacts.0.value", "phone number"),
            ({"contacts": [{"kind": "url", "value": "www"}]}, "contacts.0.value", "https://"),
            ({"contacts": [{"kind": "phone", "value": "09 000 00 21", "visibility": "internal"}]}, "contacts", "everybody"),
            ({"catchment": {"scope": "regions", "rules": ["school"]}}, "catchment.regions", "at least one"),
            ({"catchment": {"scope": "regions", "rules": ["clb"], "regions": ["XYZ"]}}, "catchment.regions", "OVL"),
            ({"catchment": {"scope": "flanders", "rules": ["thuis"]}}, "catchment.rules", "domicile"),
            ({"providers": []}, "providers", "who gives it"),
        ],
    )
    def test_names_what_is_wrong_and_what_would_be_right(
        self, partner: Partner, editor: As, wrong: dict[str, Any], name: str, hint: str
    ) -> None:
        said = complaints(editor, partner, **wrong)
        assert hint in said[f"content.{name}"], said

    def test_knows_places_and_organizations(self, product: Product, partner: Partner, editor: As) -> None:
        other, nobody = new_partner(product), {"id": str(uuid4())}
        own = {"id": str(partner.organization)}
        places = [{"id": str(partner.location)}, {"id": str(other.location)}, {"id": str(partner.location)}]
        assert complaints(editor, partner, providers=[own, nobody, own], locations=places).keys() == {
            "content.providers.1",
            "content.providers.2",
            "content.locations.1",
            "content.locations.2",
        }
        assert "content.providers" in complaints(editor, partner, providers=[{"id": str(other.organization)}])
        gone = {"scope": "municipalities", "rules": ["school"], "municipalities": [{"nisCode": "44034"}, {"nisCode": "99999"}]}
        assert "content.catchment.municipalities.1" in complaints(editor, partner, catchment=gone)


class TestReturn:
    def test_lets_the_authors_write_on(self, partner: Partner, editor: As) -> None:
        begun = partner.change(editor, title="Anders")
        editor.post(f"{begun['href']}/submissions")
        judge = partner.coordinator()
        returned = judge.post(f"{begun['href']}/returns", {"remark": "Voor welke leeftijd?"}).json()
        assert (returned["status"], returned["remark"]) == ("returned", "Voor welke leeftijd?")
        assert kind(judge.post(f"{begun['href']}/publications")) == (409, "alreadyDone")
        assert kind(judge.post(f"{begun['href']}/returns", {"remark": "Nog eens"})) == (409, "alreadyDone")
        assert editor.patch(begun["href"], {"content": {"ageMin": 12}}).status_code == 200
        assert editor.post(f"{begun['href']}/submissions").json()["status"] == "inReview"

    def test_says_why(self, partner: Partner, editor: As) -> None:
        href = partner.change(editor)["href"]
        editor.post(f"{href}/submissions")
        assert faults(partner.coordinator().post(f"{href}/returns", {"remark": " "})) == [("remark", "schemaViolation")]
