"""Pages and legal texts: read by everybody, edited by administrators, left alone by the product."""

from typing import Any

import pytest

from bruggen.access.roles import Role
from bruggen.seeding.reference import seed_reference
from tests.features.writing.writers import coordinator, faults, kind
from tests.make.people import grant
from tests.make.product import Product

PAGES = ["about", "accessibility", "privacy", "terms"]
LIST = "/api/v1/contents"


def test_everybody_reads_them(product: Product) -> None:
    page = product.client.get(LIST).json()
    assert [item["key"] for item in page["items"]] == PAGES
    assert page["total"] == len(PAGES)
    for item in page["items"]:
        body = product.client.get(item["href"]).json()
        assert {name: body[name] for name in item} == item
        assert len(body["body"]["nl"]) > 500
        assert not body["body"]["nl"].startswith("# ")


def test_say_what_they_have_to(product: Product) -> None:
    texts = {key: product.client.get(f"{LIST}/{key}").json()["body"]["nl"] for key in PAGES}
    assert all("demo" in text for text in texts.values())
    assert "cookies" in texts["privacy"]
    assert "WCAG" in texts["accessibility"]
    assert "[de coördinatoren van je regio](/regios)" in texts["about"]


def test_one_that_is_not_there_is_404(product: Product) -> None:
    assert product.client.get(f"{LIST}/nothing").status_code == 404
    coordinator(product).patch("/regions/OVL", {"introduction": {"nl": "Welkom."}})
    # A region's introduction belongs to its region.
    assert product.client.get(f"{LIST}/region.OVL").status_code == 404
    assert product.administrator().patch("/contents/region.OVL", {"title": {"nl": "X"}}, etag="*").status_code == 404
    assert product.client.get(LIST).json()["total"] == len(PAGES)


def test_an_administrator_changes_one(product: Product) -> None:
    administrator = product.administrator()
    seen = product.client.get(f"{LIST}/terms")
    assert kind(administrator.send("PATCH", "/contents/terms", json={"title": {"nl": "X"}})) == (428, "preconditionRequired")
    changes = {"title": {"fr": "Conditions"}, "body": {"nl": "Eén regel.\n\nLeeftijd <12 en > 4, zie <https://bruggen.example>."}}
    changed = administrator.patch("/contents/terms", changes, etag=seen.headers["etag"])
    assert changed.json()["title"] == {"nl": "Gebruiksvoorwaarden", "fr": "Conditions"}
    assert changed.json()["body"] == changes["body"]
    shown = product.client.get(f"{LIST}/terms")
    assert (shown.json(), shown.headers["etag"]) == (changed.json(), changed.headers["etag"])
    late = administrator.patch("/contents/terms", {"title": {"nl": "Te laat"}}, etag=seen.headers["etag"])
    assert kind(late) == (412, "preconditionFailed")
    without = administrator.patch("/contents/terms", {"title": {"fr": None}})
    assert without.json()["title"] == {"nl": "Gebruiksvoorwaarden"}
    assert ("updated", "contents", "terms", ["body", "title"]) in product.events(administrator, "updated")


def test_nobody_else_does(product: Product) -> None:
    assert kind(product.client.patch(f"{LIST}/about", json={"title": {"nl": "X"}})) == (401, "noAccessToken")
    for other in (coordinator(product), product.person(grant(Role.DATA_PROTECTION_OFFICER))):
        assert kind(other.patch("/contents/about", {"title": {"nl": "X"}})) == (403, "missingScope")


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"title": {"nl": ""}}, "title.nl"),
        ({"title": {"nl": None}}, "title.nl"),
        ({"body": {"nl": "<script>alert(1)</script>"}}, "body.nl"),
        ({"body": {"fr": "Tout <b>ça"}}, "body.fr"),
        ({"body": {"nl": "<!-- -->"}}, "body.nl"),
        ({"body": {"de": "Nein"}}, "body.de"),
        ({"body": None}, "body"),
        ({"key": "other"}, "key"),
    ],
)
def test_what_is_wrong_is_named(product: Product, wrong: dict[str, Any], name: str) -> None:
    answer = product.administrator().patch("/contents/about", wrong)
    assert [fault for fault, _ in faults(answer)] == [name]


def test_seeding_again_leaves_them_as_people_made_them(own_product: Product) -> None:
    administrator = own_product.administrator()
    administrator.patch("/contents/about", {"title": {"nl": "Wie we zijn"}})
    administrator.patch("/refData/sectors/codes/work", {"label": {"nl": "Werk en opleiding"}})
    pair = administrator.get("/synonyms").json()["items"][0]["href"]
    assert administrator.delete(pair).status_code == 204
    with own_product.sessions.begin() as session:
        seed_reference(session)
    assert own_product.client.get(f"{LIST}/about").json()["title"] == {"nl": "Wie we zijn"}
    assert own_product.client.get("/api/v1/refData/sectors/codes/work").json()["label"]["nl"] == "Werk en opleiding"
    assert administrator.get(pair).status_code == 404
