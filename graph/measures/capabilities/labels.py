"""Rows and columns of the table of capabilities: which one an organisation or a technology belongs to, and its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.choices import CapabilityColumns, CapabilityRows
from graph.identifiers import SUBCLASS
from graph.inheritable import inheritable
from graph.model import COLUMNS
from graph.places import PLACES, place_of
from graph.snapshot import KINDS
from graph.vocabulary import COUNTED_SECTORS, SECTORS, IdentifierScheme, Kind, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.places import Place
    from graph.snapshot import Snapshot

ORGANISATION = {name: number for number, name in enumerate(COLUMNS[RecordType.ORGANISATION])}
TECHNOLOGY = {name: number for number, name in enumerate(COLUMNS[RecordType.TECHNOLOGY])}


@inheritable
class Label:
    """A row or column: its id, and its names in Korean and English."""

    id: str
    name_ko: str
    name_en: str


SECTOR_LABELS = {key: Label(key, SECTORS[key].name_ko, SECTORS[key].name_en) for key in COUNTED_SECTORS}


def rows_of(snapshot: Snapshot, rows: CapabilityRows) -> dict[int, Label]:
    """Return the row of each organisation that has one, by node number.

    A sector must be counted. A city or district is a place of `data/places.csv`, or the stated name if the table lacks it;
    an organisation whose district is an estate there counts in the city, one with a province or country in none.
    """
    found: dict[int, Label] = {}
    for node in nodes_of(snapshot, Kind.ORGANISATION):
        label = row_of(snapshot.rows[node], rows)
        if label is not None:
            found[node] = label
    return found


def row_of(organisation: tuple[str | None, ...], rows: CapabilityRows) -> Label | None:
    """Return the row of one organisation."""
    if rows is CapabilityRows.ORGANISATION:
        return label_of(organisation, ORGANISATION)
    if rows is CapabilityRows.SECTOR:
        return SECTOR_LABELS.get(organisation[ORGANISATION["sector"]] or "")
    city, district = (organisation[ORGANISATION[name]] for name in ("city", "district"))
    if not (district if rows is CapabilityRows.DISTRICT else city):
        return None
    place = place_of(city, district if rows is CapabilityRows.DISTRICT else None)
    if place is None:
        stated = " ".join(filter(None, (city, district if rows is CapabilityRows.DISTRICT else None)))
        return Label(stated, stated, stated)
    return label_of_place(place) if place.level in {"city", rows.value} else None


def label_of_place(place: Place) -> Label:
    """Return the names of a place: those of a district with its city, since districts of several cities have one name."""
    above = PLACES[place.parent] if place.parent else None
    if place.level == "district" and above is not None:
        return Label(place.id, f"{above.name_ko} {place.name_ko}", f"{place.name_en}, {above.name_en}")
    return Label(place.id, place.name_ko, place.name_en)


def label_of(row: tuple[str | None, ...], column: dict[str, int]) -> Label:
    """Return the names of a node."""
    key, korean, english = (row[column[name]] or "" for name in ("id", "name_ko", "name_en"))
    return Label(key, korean or english, english or korean)


def columns_of(snapshot: Snapshot, columns: CapabilityColumns) -> dict[int, tuple[Label, ...]]:
    """Return the columns of each technology that has any, by node number."""
    if columns is CapabilityColumns.IPC:
        return subclasses_of(snapshot)
    found: dict[int, tuple[Label, ...]] = {}
    for node in nodes_of(snapshot, Kind.TECHNOLOGY):
        row = snapshot.rows[node]
        if columns is CapabilityColumns.TECHNOLOGY:
            found[node] = (label_of(row, TECHNOLOGY),)
        elif label := SECTOR_LABELS.get(row[TECHNOLOGY["field"]] or ""):
            found[node] = (label,)
    return found


def subclasses_of(snapshot: Snapshot) -> dict[int, tuple[Label, ...]]:
    """Return the patent subclasses (IPC, four characters) of the technologies that have an identifier of that scheme.

    A subclass is named after the technology that stands for it alone, if there is one, or else by its symbol.
    """
    of_node: dict[int, list[str]] = {}
    for row in snapshot.identifier_rows:
        node = snapshot.index[row[0]]
        if row[1] == IdentifierScheme.IPC and snapshot.kind(node) is Kind.TECHNOLOGY:
            symbols = of_node.setdefault(node, [])
            if (symbol := row[2][:SUBCLASS]) not in symbols:
                symbols.append(symbol)
    named = {
        symbols[0]: label_of(snapshot.rows[node], TECHNOLOGY)
        for node, symbols in of_node.items()
        if snapshot.ids[node] == f"ipc:{symbols[0]}"
    }
    return {
        node: tuple(
            Label(symbol, named[symbol].name_ko, named[symbol].name_en)
            if symbol in named
            else Label(symbol, symbol, symbol)
            for symbol in symbols
        )
        for node, symbols in of_node.items()
    }


def nodes_of(snapshot: Snapshot, kind: Kind) -> Iterator[int]:
    """Yield the numbers of the nodes of a kind."""
    code = KINDS.index(kind)
    return (node for node, own in enumerate(snapshot.kinds.tolist()) if own == code)
