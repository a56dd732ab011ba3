"""Sending mail: plain text to one person, through an SMTP server or into a folder where it can be read."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from uuid import UUID

from bruggen.kit.clock import now
from bruggen.kit.failures import OperatorError

TIMEOUT_SECONDS = 10
PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail. `media_type` may have parameters, such as `text/calendar; method=REQUEST`."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of plain text to one person, perhaps with files.

    `id` stays the same when it is sent again: a mailbox can tell that it has it.
    """

    id: UUID
    recipient: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    unsubscribe: str | None = None
    """Of a mail that comes again and again: the address that ends it with one POST (RFC 8058)."""


class MailRefused(Exception):
    """It will never be sent: the address is none, or the server wants nothing to do with it. Names no address."""


class MailDelayed(Exception):
    """It was not sent, and may be later. Names no address."""


class Postman(Protocol):
    """Takes a mail away."""

    def send(self, mail: Mail) -> None:
        """Hand it over for good. Raises MailRefused or MailDelayed."""


def make_postman(url: str, sender: str, *, demo: bool = False) -> Postman:
    """The postman for `outbox:folder`, `smtp://` or `smtps://user:password@host:port`; a demo sends nothing beyond this machine.

    Raises OperatorError when the URL or the sender cannot be read, or when they do not go together.
    """
    parts = urlsplit(url)
    if parts.scheme == "outbox" and parts.path:
        return OutboxPostman(Path(parts.path), sender)
    postman = SmtpPostman(url, sender)
    if not is_loopback(postman.host):
        if demo:
            raise OperatorError("BRUGGEN_MAIL_URL leaves this machine, which a demo may not; write outbox:folder")
        if postman.sender.domain.endswith(".example"):
            raise OperatorError("BRUGGEN_MAIL_SENDER is nobody's address; write one of the domain that mail is sent from")
    return postman


class OutboxPostman:
    """Puts mails into a folder, one file each, for the owner's eyes only: links in them can be followed without a mail server."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder = folder
        self.sender = read_sender(sender)

    def send(self, mail: Mail) -> None:
        """Write `<time>-<id>.eml`, which is there whole or not at all."""
        # As it is read: the other encoding breaks long links.
        message = compose(mail, self.sender, "8bit")
        path = self.folder / f"{now():%Y%m%dT%H%M%SZ}-{mail.id}.eml"
        part = path.with_suffix(".part")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(message.as_bytes())
            part.replace(path)
        except OSError as error:
            raise MailDelayed(type(error).__name__) from error


class SmtpPostman:
    """Sends through a mail server (RFC 5321), encrypted whenever that offers STARTTLS (RFC 3207) with a certificate it trusts.

    `?starttls=required` sends nothing in the clear, `?starttls=never` does without. A password goes in the clear to this
    machine only.
    """

    def __init__(self, url: str, sender: str) -> None:
        self.sender = read_sender(sender)
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise OperatorError(
                "BRUGGEN_MAIL_URL cannot be read; write outbox:folder, smtp://host:port or smtps://user:pass@host"
            )
        self.host = parts.hostname
        self._port = _port(parts)
        self._encrypted = parts.scheme == "smtps"
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._starttls = parse_qs(parts.query).get("starttls", ["offered"])[-1]
        if self._starttls not in ("offered", "required", "never"):
            raise OperatorError("BRUGGEN_MAIL_URL has an unknown starttls; choose offered, required or never")
        if self._user and not is_loopback(self.host):
            self._starttls = "required"

    def send(self, mail: Mail) -> None:
        """Hand it to the server. What that refuses with a 5xx for this mail is refused, the rest may come right later."""
        message = compose(mail, self.sender, "quoted-printable")
        try:
            with self._server() as server:
                server.send_message(message, self.sender.addr_spec, [mail.recipient])
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise _refusal(max(codes)) from error
        except smtplib.SMTPDataError as error:
            raise _refusal(error.smtp_code) from error
        except OSError as error:
            code = getattr(error, "smtp_code", "")
            raise MailDelayed(f"{type(error).__name__} {code}".strip()) from error

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        # The name it gives of itself would otherwise be this machine's, and stand in every mail.
        domain = self.sender.domain
        trusted = ssl.create_default_context()
        server = (
            smtplib.SMTP_SSL(self.host, self._port, domain, timeout=TIMEOUT_SECONDS, context=trusted)
            if self._encrypted
            else smtplib.SMTP(self.host, self._port, domain, timeout=TIMEOUT_SECONDS)
        )
        try:
            server.ehlo_or_helo_if_needed()
            if not self._encrypted and self._starttls != "never" and server.has_extn("starttls"):
                server.starttls(context=trusted)
            elif not self._encrypted and self._starttls == "required":
                raise MailDelayed("the server offers no STARTTLS")
            if self._user:
                server.login(self._user, self._password)
            yield server
        finally:
            # What was accepted is sent, also when the server is rude afterwards.
            with suppress(OSError):
                server.quit()
            server.close()


def compose(mail: Mail, sender: Address, encoding: Literal["8bit", "quoted-printable"]) -> EmailMessage:
    """The message (RFC 5322), marked as written by a machine (RFC 3834). Raises MailRefused for what no header may hold."""
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = sender
        message["To"] = read_address(mail.recipient)
        message["Subject"] = mail.subject
    except ValueError as error:
        raise MailRefused("an address or a subject that no header may hold") from error
    message["Date"] = now()
    message["Message-ID"] = f"<{mail.id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.body, cte=encoding)
    for attachment in mail.attachments:
        _attach(message, attachment)
    return message


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    header = EmailMessage()
    header["Content-Type"] = attachment.media_type
    message.add_attachment(
        attachment.content,
        maintype=header.get_content_maintype(),
        subtype=header.get_content_subtype(),
        params=dict(header["Content-Type"].params),
        filename=attachment.name,
    )


def read_address(text: str, name: str = "") -> Address:
    """One mail address, and nothing beside it. Raises ValueError, which does not repeat it."""
    try:
        address = Address(name, addr_spec=text)
    except (ValueError, IndexError, MessageError) as error:
        raise ValueError("not a mail address") from error
    if not address.domain or not text.isascii():
        raise ValueError("not a mail address")
    return address


def read_sender(text: str) -> Address:
    """Whose name mails carry, from `Name <address>`. Raises OperatorError."""
    try:
        return read_address(parseaddr(text)[1], parseaddr(text)[0])
    except ValueError as error:
        raise OperatorError("BRUGGEN_MAIL_SENDER is not an address; write: Name <name@domain>") from error


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, by what is written alone: a name is looked up nowhere."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or PORTS[parts.scheme]
    except ValueError as error:
        raise OperatorError("BRUGGEN_MAIL_URL has a port that is none") from error


def _refusal(code: int) -> MailRefused | MailDelayed:
    """What an answer means (RFC 5321, 4.2.1): 5yz is for good, 4yz for now."""
    return MailRefused(f"SMTP {code}") if code >= 500 else MailDelayed(f"SMTP {code}")
