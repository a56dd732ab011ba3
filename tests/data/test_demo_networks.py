"""The networks of the demonstration: real ones, coherent with its organizations and offers, and nobody's name."""

import re
from typing import Any

import pytest
import yaml

from bruggen.seeding.files import DEMO
from bruggen.writing.item_content import NetworkDraft
from tests.data.files import REGIONS, codes, offers, organizations, rows

NETWORKS: list[dict[str, Any]] = yaml.safe_load((DEMO / "networks.yaml").read_text(encoding="utf-8"))["network"]
ORGANIZATIONS = {organization["key"]: organization for organization in organizations()}
REGION_OF = {row["nis_code"]: row["region"] for row in rows("municipalities.csv")}
MEMBER = {"organization", "post", "role", "since", "until", "responsibility"}

each_network = pytest.mark.parametrize("network", NETWORKS, ids=[network["key"] for network in NETWORKS])


def works_in(network: dict[str, Any]) -> set[str]:
    """The regions that it covers."""
    places = {REGION_OF[code] for code in network.get("municipalities", ())}
    return places | set(network.get("regions", ())) or set(REGIONS)


def homes(organization: str) -> set[str]:
    """The regions in which an organization has a location."""
    return {REGION_OF[place["nis_code"]] for place in ORGANIZATIONS[organization]["locations"]}


def test_each_region_has_a_learning_network_one_against_dropout_and_one_of_mental_health() -> None:
    assert len({network["key"] for network in NETWORKS}) == len(NETWORKS)
    for kind in ("learningNetwork", "sts", "mentalHealthNetwork"):
        assert sorted(network["regions"] for network in NETWORKS if network["network_kind"] == kind) == sorted(
            [region] for region in REGIONS
        )


@each_network
def test_codes_are_on_their_lists(network: dict[str, Any]) -> None:
    for name, list_name in NetworkDraft.coded.items():
        value = network.get(name, [])
        assert set(value if isinstance(value, list) else [value]) <= codes(list_name)
    assert {member["role"] for member in network["members"] if "role" in member} <= codes("networkRoles")


@each_network
def test_members_are_organizations_at_work_there_or_posts(network: dict[str, Any]) -> None:
    assert len(network["members"]) > 2
    keys = [member["organization"] for member in network["members"] if "organization" in member]
    assert len(keys) == len(set(keys))
    for key in (*keys, *([network["organization"]] if "organization" in network else [])):
        assert homes(key) & works_in(network), key
    for member in network["members"]:
        assert member.keys() <= MEMBER
        assert "organization" in member or "post" in member


@each_network
def test_offers_are_known_and_contacts_are_nobodys(network: dict[str, Any]) -> None:
    assert set(network.get("offers", ())) <= {offer["key"] for offer in offers()}
    contact = network["contact"]
    assert re.fullmatch(r"[a-z]+@[a-z0-9]+\.example", contact.get("email", "a@b.example"))
    assert re.fullmatch(r"\+32 2 000 00 \d\d", contact.get("phone", "+32 2 000 00 00"))
