"""Texts that are kept: no markup, no control characters, no addresses but those of pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from bruggen.kit.texts import CONTROL, mail_address, one_line, phone_number, plain_text, web_address


@pytest.mark.parametrize(
    "text",
    ["Eén regel.\n\n- en nog een", "leeftijd <12", "a < b > c", "<https://bruggen.example>", "<an@bruggen.example>", "1<2"],
)
def test_what_people_write_is_kept(text: str) -> None:
    assert plain_text(f" {text}\n") == text


@pytest.mark.parametrize(
    "text",
    [
        "<b>",
        "</b",
        "<script",
        "<br/>",
        "<img src=x onerror=alert(1)>",
        "<!-- -->",
        "<?xml",
        "<A\nhref=x>",
        "a\0b",
        "\x1b[0m",
        " \n ",
    ],
)
def test_markup_control_characters_and_blanks_are_not(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        plain_text(text)


def test_a_line_is_one() -> None:
    assert one_line(" Het\n  Anker\tGent ") == "Het Anker Gent"


@pytest.mark.parametrize("text", ["https://anker.example", "http://anker.example:8080/a?b=c#d", "HTTPS://Anker.example/é"])
def test_addresses_of_pages(text: str) -> None:
    assert web_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "anker.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "//anker.example",
        "https://",
        "https://anker",
        "https://bank.example@evil.example",
        "https://anker.example/ b",
        'https://anker.example/"onclick=',
        "https://[anker.example",
        "https://anker.example/\0",
    ],
)
def test_addresses_of_anything_else(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        web_address(text)


def test_contacts_are_what_their_kind_says() -> None:
    assert mail_address(" Onthaal@Anker.example ") == "onthaal@anker.example"
    assert phone_number(" +32 (0)9  123.45.67 ") == "+32 (0)9 123.45.67"
    for check, wrong in ((mail_address, "a@b"), (mail_address, "a b@c.be"), (phone_number, "0800 BEL"), (phone_number, "12")):
        with pytest.raises(PydanticCustomError):
            check(wrong)


@given(st.text())
def test_what_was_taken_is_taken_again_unchanged(text: str) -> None:
    try:
        kept = plain_text(text)
    except PydanticCustomError:
        return
    assert plain_text(kept) == kept
    assert not CONTROL.search(kept)
