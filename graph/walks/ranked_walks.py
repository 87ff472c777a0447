"""Ranked neighbourhoods: the best neighbours first, a limited number per node, memberships folded into ties.

Slower than the plain `graph.walks.neighbourhoods`; the rules are the same: a relation is walked if one of its ends is
nearer than the depth.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graph.columns import table_of
from graph.evidence import Evidence, relation_evidence, shared_evidence, shared_mask
from graph.filters import masks
from graph.vocabulary import Layer, RecordType
from graph.walks.adjacency import rows_of
from graph.walks.among import relations_among
from graph.walks.neighbourhoods import cut

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.filters import Filter
    from graph.snapshot import Snapshot

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]


class TieRank(StrEnum):
    """The ranking of ties to neighbours."""

    RECENCY = "recency"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of a ranked walk.

    Attributes:
        rank: by the ties that lead to a node (latest start first, or most distinct sources first), or by one value per
            node, NaN last; equal ones by number of relations, then id.
        per_node: largest number of new neighbours per node, best first; None takes all.
        fold: whether co-members of a programme (project, agreement, alliance, union, division) are one step apart and
            memberships themselves are not walked.
    """

    rank: TieRank | Floats
    per_node: int | None = None
    fold: bool = False


@dataclass(frozen=True, slots=True)
class FoldedTie:
    """A tie between two co-members, with the shared programmes and the memberships behind it."""

    a: int
    b: int
    programmes: tuple[int, ...]
    relations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RankedNeighbourhood:
    """The result of a ranked walk.

    Attributes:
        levels: node numbers by distance from the root, best first within a level.
        relations: relation numbers, ascending, as in `graph.walks.neighbourhoods`.
        ties: folded ties, by their ends.
        chosen_nodes: number of nodes chosen by the walk, including those not in these levels.
        total_nodes, total_relations, total_ties: sizes without ranking or limits.
        total_among: number of relations among all these nodes.
    """

    levels: list[list[int]]
    relations: list[int]
    ties: list[FoldedTie]
    chosen_nodes: int
    total_nodes: int
    total_relations: int
    total_ties: int
    total_among: int


class Lines(NamedTuple):
    """Walkable lines from both ends as compressed sparse rows by node; each line is one entry of `evidence`."""

    starts: Ints
    ends: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int32]
    evidence: Evidence
    pairs: npt.NDArray[np.int32]
    """Pair of organisations of each folded line, else −1."""


class Walked(NamedTuple):
    """Nodes by distance, and every line met: its start, end and number."""

    levels: list[Ints]
    origins: Ints
    ends: Ints
    lines: Ints


def lines_of(snapshot: Snapshot, chosen: Filter, fold: bool) -> Lines:
    """Return the lines that a filter allows; of folded ones, which are large, only the last is cached."""
    if not fold:
        return snapshot.memo(("lines", chosen), lambda: make_lines(snapshot, chosen, fold))
    kept: dict[Filter, Lines] = snapshot.memo("folded lines", dict)
    found = kept.get(chosen)
    if found is None:
        found = make_lines(snapshot, chosen, fold)
        kept.clear()
        kept[chosen] = found
    return found


def make_lines(snapshot: Snapshot, chosen: Filter, fold: bool) -> Lines:
    """Build the lines that `lines_of` caches."""
    relations, nodes = masks(snapshot, chosen)
    keep = np.ones(len(snapshot.relations), bool) if relations is None else relations
    if fold:
        members = shared_mask(snapshot, Layer.AFFILIATION, keep)
        parts = relation_evidence(snapshot, keep & ~members), shared_evidence(snapshot, members)
        evidence = Evidence.joined(parts)
    else:
        evidence = relation_evidence(snapshot, keep)
    count = len(evidence.a)
    pairs = np.full(count, -1, np.int32)
    folded = evidence.second >= 0
    keys = pair_keys(snapshot, evidence.a[folded], evidence.b[folded])
    pairs[folded] = np.unique(keys, return_inverse=True)[1]
    here, there = np.concatenate((evidence.a, evidence.b)), np.concatenate((evidence.b, evidence.a))
    lines = np.tile(np.arange(count, dtype=np.int32), 2)
    if nodes is not None:
        here, there, lines = here[nodes[there]], there[nodes[there]], lines[nodes[there]]
    order = np.argsort(here, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(here, minlength=len(snapshot.ids)))))
    return Lines(starts, there[order], lines[order], evidence, pairs)


def ranked_neighbourhood(
    snapshot: Snapshot,
    root: int,
    choice: Choice,
    *,
    depth: int,
    chosen: Filter,
    limit: int = 100,
    offset: int = 0,
) -> RankedNeighbourhood:
    """Walk outwards from a node, keeping the best neighbours.

    Args:
        snapshot: the records.
        root: number of the start node.
        choice: ranking of neighbours, number per node, and whether memberships are folded.
        depth: steps, at least 1.
        chosen: filter for relations and nodes; the root is always allowed.
        limit: largest number of nodes.
        offset: number of nodes to skip (to continue).
    """
    lines = lines_of(snapshot, chosen, choice.fold)
    walked = walk(snapshot, lines, root, depth, choice)
    levels, before = cut([level.tolist() for level in walked.levels], offset, limit)
    given = np.zeros(len(snapshot.ids), np.int8)
    given[[node for level in levels for node in level]] = 2
    given[list(before)] = 1
    one, other = given[walked.origins], given[walked.ends]
    shown = np.unique(walked.lines[(one > 0) & (other > 0) & ((one == 2) | (other == 2))])
    single = lines.pairs[shown] < 0
    reached, relations, ties = sizes(lines, root, depth)
    return RankedNeighbourhood(
        levels,
        lines.evidence.first[shown[single]].tolist(),
        folded_ties(snapshot, lines.evidence, shown[~single]),
        sum(map(len, walked.levels)),
        len(reached),
        relations,
        ties,
        len(relations_among(snapshot, chosen, root, reached)),
    )


def sizes(lines: Lines, root: int, depth: int) -> tuple[list[int], int, int]:
    """Return the nodes of the unrestricted walk, and count its relations and folded ties."""
    reached = np.zeros(len(lines.starts) - 1, bool)
    seen = np.zeros(len(lines.evidence.a), bool)
    frontier = np.array([root])
    reached[root] = True
    for _ in range(depth):
        rows, _ = rows_of(lines.starts, frontier)
        seen[lines.lines[rows]] = True
        fresh = np.zeros(len(reached), bool)
        fresh[lines.ends[rows]] = True
        frontier = np.flatnonzero(fresh & ~reached)
        reached |= fresh
    pairs = lines.pairs[seen]
    folded = np.zeros(len(seen), bool)
    folded[pairs[pairs >= 0]] = True
    return np.flatnonzero(reached).tolist(), int(np.count_nonzero(pairs < 0)), int(folded.sum())


def walk(snapshot: Snapshot, lines: Lines, root: int, depth: int, choice: Choice) -> Walked:
    """Walk step by step, taking the best new neighbours of each node."""
    reached = np.zeros(len(snapshot.ids), bool)
    reached[root] = True
    levels = [np.array([root])]
    seen: list[tuple[Ints, Ints, Ints]] = []
    for _ in range(depth):
        rows, origins = rows_of(lines.starts, levels[-1])
        ends = lines.ends[rows].astype(np.int64)
        used = lines.lines[rows].astype(np.int64)
        seen.append((origins, ends, used))
        new = ~reached[ends]
        fresh = best(snapshot, lines, origins[new], ends[new], used[new], choice)
        if not len(fresh):
            break
        reached[fresh] = True
        levels.append(fresh)
    return Walked(levels, *(np.concatenate(column) for column in zip(*seen, strict=True)))


def best(snapshot: Snapshot, lines: Lines, origins: Ints, ends: Ints, used: Ints, choice: Choice) -> Ints:
    """Return the new neighbours to keep, best first: a node ranks by its best tie."""
    keys, pair = np.unique(pair_keys(snapshot, origins, ends), return_inverse=True)
    origin, end = np.divmod(keys, max(len(snapshot.ids), 1))
    score = scores(snapshot, lines, pair, used, end, choice.rank)
    place = snapshot.prominence[0][end]
    order = np.lexsort((place, -score, origin))
    if choice.per_node is not None:
        origin = origin[order]
        first = np.flatnonzero(np.diff(origin, prepend=-1))
        ranks = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
        order = order[ranks < choice.per_node]
    order = order[np.lexsort((place[order], -score[order]))]
    taken = end[order]
    first = np.unique(taken, return_index=True)[1]
    return taken[np.sort(first)]


def scores(
    snapshot: Snapshot, lines: Lines, pair: Ints, used: Ints, end: Ints, rank: TieRank | Floats
) -> Floats:
    """Score each pair of nodes by the lines between them; higher is better.

    Args:
        snapshot: the records.
        lines: the walkable lines.
        pair: pair of each line.
        used: numbers of the lines.
        end: node that each pair leads to.
        rank: the ranking.
    """
    if not isinstance(rank, TieRank):
        return np.nan_to_num(rank[end], nan=-np.inf)
    found = np.full(len(end), -np.inf)
    one, other = lines.evidence.first[used], lines.evidence.second[used]
    if rank is TieRank.RECENCY:
        first = snapshot.relations.first
        np.maximum.at(found, pair, np.where(other < 0, first[one], np.maximum(first[one], first[other])))
        return found
    relations, pairs = np.concatenate((one, other)), np.tile(pair, 2)
    known = relations >= 0
    cited = table_of(snapshot, RecordType.RELATION).column("sources")
    assert cited.starts is not None
    rows, _ = rows_of(cited.starts, relations[known])
    owners = np.repeat(pairs[known], np.diff(cited.starts)[relations[known]])
    width = max(len(cited.values), 1)
    distinct = np.unique(owners * width + cited.codes[rows])
    return np.bincount(distinct // width, minlength=len(end)).astype(np.float64)


def pair_keys(snapshot: Snapshot, a: npt.NDArray[np.integer[Any]], b: npt.NDArray[np.integer[Any]]) -> Ints:
    """Encode each pair of nodes as one number."""
    return a.astype(np.int64) * max(len(snapshot.ids), 1) + b


def folded_ties(snapshot: Snapshot, evidence: Evidence, shown: Ints) -> list[FoldedTie]:
    """Collect the shared programmes of each pair."""
    table = snapshot.relations
    found: dict[tuple[int, int], tuple[set[int], set[int]]] = {}
    for line in shown.tolist():
        ends = int(evidence.a[line]), int(evidence.b[line])
        programmes, relations = found.setdefault(ends, (set(), set()))
        programmes.add(int(table.object[evidence.first[line]]))
        relations.update((int(evidence.first[line]), int(evidence.second[line])))
    return [
        FoldedTie(a, b, tuple(sorted(programmes)), tuple(sorted(relations)))
        for (a, b), (programmes, relations) in sorted(found.items())
    ]
