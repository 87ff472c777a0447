"""All bodies at once: which of them are one, which may be, and why; the same for the same set in whatever order it comes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.legal_forms import without_legal_form
from graph.model import SameAs
from graph.vocabulary import Decider, EvidenceKind, Identity
from ingest.resolution.bodies import STRONG
from ingest.resolution.clusters import Clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.resolution.bodies import Body


@dataclass(frozen=True, slots=True)
class Edge:
    """Two bodies (positions, the smaller first), how sure it is that they are one, and what that rests on."""

    a: int
    b: int
    score: float
    decision: Identity
    evidence: tuple[str, ...]
    same_origin: bool = False


def settle(bodies: Sequence[Body], verdicts: Sequence[SameAs]) -> list[SameAs]:
    """Say of all bodies which are one and which may be.

    Args:
        bodies: every body of every origin; ids are unique.
        verdicts: what persons decided (`by` person); statements of the rules are passed over.

    Returns:
        The statements of the rules (merge, review), sorted by key. A pair on which a person decided gets none.
    """
    ordered = sorted(bodies, key=lambda body: body.id)
    place = {body.id: i for i, body in enumerate(ordered)}
    said = persons(verdicts, place)
    clusters = Clusters(ordered, (pair for pair, decision in said.items() if decision is Identity.SPLIT))
    found: list[Edge] = []
    for pair in sorted(pair for pair, decision in said.items() if decision is Identity.MERGE):
        if clusters.obstacle(*pair, same_origin=True) is None:
            clusters.join(*pair)
    edges = [*same_number(ordered), *same_name_and_place(ordered)]
    edges = [edge for edge in edges if (edge.a, edge.b) not in said]
    edges.sort(key=lambda edge: (-edge.same_origin, -edge.score, edge.a, edge.b))
    for edge in edges:
        found.extend(applied(edge, clusters))
    return sorted((statement(edge, ordered) for edge in found), key=lambda same: same.key)


def persons(verdicts: Iterable[SameAs], place: dict[str, int]) -> dict[tuple[int, int], Identity]:
    """Read what persons decided of bodies that are there."""
    said: dict[tuple[int, int], Identity] = {}
    for verdict in verdicts:
        if verdict.by == Decider.PERSON and verdict.a in place and verdict.b in place:
            a, b = sorted((place[verdict.a], place[verdict.b]))
            said[a, b] = Identity(verdict.decision)
    return said


def applied(edge: Edge, clusters: Clusters) -> Iterable[Edge]:
    """Join two bodies, or give the pair to a person when that would join bodies that are two."""
    if clusters.root(edge.a) == clusters.root(edge.b):
        return
    obstacle = clusters.obstacle(edge.a, edge.b, same_origin=edge.same_origin)
    if obstacle is None and edge.decision is Identity.MERGE:
        clusters.join(edge.a, edge.b)
        yield edge
        return
    why = () if obstacle is None else (f"{EvidenceKind.WOULD_JOIN}|{obstacle}",)
    yield Edge(edge.a, edge.b, edge.score, Identity.REVIEW, edge.evidence + why)


def statement(edge: Edge, bodies: Sequence[Body]) -> SameAs:
    """Write what was found as a record."""
    a, b = bodies[edge.a].id, bodies[edge.b].id
    return SameAs(a, b, Decider.RULES, edge.decision, f"{edge.score:.4f}", edge.evidence, ())


def same_number(bodies: Sequence[Body]) -> Iterable[Edge]:
    """Give pairs that bear one valid number of a register that names bodies."""
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, body in enumerate(bodies):
        for scheme, values in body.strong.items():
            for value in values:
                bearers[scheme, value].append(i)
    pairs: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for key, who in bearers.items():
        for pair in pairwise(who):
            pairs[pair].append(key)
    for (a, b), keys in pairs.items():
        keys.sort(key=lambda key: (STRONG.index(key[0]), key[1]))
        evidence = tuple(f"{EvidenceKind.SAME_IDENTIFIER}|{scheme}|{value}" for scheme, value in keys)
        yield Edge(a, b, 1.0, Identity.MERGE, evidence, same_origin=True)


def same_name_and_place(bodies: Sequence[Body]) -> Iterable[Edge]:
    """Give pairs of one name, legal form apart, in one district, or in one city where a district is not known."""
    bearers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, body in enumerate(bodies):
        for bare in {without_legal_form(name.text) for name in body.names if name.kind is None}:
            if bare and body.city:
                bearers[bare, body.city].append(i)
    for (_, city), who in bearers.items():
        for a, b in pairwise(who):
            one, other = bodies[a], bodies[b]
            if one.district and other.district and one.district != other.district:
                continue
            evidence = (str(EvidenceKind.SAME_NAME), f"{EvidenceKind.SAME_PLACE}|{one.district or city}")
            yield Edge(a, b, 0.99, Identity.MERGE, evidence)
