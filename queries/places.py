"""Places of organisations, as far as records state them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from graph.model import COLUMNS
from graph.vocabulary import Kind, RecordType
from queries.parameters import Parameters
from queries.registry import question
from queries.result import Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

CITY = COLUMNS[RecordType.ORGANISATION].index("city")
DISTRICT = COLUMNS[RecordType.ORGANISATION].index("district")


class PlaceParameters(Parameters):
    """Parameters of places."""

    members: bool = Field(default=False, description="list the ids of the organisations")


class Located(Shape):
    """Number of organisations, and their ids if requested."""

    organisations: int
    members: list[str] | None = None


class PlaceShape(Shape):
    """A place; organisations in its sub-places are counted there. A country, region or province has no coordinates."""

    id: str
    level: Literal["country", "region", "province", "city", "district"]
    name_ko: str
    name_en: str
    parent: str | None
    latitude: float | None
    longitude: float | None
    source: str
    organisations: int
    members: list[str] | None = None


class UnlistedPlace(Shape):
    """A place stated in records that is missing from the table of places."""

    stated: str
    organisations: int
    members: list[str] | None = None


class Places(Result):
    """Organisations by place; each is counted once."""

    table: ClassVar[str] = "results"
    results: list[PlaceShape]
    unlisted: list[UnlistedPlace]
    unknown: Located
    graph_version: str

    def caption(self) -> str:
        """Return the number of places, and of organisations without one."""
        return f"{len(self.results)} places; {self.unknown.organisations:,} organisations without one"


EXAMPLE = Places(
    results=[
        PlaceShape(
            id="daegu-dalseo", level="district", name_ko="달서구", name_en="Dalseo-gu", parent="daegu", latitude=35.83,
            longitude=128.533, source="district office, as two public listings of Korean government offices give it",
            organisations=27,
        )
    ],
    unlisted=[UnlistedPlace(stated="Atlantis", organisations=1)],
    unknown=Located(organisations=339),
    graph_version="f2bd416c30119016",
)  # fmt: skip


@question(
    "places",
    topic="places",
    path="places",
    parameters=PlaceParameters,
    example=EXAMPLE,
    kept=True,
)
def places(view: View, parameters: PlaceParameters) -> Places:
    """Count organisations by place.

    An organisation counts at the smallest place that its city and district name, in Korean or English; none is left out.
    The places that contain a place are listed too, so that full names can be built.
    """
    from graph.places import PLACES

    snapshot = view.snapshot
    inside, elsewhere, unknown = placed(snapshot)
    needed = set(inside)
    for key in inside:
        above = PLACES[key].parent
        while above is not None:
            needed.add(above)
            above = PLACES[above].parent

    def counted(ids: list[str]) -> dict[str, Any]:
        return {"organisations": len(ids), **({"members": ids} if parameters.members else {})}

    return Places(
        results=[
            PlaceShape(
                id=place.id,
                level=place.level,
                name_ko=place.name_ko,
                name_en=place.name_en,
                parent=place.parent,
                latitude=place.latitude,
                longitude=place.longitude,
                source=place.source,
                **counted(inside.get(place.id, [])),
            )
            for place in PLACES.values()
            if place.id in needed
        ],
        unlisted=[UnlistedPlace(stated=stated, **counted(ids)) for stated, ids in sorted(elsewhere.items())],
        unknown=Located(**counted(unknown)),
        graph_version=snapshot.graph_version,
    )


def placed(snapshot: Snapshot) -> tuple[dict[str, list[str]], dict[str, list[str]], list[str]]:
    """Return the ids of organisations by place, by a stated place that the table lacks, and those without a place."""
    from graph.places import place_of

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
