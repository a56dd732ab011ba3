"""The tantivy side: which words count how much for the order of results.

Words are cut and stemmed before they get here (analysis.py), so tantivy only splits at spaces.
"""

from functools import cache

import tantivy

TITLE, TITLE_STEM, NAME, TEXT, STEM, FILTER, SLOT = "title", "titleStem", "name", "text", "stem", "filter", "slot"

BOOSTS = {TITLE: 8.0, TITLE_STEM: 4.0, NAME: 3.0, TEXT: 1.0, STEM: 0.5}
"""Exact before stemmed, the title before the name of who gives it and where, those before the text."""
SYNONYM_BOOSTS = {TITLE_STEM: 1.5, STEM: 0.2}


@cache
def ranks_schema() -> tantivy.Schema:
    """One document an offer: its words, its filter terms, and its number in the sets."""
    builder = tantivy.SchemaBuilder()
    for field in (TITLE, TITLE_STEM, NAME, TEXT, STEM):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(FILTER, tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field(SLOT, indexed=True, fast=True)
    built: tantivy.Schema = builder.build()
    return built
