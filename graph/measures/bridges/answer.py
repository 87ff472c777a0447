"""Candidate pairs that could bridge two sectors, and current brokers, each with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.evidence import Period
from graph.measures.bridges.candidates import in_common, most_active
from graph.measures.bridges.holdout import Holdout, holdout
from graph.measures.bridges.likeness import FEATURES, Past, features, past_of, rarity
from graph.measures.bridges.pairs import sector_codes
from graph.measures.bridges.sentences import say_nothing_known
from graph.near import nearest

if TYPE_CHECKING:
    from graph.measures.bridges.likeness import Floats, Ints
    from graph.snapshot import Snapshot

SHOWN = 5  # shared items listed per reason, rarest first


@dataclass(frozen=True, slots=True)
class Bridges:
    """The full result.

    Attributes:
        a, b: sectors, a before b.
        as_of: the day asked for; nothing later is used.
        unrelated: whether pairs with nothing in common are included.
        pairs: best first, each with organisations `a` and `b`, `score`, and `reasons` (kind, via, weight, relations).
        brokers: organisations tied to both sectors, those that are the only link of most pairs first.
        warnings: limits of the answer, in Korean and English.
        holdout: the validation of the score.
    """

    a: str
    b: str
    as_of: str | None
    unrelated: bool
    pairs: list[dict[str, Any]]
    brokers: list[dict[str, Any]]
    warnings: list[dict[str, str]]
    holdout: Holdout


def bridges(
    snapshot: Snapshot,
    a: str,
    b: str,
    *,
    limit: int = 20,
    period: Period | None = None,
    unrelated: bool = False,
) -> Bridges:
    """Rank untied pairs of organisations across two sectors by link prediction.

    Score: Σ weight × feature over common partners (resource allocation), shared programmes, shared technologies, same
    district and activity; the weights are fitted on past ties and validated on a hold-out (`holdout`).
    Only pairs with something in common are ranked by default: activity alone is not a reason.

    Args:
        snapshot: the records.
        a: a counted sector.
        b: another one.
        limit: largest number of pairs, and of brokers.
        period: which relations are used; None uses all.
        unrelated: include pairs with nothing in common (of the 1,000 most active organisations on each side).

    Raises:
        ValueError: a and b are the same, or not counted.
    """
    a, b = sorted((a, b))
    check(snapshot, a, b)
    period = period or Period()
    keep = period.mask(snapshot)
    past = snapshot.memo(("bridges past", period), lambda: past_of(snapshot, keep))
    judged = snapshot.memo(("bridges holdout", period.as_of, period.since), lambda: holdout(snapshot, period))
    codes = snapshot.memo(("bridges sectors",), lambda: sector_codes(snapshot, past))
    rows, columns = (np.flatnonzero(codes == snapshot.grouping.ids.index(sector)) for sector in (a, b))
    warnings = [
        say_nothing_known(snapshot.grouping, sector, len(of) > 0)
        for sector, of in ((a, rows), (b, columns))
        if not past.degrees[of].any()
    ]
    explain = Explanation(snapshot, past, judged, keep)
    best = (
        ranked(past, judged, rows, columns, limit, unrelated=unrelated) if len(rows) and len(columns) else []
    )
    pairs = [explain.pair(int(i), int(j), score, table) for i, j, score, table in best]
    found = brokers(explain, past, rows, columns, limit) if pairs or not warnings else []
    return Bridges(a, b, period.as_of, unrelated, pairs, found, warnings, judged)


def check(snapshot: Snapshot, a: str, b: str) -> None:
    """Check that two sectors are counted and different.

    Raises:
        ValueError: one is not counted, or both are the same.
    """
    for key in (a, b):
        if key not in snapshot.grouping.ids:
            raise ValueError(f"No counted sector has the id “{key}”: {nearest(key, snapshot.grouping.ids)}")
    if a == b:
        raise ValueError(f"“{a}” cannot be bridged with itself: name two different sectors")


def ranked(
    past: Past, judged: Holdout, rows: Ints, columns: Ints, limit: int, *, unrelated: bool
) -> list[tuple[int, int, float, Floats]]:
    """Score the untied pairs that have something in common (or all), best first, equal ones by id."""
    first, second = in_common(past, rows, columns)
    if unrelated:
        first, second = most_active(past, rows, columns, (first, second))
    if not len(first):
        return []
    table = features(past, first, second)
    score = judged.score(table)
    order = np.lexsort((second, first, -np.round(score, 12)))[:limit]
    return [(int(first[k]), int(second[k]), float(score[k]), table[k]) for k in order]


class Explanation:
    """Explains scores by reasons with their relations and sources."""

    def __init__(self, snapshot: Snapshot, past: Past, judged: Holdout, keep: Any) -> None:
        self.snapshot, self.past, self.judged = snapshot, past, judged
        self.keep = keep
        self.rare = {
            "common partner": (past.partners, rarity(past.partners), past.nodes),
            "shared programme": (past.programmes, rarity(past.programmes), None),
            "shared technology": (past.technologies, rarity(past.technologies), None),
        }

    def pair(self, i: int, j: int, score: float, table: Floats) -> dict[str, Any]:
        """Describe one pair with its reasons, strongest first."""
        shares = table / self.judged.scale * self.judged.weights
        reasons = [
            self.reason(kind, i, j, float(share))
            for kind, share, value in zip(FEATURES, shares.tolist(), table.tolist(), strict=True)
            if value > 0 and (share > 0 or kind in self.rare or kind == "same district")
        ]
        # activity comes last whatever its weight, since it has no evidence to show
        reasons.sort(key=lambda reason: (reason["kind"] == FEATURES[-1], -reason["weight"], reason["kind"]))
        ids = self.snapshot.ids
        nodes = self.past.nodes
        return {"a": ids[nodes[i]], "b": ids[nodes[j]], "score": round(score, 6), "reasons": reasons}

    def reason(self, kind: str, i: int, j: int, weight: float) -> dict[str, Any]:
        """Describe what two organisations have in common, with the relations behind it."""
        via: list[int] = []
        if kind in self.rare:
            matrix, rare, nodes = self.rare[kind]
            shared = np.intersect1d(matrix[[i]].indices, matrix[[j]].indices)
            best = shared[np.lexsort((shared, -rare[shared]))][:SHOWN]
            via = (best if nodes is None else nodes[best]).tolist()
        ends = [int(self.past.nodes[i]), int(self.past.nodes[j])]
        relations = sorted({r for middle in via for end in ends for r in self.between(end, middle)})
        return {
            "kind": kind,
            "via": [self.snapshot.ids[node] for node in via],
            "weight": round(weight, 6),
            "relations": [self.snapshot.relations.ids[relation] for relation in relations],
        }

    def between(self, node: int, other: int) -> list[int]:
        """Return the relations of a period between two nodes."""
        starts, neighbours, numbers = self.snapshot.adjacency
        node, other = (
            (node, other)
            if starts[node + 1] - starts[node] <= starts[other + 1] - starts[other]
            else (other, node)
        )
        part = slice(int(starts[node]), int(starts[node + 1]))
        found = numbers[part][neighbours[part] == other]
        return [int(r) for r in found if self.keep[r]]


def brokers(explain: Explanation, past: Past, rows: Ints, columns: Ints, limit: int) -> list[dict[str, Any]]:
    """List organisations tied to both sectors, those that are the only link of most pairs first.

    `sole_pairs`: untied pairs across the two sectors whose only common partner it is.
    """
    from scipy import sparse

    to_a, to_b = past.partners[rows], past.partners[columns]
    ties_a, ties_b = (np.asarray(m.sum(axis=0), np.float64).ravel() for m in (to_a, to_b))
    both = np.flatnonzero((ties_a > 0) & (ties_b > 0))
    if len(both) == 0:
        return []
    ways: Any = sparse.csr_array(to_a @ to_b.T).tocoo()
    tied = np.asarray(past.partners[rows][:, columns][ways.row, ways.col]).ravel() > 0
    only = (ways.data == 1) & ~tied
    sole = sparse.csr_array((np.ones(int(only.sum())), (ways.row[only], ways.col[only])), shape=ways.shape)
    lost = np.asarray((to_a.T @ sole).multiply(to_b.T).sum(axis=1), np.float64).ravel()
    order = both[np.lexsort((both, -(ties_a * ties_b)[both], -lost[both]))][:limit]
    return [
        {
            "id": explain.snapshot.ids[past.nodes[w]],
            "ties_a": int(ties_a[w]),
            "ties_b": int(ties_b[w]),
            "sole_pairs": int(lost[w]),
            "relations": relations_of(explain, past, int(w), (rows, columns)),
        }
        for w in order.tolist()
    ]


def relations_of(explain: Explanation, past: Past, broker: int, sides: Sequence[Ints]) -> list[str]:
    """Return the relations by which a broker is tied to two sectors."""
    partners = past.partners[[broker]].indices
    near = np.intersect1d(partners, np.concatenate(sides))
    node = int(past.nodes[broker])
    direct = explain.snapshot.relations
    found = sorted({r for other in past.nodes[near].tolist() for r in explain.between(node, other)})
    return [direct.ids[relation] for relation in found]
