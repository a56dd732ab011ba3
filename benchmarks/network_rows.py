"""Networks and the organizations in them, as many as there may ever be; a few organizations sit at many tables."""

import random
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bruggen.models import Location, Municipality, NetworkMember, Organization
from tests.make.expertise import make_item

MEMBERS = (4, 16)
SEVERAL = 0.15
"""How many networks are meant for more than one region."""


def fill_networks(session: Session, networks: int, organizations: int, seed: int) -> None:
    """Add so many of each; every organization is a member somewhere, most of them in their own region."""
    chance = random.Random(seed)
    towns = session.scalars(select(Municipality).order_by(Municipality.nis_code)).all()
    regions = sorted({town.region_code for town in towns})
    homes: dict[str, list[Organization]] = {code: [] for code in regions}
    for number in range(organizations):
        town = chance.choice(towns)
        homes[town.region_code].append(_organization(number, town))
    everybody = [one for code in regions for one in homes[code]]
    session.add_all(everybody)
    session.flush()
    # Each is asked for once, region by region; the other seats are for whoever already sits at many tables.
    waiting = {code: list(homes[code]) for code in regions}
    for number in range(networks):
        code = regions[number % len(regions)]
        area = [code, chance.choice(regions)] if chance.random() < SEVERAL else [code]
        network = make_item(
            session,
            "network",
            title=f"Netwerk {number + 1}",
            area={"scope": "regions", "regions": sorted(set(area))},
        )
        turns_left = (networks - number - 1) // len(regions) + 1
        own = [waiting[code].pop() for _ in range(-(-len(waiting[code]) // turns_left))]
        seats = {one.id for one in own} | {one.id for one in _known(chance, homes[code], chance.randint(*MEMBERS) // 2)}
        session.add_all(NetworkMember(network_id=network.id, organization_id=seat, role="member") for seat in seats)


def _organization(number: int, town: Municipality) -> Organization:
    place = Location(postal_code="9000", nis_code=town.nis_code, latitude=town.latitude, longitude=town.longitude)
    return Organization(name=f"Organisatie {number + 1}", sector="welfare", locations=[place])


def _known(chance: random.Random, organizations: Sequence[Organization], count: int) -> list[Organization]:
    return [organizations[int(len(organizations) * chance.random() ** 3)] for _ in range(count)]
