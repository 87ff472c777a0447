"""Figures of a network at the end of each year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from graph.evidence import Period
from graph.figures import Beyond
from graph.measures.whole.efficiency import VISITS
from graph.measures.whole.shape import shape
from graph.model import COLUMNS
from graph.network import Network
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from graph.figures import Figures
    from graph.snapshot import Snapshot
    from graph.vocabulary import Layer, Undated

    Ints = npt.NDArray[np.int64]

MOST_YEARS = 200
FAR = 3.0  # interquartile ranges beyond the quartiles: Tukey's outer fence
LEAST_SPREAD = 5.0  # years, in case all facts are of one year


def by_year(
    snapshot: Snapshot,
    layer: Layer,
    years: Sequence[int],
    period: Period,
    seed: int = 0,
    progress: Callable[[int, int], object] | None = None,
) -> list[tuple[int, Figures]]:
    """Compute the shape of a layer on the last day of each year.

    Args:
        snapshot: the records.
        layer: which ties are seen.
        years: in the order of the result.
        period: its `since` and `undated` hold for every year.
        seed: random seed for communities and for source nodes of distances.
        progress: called with the number of years done and in all.
    """
    visits = VISITS // max(len(years), 1)
    found: list[tuple[int, Figures]] = []
    for year in years:
        then = Period(f"{year:04}", period.since, period.undated)
        found.append((year, shape(Network.of(snapshot, layer, then), seed, visits)))
        if progress is not None:
            progress(len(found), len(years))
    return found


def years_shown(network: Network) -> range:
    """Return the range of years in which a layer's ties begin, without outliers; empty if no start is known.

    A start is an outlier beyond Tukey's outer fences: more than three interquartile ranges (of at least `LEAST_SPREAD`
    years) before the first or after the third quartile. Otherwise one typing error, 1592 or 9999, would stretch the range
    over millennia. The range extends to the last year in which a relation ends, if a source is as recent: later ends are
    only planned. At most the last `MOST_YEARS` are returned.
    """
    starts = years_of(network, "start")
    if not len(starts):
        return range(0)
    low, high = fences(starts)
    usual = starts[(low <= starts) & (starts <= high)]
    first, last = int(usual.min()), int(usual.max())
    known = np.array([int(day[:4]) for day in published(network) if day] or [last])
    horizon = max(last, int(known[known <= high].max(initial=last)))
    ends = years_of(network, "end")
    last = int(ends[ends <= horizon].max(initial=last))
    return range(max(first, last - MOST_YEARS + 1), last + 1)


def fences(years: Ints) -> tuple[float, float]:
    """Return Tukey's outer fences of years."""
    below, above = np.percentile(years, [25, 75])
    reach = FAR * max(above - below, LEAST_SPREAD)
    return float(below - reach), float(above + reach)


def years_of(network: Network, side: Literal["start", "end"]) -> Ints:
    """Return the year in which each relation behind a tie starts (or ends), where it is known."""
    column = getattr(network.snapshot.relations, side)
    days = [column[relation] for relation in np.unique(network.evidence()[1]).tolist()]
    return np.array([int(day[:4]) for day in days if day], np.int64)


def published(network: Network) -> list[str | None]:
    """Return the publication dates of the sources."""
    column = COLUMNS[RecordType.SOURCE].index("published")
    return [row[column] for row in network.snapshot.source_rows]


def beyond(network: Network, years: range) -> Beyond:
    """Return the ties that begin outside a range of years."""
    bounds, relations = network.evidence()
    column = network.snapshot.relations.start
    found = np.array([int((column[relation] or "0")[:4]) for relation in relations.tolist()], np.int64)
    outside = (found > 0) & ~np.isin(found, np.array(years, np.int64))
    ties = np.repeat(np.arange(network.ties), np.diff(bounds))[outside]
    return Beyond(len(np.unique(ties)), np.unique(found[outside]).tolist())


def ties_by_year(snapshot: Snapshot, layer: Layer, years: Sequence[int], undated: Undated) -> list[int]:
    """Count the ties that hold on the last day of each year."""
    return [Network.of(snapshot, layer, Period(f"{year:04}", undated=undated)).ties for year in years]
