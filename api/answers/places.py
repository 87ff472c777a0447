"""Answers about places: where organisations are, as far as records say it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph.encoding import encoded
from graph.model import COLUMNS
from graph.places import PLACES, place_of
from graph.vocabulary import Kind, RecordType

if TYPE_CHECKING:
    from api.serving import View
    from graph.snapshot import Snapshot

CITY = COLUMNS[RecordType.ORGANISATION].index("city")
DISTRICT = COLUMNS[RecordType.ORGANISATION].index("district")


def places_answer(view: View, *, members: bool) -> bytes:
    """Answer with every place that a record or a narrower place names, and with what could not be placed."""
    return view.snapshot.memo(("places", members), lambda: found_places(view.snapshot, members))


def found_places(snapshot: Snapshot, members: bool) -> bytes:
    """Place every organisation; the places around a place are there too, so that names can be built."""
    inside, elsewhere, unknown = placed(snapshot)
    needed = set(inside)
    for key in inside:
        above = PLACES[key].parent
        while above is not None:
            needed.add(above)
            above = PLACES[above].parent

    def counted(ids: list[str]) -> dict[str, Any]:
        return {"organisations": len(ids), **({"members": ids} if members else {})}

    results = [
        {
            "id": place.id, "level": place.level, "name_ko": place.name_ko, "name_en": place.name_en,
            "parent": place.parent, "latitude": place.latitude, "longitude": place.longitude,
            "source": place.source, **counted(inside.get(place.id, [])),
        }
        for place in PLACES.values() if place.id in needed
    ]  # fmt: skip
    unlisted = [{"stated": stated, **counted(ids)} for stated, ids in sorted(elsewhere.items())]
    body = {
        "results": results,
        "unlisted": unlisted,
        "unknown": counted(unknown),
        "graph_version": snapshot.graph_version,
    }
    return encoded(body)


def placed(snapshot: Snapshot) -> tuple[dict[str, list[str]], dict[str, list[str]], list[str]]:
    """Give the ids of organisations by place, those whose place is not in the table by what is stated, and the rest."""
    inside: defaultdict[str, list[str]] = defaultdict(list)
    elsewhere: defaultdict[str, list[str]] = defaultdict(list)
    unknown: list[str] = []
    for node, key in enumerate(snapshot.ids):
        if snapshot.kind(node) != Kind.ORGANISATION:
            continue
        city, district = snapshot.rows[node][CITY], snapshot.rows[node][DISTRICT]
        place = place_of(city, district)
        if place is not None:
            inside[place.id].append(key)
        elif stated := " ".join(filter(None, (city, district))):
            elsewhere[stated].append(key)
        else:
            unknown.append(key)
    return dict(inside), dict(elsewhere), unknown
