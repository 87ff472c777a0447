"""Data coverage of each sector: organisations, ties, sources – so that missing data is not mistaken for missing ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import orjson

from graph.evidence import Period, predicate_mask, shared_mask
from graph.figures import Covered
from graph.inheritable import inheritable
from graph.model import COLUMNS
from graph.network import Network
from graph.vocabulary import DIRECT_PREDICATES, Layer, RecordType

if TYPE_CHECKING:
    from graph.measures.gaps.ties import BoolArray, IntArray
    from graph.snapshot import Snapshot

PUBLISHED = COLUMNS[RecordType.SOURCE].index("published")


@inheritable
class Coverage(Covered):
    """The coverage of one sector."""

    sector: str


def coverage(network: Network) -> tuple[Coverage, ...]:
    """Return the coverage of every counted sector, in the order of ids."""
    sector, degrees = network.sectors.astype(np.int64), network.degrees
    counted = sector >= 0
    groups = network.snapshot.grouping.ids
    number = len(groups)
    organisations = np.bincount(sector[counted], minlength=number)
    tied = np.bincount(sector[counted & (degrees > 0)], minlength=number)
    ends = np.bincount(sector[counted], degrees[counted], minlength=number)
    sources = _sources(network, sector)
    return tuple(
        Coverage(
            organisations=int(organisations[s]),
            with_ties=int(tied[s]),
            ties_per_organisation=float(ends[s] / organisations[s]) if organisations[s] else 0.0,
            single_source_share=sources[s][0],
            youngest_source=sources[s][1],
            sector=name,
        )
        for s, name in enumerate(groups)
    )


def relations_of(snapshot: Snapshot, layer: Layer, period: Period) -> BoolArray:
    """Return a mask of the relations that a layer's ties can rest on."""
    keep = period.mask(snapshot)
    direct = keep & predicate_mask(snapshot, DIRECT_PREDICATES)
    if layer is Layer.DIRECT:
        return direct
    shared = shared_mask(snapshot, Layer.AFFILIATION, keep)
    return direct | shared if layer is Layer.ALL else shared


def _sources(network: Network, sector: IntArray) -> list[tuple[float | None, str | None]]:
    """Share of relations on one source, and youngest source, for each sector."""
    snapshot = network.snapshot
    relations = snapshot.relations
    of_node = np.full(len(snapshot.ids), -1, dtype=np.int64)
    of_node[network.nodes] = sector
    chosen = np.flatnonzero(relations_of(snapshot, network.layer, network.period))
    ends = np.stack((of_node[relations.subject[chosen]], of_node[relations.object[chosen]]), axis=1)
    number = len(snapshot.grouping.ids)
    all_of = np.zeros(number, dtype=np.int64)
    single = np.zeros(number, dtype=np.int64)
    youngest: list[str | None] = [None] * number
    known: dict[str, tuple[int, str | None]] = {}
    for relation, (one, other) in zip(chosen.tolist(), ends.tolist(), strict=True):
        text = relations.sources[relation]
        if text not in known:
            known[text] = _cited(snapshot, text)
        cited, latest = known[text]
        for s in {one, other} - {-1}:
            all_of[s] += 1
            single[s] += cited == 1
            if latest is not None and (youngest[s] is None or latest > str(youngest[s])):
                youngest[s] = latest
    return [(float(single[s] / all_of[s]) if all_of[s] else None, youngest[s]) for s in range(number)]


def _cited(snapshot: Snapshot, text: str) -> tuple[int, str | None]:
    """Number of sources that a relation cites, and the latest publication date."""
    ids: list[str] = orjson.loads(text)
    dates = [
        str(snapshot.source_rows[snapshot.source_index[key]][PUBLISHED])
        for key in ids
        if key in snapshot.source_index and snapshot.source_rows[snapshot.source_index[key]][PUBLISHED]
    ]
    return len(set(ids)), max(dates, default=None)
