"""The ways to the search over all kinds, and to the pages on which people share what they know."""

from tests.e2e.ways import Way, goes_to

EXPERTISE_WORK: dict[str, Way] = {
    "find": goes_to("/zoeken?q=schoolweigering, Gent"),
    "find-kind": goes_to("/zoeken?q=netwerk&kind=network"),
    "find-nothing": goes_to("/zoeken?q=walvisvangst, Gent"),
    "find-start": goes_to("/zoeken"),
}
