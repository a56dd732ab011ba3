"""Street addresses in a text, as spans of code points: every number that may be a house's is asked which words it follows."""

import re
from collections.abc import Iterator

CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
LETTER = r"[^\W\d_]"
NAME = rf"(?:St\.|Dr\.|{CAPITAL}[\w'’-]*)"

SMALL_WORD = r"(?:de|den|der|van|ter|ten|het)"
FRENCH_WORD = r"(?:de|du|des|la|le|les)"

# A number with one of these behind it counts something.
COUNTED = (
    r"[%€°]|uur|uren|u\b|h\b|min|dag|halve|week|weken|maand|jaar|jaren|jarig|keer|maal|x\b|euro|procent|meter|km|kilo|"
    r"jonger|leerling|kind|mens|person|gezin|broer|zus|opvoed|begeleid|andere|school|scholen|plaats|groep|kamer|sessie|gesprek|"
    r"les|bus(?:sen|halte)|van\s(?:de|het)|op\s(?:de|het)|à|tot\s\d"
)
HOUSE_NUMBER = re.compile(
    rf"(?<![\d.,/:€+-])(?!(?:19|20)\d\d\b)(?!\d+\s?(?i:{COUNTED}))\d{{1,4}}(?:\s?[a-gA-G]\b(?!['’]))?"
    rf"(?:[/-]\d{{1,4}}\b)?(?![.,:/]?\d)"
    rf"(?:,?\s?(?i:bus|bte|boîte)\s?\w{{1,5}})?"
    rf"(?:,?\s(?:te\s|in\s)?(?:B-)?\d{{4}}\s{NAME})?"
)
LOOK_BACK = 80
"""Letters before a number that are looked at."""
BEFORE_NUMBER = r",?\s(?:(?i:nr\.?|nummer|n°)\s?)?$"

# Endings that are a street's whatever stands before, and those that need a capital: a "loopbaan" is no street, an "Oude Baan" is.
SURE = r"straat|straatje|laan|steenweg|stwg|plein|dreef|kaai|gracht|steeg"
LIKELY = (
    r"str\.?|weg|baan|lei|pad|hof|park|markt|berg|veld|ring|wal|singel|dijk|vest|kouter|wijk|meers|square|dries|hoek|akker|"
    r"heide|kade|poort"
)
DUTCH_STREET = re.compile(
    rf"(?:{NAME}\s(?:(?:{SMALL_WORD}|{NAME})\s){{0,3}})?\b(?P<last>"
    rf"{LETTER}[\w'’-]*(?:{SURE})|{CAPITAL}[\w'’-]*(?:{LIKELY})|(?={CAPITAL})(?i:{SURE}|{LIKELY})){BEFORE_NUMBER}"
)
FRENCH_STREET = re.compile(
    rf"\b(?i:rue|avenue|av\.|bd\.?|boulevard|chaussée|place|square|quai|allée|drève|impasse|clos)\s"
    rf"(?:{FRENCH_WORD}\s|d['’]|l['’]){{0,2}}{NAME}(?:[\s-](?:{FRENCH_WORD}\s)?{NAME}){{0,4}}{BEFORE_NUMBER}"
)
LIVES = r"\b(?i:woont|woonde|wonen|verblijft|verblijven|verbleef|gedomicilieerd|adres|adres is|verhuisd|verhuisde)"
LIVES_AT = re.compile(
    rf"{LIVES}:?\s(?:{LETTER}+\s){{0,4}}?(?:(?:in|op|aan|te|naar)\s(?:(?:de|het)\s)?)?"
    rf"(?P<spot>{NAME}(?:\s(?:{SMALL_WORD}|{NAME})){{0,3}}){BEFORE_NUMBER}"
)
LIVES_IN_STREET = re.compile(
    rf"{LIVES}\s(?:{LETTER}+\s){{0,4}}?(?:in|op|aan|naar)\s(?:de|het)\s"
    rf"(?P<spot>(?:{NAME}\s){{0,3}}{CAPITAL}[\w'’-]*(?:{SURE}|weg|baan|lei))\b"
)
NO_STREETS = frozenset(
    "arbeidsmarkt supermarkt rommelmarkt kerstmarkt loopbaan schoolloopbaan bijbaan studentenbaan voltijdsbaan snelweg onderweg "
    "halfweg uitweg omweg fietspad voetpad leerpad groeipad kerkhof gerechtshof speelplein schoolplein dorpsplein pretpark "
    "speelpark sportpark voetbalveld sportveld werkveld invalshoek leeshoek kring allerlei velerlei enerlei".split()
)
"""Words with a street's ending that name no street."""


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """A street with a house number, Dutch or French; any place with one, and a street without, where somebody is said to live."""
    for number in HOUSE_NUMBER.finditer(text):
        offset = max(0, number.start() - LOOK_BACK)
        start = _start_of_street(text[offset : number.start()])
        if start is not None:
            yield offset + start, number.end()
    for match in LIVES_IN_STREET.finditer(text):
        yield match.span("spot")


def _start_of_street(before: str) -> int | None:
    """Where the street begins that these words end with."""
    if (match := DUTCH_STREET.search(before)) and match["last"].lower() not in NO_STREETS:
        return match.start()
    if match := FRENCH_STREET.search(before):
        return match.start()
    if match := LIVES_AT.search(before):
        return match.start("spot")
    return None
