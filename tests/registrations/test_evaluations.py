"""What those who came thought of it, and the certificate they take home."""

import io
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import inspect

from bruggen.access.roles import Role
from bruggen.kit.typesetting import new_page
from bruggen.models import Evaluation
from tests.make.people import grant
from tests.make.product import Product
from tests.registrations.desk import Desk

DAY = timedelta(days=1)


def over(desk: Desk, people: int = 1, **more: Any) -> tuple[str, list[str]]:
    """A session that is over and to which these people came."""
    key = desk.plan()
    emails = [desk.register(key, **more)[0] for _ in range(people)]
    for row in desk.rows(key):
        assert desk.editor.patch(f"/registrations/{row.id}", {"came": True}).status_code == 200
    desk.move(key, -DAY)
    return key, emails


class TestEvaluate:
    def test_is_said_once_and_nobodys_name_stands_with_it(self, desk: Desk) -> None:
        _key, [email] = over(desk)
        assert desk.with_link(email, "registrationChecks").json()["evaluable"] is True
        assert desk.with_link(email, "evaluations", score=4, useful="De voorbeelden.").status_code == 204
        assert desk.with_link(email, "evaluations", score=1).status_code == 409
        assert desk.with_link(email, "registrationChecks").json()["evaluable"] is False
        assert {column.key for column in inspect(Evaluation).columns} == {"id", "session_id", "score", "useful", "better"}
        with desk.product.sessions() as session:
            # An id that told the moment would tell, beside the audit trail, who it was.
            assert {one.id.version for one in session.query(Evaluation)} == {4}

    def test_only_by_who_came_and_afterwards(self, desk: Desk) -> None:
        key = desk.plan()
        email, _ = desk.register(key)
        assert desk.with_link(email, "evaluations", score=4).status_code == 409
        desk.move(key, -DAY)
        assert desk.with_link(email, "evaluations", score=4).status_code == 409

    @pytest.mark.parametrize("wrong", [{"score": 0}, {"score": 6}, {"score": "4"}, {}, {"score": 3, "useful": "<b>"}], ids=str)
    def test_what_cannot_be_is_refused(self, desk: Desk, wrong: dict[str, Any]) -> None:
        _key, [email] = over(desk)
        assert desk.with_link(email, "evaluations", **wrong).status_code == 400


class TestGetEvaluations:
    def test_few_answers_are_not_shown(self, desk: Desk) -> None:
        key, emails = over(desk, 5)
        path = f"/trainingSessions/{key}/evaluations"
        for score, email in enumerate(emails[:4], start=1):
            desk.with_link(email, "evaluations", score=score, useful=f"Nuttig {score}.")
        few = desk.editor.get(path).json()
        assert few == {"self": f"/api/v1{path}", "answers": 4, "needed": 5}
        desk.with_link(emails[4], "evaluations", score=4, better="Meer tijd.")
        shown = desk.editor.get(path).json()
        assert (shown["answers"], shown["average"]) == (5, 2.8)
        assert shown["scores"] == {"1": 1, "2": 1, "3": 1, "4": 2, "5": 0}
        assert sorted(shown["useful"]) == ["Nuttig 1.", "Nuttig 2.", "Nuttig 3.", "Nuttig 4."]
        assert shown["better"] == ["Meer tijd."]

    def test_are_for_those_whose_session_it_is(self, desk: Desk) -> None:
        key = desk.plan()
        stranger = desk.product.person(grant(Role.PARTNER_EDITOR, organization=desk.product.organizations("LIM")[0]))
        assert stranger.get(f"/trainingSessions/{key}/evaluations").status_code == 403


class TestCertificate:
    def test_is_a_page_with_the_name_for_who_came(self, desk: Desk) -> None:
        _key, [email] = over(desk, name="Łucja Çelik-Nguyễn Ștefan")
        answer = desk.with_link(email, "registrationCertificates")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.headers["cache-control"] == "no-store"
        text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
        for word in ("Łucja Çelik-Nguyễn Ștefan", "Omgaan met schoolangst", "2 uur"):
            assert word in text

    def test_not_for_who_stayed_away_and_not_of_a_gathering(self, product: Product) -> None:
        desk = Desk.open(product)
        key = desk.plan()
        email, _ = desk.register(key)
        desk.move(key, -DAY)
        assert desk.with_link(email, "registrationCertificates").status_code == 409
        gathering = Desk.open(product, "gathering")
        key = gathering.plan(path="gatherings")
        email, _ = gathering.register(key)
        gathering.editor.patch(f"/registrations/{gathering.rows(key)[0].id}", {"came": True})
        gathering.move(key, -DAY)
        assert gathering.with_link(email, "registrationChecks").json()["certified"] is False
        assert gathering.with_link(email, "registrationCertificates").status_code == 409


def test_the_font_has_the_letters_of_every_name() -> None:
    names = "Łucja Çelik Nguyễn Ștefan Đorđević Åsa Ñandú Þóra Øyvind Jiří Gökçe Ελένη Олена"
    letters = new_page("").fonts["dejavu"].cmap
    assert [letter for letter in names if ord(letter) not in letters] == []
