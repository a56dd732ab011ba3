"""One box holds words, places and ages at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bruggen.directory.interpret import Interpretation, interpret
from tests.directory.make import real_gazetteer

GAZETTEER = real_gazetteer()


def read(text: str, lang: str = "nl") -> Interpretation:
    return interpret(text, GAZETTEER, lang)


def meaning(text: str) -> list[tuple[str, str, str | None]]:
    return [(part.kind, part.text, part.code) for part in read(text).parts]


@pytest.mark.parametrize(
    "text", ["schoolweigering, Gent, 9 jaar", "schoolweigering gent 9 jaar", "schoolweigering; GENT; 9 JAAR"]
)
def test_words_place_and_age_are_told_apart(text: str) -> None:
    found = read(text)
    assert (found.words, found.municipalities, found.ages) == ("schoolweigering", ["44021"], [9])


def test_each_part_keeps_its_own_text() -> None:
    assert meaning("Schoolweigering, in Gent, van 9 jaar") == [
        ("words", "Schoolweigering", None),
        ("municipality", "in Gent", "44021"),
        ("age", "van 9 jaar", "9"),
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("9000", ("postalCode", "9000", "9000")),
        ("9000 Gent", ("postalCode", "9000 Gent", "9000")),
        ("1000 Brussel", ("postalCode", "1000 Brussel", "1000")),
        ("Ledeberg", ("municipality", "Ledeberg", "44021")),
        ("Borsbeek", ("municipality", "Borsbeek", "11002")),
        ("sint niklaas", ("municipality", "sint niklaas", "46021")),
        ("St-Niklaas", ("municipality", "St-Niklaas", "46021")),
        ("Anvers", ("municipality", "Anvers", "11002")),
        ("antwerpen", ("municipality", "antwerpen", "11002")),
        ("Oost-Vlaanderen", ("region", "Oost-Vlaanderen", "OVL")),
        ("west vlaanderen", ("region", "west vlaanderen", "WVL")),
        ("provincie Antwerpen", ("region", "provincie Antwerpen", "ANT")),
        ("Brussel", ("region", "Brussel", "BRU")),
        ("De Panne", ("municipality", "De Panne", "38008")),
        ("-12", ("ageBand", "-12", "under12")),
        ("+12", ("ageBand", "+12", "over12")),
        ("12+", ("ageBand", "12+", "over12")),
        ("onder 12 jaar", ("ageBand", "onder 12 jaar", "under12")),
        ("ouder dan 12", ("ageBand", "ouder dan 12", "over12")),
        ("9j", ("age", "9j", "9")),
        ("9-jarige", ("age", "9-jarige", "9")),
        ("8 jaar oud", ("age", "8 jaar oud", "8")),
        ("12 tot 16 jaar", ("age", "12 tot 16 jaar", "12-16")),
        ("12-16 jaar", ("age", "12-16 jaar", "12-16")),
    ],
)
def test_places_and_ages_in_the_ways_they_are_written(text: str, part: tuple[str, str, str]) -> None:
    assert meaning(text) == [part]


def test_an_age_range_means_every_age_in_it() -> None:
    assert read("12 tot 14 jaar").ages == [12, 13, 14]


def test_what_follows_and_goes_before_stays_words() -> None:
    assert read("overkop gent").words == "overkop"
    assert read("time-out in de omgeving van Leuven").words == "time-out"
    assert read("spijbelen Aalst 14 jaar naft").words == "spijbelen naft"


@pytest.mark.parametrize(
    "text", ["werken", "doel", "leest", "ham", "werken met jongeren", "Werken met jongeren", "klas in het groen, doel"]
)
def test_a_name_that_is_a_word_too_is_a_word(text: str) -> None:
    assert read(text).municipalities == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("boom, 9 jaar", "11005"),
        ("Mol", "13025"),
        ("jongeren in Mol", "13025"),
        ("theater, geel", "13008"),
        ("2440 geel", "13008"),
    ],
)
def test_such_a_name_is_a_place_alone_between_commas_with_a_capital_or_a_postal_code(text: str, code: str) -> None:
    assert read(text).municipalities == [code]


@pytest.mark.parametrize("text", ["99 jaar", "16 tot 12 jaar", "covid-12", "1-12", "klas van 12", "0 9", "artikel 24"])
def test_what_only_looks_like_an_age_stays_words(text: str) -> None:
    found = read(text)
    assert (found.ages, found.age_bands, found.words) == ([], [], text)


def test_labels_speak_the_readers_language() -> None:
    assert [part.label for part in read("9 jaar", "fr").parts] == ["9 ans"]
    assert [part.label for part in read("9 jaar", "en").parts] == ["9 years"]
    assert [part.label for part in read("Borsbeek").parts] == ["Borsbeek (Antwerpen)"]


@pytest.mark.parametrize("dropped", range(3))
def test_the_other_parts_joined_by_commas_mean_the_rest(dropped: int) -> None:
    parts = read("schoolweigering gent 9 jaar").parts
    left = [part for number, part in enumerate(parts) if number != dropped]
    assert meaning(", ".join(part.text for part in left)) == [(part.kind, part.text, part.code) for part in left]


@given(st.text(alphabet=st.sampled_from("gent mol,9000 jaar-+12;.'Ham\n😀é"), max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = read(text)
    assert all(part.text in text for part in found.parts)
    assert all(0 <= age <= 25 for age in found.ages)
    assert set(found.municipalities) <= GAZETTEER.municipalities.keys()
