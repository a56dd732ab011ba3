"""Initiatives: with whom something is set up, how far it is, and how it grows."""

from datetime import timedelta
from typing import Any

import pytest

from bruggen.kit.clock import today
from bruggen.kit.ids import new_id
from tests.features.expertise.test_proposals import begun, published
from tests.features.expertise.test_reading import found, made
from tests.features.expertise.test_search import search
from tests.follow.test_following import until
from tests.make.product import As, Product

WHOLE = {
    "title": "Tussenklas",
    "summary": "Halve dagen in een kleine klas.",
    "initiativeKind": "offer",
    "phase": "preparing",
}


def proposed(writer: As, **content: Any) -> dict[str, Any]:
    """A new initiative that somebody proposes."""
    return begun(writer, kind="initiative", content={**WHOLE, **content})


def page_of(product: Product, href: str) -> dict[str, Any]:
    """What everybody reads."""
    answer = product.client.get(href)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


class TestAnInitiative:
    def test_shows_partners_milestones_and_growth_as_they_were_proposed(self, product: Product, coordinator: As) -> None:
        organization = str(product.organizations("OVL")[0])
        proposal = proposed(
            coordinator,
            participants=[{"organization": organization, "sector": "welfare"}, {"name": "Onze school", "sector": "education"}],
            milestones=[
                {"title": "Lokaal gevonden", "dueOn": "2026-03-01", "reachedOn": "2026-02-20"},
                {"title": "Eerste groep"},
            ],
            growth=[{"schoolYear": "2026-2027", "youngsters": 12, "places": 8}, {"schoolYear": "2025-2026", "schools": 1}],
            nextStep="Een tweede lokaal zoeken.",
        )
        page = page_of(product, published(coordinator, proposal["href"]))
        first, second = page["participants"]
        assert (first["organization"]["id"], first["sector"]) == (organization, "welfare")
        assert first["name"] == first["organization"]["name"]
        assert second == {"name": "Onze school", "sector": "education"}
        assert page["milestones"] == [
            {"title": "Lokaal gevonden", "dueOn": "2026-03-01", "reachedOn": "2026-02-20"},
            {"title": "Eerste groep"},
        ]
        assert page["growth"] == [
            {"schoolYear": "2025-2026", "schools": 1},
            {"schoolYear": "2026-2027", "youngsters": 12, "places": 8},
        ]
        assert (page["nextStep"], page["sectors"]) == ("Een tweede lokaal zoeken.", ["welfare", "education"])

    def test_is_changed_row_by_row_and_keeps_what_it_said_before(self, product: Product, coordinator: As) -> None:
        href = published(
            coordinator,
            proposed(coordinator, milestones=[{"title": "Start"}], growth=[{"schoolYear": "2025-2026", "places": 4}])["href"],
        )
        milestones = [{"title": "Start", "reachedOn": today().isoformat()}, {"title": "Tweede groep"}]
        change = begun(
            coordinator, kind="initiative", item=href.rpartition("/")[2], content={"milestones": milestones, "growth": []}
        )
        assert [one["field"] for one in change["differences"]] == ["milestones", "growth"]
        published(coordinator, change["href"])
        page = page_of(product, href)
        assert (page["milestones"], page["growth"], page["editions"]) == (milestones, [], 2)
        newest, first = product.client.get(f"{href}/editions").json()["items"]
        assert (newest["content"]["milestones"], first["content"]["milestones"]) == (milestones, [{"title": "Start"}])

    def test_lacks_a_sector_as_a_remark_and_is_published_all_the_same(self, product: Product, coordinator: As) -> None:
        alone = page_of(product, published(coordinator, proposed(coordinator)["href"]))
        assert alone["missingSectors"] == ["welfare", "education"]
        half = proposed(coordinator, participants=[{"name": "CLB", "sector": "education"}])
        assert page_of(product, published(coordinator, half["href"]))["missingSectors"] == ["welfare"]

    def test_is_listed_by_what_it_is_and_how_far_it_is(self, product: Product) -> None:
        word = f"woord{new_id().hex}"
        made(product, "initiative", title=f"Aanbod {word}", phase="running")
        made(product, "initiative", title=f"Netwerk {word}", initiative_kind="network")
        assert found(product, "initiatives", q=word) == [f"Aanbod {word}", f"Netwerk {word}"]
        assert found(product, "initiatives", q=word, initiativeKind="network") == [f"Netwerk {word}"]
        assert found(product, "initiatives", q=word, phase=["running", "stopped"]) == [f"Aanbod {word}"]

    def test_is_found_by_a_partner_and_by_the_name_that_it_gets(self, product: Product, coordinator: As) -> None:
        organization = product.organizations("OVL")[-1]
        partners = [{"name": "Kwetterschool", "sector": "education"}, {"organization": organization, "sector": "welfare"}]
        made(product, "initiative", participants=partners)
        until(lambda: search(product, q="kwetterschool")["initiative"]["total"] == 1)
        assert coordinator.patch(f"/organizations/{organization}", {"name": "Vzw Wielewaalnest"}).status_code == 200
        until(lambda: search(product, q="wielewaalnest")["initiative"]["total"] == 1)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ({"participants": [{"sector": "education"}]}, "participants.0.name"),
        ({"participants": [{"name": "Onze school"}]}, "participants.0.sector"),
        ({"participants": [{"name": "Onze school", "sector": "sport"}]}, "participants.0.sector"),
        (
            {"participants": [{"organization": "0197a1b0-0000-7000-8000-000000000000", "sector": "welfare"}]},
            "participants.0.organization",
        ),
        ({"participants": [{"name": "Met <script>", "sector": "education"}]}, "participants.0.name"),
        ({"milestones": [{"title": "Start"}, {"dueOn": "2027-01-01"}]}, "milestones.1.title"),
        (
            {"milestones": [{"title": "Start", "reachedOn": (today() + timedelta(days=2)).isoformat()}]},
            "milestones.0.reachedOn",
        ),
        ({"growth": [{"places": 3}]}, "growth.0.schoolYear"),
        ({"growth": [{"schoolYear": "2026-2028", "places": 3}]}, "growth.0.schoolYear"),
        ({"growth": [{"schoolYear": "2026-2027", "places": 3}, {"schoolYear": "2026-2027", "places": 4}]}, "growth.1.schoolYear"),
        ({"growth": [{"schoolYear": "2026-2027"}]}, "growth.0.youngsters"),
        ({"phase": "klaar"}, "phase"),
    ],
)
def test_what_cannot_be_is_named_by_its_row(coordinator: As, content: dict[str, Any], name: str) -> None:
    proposal = proposed(coordinator, **content)
    answer = coordinator.post(f"{proposal['href']}/submissions")
    assert answer.status_code == 400
    assert [issue["name"] for issue in answer.json()["issues"]] == [f"content.{name}"]


@pytest.mark.parametrize("growth", [{"places": 2.5}, {"places": -1}, {"places": "3"}, {"schoolYear": "dit jaar"}])
def test_a_number_is_whole_and_a_year_a_school_year(coordinator: As, growth: dict[str, Any]) -> None:
    body = {"kind": "initiative", "region": "OVL", "content": {"growth": [growth]}}
    assert coordinator.post("/expertiseRevisions", body).status_code == 400
