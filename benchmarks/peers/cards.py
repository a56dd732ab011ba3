"""The cards as the peers hold them."""

from typing import Any

NESTED = ("levels", "themes", "accessRoutes", "providers", "places")
Card = dict[str, Any]


def flat(card: Card) -> Card:
    """A card as a row of one table: what it may lack is null, and the columns `NESTED` hold lists."""
    availability = card["availability"]
    return {
        "id": card["id"], "href": card["href"], "title": card["title"], "summary": card["summary"],
        "category": card["category"], "ageMin": card.get("ageMin"), "ageMax": card.get("ageMax"),
        "outOfSchool": int(card["outOfSchool"]), "availability": availability["status"],
        "waitingWeeks": availability.get("waitingWeeks"), "checkedOn": availability.get("checkedOn"), "cost": card["cost"],
        "catchmentScope": card["catchmentScope"], "placeCount": card["placeCount"],
        "verifiedOn": card.get("verifiedOn"), "reviewDue": card.get("reviewDue"), "demo": int(card["demo"]),
        **{name: card[name] for name in NESTED},
    }  # fmt: skip


def comparable(card: Card) -> Card:
    """A card of any of the servers without what only one of them tells: absent or null, and the order of joined rows."""
    kept = {name: comparable(value) if isinstance(value, dict) else value for name, value in card.items() if value is not None}
    for name in ("providers", "places"):
        if name in kept:
            kept[name] = sorted(kept[name], key=str)
    return kept
