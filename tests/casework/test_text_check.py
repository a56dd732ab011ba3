"""The text check finds what points at a person, shows where, and leaves the words of the work alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.be import bis, nn

from bruggen.casework.text_check import Finding, FindingKind, check_text
from tests.casework.labelled import WRITTEN_ON, Labelled, Score, scores, sentences, table

FILES = ("written.txt", "held_out.txt")


def found(text: str, on: date = WRITTEN_ON) -> list[tuple[str, str]]:
    """What was found, as kind and words."""
    return [(finding.kind.value, text[finding.start : finding.end]) for finding in check_text(text, on)]


class TestSentences:
    def test_there_are_five_hundred_and_about_half_are_clean(self) -> None:
        labelled = [sentence for file in FILES for sentence in sentences(file)]
        assert len({sentence.text for sentence in labelled}) >= 500
        assert 0.4 < sum(not sentence.labels for sentence in labelled) / len(labelled) < 0.6

    @pytest.mark.parametrize("file", FILES)
    def test_recall_and_precision(self, file: str, capsys: pytest.CaptureFixture[str]) -> None:
        with capsys.disabled():
            print(f"\n{table(file)}")
        by_kind = scores(file)
        overall = sum(by_kind.values(), Score())
        assert overall.recall >= 0.9, overall.wrong
        assert overall.precision >= 0.9, overall.wrong
        assert by_kind[FindingKind.NAME].recall >= 0.85, by_kind[FindingKind.NAME].wrong
        national = by_kind[FindingKind.NATIONAL_NUMBER]
        assert national.labels
        assert (national.recall, national.precision) == (1.0, 1.0), national.wrong


class TestNames:
    @pytest.mark.parametrize(
        "line",
        [
            "Vandaag kwam [[name:Lotte]] niet.",
            "[[name:Lotte]] kwam niet.",
            "De broer van [[name:Lotte]]'s vriendin.",
            "We spraken met [[name:Jan Janssens]].",
            "We spraken met [[name:Jan Van den Broeck]], de titularis.",
            "Haar broer [[name:jens]] is thuis.",
            "Ze heet [[name:emma]].",
            "Mevr. [[name:Peeters]] belde.",
            "Meneer [[name:El Amrani]] belde.",
            "Mama [[name:Sofie]] belde.",
            "Volgens [[name:J. Peeters]] gaat het goed.",
            "[[name:Roos]] wil naar huis.",
            "[[name:Zoe\u0308]] wil naar huis.",
            "Het gaat om [[name:ÖMER]].",
        ],
    )
    def test_a_name_is_shown_from_its_first_letter_to_its_last(self, line: str) -> None:
        sentence = Labelled.read(line)
        assert check_text(sentence.text) == list(sentence.labels)

    @pytest.mark.parametrize(
        "text",
        [
            "De roos van Leary.",
            "Arktos, OverKop en Bru-Stars zijn uitgenodigd.",
            "Hij verhuist van Sint-Niklaas naar Sint-Jans-Molenbeek.",
            "Een lieve jongen, sterk in Frans en Nederlands.",
            "Winter of zomer, lente of herfst: hij komt niet.",
            "Het CLB belde met het OCMW en de VDAB.",
        ],
    )
    def test_words_places_and_organisations_are_left_alone(self, text: str) -> None:
        assert check_text(text) == []


class TestNumbersAndAddresses:
    @pytest.mark.parametrize(
        "text",
        [
            "112",
            "1712",
            "106",
            "0800 13 086",
            "2024-2025",
            "1.250.000 euro",
            "van 8.30 tot 15.45 uur",
            "36 halve dagen",
            "BE68 5390 0754 7034",
        ],
    )
    def test_numbers_of_the_work_are_left_alone(self, text: str) -> None:
        assert check_text(f"Noteer: {text}.") == []

    def test_a_phone_number_that_has_the_digits_of_a_national_number_is_a_phone_number(self) -> None:
        number = next(number for number in range(450000000, 453000000) if bis.is_valid(f"32{number}"))
        assert found(f"Bel +32{number}") == [("phone", f"+32{number}")]

    def test_a_mistyped_national_number_still_holds_a_date_of_birth(self) -> None:
        assert found("Nummer 12.05.03-999.04") == [("birthDate", "12.05.03-999.04")]

    def test_only_a_national_number_is_refused_outright(self) -> None:
        findings = check_text("Lotte, 12.05.03-999.03, 0470 12 34 56")
        assert [(finding.kind, finding.refused) for finding in findings] == [
            (FindingKind.NAME, False),
            (FindingKind.NATIONAL_NUMBER, True),
            (FindingKind.PHONE, False),
        ]

    @pytest.mark.parametrize(
        "text", ["9000 Gent", "een loopbaan 12 jaar lang", "op straat 3 jongeren", "de drukke laan 30 meter verder"]
    )
    def test_a_town_and_a_count_are_no_address(self, text: str) -> None:
        assert check_text(f"Het gaat om {text}.") == []

    def test_an_address_goes_on_to_its_town(self) -> None:
        assert found("Post naar Grote Steenweg 215 bus 3, 2600 Berchem graag") == [
            ("address", "Grote Steenweg 215 bus 3, 2600 Berchem")
        ]


class TestBirthDates:
    @pytest.mark.parametrize(
        "text", ["op 3 november 2026 was er een overleg", "sinds september 2025", "vanaf 12/01/2022", "op 1 september 2020"]
    )
    def test_dates_of_the_work_are_left_alone(self, text: str) -> None:
        assert found(text) == []

    def test_a_date_without_a_word_beside_it_is_one_when_it_makes_a_youngster(self) -> None:
        text = "Een meisje, 12 maart 2011"
        assert found(text, date(2013, 1, 1)) == []
        assert found(text, date(2026, 1, 1)) == [("birthDate", "12 maart 2011")]
        assert found(text, date(2038, 1, 1)) == []

    def test_beside_a_word_that_says_so_any_date_is_one(self) -> None:
        assert found("Geboren op 1 juni 1985") == [("birthDate", "1 juni 1985")]
        assert found("Zij verjaart op 3 mei") == [("birthDate", "3 mei")]


def national_numbers() -> st.SearchStrategy[str]:
    """Every number with right check digits: of the register and of the BIS register, of both centuries."""

    def number(year: int, month: int, day: int, serial: int, is_new: bool) -> str:
        body = f"{year:02}{month:02}{day:02}{serial:03}"
        return f"{body}{97 - int(('2' if is_new else '') + body) % 97:02}"

    months = st.sampled_from([base + month for base in (0, 20, 40) for month in range(13)])
    built = st.builds(number, st.integers(0, 99), months, st.integers(0, 31), st.integers(0, 999), st.booleans())
    return built.filter(lambda one: nn.is_valid(one) or bis.is_valid(one))


NOTATIONS = (
    "{0}{1}{2}{3}{4}", "{0}.{1}.{2}-{3}.{4}", "{0}.{1}.{2}-{3}-{4}", "{0}.{1}.{2} {3} {4}", "{0} {1} {2} {3} {4}",
    "{0}-{1}-{2}-{3}-{4}", "{0}/{1}/{2}-{3}.{4}", "{0}{1}{2}-{3}-{4}", "{0}{1}{2} {3} {4}", "{0}{1}{2}-{3}{4}",
    "{0}{1}{2}.{3}.{4}", "{0}. {1}. {2} - {3} . {4}", "{0}\u00a0{1}\u00a0{2}\u2013{3}.{4}", "{0}{1}{2}{3} {4}",
)  # fmt: skip
AROUND = ("", " ", "rrn", "nr. ", "klas 5 ", "(", "°", ":", "\n", "x", "Kerkstraat 12 ", ", 0470 12 34 56, ")


class TestAnyText:
    @settings(deadline=None)
    @given(national_numbers(), st.sampled_from(NOTATIONS), st.sampled_from(AROUND), st.sampled_from(AROUND))
    def test_every_national_number_is_found_however_it_is_written(
        self, number: str, notation: str, before: str, after: str
    ) -> None:
        written = notation.format(number[:2], number[2:4], number[4:6], number[6:9], number[9:])
        text = f"Zus{before}{written}{after}en verder"
        start = text.index(written)
        assert Finding(FindingKind.NATIONAL_NUMBER, start, start + len(written)) in check_text(text)

    @settings(deadline=None)
    @given(st.text() | st.text(alphabet="Jan Lotes0123456789.-/'’@°\n()Vd+", max_size=200))
    def test_spots_lie_in_the_text_in_order_and_apart(self, text: str) -> None:
        end = 0
        for finding in check_text(text):
            assert end <= finding.start < finding.end <= len(text)
            end = finding.end
