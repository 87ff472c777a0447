"""From pairs to organisations: merges are applied strongest first, and never across what must stay two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.resolution.organisations import apart_by_street, apart_by_website, different

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.resolution.organisations import Body


@dataclass(slots=True)
class Cluster:
    """Organisations held to be one: members, their valid numbers, the origins that number them, who they are not, and who they have a
    relation with; `listed` are those members whose list tells their street or website.
    """

    members: list[int]
    numbers: dict[str, frozenset[str]]
    origins: frozenset[str]
    apart: set[int]
    tied: set[int]
    listed: list[int]


class Clusters:
    """Organisations, joined step by step."""

    def __init__(self, bodies: Sequence[Body], split: Iterable[tuple[int, int]]) -> None:
        self._root = list(range(len(bodies)))
        self._bodies = bodies
        self._clusters = [
            Cluster(
                [i],
                dict(body.strong),
                frozenset({body.origin} if body.own_ids else ()),
                set(),
                set(),
                [i] if body.listed and (body.streets or body.website) else [],
            )
            for i, body in enumerate(bodies)
        ]
        place = {body.id: i for i, body in enumerate(bodies)}
        for cluster, body in zip(self._clusters, bodies, strict=True):
            cluster.tied.update(place[other] for other in body.tied if other in place)
        for a, b in split:
            self._clusters[a].apart.add(b)
            self._clusters[b].apart.add(a)

    def root(self, body: int) -> int:
        """Find the organisation that stands for a cluster."""
        while self._root[body] != body:
            self._root[body] = self._root[self._root[body]]
            body = self._root[body]
        return body

    def of(self, body: int) -> Cluster:
        """Return the cluster of an organisation."""
        return self._clusters[self.root(body)]

    def obstacle(self, a: int, b: int, *, same_origin: bool = False) -> str | None:
        """Return what keeps two clusters two; None if nothing does.

        Args:
            a: an organisation of one.
            b: an organisation of the other.
            same_origin: whether two organisations of an origin that numbers its own, or with a relation between them, may be joined (an
                equal number, a person's word).
        """
        one, other = self.of(a), self.of(b)
        if one is other:
            return None
        small, large = sorted((one, other), key=lambda cluster: len(cluster.members))
        if not large.apart.isdisjoint(small.members):
            return "a person keeps them apart"
        scheme = different(one.numbers, other.numbers)
        if scheme is not None:
            return f"different {scheme}"
        if not same_origin and (shared := one.origins & other.origins):
            return f"two bodies of {min(shared)}"
        if not same_origin and not large.tied.isdisjoint(small.members):
            return "a relation between them"
        return None if same_origin else self.listed_apart(one, other)

    def listed_apart(self, one: Cluster, other: Cluster) -> str | None:
        """Say by what one list tells members of two clusters apart."""
        pairs = [(self._bodies[a], self._bodies[b]) for a in one.listed for b in other.listed]
        if any(apart_by_street(mine, theirs) for mine, theirs in pairs):
            return "two streets in one list"
        if any(apart_by_website(mine, theirs) for mine, theirs in pairs):
            return "two websites in one list"
        return None

    def join(self, a: int, b: int) -> bool:
        """Make two clusters one; False if they were."""
        ra, rb = self.root(a), self.root(b)
        if ra == rb:
            return False
        if len(self._clusters[ra].members) < len(self._clusters[rb].members):
            ra, rb = rb, ra
        into, gone = self._clusters[ra], self._clusters[rb]
        into.members += gone.members
        for scheme, values in gone.numbers.items():
            into.numbers[scheme] = into.numbers.get(scheme, frozenset()) | values
        into.origins |= gone.origins
        into.apart |= gone.apart
        into.tied |= gone.tied
        into.listed += gone.listed
        self._root[rb] = ra
        return True
