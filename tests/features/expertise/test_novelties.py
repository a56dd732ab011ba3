"""What is new among all that is public: as a list, and as feeds that other readers take."""

from datetime import timedelta
from typing import Any

import feedparser
import pytest

from bruggen.kit.clock import today
from bruggen.kit.ids import new_id
from tests.features.expertise.test_reading import made
from tests.make.product import As, Product


def novelties(product: Product, **params: Any) -> list[dict[str, Any]]:
    answer = product.client.get("/api/v1/novelties", params={"pageSize": 200, **params})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_the_latest_stands_first_of_whatever_kind(product: Product) -> None:
    title = f"Nieuw {new_id().hex}"
    made(product, "method", title="Ouder")
    href = made(product, "training", title=title)
    (first, *others) = novelties(product)
    assert (first["kind"], first["title"], first["href"]) == ("training", title, href)
    assert {"offer", "method"} <= {item["kind"] for item in others}
    moments = [item["changedAt"] for item in (first, *others)]
    assert moments == sorted(moments, reverse=True)


def test_kind_region_theme_and_day_narrow_it(product: Product) -> None:
    here = made(product, "method", themes=["bullying"], area={"scope": "regions", "regions": ["OVL"]})
    there = made(
        product, "method", themes=["truancy"], area={"scope": "municipalities", "municipalities": [{"nis_code": "71072"}]}
    )
    hrefs = lambda **params: {item["href"] for item in novelties(product, kind="method", **params)}  # noqa: E731
    assert {here, there} <= hrefs()
    assert here in hrefs(region="OVL")
    assert there not in hrefs(region="OVL")
    assert there in hrefs(region="LIM")
    assert here in hrefs(theme="bullying")
    assert there not in hrefs(theme="bullying")
    assert {here, there} <= hrefs(since=today().isoformat())
    assert hrefs(since=(today() + timedelta(days=1)).isoformat()) == set()


def test_what_is_not_public_is_not_news(product: Product, coordinator: As) -> None:
    href = made(product, "method")
    assert coordinator.post(f"{href}/archivings").status_code == 204
    assert href not in {item["href"] for item in novelties(product)}


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_another_reader_takes_the_feed(product: Product, form: str) -> None:
    title = f"Kracht & rust <{new_id().hex}>"
    href = made(product, "goodPractice", title=title)
    answer = product.client.get(f"/feeds/novelties.{form}", params={"kind": "goodPractice"})
    assert answer.headers["content-type"].startswith(f"application/{form}+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    entry = feed.entries[0]
    assert entry.title == title
    assert entry.id == f"urn:uuid:{href.rpartition('/')[2]}"
    assert entry.link.endswith(f"/praktijken/{href.rpartition('/')[2]}")


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_a_feed_of_which_nothing_changed_is_not_sent_again(product: Product, form: str) -> None:
    made(product, "method")
    first = product.client.get(f"/feeds/novelties.{form}")
    again = product.client.get(f"/feeds/novelties.{form}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
