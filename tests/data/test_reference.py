"""The reference files agree with each other and with the vocabulary of the interface."""

import csv
import math
import re
from collections import Counter
from datetime import date
from typing import get_args

import pytest
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from bruggen.casework.application import CODED
from bruggen.casework.path import State, TaskKind
from bruggen.features.case_consultations.schemas import Channel
from tests.data.files import DATA, REGIONS, code_lists, codes, rows

VOCABULARY = {
    "sectors": "welfare education mentalHealth work localGovernment other",
    "categories": "naft learningRight careFarm dayCare coaching schoolDirected restorative mentalHealthOutpatient"
    " walkIn distanceLearning workDual diagnostics schoolStay",
    "addressees": "pupil group team school parents",
    "levels": "nursery primary secondary specialPrimary specialSecondary notEnrolled",
    "tracks": "aStream bStream progression dualFinality labourMarket ov1 ov2 ov3 ov4 partTime okan",
    "themes": "truancy schoolRefusal behavior psychologicalVulnerability exclusion bullying substances homeSituation"
    " motivation rightToLearn",
    "aims": "preventive remedial compensating",
    "modes": "individual group mobile outpatient atSchool residential online",
    "catchmentScopes": "municipalities regions flanders",
    "catchmentRules": "domicile residence school clb",
    "availabilities": "free limited waitingList closed unknown",
    "costs": "free contribution paidBySchool unknown",
    "accessRoutes": "direct viaSchool viaClb viaReportingPoint viaIntersectoralGateway juvenileCourt",
    "attendanceStatuses": "lawfullyAbsent enrolledPresent notEnrolled dualTrajectory",
    "accreditations": "opgroeien vaph education city private none",
    "accessibilityFeatures": "wheelchair publicTransport signLanguage plainLanguage lowStimulus childcare",
    "transports": "ownTransport pickUp publicTransport atHome",
    "contactKinds": "email phone url",
    "contactVisibilities": "public professional internal",
    "ageBands": "under12 over12",
    "postRoles": "youthCareEducation togetherAgainstDropout",
    "networkKinds": "learningNetwork sts mentalHealthNetwork lop oneFamilyOnePlan naftNetwork local other",
    "networkDomains": "welfare education mentalHealth mixed",
    "networkRoles": "lead chair member steering guest",
    "directions": "welfareToEducation educationToWelfare both",
    "trainingForms": "course workshop series supervision webinar selfStudy",
    "trainingLevels": "introduction deepening trainTheTrainer",
    "audiences": "teacher schoolCare schoolLeader clb youthCare mentalHealth localGovernment parent everyone",
    "gatheringKinds": "infoMoment networkMoment studyDay",
    "initiativeKinds": "offer network",
    "initiativePhases": "idea preparing tryingOut running stopped",
}

CASE_LISTS = (
    "caseStates caseChannels referrerSectors wantedHelp urgencies blockageReasons missingOffers lifeDomains serviceTypes reports "
    "schoolings absenceBands consentStatuses caseOutcomes caseTaskKinds"
).split()


@pytest.mark.parametrize("name", VOCABULARY)
def test_list_holds_exactly_the_agreed_codes_in_order(name: str) -> None:
    assert [entry["code"] for entry in code_lists()[name]] == VOCABULARY[name].split()


def test_open_lists_are_there() -> None:
    assert set(code_lists()) == set(VOCABULARY) | {"languages", "methods"} | set(CASE_LISTS)
    assert {"nl", "fr", "en", "ar", "tr"} <= codes("languages")
    assert {"rotsEnWater", "nieuweAutoriteit"} <= codes("methods")


def test_the_lists_of_cases_are_those_that_the_code_knows() -> None:
    assert codes("caseStates") == {state.value for state in State}
    assert codes("caseTaskKinds") == {kind.value for kind in TaskKind}
    assert codes("caseChannels") == set(get_args(Channel))
    assert set(CODED.values()) <= set(code_lists())


@pytest.mark.parametrize("name", code_lists())
def test_every_code_is_well_formed_unique_and_labelled_in_three_languages(name: str) -> None:
    entries = code_lists()[name]
    assert len({entry["code"] for entry in entries}) == len(entries)
    for entry in entries:
        assert set(entry) <= {"code", "nl", "fr", "en", "description_nl"}
        assert re.fullmatch(r"[a-z][A-Za-z0-9]*", entry["code"])
        for language in ("nl", "fr", "en"):
            assert entry[language] == entry[language].strip() != ""
    assert len({entry["nl"] for entry in entries}) == len(entries)


def test_words_a_stranger_does_not_know_are_explained() -> None:
    categories = {entry["code"]: entry for entry in code_lists()["categories"]}
    assert all(entry.get("description_nl") for entry in categories.values())
    assert "time-out" in categories["naft"]["description_nl"]


def test_six_regions_with_their_official_codes() -> None:
    found = {row["code"]: (row["nis_code"], row["nuts_code"]) for row in rows("regions.csv")}
    assert found == {
        "BRU": ("04000", "BE10"),
        "VBR": ("20001", "BE24"),
        "ANT": ("10000", "BE21"),
        "OVL": ("40000", "BE23"),
        "WVL": ("30000", "BE25"),
        "LIM": ("70000", "BE22"),
    }
    assert tuple(found) == REGIONS
    assert all(row[f"name_{language}"] for row in rows("regions.csv") for language in ("nl", "fr", "en"))


def test_304_municipalities_in_the_six_regions() -> None:
    municipalities = rows("municipalities.csv")
    assert len({row["nis_code"] for row in municipalities}) == len(municipalities) == 304
    per_region = Counter(row["region"] for row in municipalities)
    assert per_region == {"ANT": 67, "BRU": 19, "LIM": 38, "OVL": 55, "VBR": 63, "WVL": 62}


def test_every_municipality_has_names_postal_codes_and_a_point_in_the_country() -> None:
    for row in rows("municipalities.csv"):
        assert row["name_nl"] and row["name_fr"], row
        assert row["postal_codes"].split() and all(re.fullmatch(r"\d{4}", code) for code in row["postal_codes"].split()), row
        assert 50.6 < float(row["latitude"]) < 51.6 and 2.5 < float(row["longitude"]) < 6.0, row


def test_a_province_does_not_follow_from_the_digits_of_a_code() -> None:
    merged = {row["old_nis_code"]: row["new_nis_code"] for row in rows("municipality_mergers.csv")}
    region = {row["nis_code"]: row["region"] for row in rows("municipalities.csv")}
    assert region[merged["11056"]] == "OVL"


def test_every_merger_ends_a_code_and_leads_to_a_municipality_of_today() -> None:
    current = {row["nis_code"] for row in rows("municipalities.csv")}
    mergers = rows("municipality_mergers.csv")
    assert len({row["old_nis_code"] for row in mergers}) == len(mergers) == 27
    for row in mergers:
        assert row["old_nis_code"] not in current, row
        assert row["new_nis_code"] in current, row
        assert row["old_name_nl"] and date.fromisoformat(row["merged_on"]) == date(2025, 1, 1), row


def test_every_part_lies_in_a_municipality_of_today() -> None:
    current = {row["nis_code"]: row["region"] for row in rows("municipalities.csv")}
    parts = [(row["nis_code"], row["name"]) for row in rows("municipality_parts.csv")]
    assert len(set(parts)) == len(parts) > 1132
    assert {nis for nis, _ in parts} - set(current) == set()
    assert {nis for nis, region in current.items() if region != "BRU"} - {nis for nis, _ in parts} == set()
    assert {("21004", "Laken"), ("21004", "Neder-Over-Heembeek"), ("21004", "Haren")} <= set(parts)
    assert {("44021", "Ledeberg"), ("46030", "Burcht")} <= set(parts)


def test_coordinators_table_is_complete_and_to_the_letter() -> None:
    table = {(row["region"], row["role"]): row["published_text"] for row in rows("coordinators.csv")}
    assert set(table) == {(region, role) for region in REGIONS for role in codes("postRoles")}
    assert sum(not text for text in table.values()) == 3
    assert table["OVL", "togetherAgainstDropout"] == "Oona en Sofie (sofie.baert@clboudenaarde.be; "
    assert table["LIM", "togetherAgainstDropout"] == "Nathalie Vanbergen (nathalie.vanbergen@vrijclblimburg.be)"


def folded(text: str) -> bool:
    return text.isascii() and text == text.lower().strip() != ""


def test_synonyms_are_folded_single_steps_without_repetition() -> None:
    pairs = [(row["term"], row["synonym"]) for row in rows("synonyms.csv")]
    assert len(pairs) >= 150
    assert {row["kind"] for row in rows("synonyms.csv")} == {"equivalent", "narrower"}
    assert all(folded(term) and folded(synonym) and term != synonym for term, synonym in pairs)
    unordered = Counter(frozenset(pair) for pair in pairs)
    assert [set(pair) for pair, count in unordered.items() if count > 1] == []


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("spijbelen", "problematische afwezigheid"),
        ("schoolweigering", "thuiszitter"),
        ("time-out", "naft"),
        ("clw", "dbso"),
        ("gon", "leersteun"),
        ("psychische problemen", "mentaal welzijn"),
        ("durft niet naar school", "schoolweigering"),
        ("uitsluiting", "van school gestuurd"),
    ],
)
def test_words_of_the_searchers_are_known(typed: str, known: str) -> None:
    pairs = {(row["term"], row["synonym"]) for row in rows("synonyms.csv")}
    assert (typed, known) in pairs or (known, typed) in pairs


def compound_parts() -> list[str]:
    return (DATA / "reference" / "compound_parts.txt").read_text(encoding="utf-8").splitlines()


def analyzer(*filters: Filter) -> TextAnalyzer:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for each in (Filter.lowercase(), Filter.ascii_fold(), *filters):
        builder = builder.filter(each)
    return builder.build()


def test_compound_parts_are_folded_and_sorted() -> None:
    parts = compound_parts()
    assert len(parts) >= 300
    assert parts == sorted(set(parts))
    assert all(re.fullmatch(r"[a-z]{2,}", part) for part in parts)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("schoolweigering", "school weigering"),
        ("schoolweigeraars", "school weigeraars"),
        ("schooluitval", "school uitval"),
        ("schoolstress", "school stress"),
        ("zorgboerderijen", "zorg boerderijen"),
        ("dagbesteding", "dag besteding"),
        ("leerrecht", "leer recht"),
        ("leerlingenbegeleiding", "leerlingen begeleiding"),
        ("gezinsbegeleiding", "gezins begeleiding"),
        ("werkervaring", "werk ervaring"),
        ("jeugdhulpverlening", "jeugd hulp verlening"),
        ("autismespectrumstoornis", "autisme spectrum stoornis"),
        ("spijbelgedrag", "spijbel gedrag"),
        ("begeleiden", "begeleiden"),
        ("leerkracht", "leerkracht"),
        ("rechtstreeks", "rechtstreeks"),
        ("buitengewoon", "buitengewoon"),
        ("vrijdag", "vrijdag"),
    ],
)
def test_compounds_of_the_domain_split_as_meant(word: str, parts: str) -> None:
    assert analyzer(Filter.split_compound(compound_parts())).analyze(word) == parts.split()


def test_stems_survive_the_stemmer_so_either_order_works() -> None:
    stemmer = analyzer(Filter.stemmer("dutch"))
    exceptions = rows("stem_exceptions.csv")
    assert len({row["form"] for row in exceptions}) == len(exceptions)
    for row in exceptions:
        assert folded(row["form"]), row
        assert stemmer.analyze(row["stem"]) == [row["stem"]], row


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("kind", "kinderen", True),
        ("spijbelen", "spijbelt", True),
        ("spijbelaars", "gespijbeld", True),
        ("coordinator", "coordinatoren", True),
        ("begeleiding", "begeleiders", True),
        ("kwetsbare", "kwetsbaarheid", True),
        ("weigert", "weigering", True),
        ("dag", "dagen", True),
        ("gezinnen", "gezins", True),
        ("begeleiding", "beleid", False),
        ("gezin", "zin", False),
        ("gezond", "zon", False),
        ("kans", "kan", False),
        ("vorming", "vorm", False),
    ],
)
def test_forms_of_one_word_meet_and_other_words_do_not(one: str, other: str, same: bool) -> None:
    exceptions = {row["form"]: row["stem"] for row in rows("stem_exceptions.csv")}
    stemmer = analyzer(Filter.stemmer("dutch"))

    def stem(word: str) -> str:
        return exceptions.get(word) or stemmer.analyze(word)[0]

    assert (stem(one) == stem(other)) is same


def test_every_table_is_rectangular() -> None:
    for path in sorted((DATA / "reference").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            widths = {len(row) for row in csv.reader(stream)}
        assert len(widths) == 1, path.name


def test_points_of_neighbours_are_told_apart() -> None:
    points = [(float(row["latitude"]), float(row["longitude"])) for row in rows("municipalities.csv")]
    assert len(set(points)) == len(points)
    assert not any(math.isnan(value) for point in points for value in point)


def test_every_file_names_its_source() -> None:
    notice = (DATA / "NOTICE.md").read_text(encoding="utf-8")
    for path in (DATA / "reference").iterdir():
        assert path.name == "README.md" or path.name in notice, path.name
    assert "Copyright (c) 2013-2016 Onroerend Erfgoed" in notice
