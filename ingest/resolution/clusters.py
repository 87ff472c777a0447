"""Clustering: merges are applied strongest first, never across obstacles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.resolution.organisations import apart_by_street, apart_by_website, different

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ingest.resolution.organisations import OrganisationRecord


@dataclass(slots=True)
class Cluster:
    """A cluster of records taken as one organisation: members, valid numbers, origins with own ids, excluded records, and
    neighbours; `listed` are members whose list gives a street or website.
    """

    members: list[int]
    numbers: dict[str, frozenset[str]]
    origins: frozenset[str]
    apart: set[int]
    tied: set[int]
    listed: list[int]


class Clusters:
    """Clusters of records, joined step by step."""

    def __init__(
        self,
        organisations: Sequence[OrganisationRecord],
        split: Iterable[tuple[int, int]],
        strong: Sequence[Mapping[str, frozenset[str]]] | None = None,
    ) -> None:
        strong = strong or [organisation.strong for organisation in organisations]
        self._root = list(range(len(organisations)))
        self._bodies = organisations
        self._clusters = [
            Cluster(
                [i],
                dict(strong[i]),
                frozenset({organisation.origin} if organisation.own_ids else ()),
                set(),
                set(),
                [i] if organisation.listed and (organisation.streets or organisation.website) else [],
            )
            for i, organisation in enumerate(organisations)
        ]
        place = {organisation.id: i for i, organisation in enumerate(organisations)}
        for cluster, organisation in zip(self._clusters, organisations, strict=True):
            cluster.tied.update(place[other] for other in organisation.tied if other in place)
        for a, b in split:
            self._clusters[a].apart.add(b)
            self._clusters[b].apart.add(a)

    def root(self, organisation: int) -> int:
        """Find the representative of a cluster."""
        while self._root[organisation] != organisation:
            self._root[organisation] = self._root[self._root[organisation]]
            organisation = self._root[organisation]
        return organisation

    def of(self, organisation: int) -> Cluster:
        """Return the cluster of a record."""
        return self._clusters[self.root(organisation)]

    def obstacle(self, a: int, b: int, *, same_origin: bool = False) -> str | None:
        """Return the obstacle to joining two clusters; None if there is none.

        Args:
            a: a record of one cluster.
            b: a record of the other.
            same_origin: whether two records of an origin with own ids, or with a relation between them, may be joined (equal
                number, person's decision).
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
        """Return how one list distinguishes members of two clusters."""
        pairs = [(self._bodies[a], self._bodies[b]) for a in one.listed for b in other.listed]
        if any(apart_by_street(mine, theirs) for mine, theirs in pairs):
            return "two streets in one list"
        if any(apart_by_website(mine, theirs) for mine, theirs in pairs):
            return "two websites in one list"
        return None

    def join(self, a: int, b: int) -> bool:
        """Join two clusters; False if they are joined already."""
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
