"""Records compared with each other: what the resolution rests on besides the decisions of persons."""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.resolution.bearers import Bearers
from ingest.resolution.blocking import Blocks
from ingest.resolution.edges import by_number, by_weight, comparable_pairs
from ingest.resolution.profiles import Profiles
from ingest.resolution.renamed import with_candidates
from ingest.resolution.scoring import scored as scored_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.model import SameAs
    from ingest.resolution.edges import Edge
    from ingest.resolution.fitting import Fit
    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.scoring import Scored

FEW = 20_000
"""Largest number of records compared in memory."""
MOST_KEPT = 50_000
"""Largest number of records whose comparison is kept for the next resolution: some 3 kB each."""


class Compared:
    """Records, sorted by id, and their compared pairs with the fits of each two origins.

    Attributes:
        organisations: the records.
        profiles, scored: their columns, and the compared pairs.
        strong: the valid register numbers of each record.
        statements: the same-as record of each pair that was decided on before.
    """

    def __init__(self, organisations: Sequence[OrganisationRecord]) -> None:
        self.organisations = sorted(organisations, key=lambda organisation: organisation.id)
        self.profiles = Profiles(self.organisations)
        self.scored = compared(self.profiles)
        self.strong = [organisation.strong for organisation in self.organisations]
        self.statements: dict[Edge, SameAs] = {}

    @property
    def fits(self) -> Sequence[Fit]:
        """The priors and weights, one for each two origins."""
        return self.scored.fits

    @cached_property
    def by_number(self) -> Sequence[Edge]:
        """The pairs with the same valid register number."""
        return by_number(self.strong)

    @cached_property
    def by_weight(self) -> Sequence[Edge]:
        """The pairs whose weight is enough to merge or to review."""
        return by_weight(self.scored, self.profiles, self.strong)

    @cached_property
    def bearers(self) -> Bearers:
        """The records by their names."""
        return Bearers(self.profiles)


LATEST: deque[Compared] = deque(maxlen=1)


def compared_once(organisations: Sequence[OrganisationRecord]) -> Compared:
    """Compare records, or return the last comparison if they are the same ones.

    A decision of a person changes no record, so in one process only the first of several decisions waits for the comparison.
    """
    ordered = sorted(organisations, key=lambda organisation: organisation.id)
    for known in tuple(LATEST):
        if known.organisations == ordered:
            return known
    LATEST.clear()
    found = Compared(ordered)
    if len(ordered) <= MOST_KEPT:
        LATEST.append(found)
    return found


def compared(profiles: Profiles) -> Scored:
    """Compare records that share a key, except two of an origin with own ids.

    Many records are compared by splink, few in memory, since splink is slow to start.
    """
    if len(profiles) > FEW:
        from ingest.resolution.batch import within

        return within(profiles)
    return at_once(profiles)


def at_once(profiles: Profiles) -> Scored:
    """Compare them in memory."""
    i, j = with_candidates(profiles, *Blocks(profiles).within())
    kept = comparable_pairs(profiles, i, j)
    return scored_pairs(profiles, i[kept], profiles, j[kept])
