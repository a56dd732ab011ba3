"""National numbers, phone numbers and mail addresses in a text, as spans of code points."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType, number_type
from stdnum.be import bis, nn

DIGITS = re.compile(r"\d+")
BETWEEN_DIGITS = re.compile(r"[\W_]{1,3}")
NATIONAL_NUMBER_LENGTH = 11
USUALLY_PARTED_AFTER = {2, 4, 6, 9}
"""Digits: year, month, day, serial number."""

# The library is slow to search a text, and wants white space around a number; people write "gsm0470...".
PHONE_DIGITS = re.compile(r"\+?\(?\d(?:[\W_]{0,4}\d){7,}")
# Nobody's own: free and shared-cost numbers belong to services.
SERVICES = {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.UAN}
NETHERLANDS_MOBILE = re.compile(r"(?<![\d+])06[ .\-]?(?:\d[ .\-]?){7}\d(?!\d)")

AT = r"@|\(at\)|\[at\]|\s(?:at|apenstaartje)\s"
DOT = r"\.|\s?\(dot\)\s?|\s?\[dot\]\s?|\sdot\s"
EMAIL = re.compile(
    rf"(?<![\w.+%-])[\w.+%-]{{0,63}}[\w+%-]\s?(?:{AT})\s?(?:[\w-]{{1,63}}(?:{DOT})){{1,5}}[^\W\d_]{{2,24}}", re.IGNORECASE
)


def find_national_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Eleven digits with the right check digits (national register and BIS numbers), whatever parts them or is glued to them."""
    groups = [match.span() for match in DIGITS.finditer(text)]
    numbers = [number for first in range(len(groups)) if (number := _number_from(text, groups, first))]
    taken: list[tuple[int, int]] = []
    # A house number before a national number may make another one with its head: what is parted as usual goes first.
    for _, start, end in sorted(numbers):
        if all(end <= other_start or other_end <= start for other_start, other_end in taken):
            taken.append((start, end))
            yield start, end


def _number_from(text: str, groups: list[tuple[int, int]], first: int) -> tuple[bool, int, int] | None:
    """The national number that begins with this group of digits: whether it is parted oddly, where it begins and ends."""
    digits = ""
    is_odd = False
    for position in range(first, len(groups)):
        start, end = groups[position]
        if position > first and not BETWEEN_DIGITS.fullmatch(text, groups[position - 1][1], start):
            return None
        digits += text[start:end]
        if len(digits) >= NATIONAL_NUMBER_LENGTH:
            break
        is_odd |= len(digits) not in USUALLY_PARTED_AFTER
    if len(digits) != NATIONAL_NUMBER_LENGTH or _is_belgian_phone(text, groups[first][0]):
        return None
    plain = "".join(str(int(digit)) for digit in digits)
    return (is_odd, groups[first][0], end) if nn.is_valid(plain) or bis.is_valid(plain) else None


def _is_belgian_phone(text: str, start: int) -> bool:
    """Whether the digits are those of +32...: one mobile number in a hundred has the check digits of a BIS number."""
    return text.startswith("32", start) and text[max(0, start - 1) : start] == "+"


def find_phones(text: str) -> Iterator[tuple[int, int]]:
    """Belgian, Dutch mobile and international phone numbers; not those of services, and no short ones such as 112."""
    for digits in PHONE_DIGITS.finditer(text):
        for match in PhoneNumberMatcher(digits[0], "BE", leniency=Leniency.VALID):
            if number_type(match.number) not in SERVICES:
                yield digits.start() + match.start, digits.start() + match.end
    for found in NETHERLANDS_MOBILE.finditer(text):
        yield found.span()


def find_emails(text: str) -> Iterator[tuple[int, int]]:
    """Mail addresses, also those that were written out: "jan (at) school.be"."""
    for match in EMAIL.finditer(text):
        yield match.span()
