"""Answers about what surrounds a node, with a choice of neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from api.answers.networks import ranking
from api.answers.paging import cursor, read_cursor
from api.answers.records import node_number
from graph.encoding import encoded
from graph.filters import NO_FILTER
from graph.vocabulary import Layer
from graph.walks.ranked_walks import Choice, TieRank, ranked_neighbourhood

if TYPE_CHECKING:
    import numpy.typing as npt

    from api.serving import View
    from graph.evidence import Period
    from graph.filters import Filter
    from graph.snapshot import Snapshot
    from graph.walks.ranked_walks import FoldedTie

DEGREE = "degree"


def rank_of(view: View, name: str, period: Period) -> TieRank | npt.NDArray[np.float64]:
    """Give by what neighbours are ranked: their ties, their degree, or a measure of the registry (direct layer)."""
    snapshot = view.snapshot
    if name == DEGREE:
        return snapshot.degrees.astype(np.float64)
    if name in set(TieRank):
        return TieRank(name)
    found = ranking(view, name, Layer.DIRECT, period, {})
    values = np.full(len(snapshot.ids), np.nan)
    values[found.network.nodes] = found.values
    return values


def ranked_neighbourhood_answer(
    view: View,
    key: str,
    *,
    depth: int,
    chosen: Filter = NO_FILTER,
    limit: int = 100,
    after: str | None = None,
    rank_by: str = DEGREE,
    limit_per_node: int | None = None,
    fold: bool = False,
) -> bytes:
    """Answer with the nodes around a root, best ranked first in each step.

    Raises:
        Problem: the id is unknown (404), the cursor is none (422) or expired (410).
    """
    snapshot = view.snapshot
    root = node_number(view, key)
    offset = read_cursor(snapshot, after)
    choice = Choice(rank_of(view, rank_by, chosen.period), limit_per_node, fold)
    found = ranked_neighbourhood(
        snapshot, root, choice, depth=depth, chosen=chosen, limit=limit, offset=offset
    )
    nodes = [
        orjson.Fragment(encoded)
        for distance, level in enumerate(found.levels)
        for encoded in snapshot.reached_json(level, distance)
    ]
    given = offset + len(nodes)
    totals = {"nodes": found.total_nodes, "relations": found.total_relations}
    body: dict[str, Any] = {
        "root": key,
        "depth": depth,
        "rank_by": rank_by,
        "limit_per_node": limit_per_node,
        "nodes": nodes,
        "relations": [orjson.Fragment(encoded) for encoded in snapshot.relations_json(found.relations)],
        "totals": totals,
        "truncated": len(nodes) < found.total_nodes,
        "next": cursor(snapshot, given) if given < found.chosen_nodes else None,
        "graph_version": snapshot.graph_version,
    }
    if fold:
        totals["ties"] = found.total_ties
        body |= {"via": "programme", "ties": [tie_dict(snapshot, tie) for tie in found.ties]}
    return encoded(body)


def tie_dict(snapshot: Snapshot, tie: FoldedTie) -> dict[str, Any]:
    """Describe a folded tie: its ends, the programmes that they share, and the memberships in full."""
    return {
        "a": snapshot.ids[tie.a],
        "b": snapshot.ids[tie.b],
        "programmes": [snapshot.ids[programme] for programme in tie.programmes],
        "relations": [orjson.Fragment(encoded) for encoded in snapshot.relations_json(list(tie.relations))],
    }
