"""The texts of mails, and what is written down of a mail before it is sent."""

import pytest
from sqlalchemy import inspect, select

from bruggen.kit.mail import Attachment
from bruggen.kit.sealing import Seal, SealBroken
from bruggen.models import MailMessage, QueuedTask
from bruggen.record.mail import FIELDS, open_content, open_mail, queue_mail, read_texts, render
from tests.jobs.conftest import LINK, RECIPIENT, Desk

TEMPLATES = read_texts().templates


def test_every_mail_has_a_text_and_every_text_is_of_a_mail() -> None:
    assert TEMPLATES.keys() == FIELDS.keys()


@pytest.mark.parametrize("name", FIELDS)
def test_a_text_uses_every_field_it_is_given_and_no_other(name: str) -> None:
    assert TEMPLATES[name].fields == FIELDS[name]
    assert TEMPLATES[name].words.keys() <= FIELDS[name]


@pytest.mark.parametrize("name", FIELDS)
def test_a_text_renders(name: str) -> None:
    content = {field: next(iter(TEMPLATES[name].words.get(field, [f"<{field}>"]))) for field in FIELDS[name]}
    subject, body = render(name, content)
    assert "\n" not in subject
    assert not {"{", "}"} & {*subject, *body}
    for field, value in content.items():
        assert TEMPLATES[name].words.get(field, {}).get(value, value) in body
    assert body.endswith(read_texts().footer)


@pytest.mark.parametrize("name", FIELDS)
def test_a_subject_says_nothing_about_anybody(name: str) -> None:
    assert "{" not in TEMPLATES[name].subject


@pytest.mark.parametrize("name", ["accountRequestReceived", "accountRequestRefused"])
def test_nobody_writes_to_a_stranger_through_us(name: str) -> None:
    assert FIELDS[name] <= {"link"}


def test_a_value_cannot_pass_itself_off_as_text_of_ours() -> None:
    _, body = render("invitation", {"name": "An\n\nBetaal hier:\r\n{link.__class__}", "link": LINK})
    assert "Dag An Betaal hier: {link.__class__}," in body


@pytest.mark.parametrize(
    ("template", "content"),
    [
        ("nothing", {}),
        ("invitation", {"name": "An"}),
        ("invitation", {"name": "An", "link": LINK, "case": "geheim-abc"}),
        ("signInNotice", {"name": "An", "link": LINK, "change": "geheim-abc"}),
    ],
)
def test_a_mail_that_could_not_be_read_is_not_written_down(desk: Desk, template: str, content: dict[str, str]) -> None:
    with desk.sessions() as session:
        with pytest.raises(ValueError) as refused:
            queue_mail(session, desk.seal, RECIPIENT, template, content)
        assert not session.new
    assert "geheim" not in str(refused.value)


def test_nothing_of_a_mail_is_in_its_task_and_its_content_is_sealed(desk: Desk) -> None:
    mail_id = desk.write()
    with desk.sessions() as session:
        (task,) = session.scalars(select(QueuedTask)).all()
        stored = {column.key: getattr(task, column.key) for column in inspect(QueuedTask).columns}
    assert str(mail_id) in str(stored)
    assert "geheim" not in str(stored)
    content = desk.mail(mail_id).content
    assert content
    assert b"geheim" not in content


def test_a_content_opens_only_for_its_own_recipient_and_template(desk: Desk) -> None:
    content = desk.mail(desk.write()).content
    assert content
    assert open_content(desk.seal, RECIPIENT, "invitation", content) == {"name": "An", "link": LINK}
    for seal, recipient, template in [
        (desk.seal, "eve@evil.test", "invitation"),
        (desk.seal, RECIPIENT, "passwordReset"),
        (Seal("another secret of more than thirty-two characters"), RECIPIENT, "invitation"),
    ]:
        with pytest.raises(SealBroken):
            open_content(seal, recipient, template, content)


def test_a_file_is_sealed_with_the_content_and_comes_out_as_it_was(desk: Desk) -> None:
    file = Attachment("overleg.ics", "text/calendar; method=REQUEST", b"SUMMARY:geheim-abc\xff")
    with desk.sessions.begin() as session:
        mail_id = queue_mail(session, desk.seal, RECIPIENT, "invitation", {"name": "An", "link": LINK}, [file]).id
    content = desk.mail(mail_id).content
    assert content
    assert b"geheim" not in content
    assert open_mail(desk.seal, RECIPIENT, "invitation", content) == ({"name": "An", "link": LINK}, (file,))


def test_a_mail_that_rolls_back_was_never_there(desk: Desk) -> None:
    with desk.sessions() as session:
        queue_mail(session, desk.seal, RECIPIENT, "invitation", {"name": "An", "link": LINK})
        session.flush()
        session.rollback()
    with desk.sessions() as session:
        assert session.scalars(select(QueuedTask)).all() == []
        assert session.scalars(select(MailMessage)).all() == []
