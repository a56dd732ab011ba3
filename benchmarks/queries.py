"""What people ask the directory: pages, filters and searches, every URL different from all others."""

from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random
from urllib.parse import quote_plus, urlencode

from benchmarks.content import read_towns
from benchmarks.stock import STOCK, Writer

OFFERS = "/api/v1/offers"
FACETS = ("category", "level", "theme", "accessRoute", "availability")
LEVELS = ("nursery", "primary", "secondary", "specialPrimary", "specialSecondary", "notEnrolled")
CODES = STOCK["codes"]
# Only frequent lists are narrowed by one value: a page must stay full with 20,000 offers.
FILTERS: dict[str, list[str]] = {
    "category": CODES["categories"],
    "level": list(LEVELS),
    "theme": CODES["themes"],
    "accessRoute": CODES["accessRoutes"],
    "availability": CODES["availabilities"],
    "aim": CODES["aims"],
    "mode": CODES["modes"],
    "cost": CODES["costs"],
    "age": [str(age) for age in range(3, 22)],
    "region": ["BRU", "VBR", "ANT", "OVL", "WVL", "LIM"],
    "municipality": [town.nis_code for town in read_towns()],
}
# Words that a third or more of all offers hold: the longest lists to rank.
EVERYWHERE = ["school", "jongere", "begeleiding", "ouders", "traject", "leerling", "leren", "starten"]
KINDS = ("common", "two words", "rare", "prefix", "misspelt")


def plain_page(number: int) -> str:
    """The directory as one opens it, at one of its first fifty pages."""
    return f"{OFFERS}?page={number % 50 + 1}"


def filtered_pages(seed: int, offers: int, facets: bool = False) -> Iterator[str]:
    """Full pages under two or three filters of several values each, which let through some 3 to 60 % of the offers."""
    random = Random(seed)
    themes = [chosen for count in (2, 3, 4) for chosen in combinations(CODES["themes"], count)]
    levels = [chosen for count in (1, 2, 3) for chosen in combinations(LEVELS[1:5], count)]
    last = max(1, min(10, offers // 2000))
    availabilities = [(), *combinations(CODES["availabilities"], 2), *combinations(CODES["availabilities"], 3)]

    def one() -> str:
        pairs = [("theme", code) for code in random.choice(themes)]
        pairs += [("level", code) for code in random.choice(levels)]
        pairs += [("availability", code) for code in random.choice(availabilities)]
        if facets:
            pairs.append(("facets", ",".join(FACETS)))
        return f"{OFFERS}?{urlencode([*pairs, ('page', random.randint(1, last))], safe=',')}"

    return _different(one)


def searches(seed: int, kind: str) -> Iterator[str]:
    """Ranked searches of one kind with two filters and five facets."""
    random = Random(f"{kind}-{seed}")
    words = words_of(random, kind)

    def one() -> str:
        names = random.sample(sorted(FILTERS), 2)
        filters = urlencode([(name, random.choice(FILTERS[name])) for name in names])
        return f"{OFFERS}?q={quote_plus(words())}&{filters}&facets={','.join(FACETS)}"

    return _different(one)


def words_of(random: Random, kind: str) -> Callable[[], str]:
    """Makes what people type of one kind, from this source of chance."""
    writer = Writer(random)
    common = [word for name in ("problem", "activity", "audience") for word in STOCK[name][:12] if _single(word)]
    common += EVERYWHERE
    everything = [word for name in ("problem", "activity", "audience", "strength", "worker") for word in STOCK[name]]
    long = [word for word in everything if _single(word) and len(word) >= 7]

    def prefix() -> str:
        word = random.choice(long)
        return word[: random.randint(4, len(word) - 2)]

    def misspelt() -> str:
        word = random.choice(long)
        place = random.randint(1, len(word) - 3)
        return random.choice(
            (
                word[:place] + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
                word[:place] + random.choice("aeinrst") + word[place + 1 :],
            )
        )

    makers: dict[str, Callable[[], str]] = {
        "common": lambda: random.choice(common),
        "two words": lambda: " ".join(random.sample(common, 2)),
        "rare": lambda: random.choice((writer.compound, writer.name))(),
        "prefix": prefix,
        "misspelt": misspelt,
    }
    return makers[kind]


def _single(word: str) -> bool:
    return " " not in word and "{" not in word


def _different(one: Callable[[], str]) -> Iterator[str]:
    """The made URLs, each once; ends when new ones hardly come any more."""
    seen: set[str] = set()
    repeated = 0
    while repeated < 1000:
        url = one()
        repeated = repeated + 1 if url in seen else 0
        if not repeated:
            seen.add(url)
            yield url
