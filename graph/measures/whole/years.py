"""What a network looked like at the end of each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.evidence import Period
from graph.measures.whole.efficiency import VISITS
from graph.measures.whole.shape import Shape, shape
from graph.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from graph.snapshot import Snapshot
    from graph.vocabulary import Layer


def by_year(
    snapshot: Snapshot,
    layer: Layer,
    years: Sequence[int],
    period: Period,
    seed: int = 0,
    progress: Callable[[int, int], object] | None = None,
) -> list[tuple[int, Shape]]:
    """Compute the shape of a layer on the last day of each year.

    Args:
        snapshot: the records.
        layer: which ties are seen.
        years: in the order of the answer.
        period: its `since` and `undated` hold for every year.
        seed: of the communities, and of the nodes from which distances are taken.
        progress: is told the years done, and of how many.
    """
    visits = VISITS // max(len(years), 1)
    found: list[tuple[int, Shape]] = []
    for year in years:
        then = Period(f"{year:04}", period.since, period.undated)
        found.append((year, shape(Network.of(snapshot, layer, then), seed, visits)))
        if progress is not None:
            progress(len(found), len(years))
    return found


def years_told(network: Network) -> tuple[int, int] | None:
    """Give the first and the last year in which a relation behind a tie starts; None if no start is known."""
    _, relations = network.evidence()
    starts = [network.snapshot.relations.start[relation] for relation in relations.tolist()]
    years = [int(start[:4]) for start in starts if start]
    return (min(years), max(years)) if years else None
