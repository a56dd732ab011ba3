"""Pages to print (PDF). Their one font, in fonts/, has the letters of every European name; a file takes along those it uses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fpdf import FPDF

MEDIA_TYPE = "application/pdf"
FONT = Path(__file__).with_name("fonts") / "DejaVuSans.ttf"
MARGIN_MILLIMETRES = 25


def new_page(title: str, *, language: str = "nl") -> FPDF:
    """An empty page of A4 under this title, ready to be written on."""
    # Brought in by the first page: a start would take a quarter of a second longer for it.
    from fpdf import FPDF

    page = FPDF(format="A4", unit="mm")
    page.set_title(title)
    page.set_lang(language)
    page.set_margin(MARGIN_MILLIMETRES)
    page.add_font("DejaVu", fname=FONT)
    page.set_font("DejaVu", size=12)
    page.add_page()
    return page
