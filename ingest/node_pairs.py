"""Pairs of nodes of a snapshot, explained as the resolution after a load would compare them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.legal_forms import without_legal_form
from graph.vocabulary import EvidenceKind, Kind, MatchRule
from ingest.identity import CURATED, LISTS, tells_apart
from ingest.resolution.chance import Facts
from ingest.resolution.clusters import Clusters
from ingest.resolution.comparison_levels import COMPARISONS
from ingest.resolution.evidence import piece
from ingest.resolution.explaining import explained, kept_fit
from ingest.resolution.fitting import fitted
from ingest.resolution.lookup import facts_of, index_of, known_number
from ingest.resolution.name_forms import Script
from ingest.resolution.organisations import Name, OrganisationRecord
from ingest.resolution.pairs import evidence_of, numbers_shared
from ingest.resolution.profiles import Profiles
from ingest.resolution.scoring import scored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.snapshot import Snapshot
    from ingest.resolution.explaining import Explanation
    from ingest.resolution.fitting import Fit

FIRST = np.zeros(1, np.int64)


@dataclass(frozen=True, slots=True)
class PairOfNodes:
    """Two nodes compared.

    Attributes:
        explanation: the match weight as a sum; its rule also names what keeps the nodes apart whatever their weight.
        evidence: the evidence, as in `SameAs`, without parts of the weight.
    """

    explanation: Explanation
    evidence: tuple[str, ...]


def origin_of(key: str) -> str:
    """Return the origin of a record by its id.

    >>> origin_of("krx:005930"), origin_of("dmi")
    ('krx', 'daegu')
    """
    origin, colon, _ = key.partition(":")
    return origin if colon else CURATED


def members_of(snapshot: Snapshot) -> Mapping[str, list[str]]:
    """Return the ids of the records merged into each node that has several, its own included."""

    def members() -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for record, node in snapshot.merged.items():
            found[node].append(record)
        return {node: sorted({node, *records}) for node, records in found.items()}

    return snapshot.memo("records of nodes", members)


def compared_nodes(snapshot: Snapshot, a: str, b: str, priors: Sequence[Mapping[str, Any]]) -> PairOfNodes:
    """Compare two nodes of a snapshot with the prior of their origins.

    Args:
        snapshot: the snapshot.
        a: id of the first node, or of a record merged into it.
        b: id of the second.
        priors: the priors in the report of the last resolution; origins without one get their first guess.
    """
    nodes = [snapshot.index[a], snapshot.index[b]]
    records = [record_of(snapshot, node, key) for node, key in zip(nodes, (a, b), strict=True)]
    known = bearers_of(snapshot, records)
    one, other = (Profiles([record], known) for record in records)
    one.degree = other.degree = degrees_of(snapshot, nodes)
    fit = fit_between(snapshot, a, b, priors)
    found = scored(one, FIRST, other, FIRST, fit)
    explanation = explained(found, one, other, 0)
    mine, theirs = records
    numbers = numbers_shared(mine, theirs)
    why = [*evidence_of(found, 0, one, other, (0, 0))]
    obstacle = obstacle_between(snapshot, nodes, records)
    if numbers:
        explanation = replace(explanation, rule=MatchRule.IDENTIFIER)
    if obstacle is not None:
        explanation = replace(explanation, rule=MatchRule.OBSTACLE)
        why.append(piece(EvidenceKind.WOULD_JOIN, obstacle))
    return PairOfNodes(explanation, tuple(why))


def record_of(snapshot: Snapshot, node: int, key: str) -> OrganisationRecord:
    """Return a node as a record of the origin of an id, with its names, numbers, facts and neighbours."""
    row = snapshot.rows[node]
    aliases = [Name(alias[1], alias[2], alias[3], alias[4]) for alias in snapshot.aliases.get(node, ())]
    names = dict.fromkeys((Name(row[1]), Name(row[2], None if row[3] else "romanisation")))
    numbers = (known_number(scheme, value) for _, scheme, value, *_ in snapshot.identifiers.get(node, ()))
    beside = neighbours_of(snapshot, node)
    origin = origin_of(key)
    return OrganisationRecord(
        key,
        origin,
        (*names, *aliases),
        own_ids=tells_apart(origin),
        listed=origin.startswith(LISTS),
        sector=snapshot.sectors[node],
        numbers=tuple(number for number in numbers if number),
        neighbours=frozenset(without_legal_form(str(snapshot.rows[other][1])) for other in beside),
        tied=frozenset(snapshot.ids[other] for other in beside if snapshot.kind(other) is Kind.ORGANISATION),
        **facts_of(row),
    )


def neighbours_of(snapshot: Snapshot, node: int) -> list[int]:
    """Return the neighbours of a node."""
    starts, there, _ = snapshot.adjacency
    return sorted(set(there[starts[node] : starts[node + 1]].tolist()) - {node})


def degrees_of(snapshot: Snapshot, nodes: Sequence[int]) -> Counter[str]:
    """Count the organisations that have a neighbour of the names of those that nodes share."""
    one, other = (set(neighbours_of(snapshot, node)) for node in nodes)
    names = {without_legal_form(str(snapshot.rows[n][1])) for n in one}
    shared = [n for n in one | other if without_legal_form(str(snapshot.rows[n][1])) in names]
    around: dict[str, set[int]] = defaultdict(set)
    for node in shared:
        around[without_legal_form(str(snapshot.rows[node][1]))].update(
            found for found in neighbours_of(snapshot, node) if snapshot.kind(found) is Kind.ORGANISATION
        )
    return Counter({name: len(found) for name, found in around.items()})


def bearers_of(snapshot: Snapshot, records: Sequence[OrganisationRecord]) -> Mapping[str, int]:
    """Count, for each Korean name of records, the organisations that one origin with own ids gives it to."""
    index = index_of(snapshot)
    members = members_of(snapshot)
    known: dict[str, int] = {}
    for text in {form.text for form in Profiles(records).name_forms if form.script is Script.HANGUL}:
        counted: Counter[str] = Counter()
        for node in index.of_text(text):
            key = snapshot.ids[node]
            if snapshot.kind(node) is Kind.ORGANISATION:
                counted.update(
                    origin for record in members.get(key, [key]) if tells_apart(origin := origin_of(record))
                )
        if (most := max(counted.values(), default=0)) > 1:
            known[text] = most
    return known


def fit_between(snapshot: Snapshot, a: str, b: str, priors: Sequence[Mapping[str, Any]]) -> Fit:
    """Return the fit of the origins of two records: as kept by the last resolution, or the first guess from their nodes."""
    if (kept := kept_between(a, b, priors)) is not None:
        return kept
    one, other = sorted((origin_of(a), origin_of(b)))
    rows = nodes_by_origin(snapshot)
    facts = [Facts(index_of(snapshot).profiles, rows[origin]) for origin in dict.fromkeys((one, other))]
    empty = {comparison: np.zeros(0, np.int8) for comparison in COMPARISONS}
    return fitted((one, other), facts[0], facts[1] if one != other else None, empty)


def kept_between(a: str, b: str, priors: Sequence[Mapping[str, Any]]) -> Fit | None:
    """Return the fit of the origins of two records as kept in a report; None if it has none."""
    origins = sorted((origin_of(a), origin_of(b)))
    kept = next((fit for fit in priors if fit.get("populations") == origins and "middle" in fit), None)
    return None if kept is None else kept_fit(kept)


def nodes_by_origin(snapshot: Snapshot) -> Mapping[str, np.ndarray[Any, np.dtype[np.int64]]]:
    """Return the organisations of each origin."""

    def nodes() -> Mapping[str, np.ndarray[Any, np.dtype[np.int64]]]:
        members = members_of(snapshot)
        found: dict[str, list[int]] = defaultdict(list)
        for node, key in enumerate(snapshot.ids):
            if snapshot.kind(node) is Kind.ORGANISATION:
                for origin in {origin_of(record) for record in members.get(key, [key])}:
                    found[origin].append(node)
        return {origin: np.array(numbers, np.int64) for origin, numbers in found.items()}

    return snapshot.memo("nodes by origin", nodes)


def obstacle_between(
    snapshot: Snapshot, nodes: Sequence[int], records: Sequence[OrganisationRecord]
) -> str | None:
    """Return what keeps two nodes apart whatever their weight; None if nothing does."""
    members = members_of(snapshot)
    whole: list[OrganisationRecord] = []
    heads: list[int] = []
    for node, record in zip(nodes, records, strict=True):
        heads.append(len(whole))
        for key in members.get(snapshot.ids[node], [snapshot.ids[node]]):
            origin = origin_of(key)
            listed = origin.startswith(LISTS)
            whole.append(replace(record, id=key, origin=origin, own_ids=tells_apart(origin), listed=listed))
    clusters = Clusters(whole, ())
    for first, last in zip(heads, (heads[1], len(whole)), strict=True):
        for place in range(first + 1, last):
            clusters.join(first, place)
    return clusters.obstacle(*heads, same_origin=bool(numbers_shared(*records)))
