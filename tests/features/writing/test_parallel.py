"""Many write at once: one wins each round, nothing is lost, and a key makes one object."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from bruggen.models import AuditEvent, Organization
from tests.features.writing.writers import coordinator, new_organization
from tests.make.product import Product

WRITERS = 50
ROUNDS = 4


def test_of_fifty_who_saw_the_same_state_exactly_one_changes_it(own_product: Product) -> None:
    writer = coordinator(own_product)
    made = new_organization(writer)
    winners = []
    with ThreadPoolExecutor(WRITERS) as pool:
        for number in range(ROUNDS):
            seen = writer.get(made["href"])
            before = [{"kind": "phone", "value": one["value"]} for one in seen.json()["contacts"]]
            start = threading.Barrier(WRITERS)

            def add_own(own: int, *, number: int = number) -> tuple[int, str]:
                phone = f"09 {number:03} {own:03}"
                start.wait()  # noqa: B023 - all of a round are done before the next begins
                body = {"contacts": [*before, {"kind": "phone", "value": phone}]}  # noqa: B023
                return writer.patch(made["href"], body, etag=seen.headers["etag"]).status_code, phone  # noqa: B023

            answers = list(pool.map(add_own, range(WRITERS)))
            assert Counter(status for status, _ in answers) == {200: 1, 412: WRITERS - 1}
            winners += [phone for status, phone in answers if status == 200]
    after = writer.get(made["href"])
    assert [one["value"] for one in after.json()["contacts"]] == winners
    assert after.headers["etag"].startswith(f'"{ROUNDS + 1}.')
    assert [event[3] for event in own_product.events(writer, "updated")] == [["contacts"]] * ROUNDS


def test_twenty_tries_under_one_key_make_one_organization(own_product: Product) -> None:
    writer = coordinator(own_product)
    start = threading.Barrier(20)

    def add(_: int) -> tuple[int, str]:
        start.wait()
        answer = writer.post("/organizations", {"name": "Zwmrqx vzw", "sector": "welfare"}, key="een-sleutel")
        return answer.status_code, answer.headers.get("location", "")

    with ThreadPoolExecutor(20) as pool:
        answers = set(pool.map(add, range(20)))
    assert {status for status, _ in answers} == {201}
    assert len(answers) == 1
    with own_product.sessions() as session:
        assert session.scalar(select(func.count()).where(Organization.name == "Zwmrqx vzw")) == 1
        created = (AuditEvent.action == "created", AuditEvent.object_type == "organizations", AuditEvent.actor_id == writer.id)
        assert session.scalar(select(func.count()).where(*created)) == 1


def test_of_twenty_with_the_same_company_number_one_is_added(own_product: Product) -> None:
    writer = coordinator(own_product)
    start = threading.Barrier(20)

    def add(own: int) -> int:
        start.wait()
        body = {"name": f"Zwmrqx {own}", "sector": "welfare", "companyNumber": "0400378485"}
        status: int = writer.post("/organizations", body).status_code
        return status

    with ThreadPoolExecutor(20) as pool:
        assert Counter(pool.map(add, range(20))) == {201: 1, 409: 19}
