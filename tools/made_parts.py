"""Parts of a document that are made from the code: each stands between two markers, `<!-- name: begin -->` and `end`."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"


def with_part(text: str, name: str, made: str) -> str:
    """The document with this part made anew."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    return re.sub(f"(?s){begin}.*{end}", lambda _: f"{begin}\n{made}\n{end}", text)


def write_or_check(document: Path, make: Callable[[str], str]) -> int:
    """Write the document as `make` makes it; with `--check` only tell, by the exit code, whether it is current."""
    text = document.read_text(encoding="utf-8")
    current = make(text)
    if "--check" in sys.argv[1:]:
        return int(current != text)
    document.write_text(current, encoding="utf-8")
    return 0
