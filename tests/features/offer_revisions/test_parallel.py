"""Many at once: one proposal an offer, one winner each round, nothing lost."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.features.offer_revisions.partners import new_partner
from tests.features.writing.writers import kind
from tests.make.product import Product

WRITERS = 50
ROUNDS = 3


def test_of_twenty_who_begin_a_change_one_does(own_product: Product) -> None:
    partner = new_partner(own_product)
    editor, start = partner.editor(), threading.Barrier(20)

    def begin(_: int) -> tuple[int, str]:
        start.wait()
        answer = editor.post("/offerRevisions", partner.proposal(title="Ik was eerst"))
        if answer.status_code == 409:
            assert kind(answer) == (409, "revisionExists")
        href: str = answer.json()["href"]
        return answer.status_code, href

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(begin, range(20)))
    assert Counter(status for status, _ in answers) == {201: 1, 409: 19}
    assert len({href for _, href in answers}) == 1
    assert len(own_product.events(editor, "created")) == 1


def test_of_fifty_who_saw_the_same_draft_one_writes_on(own_product: Product) -> None:
    partner = new_partner(own_product)
    editor = partner.editor()
    href, written = partner.change(editor, goals="Begin.")["href"], ["Begin."]
    with ThreadPoolExecutor(WRITERS) as pool:
        for number in range(ROUNDS):
            seen = editor.get(href)
            before, etag, start = seen.json()["content"]["goals"], seen.headers["etag"], threading.Barrier(WRITERS)

            def add_own(own: int) -> tuple[int, str]:
                line = f"{number}.{own}"  # noqa: B023 - all of a round are done before the next begins
                start.wait()  # noqa: B023
                return editor.patch(href, {"content": {"goals": f"{before}\n{line}"}}, etag=etag).status_code, line  # noqa: B023

            answers = list(pool.map(add_own, range(WRITERS)))
            assert Counter(status for status, _ in answers) == {200: 1, 412: WRITERS - 1}
            written += [line for status, line in answers if status == 200]
    after = editor.get(href)
    assert after.json()["content"]["goals"].split("\n") == written
    assert after.headers["etag"].startswith(f'"{ROUNDS + 1}.')


def test_of_ten_who_publish_one_does(own_product: Product) -> None:
    partner = new_partner(own_product)
    judge, start = partner.coordinator(), threading.Barrier(10)
    body = {"organization": str(partner.organization), "content": partner.whole(title="Kwibbeltuin")}
    href = judge.post("/offerRevisions", body).json()["href"]

    def go(_: int) -> int:
        start.wait()
        status: int = judge.post(f"{href}/publications").status_code
        return status

    with ThreadPoolExecutor(10) as pool:
        answers = Counter(pool.map(go, range(10)))
    assert answers[200] == 1
    assert set(answers) <= {200, 404, 412}
    assert [event[0] for event in own_product.events(judge, "created") if event[1] == "offers"] == ["created"]


def test_a_publication_and_a_change_of_the_places_lose_nothing(own_product: Product) -> None:
    partner = new_partner(own_product)
    judge = partner.coordinator()
    for number in range(5):
        begun = partner.change(judge, title=f"Ronde {number}")
        before, start = own_product.client.get(partner.offer), threading.Barrier(2)
        waiting = {"status": "waitingList", "waitingWeeks": number}

        def count_places() -> int:
            start.wait()  # noqa: B023 - both are done before the next round begins
            etag = before.headers["etag"]  # noqa: B023
            return judge.patch(f"{partner.offer}/availability", waiting, etag=etag).status_code  # noqa: B023

        def publish_it() -> int:
            start.wait()  # noqa: B023
            status: int = judge.post(f"{begun['href']}/publications").status_code  # noqa: B023
            return status

        with ThreadPoolExecutor(2) as pool:
            counted, published = (answer.result() for answer in (pool.submit(count_places), pool.submit(publish_it)))
        assert {counted, published} <= {200, 412}
        assert 200 in (counted, published)
        if published == 412:
            assert judge.post(f"{begun['href']}/publications").status_code == 200
        shown, old = partner.public(), before.json()
        assert shown["title"] == f"Ronde {number}"
        assert shown["availability"].get("waitingWeeks") == (
            number if counted == 200 else old["availability"].get("waitingWeeks")
        )
