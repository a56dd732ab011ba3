"""Draws Dutch words, sentences and codes from `stock.yaml` so that some are frequent and many are rare, as in real text."""

import re
from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import yaml

STOCK: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "stock.yaml").read_text("utf-8"))
WORD_LISTS = ("audience", "problem", "activity", "partner", "strength", "worker", "streets")
PART_LISTS = ("compound_heads", "compound_tails", "name_heads", "name_tails")
SLOT = re.compile(r"\{(\w+)\}")


class Ranked:
    """A list in order of rank: the k-th item is drawn with weight 1/k**exponent."""

    def __init__(self, items: Sequence[str], exponent: float = 1.0) -> None:
        self.items = items
        self._bounds = list(accumulate((rank + 1) ** -exponent for rank in range(len(items))))
        self._total = self._bounds[-1]

    def one(self, random: Callable[[], float]) -> str:
        """One item; `random` gives numbers in [0, 1)."""
        return self.items[bisect(self._bounds, random() * self._total)]

    def some(self, random: Callable[[], float], count: int) -> list[str]:
        """About `count` different items: a frequent one that falls twice is not drawn again."""
        return list(dict.fromkeys(self.one(random) for _ in range(count)))


class Template:
    """A sentence with slots, taken apart once."""

    def __init__(self, text: str) -> None:
        parts = SLOT.split(text)
        self.literals, self.slots = parts[::2], parts[1::2]


class Writer:
    """Writes text with the words of one seeded random source."""

    def __init__(self, random: Random) -> None:
        self.random = random.random
        self.between = lambda low, high: low + int(self.random() * (high - low + 1))
        self.words = {name: Ranked(STOCK[name]) for name in WORD_LISTS}
        # A flatter curve: the parts of compounds and names make the long tail.
        self.parts = {name: Ranked(STOCK[name], 0.8) for name in PART_LISTS}
        self.codes = {name: Ranked(codes, 0.7) for name, codes in STOCK["codes"].items()}
        self._made = {"compound": self.compound, "name": self.name, "small": self._small, "ages": self._ages}
        self._templates = {text: Template(text) for text in _texts(STOCK)}

    def compound(self) -> str:
        """A plural such as `smeedateliers`."""
        return self.parts["compound_heads"].one(self.random) + self.parts["compound_tails"].one(self.random)

    def name(self) -> str:
        """The name of a project or house, such as `De Waterbrug`."""
        head, tail = self.parts["name_heads"].one(self.random), self.parts["name_tails"].one(self.random)
        return f"{'Het ' if tail in _NEUTER else 'De '}{head}{tail}"

    def _small(self) -> str:
        return str(self.between(2, 9))

    def _ages(self) -> str:
        youngest = self.between(6, 15)
        return f"{youngest} tot {youngest + self.between(2, 6)}"

    def write(self, texts: Sequence[str], context: dict[str, str]) -> str:
        """One of the texts, its slots filled: from `context` where it has the name, else drawn."""
        text = self._fill(texts[int(self.random() * len(texts))], context)
        return text[0].upper() + text[1:]

    def _fill(self, text: str, context: dict[str, str]) -> str:
        template = self._templates[text]
        pieces = [template.literals[0]]
        for slot, literal in zip(template.slots, template.literals[1:], strict=True):
            if slot in context:
                word = context[slot]
            elif slot in self.words:
                word = self._fill(self.words[slot].one(self.random), context)
            else:
                word = self._made[slot]()
            pieces += (word, literal)
        return "".join(pieces)


_NEUTER = {"nest", "huis", "plein", "veer", "spoor", "tij", "punt"}


def _texts(node: Any) -> list[str]:
    """Every text anywhere in the stock."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        node = list(node.values())
    return [text for child in node for text in _texts(child)] if isinstance(node, list) else []
