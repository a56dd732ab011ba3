"""Whatever is done in whatever order: the public offer changes at a publication alone, and then to what was proposed."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.access.conftest import run
from tests.conftest import BACKENDS, House
from tests.features.offer_revisions.partners import Partner, new_partner
from tests.make.product import As, Product

FIELDS = {
    "title": st.sampled_from(["Een", "Twee", "Drie"]),
    "goals": st.sampled_from([None, "Rust.", "Weer naar school."]),
    "ageMin": st.sampled_from([None, 6, 12]),
    "themes": st.lists(st.sampled_from(["truancy", "bullying", "motivation"]), unique=True),
    "outOfSchool": st.booleans(),
    "cost": st.sampled_from(["free", "paidBySchool", "nooit"]),
    "availability": st.fixed_dictionaries({"status": st.sampled_from(["free", "closed"])}),
    "duration": st.fixed_dictionaries({"weeksMin": st.sampled_from([None, 2, 4]), "weeksMax": st.sampled_from([None, 1, 3])}),
}
WRITING = st.tuples(st.just("write"), st.fixed_dictionaries({}, optional=FIELDS))
# What is likely comes more often, or hardly anything would ever be published.
OTHER = st.tuples(st.sampled_from(["submit", "submit", "publish", "publish", "return", "withdraw"]), st.just({}))
ACTS = st.lists(st.one_of(WRITING, OTHER, OTHER), min_size=3, max_size=14)
WHOLE_WAY = [
    ("begin", {}),
    ("publish", {}),
    ("write", {"title": "Twee", "themes": ["bullying", "truancy"], "ageMin": 6}),
    ("submit", {}),
    ("return", {}),
    ("write", {"goals": "Rust.", "availability": {"status": "closed"}}),
    ("submit", {}),
    ("publish", {}),
    ("begin", {"title": "Drie", "goals": None, "themes": []}),
    ("submit", {}),
    ("withdraw", {}),
    ("begin", {"outOfSchool": True, "ageMin": None}),
    ("submit", {}),
    ("publish", {}),
]


@pytest.fixture(scope="module", params=BACKENDS)
def people(request: pytest.FixtureRequest, make_house: Callable[[str], House]) -> Iterator[tuple[Partner, As, As]]:
    """A partner, its editor and its coordinator."""
    for product in run(make_house(request.param)):
        partner = new_partner(product)
        yield partner, partner.editor(), partner.coordinator()


def visible(product: Product, partner: Partner) -> Any:
    shown = product.client.get(partner.offer).json()
    return {name: value for name, value in shown.items() if name != "updatedAt"}


def act(editor: As, judge: As, partner: Partner, href: str | None, what: str, content: dict[str, Any]) -> Any:
    """Do one thing with the pending proposal, or begin one."""
    if what == "begin" or href is None:
        return editor.post("/offerRevisions", partner.proposal(**content))
    if what == "write":
        return editor.patch(href, {"content": content})
    if what == "withdraw":
        return editor.delete(href)
    who, door, body = {
        "submit": (editor, "submissions", {}),
        "return": (judge, "returns", {"remark": "Kan beter."}),
        "publish": (judge, "publications", {}),
    }[what]
    return who.post(f"{href}/{door}", body)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=ACTS)
@example(acts=WHOLE_WAY)
def test_only_publication_changes_what_is_public(people: tuple[Partner, As, As], acts: list[tuple[str, dict[str, Any]]]) -> None:
    partner, editor, judge = people
    product = partner.product
    for item in editor.get("/offerRevisions").json()["items"]:
        editor.delete(item["href"])
    before, href = visible(product, partner), None
    for what, content in acts:
        proposed = editor.get(href).json() if href and what == "publish" else None
        answer = act(editor, judge, partner, href, what, content)
        assert answer.status_code < 500
        after = visible(product, partner)
        if proposed and answer.status_code == 200:
            assert proposed["status"] == "inReview"
            said = {name: proposed["content"].get(name) for name in FIELDS}
            assert {name: after.get(name) for name in FIELDS} == said
        else:
            assert after == before
        if answer.status_code == 201:
            href = answer.json()["href"]
        elif what in ("publish", "withdraw") and answer.is_success:
            href = None
        before = after
