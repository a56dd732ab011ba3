"""Mails, written down in the transaction that causes them: the row is the truth, a task only says that it is there.

What stands in a mail is sealed until it is sent, because it may hold a one-time link. The texts are in mail_templates/.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from string import Formatter

import orjson
import yaml
from pydantic import BaseModel, ConfigDict
from sqlalchemy import delete
from sqlalchemy.orm import Session

from bruggen.kit.clock import now
from bruggen.kit.db import count_changed
from bruggen.kit.ids import new_id
from bruggen.kit.mail import Attachment
from bruggen.kit.sealing import Seal, SealBroken
from bruggen.models import MailMessage
from bruggen.record.tasks import Task, enqueue

PURPOSE = "mail"
KEPT = timedelta(days=30)
TEXTS = Path(__file__).with_name("mail_templates") / "nl.yaml"

# To a stranger no word goes that a stranger chose, not even a name: nobody writes to others through us.
FIELDS: Mapping[str, frozenset[str]] = {
    "invitation": frozenset({"name", "link"}),
    "passwordReset": frozenset({"name", "link"}),
    "accountRequestReceived": frozenset(),
    "accountRequestArrived": frozenset({"link"}),
    "accountRequestRefused": frozenset({"link"}),
    "accountExists": frozenset({"link"}),
    "roleGiven": frozenset({"link"}),
    "signInNotice": frozenset({"name", "change", "link"}),
    "otherSideAsked": frozenset({"link"}),
    "news": frozenset({"link"}),
    "meetingInvitation": frozenset({"network", "title", "when", "where"}),
    "meetingCancelled": frozenset({"network", "title", "when", "where"}),
    "meetingWithdrawn": frozenset({"network", "title", "when", "where"}),
    "registrationConfirmed": frozenset({"title", "when", "where", "link"}),
    "registrationWaiting": frozenset({"title", "when", "where", "line", "link"}),
    "registrationMovedUp": frozenset({"title", "when", "where", "link"}),
    "registrationCancelled": frozenset({"title", "when"}),
    "sessionChanged": frozenset({"title", "when", "where", "link"}),
    "sessionCancelled": frozenset({"title", "when"}),
    "sessionReminder": frozenset({"title", "when", "where", "link"}),
    "evaluationAsked": frozenset({"title", "when", "link"}),
    "digestAsked": frozenset({"link"}),
    "digest": frozenset({"items", "link", "unsubscribe"}),
}
"""The templates, and what each has to be given."""
UNSUBSCRIBE = "unsubscribe"
"""The field that is also said to mail programs: the address that ends such mails with one click."""


class Template(BaseModel):
    """The text of a mail with its `{fields}`.

    A field with `words` is given a code, which they say in plain words. One of the `lists` has as many lines as it was given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    body: str
    words: dict[str, dict[str, str]] = {}
    lists: frozenset[str] = frozenset()

    @property
    def fields(self) -> frozenset[str]:
        """The fields that stand in it."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.subject + self.body) if name is not None)


class MailTexts(BaseModel):
    """A file of templates, and what stands below each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    footer: str
    templates: dict[str, Template]


@cache
def read_texts() -> MailTexts:
    """The texts, read once."""
    return MailTexts.model_validate(yaml.safe_load(TEXTS.read_text(encoding="utf-8")))


def queue_mail(
    session: Session,
    seal: Seal,
    recipient: str,
    template: str,
    content: dict[str, str],
    attachments: Sequence[Attachment] = (),
) -> MailMessage:
    """Have a mail sent once the session has committed, and never when it does not.

    `content` has exactly the template's FIELDS. Raises ValueError otherwise.
    """
    render(template, content)
    files = [[file.name, file.media_type, b64encode(file.content).decode()] for file in attachments]
    sealed = seal.seal(PURPOSE, orjson.dumps([recipient, template, content, files]))
    mail = MailMessage(id=new_id(), recipient=recipient, template=template, content=sealed)
    session.add(mail)
    enqueue(session, Task.DELIVER_MAIL, mail.id)
    return mail


def open_mail(seal: Seal, recipient: str, template: str, content: bytes) -> tuple[dict[str, str], tuple[Attachment, ...]]:
    """The fields and files that were sealed for this recipient and template. Raises SealBroken, also when it was for another."""
    sealed_for, sealed_template, fields, *rest = orjson.loads(seal.open(PURPOSE, content))
    if (sealed_for, sealed_template) != (recipient, template):
        raise SealBroken("the content belongs to another mail")
    # What was sealed before mails had files has no list of them.
    files = rest[0] if rest else []
    return fields, tuple(Attachment(name, media_type, b64decode(data)) for name, media_type, data in files)


def open_content(seal: Seal, recipient: str, template: str, content: bytes) -> dict[str, str]:
    """The fields alone. Raises SealBroken, as `open_mail`."""
    return open_mail(seal, recipient, template, content)[0]


def sweep_closed_mails(session: Session) -> int:
    """Remove mails of more than thirty days ago that were sent or given up; returns how many."""
    closed = delete(MailMessage).where(MailMessage.status != "waiting", MailMessage.created_at < now() - KEPT)
    return count_changed(session, closed)


def render(template: str, content: Mapping[str, str]) -> tuple[str, str]:
    """The subject and the text of a mail. Raises ValueError, naming fields but no values."""
    if template not in FIELDS:
        raise ValueError(f"there is no mail template {template}")
    if content.keys() != FIELDS[template]:
        raise ValueError(f"the mail {template} needs exactly: {', '.join(sorted(FIELDS[template])) or 'nothing'}")
    texts = read_texts()
    text = texts.templates[template]
    # A value is one line: it cannot pass itself off as a paragraph of ours. A list is indented, so that neither can a line of it.
    values = {name: _lines(value) if name in text.lists else " ".join(value.split()) for name, value in content.items()}
    for name, words in text.words.items():
        if values[name] not in words:
            raise ValueError(f"{name} of the mail {template} is one of: {', '.join(words)}")
        values[name] = words[values[name]]
    return text.subject.format_map(values), f"{text.body.format_map(values)}\n-- \n{texts.footer}"


def _lines(value: str) -> str:
    return "\n".join(f"  {' '.join(line.split())}" for line in value.split("\n"))
