"""Words as people type them find what they mean."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bruggen.directory.analysis import load_analysis
from bruggen.directory.engine import DirectoryIndex
from bruggen.directory.query import Correction, DirectoryQuery
from tests.directory.make import REFERENCE, found, index_of, offer, read

OFFERS = (
    offer("weigering", "Terug naar school", body="Bij schoolweigering zoeken we samen een weg."),
    offer("spijbelen", "Weer op de rails", body="Voor wie spijbelt: spijbelen is een signaal."),
    offer("dag", "Zinvolle dagbesteding", body="Koken en tuinieren."),
    offer("organisatie", "Een buddy", organizations=["Arktos vzw", "Arktos"], place_names=["Sint-Niklaas"]),
    offer("cafe", "Café zonder drempel", body="Foto's kijken, coördinatie van hulp."),
    offer("begeleiding", "Begeleiding thuis"),
    offer("beleid", "Schoolbeleid", body="Een beleid dat werkt."),
    offer("kind", "Elk kind telt"),
)
SYNONYMS = (
    ("spijbelen", "problematisch afwezig", "equivalent"),
    ("hobby", "tuinieren", "narrower"),
    ("thuiszitter", "schoolweigering", "equivalent"),
    ("durft niet naar school", "schoolweigering", "equivalent"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> DirectoryIndex:
    return index_of(tmp_path_factory.mktemp("words"), *OFFERS, synonyms=SYNONYMS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("schoolweigering", "weigering"),
        ("schoolweigeraars", "weigering"),
        ("SCHOOLWEIGERING!", "weigering"),
        ("weigering", "weigering"),
        ("spijbelende", "spijbelen"),
        ("dagbestedingen", "dag"),
        ("cafe", "cafe"),
        ("cafés", "cafe"),
        ("coordinatie", "cafe"),
        ("fotos", "cafe"),
        ("foto's", "cafe"),
        ("arktos", "organisatie"),
        ("sint niklaas", "organisatie"),
        ("kinderen", "kind"),
    ],
)
def test_word_forms_compounds_diacritics_names_and_places_are_found(index: DirectoryIndex, words: str, expected: str) -> None:
    assert expected in found(index, words)


def test_words_that_the_stemmer_joins_wrongly_stay_apart(index: DirectoryIndex) -> None:
    assert found(index, "begeleiding") == ["begeleiding"]
    assert found(index, "beleid") == ["beleid"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("problematisch afwezig", ["spijbelen"]),
        ("thuiszitter", ["weigering"]),
        ("durft niet naar school", ["weigering"]),
        ("hobby", ["dag"]),
    ],
)
def test_synonyms_of_one_and_of_several_words_are_found(index: DirectoryIndex, words: str, expected: list[str]) -> None:
    assert found(index, words) == expected


def test_a_narrower_term_does_not_find_the_wider_one(tmp_path: Path) -> None:
    index = index_of(tmp_path, offer("hobby", "Een hobby"), offer("tuin", "Tuinieren"), synonyms=SYNONYMS)
    assert found(index, "hobby") == ["hobby", "tuin"]
    assert found(index, "tuinieren") == ["tuin"]


def test_new_synonyms_work_without_a_rebuild(tmp_path: Path) -> None:
    index = index_of(tmp_path, offer("naft", "NAFT in de stad"))
    assert found(index, "time-out") == []
    index.set_synonyms([("time-out", "naft", "equivalent")])
    assert found(index, "time-out") == ["naft"]


@pytest.mark.parametrize("typed", ["schoolw", "sc", "schoolweigeri", "terug schoolwei"])
def test_the_last_word_may_be_the_beginning_of_one(index: DirectoryIndex, typed: str) -> None:
    assert "weigering" in found(index, typed)


def test_a_beginning_counts_only_for_the_last_word_and_while_typing(index: DirectoryIndex) -> None:
    assert found(index, "zinvol dagbest") == ["dag"]
    assert found(index, "tuini zinvol") == []
    assert found(index, "tuini", typing=False) == []


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("shoolweigering", "schoolweigering"),
        ("schoolwiegering", "schoolweigering"),
        ("schoolwijgering", "schoolweigering"),
        ("spijblen", "spijbelen"),
        ("dagbestedign", "dagbesteding"),
    ],
)
def test_a_misspelt_word_is_taken_for_the_nearest_and_the_answer_says_so(index: DirectoryIndex, typed: str, used: str) -> None:
    page = index.search(DirectoryQuery(words=typed))
    assert page.total == 1
    assert page.corrections == (Correction(typed, used),)


def test_misspelling_is_not_guessed_when_it_is_not_wanted(index: DirectoryIndex) -> None:
    assert index.search(DirectoryQuery(words="shoolweigering", correct=False)).total == 0


def test_what_is_spelt_well_is_not_corrected(index: DirectoryIndex) -> None:
    assert index.search(DirectoryQuery(words="spijbelen dagbesteding")).corrections == ()


def test_all_words_must_be_found(index: DirectoryIndex) -> None:
    assert found(index, "dagbesteding koken") == ["dag"]
    assert index.search(DirectoryQuery(words="dagbesteding spijbelen")).total == 0


def test_words_that_say_nothing_are_left_out(index: DirectoryIndex) -> None:
    assert found(index, "iets met koken in de dagbesteding") == ["dag"]
    assert found(index, "iets met vissen in de dagbesteding") == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 500,
        "?!.,;",
        '"koken',
        "koken AND (",
        "😀",
        "'; DROP TABLE offers; --",
        "\x00",
        "a" * 64 + "b",
        "٣٤٥ ß ﷺ",
        "-",
        "*",
        "\ud800",
    ],
)
def test_odd_text_never_breaks_the_search(index: DirectoryIndex, text: str) -> None:
    index.search(DirectoryQuery(words=text, facets=("category",)))


@given(st.text(max_size=80))
def test_any_text_is_searched(index: DirectoryIndex, text: str) -> None:
    page = index.search(DirectoryQuery(words=text))
    assert 0 <= len(page.cards) <= page.total <= len(OFFERS)


def test_the_products_own_word_lists_know_the_field(tmp_path: Path) -> None:
    synonyms = tuple((row["term"], row["synonym"], row["kind"]) for row in read("synonyms.csv"))
    index = index_of(
        tmp_path,
        offer("weigering", "Aanpak van schoolweigering"),
        offer("spijbelen", "Spijbelen"),
        offer("kind", "Voor kinderen"),
        offer("begeleiding", "Begeleiding van leerlingen"),
        offer("naft", "NAFT-traject"),
        synonyms=synonyms,
        words=load_analysis(REFERENCE),
    )
    for words, expected in {
        "schoolweigeraars": "weigering",
        "spijbelende": "spijbelen",
        "gespijbeld": "spijbelen",
        "problematisch afwezig": "spijbelen",
        "kind": "kind",
        "time-out": "naft",
        "shoolweigering": "weigering",
        "leerling": "begeleiding",
    }.items():
        assert expected in found(index, words), words
    assert "begeleiding" not in found(index, "beleid")
