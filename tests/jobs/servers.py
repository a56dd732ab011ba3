"""A real mail server on this machine, and what it was given."""

import asyncio
import datetime
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

USER, PASSWORD = "bruggen", "p@ss word/:?#"


@dataclass
class MailServer:
    """What arrived, and how it is to answer. `answers` are used up first; `silent` keeps the client waiting for ever."""

    answers: list[str] = field(default_factory=list)
    always: str = "250 OK"
    recipient_answer: str = "250 OK"
    silent: bool = False
    arriving: threading.Event = field(default_factory=threading.Event)
    envelopes: list[Envelope] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take the recipient, or not."""
        if self.recipient_answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, _server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the mail, or not."""
        self.arriving.set()
        while self.silent:
            await asyncio.sleep(0.02)
        answer = self.answers.pop(0) if self.answers else self.always
        if answer.startswith("2"):
            self.envelopes.append(envelope)
            self.sessions.append(session)
        return answer

    @property
    def messages(self) -> list[EmailMessage]:
        """The mails, as a program for mail reads them."""
        read = [message_from_bytes(envelope.original_content or b"", policy=default) for envelope in self.envelopes]
        return [message for message in read if isinstance(message, EmailMessage)]


class _OnAnyPort(Controller):
    """Listens where there is room."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(certificate: Path | None = None, *, implicit: bool = False, login: bool = False) -> Iterator[MailServer]:
    """A server on 127.0.0.1; with a certificate it insists on STARTTLS, or speaks TLS from the first byte."""
    server = MailServer()
    options: dict[str, Any] = {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        options = {"ssl_context": context} if implicit else {"tls_context": context, "require_starttls": True}
    if login:
        options |= {"authenticator": _check, "auth_required": True, "auth_require_tls": bool(certificate) and not implicit}
    controller = _OnAnyPort(server, hostname="127.0.0.1", port=0, server_hostname="mail.test", **options)
    controller.start()
    try:
        server.port = controller.port
        yield server
    finally:
        server.silent = False
        controller.stop()


def _check(_server: Any, _session: Session, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=good, handled=False)


def make_certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1, signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    start = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
