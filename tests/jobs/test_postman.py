"""Mail leaves as plain text, through a real server or into a folder, and holds nothing it should not."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest

from bruggen.kit.failures import OperatorError
from bruggen.kit.mail import Attachment, Mail, MailDelayed, MailRefused, make_postman
from tests.jobs.servers import PASSWORD, USER, MailServer, mail_server, make_certificate

SENDER = "Bruggen <noreply@bruggen.test>"
LINK = f"https://bruggen.test/welkom#token={'x' * 90}"
LOGIN = f"{USER}:{quote(PASSWORD, safe='')}"


def mail(recipient: str = "an@school.test", subject: str = "Uw account voor één jaar") -> Mail:
    return Mail(uuid4(), recipient, subject, f"Dag An,\n\nCoördinator worden? Open deze link:\n\n{LINK}\n")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path)


def test_a_server_is_given_plain_text_that_says_a_machine_wrote_it(server: MailServer) -> None:
    sent = mail()
    make_postman(f"smtp://127.0.0.1:{server.port}", SENDER).send(sent)
    (envelope,), (message,) = server.envelopes, server.messages
    assert (envelope.mail_from, envelope.rcpt_tos) == ("noreply@bruggen.test", ["an@school.test"])
    assert (message["From"], message["To"], message["Subject"]) == (SENDER, sent.recipient, sent.subject)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{sent.id}@bruggen.test>"
    assert message["Date"].datetime.tzinfo
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == sent.body


def test_a_file_goes_with_a_mail_as_it_is(server: MailServer, tmp_path: Path) -> None:
    invite = Attachment("overleg.ics", "text/calendar; method=REQUEST; charset=utf-8", "SUMMARY:Één\r\n".encode())
    page = Attachment("attest.pdf", "application/pdf", bytes(range(256)))
    sent = replace(mail(), attachments=(invite, page))
    make_postman(f"smtp://127.0.0.1:{server.port}", SENDER).send(sent)
    make_postman(f"outbox:{tmp_path}", SENDER).send(sent)
    kept = message_from_bytes(next(tmp_path.iterdir()).read_bytes(), policy=default)
    for message in server.messages[0], kept:
        text, first, second = message.iter_parts()
        assert text.get_content().replace("\r\n", "\n") == sent.body
        assert (first.get_filename(), first.get_content_type()) == ("overleg.ics", "text/calendar")
        assert first["Content-Type"].params["method"] == "REQUEST"
        assert first.get_payload(decode=True) == invite.content
        assert (second.get_filename(), second.get_content_type()) == ("attest.pdf", "application/pdf")
        assert second.get_content() == page.content


def test_the_name_of_this_machine_is_told_to_nobody(server: MailServer) -> None:
    make_postman(f"smtp://127.0.0.1:{server.port}", SENDER).send(mail())
    assert server.sessions[0].host_name == "bruggen.test"
    assert socket.gethostname().encode() not in (server.envelopes[0].original_content or b"")


def test_a_password_opens_the_server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(certificate, login=True) as server:
        make_postman(f"smtp://{LOGIN}@127.0.0.1:{server.port}", SENDER).send(mail())
        assert server.sessions[0].authenticated
        with pytest.raises(MailDelayed, match="SMTPAuthenticationError 535"):
            make_postman(f"smtp://{USER}:wrong@127.0.0.1:{server.port}", SENDER).send(mail())


@pytest.mark.parametrize("query", ["", "?starttls=required"])
def test_starttls_is_used_where_it_is_offered(certificate: Path, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(certificate) as server:
        make_postman(f"smtp://127.0.0.1:{server.port}{query}", SENDER).send(mail())
        assert server.sessions[0].ssl


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server means STARTTLS
def test_tls_from_the_first_byte(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(certificate, implicit=True, login=True) as server:
        make_postman(f"smtps://{LOGIN}@127.0.0.1:{server.port}", SENDER).send(mail())
        assert server.sessions[0].authenticated


@pytest.mark.parametrize("implicit", [False, True])
def test_a_certificate_that_nobody_trusts_gets_no_mail(certificate: Path, implicit: bool) -> None:
    with mail_server(certificate, implicit=implicit) as server:
        with pytest.raises(MailDelayed, match="SSLCertVerificationError"):
            make_postman(f"{'smtps' if implicit else 'smtp'}://127.0.0.1:{server.port}", SENDER).send(mail())
        assert server.envelopes == []


def test_required_starttls_that_is_not_offered_sends_nothing(server: MailServer) -> None:
    with pytest.raises(MailDelayed, match="no STARTTLS"):
        make_postman(f"smtp://127.0.0.1:{server.port}?starttls=required", SENDER).send(mail())
    assert server.envelopes == []


@pytest.mark.parametrize(
    ("recipient_answer", "answer", "expected"),
    [
        ("550 no such user", "250 OK", MailRefused),
        ("450 try later", "250 OK", MailDelayed),
        ("250 OK", "554 spam", MailRefused),
        ("250 OK", "452 full", MailDelayed),
    ],
)
def test_a_refusal_for_good_is_told_from_one_for_now(
    server: MailServer, recipient_answer: str, answer: str, expected: type[Exception]
) -> None:
    server.recipient_answer, server.always = recipient_answer, answer
    with pytest.raises(expected, match=r"^SMTP \d{3}$"):
        make_postman(f"smtp://127.0.0.1:{server.port}", SENDER).send(mail())


def test_a_server_that_is_away_means_later() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(MailDelayed, match="ConnectionRefusedError"):
            make_postman(f"smtp://127.0.0.1:{unused.getsockname()[1]}", SENDER).send(mail())


@pytest.mark.parametrize(
    "recipient",
    [
        "an@school.test\r\nBcc: eve@evil.test",
        "an@school.test\nBcc: eve@evil.test",
        "an@school.test, eve@evil.test",
        "an@school.test> NOTIFY=SUCCESS <eve@evil.test",
        "An <an@school.test>",
        "an@school.test\0",
        "an",
        "an@",
        "",
        "één@school.test",
    ],
)
def test_an_address_cannot_carry_anything_else(server: MailServer, tmp_path: Path, recipient: str) -> None:
    for postman in make_postman(f"smtp://127.0.0.1:{server.port}", SENDER), make_postman(f"outbox:{tmp_path}", SENDER):
        with pytest.raises(MailRefused):
            postman.send(mail(recipient))
    assert server.envelopes == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("subject", ["Dag\r\nBcc: eve@evil.test", "Dag\nX: y", "Dag\r\n\r\nlees dit"])
def test_a_subject_cannot_carry_a_header(server: MailServer, subject: str) -> None:
    with pytest.raises(MailRefused):
        make_postman(f"smtp://127.0.0.1:{server.port}", SENDER).send(mail(subject=subject))
    assert server.envelopes == []


def test_a_line_of_the_body_cannot_end_the_mail(server: MailServer) -> None:
    body = "voor\n.\nMAIL FROM:<eve@evil.test>\n"
    make_postman(f"smtp://127.0.0.1:{server.port}", SENDER).send(Mail(uuid4(), "an@school.test", "Dag", body))
    (message,) = server.messages
    assert message.get_content().replace("\r\n", "\n") == body


def test_the_outbox_holds_whole_mails_for_the_owners_eyes_only(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "outbox"
    sent = mail()
    make_postman(f"outbox:{folder}", SENDER).send(sent)
    (path,) = folder.iterdir()
    assert path.name.endswith(f"Z-{sent.id}.eml")
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    # The link is whole in the file itself: somebody copies it from there.
    assert LINK.encode() in path.read_bytes()
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert (message["To"], message["Subject"]) == (sent.recipient, sent.subject)


def test_an_outbox_that_cannot_be_written_means_later(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MailDelayed):
        make_postman(f"outbox:{tmp_path / 'file' / 'outbox'}", SENDER).send(mail())


@pytest.mark.parametrize(
    ("url", "sender", "named"),
    [
        ("http://mail.test", SENDER, "BRUGGEN_MAIL_URL cannot be read"),
        ("outbox:", SENDER, "BRUGGEN_MAIL_URL cannot be read"),
        ("smtp://", SENDER, "BRUGGEN_MAIL_URL cannot be read"),
        ("smtp://u:s3cret@mail.test:port", SENDER, "BRUGGEN_MAIL_URL has a port"),
        ("smtp://mail.test?starttls=maybe", SENDER, "starttls"),
        ("smtp://mail.test", "nobody", "BRUGGEN_MAIL_SENDER is not an address"),
        ("smtp://mail.test", "Bruggen <bruggen@bruggen.example>", "BRUGGEN_MAIL_SENDER is nobody's"),
    ],
)
def test_settings_that_cannot_work_are_one_clear_line(url: str, sender: str, named: str) -> None:
    with pytest.raises(OperatorError, match=named) as refused:
        make_postman(url, sender)
    assert "s3cret" not in str(refused.value)


def test_a_demo_sends_nothing_beyond_this_machine(tmp_path: Path) -> None:
    for url in "smtp://mail.test", "smtps://mail.test", "smtp://127.0.0.1.mail.test", "smtp://10.0.0.1":
        with pytest.raises(OperatorError, match="demo"):
            make_postman(url, SENDER, demo=True)
    for url in f"outbox:{tmp_path}", "smtp://localhost:2525", "smtp://127.0.0.1:2525", "smtp://[::1]:2525":
        assert make_postman(url, SENDER, demo=True)
