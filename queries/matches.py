"""Search inside lists: which records match a text, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.columns import table_of
from graph.model import NODE_TYPES
from graph.names import comparable
from graph.vocabulary import Kind, RecordType

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.snapshot import Snapshot
    from queries.view import View

    Ints = npt.NDArray[np.int64]

ENOUGH = 100
"""Names found beyond which products and typos are not searched for: the largest `limit` of a search."""
TEXTS = ("title", "publisher")


def records_matching(view: View, record_type: RecordType | None, text: str) -> Ints:
    """Return the places in the table of a type of the records that match, best first.

    Nodes match as in a search, relations by their better end, sources by title and publisher.
    """
    snapshot = view.snapshot
    if record_type is RecordType.SOURCE:
        return sources_matching(snapshot, text)
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


def sources_matching(snapshot: Snapshot, text: str) -> Ints:
    """Return the sources whose title or publisher contains a text, ignoring case, spaces and marks; titles first."""
    wanted, table = comparable(text), table_of(snapshot, RecordType.SOURCE)
    found = []
    for name in TEXTS if wanted else ():
        column = table.column(name)
        good = np.fromiter((wanted in comparable(value) for value in column.values), bool, len(column.values))
        found.append(np.flatnonzero(column.having(good)))
    places = np.concatenate(found) if found else np.zeros(0, np.int64)
    first = np.unique(places, return_index=True)[1]
    return places[np.sort(first)]
