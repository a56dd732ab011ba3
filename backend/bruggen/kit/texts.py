"""Texts that people write and others read: no markup, no control characters, and no links to anything but pages.

Whoever shows them escapes them all the same; what was never stored cannot be shown by mistake.
"""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from bruggen.kit.schema import MAIL_ADDRESS

# How raw HTML begins in Markdown (CommonMark 0.31, 6.6); `<12` and `<https://...>` are none.
MARKUP = re.compile(r"<(?:/|!|\?|[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$))")
# Line feed, carriage return and tab aside. NUL is one that no database text can hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PHONE_NUMBER = re.compile(r"\+?[0-9][0-9 ./()-]{4,28}[0-9]")


def plain_text(text: str) -> str:
    """The text without the blanks around it. Refuses HTML, control characters, and a text of blanks alone."""
    if CONTROL.search(text):
        raise PydanticCustomError("control_character", "The text holds a control character. Leave it out.")
    if MARKUP.search(text):
        raise PydanticCustomError("markup", "HTML is not taken. Write plain text, and a space after <.")
    text = text.strip()
    if not text:
        raise PydanticCustomError("blank", "The text is blank. Write something, or leave it out.")
    return text


def one_line(text: str) -> str:
    """A plain text, its lines and blanks joined by single spaces."""
    return " ".join(plain_text(text).split())


def web_address(text: str) -> str:
    """An address of a page: http or https, a host, and nobody's name or password before it."""
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and parts.username is None
    except ValueError:
        fits = False
    if not fits or re.search(r"[\s<>\"\\]", text) or CONTROL.search(text):
        raise PydanticCustomError("web_address", "Write the whole address of a page: https://...")
    return text


def mail_address(text: str) -> str:
    """A mail address, in lower case."""
    text = plain_text(text).lower()
    if not re.fullmatch(MAIL_ADDRESS, text):
        raise PydanticCustomError("mail_address", "Write a whole mail address: name@domain.be")
    return text


def phone_number(text: str) -> str:
    """A phone number as people write it."""
    text = one_line(text)
    if not PHONE_NUMBER.fullmatch(text):
        raise PydanticCustomError("phone_number", "Write a phone number in digits: 09 123 45 67 or +32 9 123 45 67")
    return text


PlainText = Annotated[str, Field(min_length=1), AfterValidator(plain_text)]
"""Some lines; also Markdown, which is not to hold HTML."""
Line = Annotated[str, Field(min_length=1), AfterValidator(one_line)]
WebAddress = Annotated[str, Field(max_length=500), AfterValidator(web_address)]
