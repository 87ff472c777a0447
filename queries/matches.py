"""Search inside lists: which records match a text, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.columns import table_of
from graph.model import NODE_TYPES
from graph.names import comparable
from graph.vocabulary import Kind, RecordType

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from graph.fields import Listed
    from graph.snapshot import Snapshot
    from queries.view import View

    Ints = npt.NDArray[np.int64]

ENOUGH = 100
"""Names found beyond which products and typos are not searched for: the largest `limit` of a search."""
TEXTS: Mapping[Listed, tuple[str, ...]] = {
    RecordType.SOURCE: ("title", "publisher"),
    RecordType.ALIAS: ("name", "node"),
    RecordType.IDENTIFIER: ("value", "node"),
    RecordType.CONFLICT: ("entity", "field", "value_a", "value_b", "field_ko"),
}
"""Fields of records that no search finds; a record that matches in an earlier one comes first."""


def records_matching(view: View, record_type: Listed, text: str) -> Ints:
    """Return the places in the table of a type of the records that match, best first.

    Nodes match as in a search, relations by their better end, all others if one of their `TEXTS` contains the text.
    """
    snapshot = view.snapshot
    if record_type in TEXTS:
        return records_containing(snapshot, record_type, text)
    kind = Kind(record_type) if record_type in NODE_TYPES else None
    hits = view.search.found(text, kind=kind, enough=ENOUGH)
    nodes = np.array([hit.node for hit in hits], np.int64)
    if record_type is not RecordType.RELATION:
        return np.searchsorted(table_of(snapshot, record_type).numbers, nodes)
    rank = np.full(len(snapshot.ids), len(nodes), np.int64)
    rank[nodes] = np.arange(len(nodes))
    table = snapshot.relations
    better = np.minimum(rank[table.subject], rank[table.object])
    matching = np.flatnonzero(better < len(nodes))
    return matching[np.argsort(better[matching], kind="stable")]


def records_containing(snapshot: Snapshot, record_type: Listed, text: str) -> Ints:
    """Return the records that contain a text, ignoring case, spaces and marks."""
    wanted, table = comparable(text), table_of(snapshot, record_type)
    found: list[Ints] = []
    for name in TEXTS[record_type] if wanted else ():
        column = table.column(name)
        good = np.fromiter((wanted in comparable(value) for value in column.values), bool, len(column.values))
        found.append(np.flatnonzero(column.having(good)))
    places = np.concatenate(found) if found else np.zeros(0, np.int64)
    first = np.unique(places, return_index=True)[1]
    return places[np.sort(first)]
