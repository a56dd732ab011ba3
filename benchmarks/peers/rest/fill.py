"""Fills Django's database with the product's cards: `BENCH_DATABASE=... python -m benchmarks.peers.rest.fill <cards.ndjson>`."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.db import connection, transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.peers.rest.settings")
django.setup()

from benchmarks.peers.cards import Card, flat  # noqa: E402
from benchmarks.peers.rest.models import Offer, Organization, Place  # noqa: E402


def main() -> None:
    """Create the tables and fill them."""
    cards = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("rest").get_models():
            editor.create_model(model)
    with transaction.atomic():
        providers = {provider["id"]: provider for card in cards for provider in card["providers"]}
        Organization.objects.bulk_create([Organization(**provider) for provider in providers.values()], 1000)
        places = {key: place for card in cards for key, place in _keyed(card)}
        numbers = {key: number for number, key in enumerate(places, start=1)}
        Place.objects.bulk_create(
            [
                Place(id=numbers[key], municipality=place["municipality"], nis_code=place["nisCode"])
                for key, place in places.items()
            ],
            1000,
        )
        Offer.objects.bulk_create([_offer(card) for card in cards], 500)
        given = [(card["id"], provider["id"]) for card in cards for provider in card["providers"]]
        Offer.providers.through.objects.bulk_create(
            [Offer.providers.through(offer_id=offer, organization_id=organization) for offer, organization in given], 1000
        )
        located = [(card["id"], numbers[key]) for card in cards for key, _ in _keyed(card)]
        Offer.places.through.objects.bulk_create(
            [Offer.places.through(offer_id=offer, place_id=place) for offer, place in located], 1000
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _keyed(card: Card) -> Iterator[tuple[tuple[str, int], dict[str, str]]]:
    """The places of a card; a second one in the same municipality is a place of its own."""
    seen: Counter[str] = Counter()
    for place in card["places"]:
        seen[place["nisCode"]] += 1
        yield (place["nisCode"], seen[place["nisCode"]]), place


def _offer(card: Card) -> Offer:
    row = flat(card)
    return Offer(
        id=row["id"], title=row["title"], summary=row["summary"], category=row["category"],
        age_min=row["ageMin"], age_max=row["ageMax"], levels=row["levels"], themes=row["themes"],
        out_of_school=row["outOfSchool"], availability=row["availability"], waiting_weeks=row["waitingWeeks"],
        availability_checked_on=row["checkedOn"], cost=row["cost"], access_routes=row["accessRoutes"],
        catchment_scope=row["catchmentScope"], place_count=row["placeCount"], verified_on=row["verifiedOn"],
        review_due=row["reviewDue"], demo=row["demo"],
    )  # fmt: skip


if __name__ == "__main__":
    main()
