"""What has had its time goes, and nothing else."""

from datetime import timedelta

from sqlalchemy import select

from bruggen.jobs.sweeping import sweep_records
from bruggen.kit.clock import now
from bruggen.kit.ids import new_id
from bruggen.models import IdempotencyRecord, MailMessage, OneTimeLink, RateCount
from tests.jobs.conftest import RECIPIENT, Desk


def test_what_has_had_its_time_goes_and_nothing_else(desk: Desk) -> None:
    hour, day = timedelta(hours=1), timedelta(days=1)
    with desk.sessions.begin() as session:
        session.add_all(
            [
                RateCount(key="closed", count=1, expires_at=now() - hour),
                RateCount(key="open", count=1, expires_at=now() + hour),
                *(
                    IdempotencyRecord(
                        caller="a", key=key, operation="b", body_digest="c", object_id=new_id(), created_at=now() - age
                    )
                    for key, age in [("old", 3 * day), ("new", day)]
                ),
                *(
                    OneTimeLink(token_hash=key, purpose="invitation", expires_at=now() - age)
                    for key, age in [("long ago", 31 * day), ("late", 29 * day)]
                ),
                *(
                    MailMessage(recipient=RECIPIENT, template=f"{status}{age.days}", status=status, created_at=now() - age)
                    for status in ("sent", "failed", "waiting")
                    for age in (31 * day, 29 * day)
                ),
            ]
        )
    sweep_records(desk.tools())
    with desk.sessions() as session:
        assert session.scalars(select(RateCount.key)).all() == ["open"]
        assert session.scalars(select(IdempotencyRecord.key)).all() == ["new"]
        assert session.scalars(select(OneTimeLink.token_hash)).all() == ["late"]
        assert set(session.scalars(select(MailMessage.template))) == {"sent29", "failed29", "waiting29", "waiting31"}
