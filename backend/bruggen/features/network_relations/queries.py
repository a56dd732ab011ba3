"""SELECTs between networks, organizations, offers and regions."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, distinct, exists, func, or_, select
from sqlalchemy.orm import Session

from bruggen.expertise.networks import takes_part
from bruggen.features.network_relations.schemas import AbsenceFilters
from bruggen.kit.clock import today
from bruggen.models import (
    ExpertiseArea,
    ExpertiseCode,
    Location,
    Municipality,
    Network,
    NetworkMember,
    Offer,
    OfferCatchment,
    OfferCode,
    OfferProvider,
    Organization,
    Region,
)


def _inside(network: Network) -> Select[str] | None:
    """The municipalities that the network is meant for; None for all of Flanders and Brussels."""
    if network.area_scope == "flanders":
        return None
    areas = select(ExpertiseArea.code).where(ExpertiseArea.item_id == network.id)
    column = Municipality.region_code if network.area_scope == "regions" else Municipality.nis_code
    return select(Municipality.nis_code).where(column.in_(areas))


def _serves(network: Network) -> ColumnElement[bool]:
    """Whether an offer is published and serves somewhere that the network is meant for."""
    inside = _inside(network)
    published = Offer.status == "published"
    if inside is None:
        return published
    regions = select(Municipality.region_code).where(Municipality.nis_code.in_(inside))
    area = or_(OfferCatchment.code.in_(inside), OfferCatchment.code.in_(regions))
    return and_(published, or_(Offer.catchment_scope == "flanders", exists().where(OfferCatchment.offer_id == Offer.id, area)))


def _themes_of(network: Network) -> Select[str]:
    return select(ExpertiseCode.code).where(ExpertiseCode.item_id == network.id, ExpertiseCode.list_name == "themes")


def _given(network: Network) -> Select[*tuple[Any, ...]]:
    """Who gives which offer that serves there, with each of the network's themes that it is about, or none."""
    about = and_(OfferCode.offer_id == Offer.id, OfferCode.list_name == "themes", OfferCode.code.in_(_themes_of(network)))
    return (
        select(OfferProvider.organization_id, Offer.id.label("offer_id"), OfferCode.code.label("theme"))
        .select_from(Offer)
        .join(OfferProvider, OfferProvider.offer_id == Offer.id)
        .outerjoin(OfferCode, about)
        .where(_serves(network))
    )


def select_absent(network: Network, filters: AbsenceFilters) -> Select[*tuple[Any, ...]]:
    """Organizations that work in the network's area and are no member today; those whose offers share most themes first."""
    given = _given(network).subquery()
    ranked = (
        select(
            given.c.organization_id,
            func.count(distinct(given.c.offer_id)).label("offers"),
            func.count(distinct(given.c.theme)).label("themes"),
        )
        .group_by(given.c.organization_id)
        .subquery()
    )
    inside = _inside(network)
    place = Location.organization_id == Organization.id
    located = exists().where(place) if inside is None else exists().where(place, Location.nis_code.in_(inside))
    member = exists().where(
        NetworkMember.network_id == network.id, NetworkMember.organization_id == Organization.id, *takes_part(today())
    )
    offers, themes = (func.coalesce(column, 0) for column in (ranked.c.offers, ranked.c.themes))
    statement = (
        select(Organization, located.label("located"), offers.label("offers"))
        .outerjoin(ranked, ranked.c.organization_id == Organization.id)
        .where(~member, or_(ranked.c.offers > 0, located))
        .order_by(themes.desc(), offers.desc(), func.lower(Organization.name), Organization.id)
    )
    if filters.sector:
        statement = statement.where(Organization.sector.in_(filters.sector))
    if filters.located is not None:
        statement = statement.where(located if filters.located else ~located)
    return statement


def get_shared_themes(session: Session, network: Network, organizations: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The network's themes that offers of these organizations are about."""
    given = _given(network).subquery()
    statement = select(given.c.organization_id, given.c.theme).distinct().order_by(given.c.theme)
    rows = session.execute(statement.where(given.c.organization_id.in_(organizations), given.c.theme.is_not(None)))
    return _grouped(rows)


def get_networks(session: Session) -> Sequence[Row[*tuple[Any, ...]]]:
    """The published networks, by title."""
    statement = (
        select(Network.id, Network.title, Network.network_kind, Network.domain, Network.area_scope)
        .where(Network.status == "published")
        .order_by(func.lower(Network.title), Network.id)
    )
    return session.execute(statement).all()


def get_areas(session: Session) -> dict[UUID, list[str]]:
    """The areas that each network names, as it names them: regions or municipalities."""
    statement = select(ExpertiseArea.item_id, ExpertiseArea.code).join(Network, Network.id == ExpertiseArea.item_id)
    return _grouped(session.execute(statement))


def get_region_by_municipality(session: Session) -> dict[str, str]:
    """The region that each municipality lies in."""
    return {row[0]: row[1] for row in session.execute(select(Municipality.nis_code, Municipality.region_code))}


def get_themes(session: Session) -> dict[UUID, list[str]]:
    """The themes of each network."""
    statement = (
        select(ExpertiseCode.item_id, ExpertiseCode.code)
        .join(Network, Network.id == ExpertiseCode.item_id)
        .where(ExpertiseCode.list_name == "themes")
        .order_by(ExpertiseCode.position)
    )
    return _grouped(session.execute(statement))


def get_members(session: Session) -> dict[UUID, list[UUID | None]]:
    """Each network's members of today: organizations, each once; None for each post without one."""
    posts = NetworkMember.organization_id.is_(None)
    statement = select(NetworkMember.network_id, NetworkMember.organization_id).where(*takes_part(today()))
    organizations = session.execute(statement.where(~posts).distinct().order_by(NetworkMember.organization_id))
    return _grouped([*organizations, *session.execute(statement.where(posts))])


def get_organizations(session: Session) -> Sequence[Row[UUID, str, str]]:
    """The organizations that are a member of a network today, by name."""
    member = exists().where(NetworkMember.organization_id == Organization.id, *takes_part(today()))
    statement = select(Organization.id, Organization.name, Organization.sector).where(member)
    return session.execute(statement.order_by(func.lower(Organization.name), Organization.id)).all()


def get_homes(session: Session) -> dict[UUID, list[str]]:
    """The regions in which each organization has a location."""
    statement = (
        select(Location.organization_id, Municipality.region_code)
        .join(Municipality, Municipality.nis_code == Location.nis_code)
        .distinct()
        .order_by(Municipality.region_code)
    )
    return _grouped(session.execute(statement))


def get_regions(session: Session) -> Sequence[Row[str, str]]:
    """The regions in the order shown."""
    return session.execute(select(Region.code, Region.name_nl).order_by(Region.position)).all()


def _grouped(rows: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return found
