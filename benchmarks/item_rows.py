"""Items of expertise of every kind, with the words that offers are made of: what a search over everything must also rank."""

from random import Random

from sqlalchemy.orm import Session

from benchmarks.stock import STOCK, Writer
from tests.make.expertise import LEAST, make_item

REGIONS = ("BRU", "VBR", "ANT", "OVL", "WVL", "LIM")


def fill_items(session: Session, items: int, seed: int) -> None:
    """Add so many published items, the kinds in turns, each meant for one region."""
    random = Random(seed)
    writer = Writer(random)
    kinds = list(LEAST)
    for number in range(items):
        problem, activity, audience = (writer.words[name].one(writer.random) for name in ("problem", "activity", "audience"))
        make_item(
            session,
            kinds[number % len(kinds)],
            title=f"{writer.name()}: {activity} bij {problem}"[:150],
            summary=f"Voor {audience}. Met {writer.compound()} en {writer.compound()}, {activity} en begeleiding op school."[
                :280
            ],
            area={"scope": "regions", "regions": [random.choice(REGIONS)]},
            themes=random.sample(STOCK["codes"]["themes"], 2),
        )
        if number % 500 == 499:
            session.flush()
            session.expunge_all()
