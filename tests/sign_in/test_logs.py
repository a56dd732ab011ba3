"""Nothing secret is told to the logs, or kept in the clear."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from bruggen.models import User
from tests.conftest import BACKENDS, House
from tests.features.offer_rows import database
from tests.follow.servers import serving
from tests.sign_in.conftest import HASH, PASSWORD

EMAIL = "an.geheim@example.org"
PATIENCE = 30.0


def mailed_secret(house: House) -> str:
    """The secret of the link that was mailed, once it was."""
    deadline = time.monotonic() + PATIENCE
    while not (mails := sorted(house.outbox.glob("*.eml"))) and time.monotonic() < deadline:
        time.sleep(0.05)
    found = re.search(r"/wachtwoord#(\S+)", mails[0].read_text(encoding="utf-8"))
    assert found
    return found[1]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_whole_sign_in_leaves_no_secret_in_logs_or_tables(
    make_house: Callable[[str], House], tmp_path: Path, backend: str
) -> None:
    house = make_house(backend)
    log = tmp_path / "log"
    with database(house) as sessions:
        with sessions.begin() as session:
            session.add(User(email=EMAIL, name="An", password_hash=HASH))
        settings = {"log_level": "DEBUG", "mail_url": f"outbox:{house.outbox}"}
        with (
            log.open("wb") as file,
            serving(house, 1, stderr=file, **settings) as (server,),
            httpx.Client(base_url=server.url) as page,
        ):
            page.headers["Origin"] = server.url
            signed_in = page.post("/auth/signIns", json={"email": EMAIL, "password": PASSWORD})
            page.post("/auth/signIns", json={"email": EMAIL, "password": f"{PASSWORD}!"})
            renewal = page.cookies["bruggen_renewal"]
            token = page.post("/auth/renewals").json()["accessToken"]
            page.get("/api/v1/profile", headers={"Authorization": f"Bearer {token}"})
            page.get("/api/v1/profile", headers={"Authorization": f"Bearer {token[:-9]}nonsense1"})
            page.post("/auth/passwordResetRequests", json={"email": EMAIL})
            link = mailed_secret(house)
            new = "drie droge kelders op de berg"
            page.post("/auth/passwordChoices", json={"token": link, "password": new})
        assert signed_in.status_code == 200
        secrets = {
            PASSWORD,
            new,
            renewal,
            page.cookies["bruggen_renewal"],
            token,
            link,
            signed_in.json()["signedIn"]["accessToken"],
        }
        logged = log.read_text(encoding="utf-8")
        assert logged
        assert [one for one in (*secrets, EMAIL) if one in logged] == []
        with sessions() as session:
            tables = session.scalars(text(ALL_TABLES[backend])).all()
            kept = "".join(str(session.execute(text(f'SELECT * FROM "{table}"')).all()) for table in tables)
        assert EMAIL in kept
        assert [one for one in secrets if one in kept] == []


ALL_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
}
