"""Code lists: what people read changes, codes come and never go."""

from typing import Any

import pytest

from tests.features.writing.writers import coordinator, faults, kind
from tests.follow.servers import until
from tests.make.product import As, Product

THEMES = "/api/v1/refData/themes"
NEW = {"code": "gaming", "label": {"nl": "Gamen", "fr": "Jeux vidéo", "en": "Gaming"}}


@pytest.fixture
def administrator(product: Product) -> As:
    """Whoever keeps the lists."""
    return product.administrator()


def codes(product: Product, address: str = THEMES) -> list[str]:
    return [code["code"] for code in product.client.get(address).json()["codes"]]


def facet(product: Product, name: str = "theme") -> list[tuple[str, str]]:
    page = product.client.get("/api/v1/offers", params={"facets": name}).json()
    return [(entry["code"], entry["label"]) for entry in page["facets"][name]]


def test_nobody_changes_them_without_the_right(product: Product) -> None:
    assert kind(product.client.post(f"{THEMES}/codes", json=NEW)) == (401, "noAccessToken")
    assert kind(product.client.patch(f"{THEMES}/codes/truancy", json={})) == (401, "noAccessToken")
    assert kind(coordinator(product).post(f"{THEMES}/codes", NEW)) == (403, "missingScope")
    assert kind(coordinator(product).patch(f"{THEMES}/codes/truancy", {"position": 0})) == (403, "missingScope")


def test_everybody_reads_one(product: Product) -> None:
    one = product.client.get(f"{THEMES}/codes/truancy").json()
    listed = product.client.get(THEMES).json()["codes"]
    assert listed[one["position"]] == {name: one[name] for name in listed[one["position"]]}
    assert product.client.get(f"{THEMES}/codes/nothing").status_code == 404
    assert product.client.get("/api/v1/refData/nothing/codes/truancy").status_code == 404


def test_a_new_label_shows_in_the_facets(product: Product, administrator: As) -> None:
    seen = product.client.get(f"{THEMES}/codes/truancy").headers["etag"]
    changes = {"label": {"nl": "Weg van school"}, "description": "Wie er niet is."}
    assert kind(administrator.send("PATCH", f"{THEMES}/codes/truancy", json=changes)) == (428, "preconditionRequired")
    changed = administrator.patch(f"{THEMES}/codes/truancy", changes, etag=seen)
    assert changed.json()["label"]["nl"] == "Weg van school"
    assert changed.json()["description"] == "Wie er niet is."
    assert kind(administrator.patch(f"{THEMES}/codes/truancy", changes, etag=seen)) == (412, "preconditionFailed")
    until(lambda: ("truancy", "Weg van school") in facet(product))
    shown = {code["code"]: code for code in product.client.get(THEMES).json()["codes"]}
    assert shown["truancy"]["label"] == changed.json()["label"]
    assert ("updated", "refData", "themes/truancy", ["descriptionNl", "labelNl"]) in product.events(administrator, "updated")


def test_a_new_code_takes_its_place(product: Product, administrator: As) -> None:
    before = codes(product)
    made = administrator.post(f"{THEMES}/codes", {**NEW, "position": 1})
    assert (made.status_code, made.headers["location"]) == (201, f"{THEMES}/codes/gaming")
    assert codes(product) == [before[0], "gaming", *before[1:]]
    last = administrator.post(f"{THEMES}/codes", {**NEW, "code": "sleep"}, key="sleep")
    assert administrator.post(f"{THEMES}/codes", {**NEW, "code": "sleep"}, key="sleep").json() == last.json()
    assert codes(product)[-1] == "sleep"
    # The directory knows the code as soon as it follows: until then it is no value to filter by.
    until(lambda: product.client.get("/api/v1/offers", params={"theme": "gaming"}).status_code == 200)
    assert product.client.get("/api/v1/offers", params={"theme": "gaming"}).json()["total"] == 0


def test_a_code_moves_within_its_list(product: Product, administrator: As) -> None:
    before = codes(product, "/api/v1/refData/sectors")
    assert administrator.patch("/refData/sectors/codes/work", {"position": 0}).json()["position"] == 0
    assert codes(product, "/api/v1/refData/sectors") == ["work", *(code for code in before if code != "work")]
    assert administrator.patch("/refData/sectors/codes/work", {"position": None}).json()["position"] == len(before) - 1
    assert codes(product, "/api/v1/refData/sectors")[-1] == "work"


def test_a_code_is_there_once_and_for_good(administrator: As) -> None:
    answer = administrator.post(f"{THEMES}/codes", {**NEW, "code": "truancy"})
    assert kind(answer) == (409, "alreadyExists")
    assert [name for name, _ in faults(answer)] == ["code"]
    assert faults(administrator.patch(f"{THEMES}/codes/truancy", {"code": "absence"})) == [("code", "unknownInput")]
    assert kind(administrator.delete(f"{THEMES}/codes/truancy")) == (405, "methodNotAllowed")


def test_lists_that_the_product_itself_reads_take_no_codes(product: Product, administrator: As) -> None:
    for name in ("catchmentScopes", "contactKinds", "contactVisibilities", "ageBands", "postRoles"):
        assert codes(product, f"/api/v1/refData/{name}")
        assert faults(administrator.post(f"/refData/{name}/codes", NEW)) == [("listName", "invalidInput")]
    changed = administrator.patch("/refData/ageBands/codes/under12", {"label": {"nl": "Tot 12"}})
    assert changed.json()["label"]["nl"] == "Tot 12"
    assert administrator.post("/refData/nothing/codes", NEW).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"code": "Gaming"}, "code"),
        ({"code": "a b"}, "code"),
        ({"label": {"nl": "Gamen", "fr": "Jeux"}}, "label.en"),
        ({"label": {"nl": "<b>", "fr": "Jeux", "en": "Gaming"}}, "label.nl"),
        ({"description": "<p>Gamen</p>"}, "description"),
        ({"position": -1}, "position"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_wrong_is_named(administrator: As, wrong: dict[str, Any], name: str) -> None:
    assert [fault for fault, _ in faults(administrator.post(f"{THEMES}/codes", {**NEW, "code": "other", **wrong}))] == [name]
