"""Fills Django's database with the product's cards: `BENCH_DATABASE=... python -m benchmarks.peers.rest.fill <cards.ndjson>`."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import connection, transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.peers.rest.settings")
django.setup()

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
        places = {_place_key(place): place for card in cards for place in card["places"]}
        numbers = {key: number for number, key in enumerate(places, start=1)}
        Place.objects.bulk_create([_place(numbers[key], place) for key, place in places.items()], 1000)
        Offer.objects.bulk_create([_offer(card) for card in cards], 500)
        given = [(card["id"], provider["id"]) for card in cards for provider in card["providers"]]
        Offer.providers.through.objects.bulk_create(
            [Offer.providers.through(offer_id=offer, organization_id=organization) for offer, organization in given], 1000
        )
        Offer.places.through.objects.bulk_create(
            [Offer.places.through(offer_id=offer, place_id=place) for offer, place in _located(cards, numbers)], 1000
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _place_key(place: dict[str, Any]) -> tuple[Any, ...]:
    return place["nisCode"], place["latitude"], place["longitude"]


def _located(cards: list[dict[str, Any]], numbers: dict[tuple[Any, ...], int]) -> Iterator[tuple[str, int]]:
    for card in cards:
        for place in dict.fromkeys(_place_key(place) for place in card["places"]):
            yield card["id"], numbers[place]


def _place(number: int, place: dict[str, Any]) -> Place:
    return Place(
        id=number,
        municipality=place["municipality"],
        nis_code=place["nisCode"],
        latitude=place["latitude"],
        longitude=place["longitude"],
    )


def _offer(card: dict[str, Any]) -> Offer:
    availability = card["availability"]
    return Offer(
        id=card["id"], title=card["title"], summary=card["summary"], category=card["category"],
        age_min=card.get("ageMin"), age_max=card.get("ageMax"), age_bands=card["ageBands"], levels=card["levels"],
        themes=card["themes"], out_of_school=card["outOfSchool"], availability=availability["status"],
        waiting_weeks=availability.get("waitingWeeks"), availability_checked_on=availability.get("checkedOn"),
        cost=card["cost"], access_routes=card["accessRoutes"], catchment_scope=card["catchment"]["scope"],
        catchment_codes=card["catchment"].get("codes", []), place_count=card.get("placeCount", len(card["places"])),
        verified_on=card.get("verifiedOn"), review_due=card.get("reviewDue"), demo=card.get("demo", False),
    )  # fmt: skip


if __name__ == "__main__":
    main()
