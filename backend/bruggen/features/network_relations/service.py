"""Compares networks with each other, and draws them all. Everything is read once, in a handful of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from bruggen.access.assignments import OrganizationLink
from bruggen.expertise.networks import NetworkLink
from bruggen.features.network_relations import queries
from bruggen.features.network_relations.schemas import (
    OverlapItem,
    PictureNetwork,
    PictureOrganization,
    PictureRegion,
)
from bruggen.kit.db import AnyRow
from bruggen.models import Network
from bruggen.writing.item_kinds import href_of

Drawn = tuple[list[PictureNetwork], list[PictureOrganization], list[PictureRegion]]


@dataclass(frozen=True, slots=True)
class _Area:
    """What a network covers: whole regions, and single municipalities with the regions that these lie in."""

    whole: frozenset[str]
    places: frozenset[str]
    touched: frozenset[str]

    @property
    def regions(self) -> frozenset[str]:
        """All regions that it is at work in."""
        return self.whole | self.touched

    def meets(self, other: "_Area") -> bool:
        """Whether the two have a municipality in common."""
        return bool(self.whole & other.regions or self.touched & other.whole or self.places & other.places)


def find_overlaps(session: Session, network: Network) -> list[OverlapItem]:
    """The published networks that share a part of their area with this one, and a theme or a member."""
    others = queries.get_networks(session)
    areas = _areas(session, [*others, network])
    order = [row.code for row in queries.get_regions(session)]
    themes, members = queries.get_themes(session), queries.get_members(session)
    own = set(members.get(network.id, ()))
    own_members = [_organization(row.id, row.name) for row in queries.get_organizations(session) if row.id in own]
    here, own_themes = areas[network.id], themes.get(network.id, ())
    found = []
    for other in others:
        if other.id == network.id or not here.meets(areas[other.id]):
            continue
        theirs = set(members.get(other.id, ()))
        shared = [member for member in own_members if member.id in theirs]
        common = [theme for theme in own_themes if theme in themes.get(other.id, ())]
        both = here.regions & areas[other.id].regions
        if shared or common:
            link = NetworkLink(id=other.id, href=href_of("network", other.id), title=other.title)
            regions = [code for code in order if code in both]
            found.append(OverlapItem(network=link, regions=regions, themes=common, members=shared))
    return sorted(found, key=lambda item: (-len(item.members), -len(item.themes)))


def draw(session: Session, within: Sequence[str]) -> Drawn:
    """The published networks that cover one of the regions `within`, or all; their members of today; the regions."""
    regions = queries.get_regions(session)
    networks = queries.get_networks(session)
    areas = _areas(session, networks)
    covered = {key: [row.code for row in regions if row.code in area.regions] for key, area in areas.items()}
    members = queries.get_members(session)
    shown = [row for row in networks if not within or set(within) & set(covered[row.id])]
    drawn = {key for row in shown for key in members.get(row.id, ())}
    organizations = [row for row in queries.get_organizations(session) if row.id in drawn]
    places = {row.id: place for place, row in enumerate(organizations)}
    homes = queries.get_homes(session)
    return (
        [_network(row, covered[row.id], members.get(row.id, []), places) for row in shown],
        [
            PictureOrganization(id=row.id, name=row.name, sector=row.sector, regions=homes.get(row.id, []))
            for row in organizations
        ],
        [PictureRegion(code=row.code, name=row.name_nl) for row in regions],
    )


def _areas(session: Session, networks: Iterable[AnyRow | Network]) -> dict[UUID, _Area]:
    named, region_of = queries.get_areas(session), queries.get_region_by_municipality(session)
    every = frozenset(region_of.values())
    areas = {}
    for one in networks:
        codes = every if one.area_scope == "flanders" else frozenset(named.get(one.id, ()))
        places = codes & region_of.keys()
        areas[one.id] = _Area(codes & every, places, frozenset(region_of[place] for place in places))
    return areas


def _network(row: AnyRow, regions: list[str], members: Sequence[UUID | None], places: Mapping[UUID, int]) -> PictureNetwork:
    return PictureNetwork(
        id=row.id,
        title=row.title,
        network_kind=row.network_kind,
        domain=row.domain,
        regions=regions,
        members=sorted(places[key] for key in members if key and key in places),
        posts=members.count(None),
    )


def _organization(key: UUID, name: str) -> OrganizationLink:
    return OrganizationLink(id=key, href=f"/api/v1/organizations/{key}", name=name)
