"""Windows of an evaluation: the direct ties that begin in them, and which of these are echo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graph.measures.evaluation.change import Ties
from graph.tie_starts import TieStarts

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]


def shifted(day: int, years: int) -> int:
    """Return a day some years later or earlier; 29 February becomes 28, and the calendar's own ends are kept to.

    >>> date.fromordinal(shifted(date(2016, 2, 29).toordinal(), 1)).isoformat()
    '2017-02-28'
    """
    there = date.fromordinal(day)
    year = min(max(there.year + years, date.min.year), date.max.year)
    try:
        return there.replace(year=year).toordinal()
    except ValueError:
        return there.replace(year=year, day=28).toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The pairs of organisations with a direct relation that begins in a window.

    Attributes:
        since, until: first day, and the day after the last (ordinals).
        ties: pairs without echo, as positions among the organisations.
        echo: pairs with echo alone, likewise.
        relations, echo_relations: numbers of the relations that begin in the window, for each of these pairs.
    """

    since: int
    until: int
    ties: Ties
    echo: Ties
    relations: tuple[Ints, ...]
    echo_relations: tuple[Ints, ...]


def window_of(snapshot: Snapshot, organisations: Ints, since: int, until: int, echo: Bools) -> Window:
    """Collect the ties that begin in a window.

    A tie is echo if every relation of the pair that begins in the window is in the mask `echo` (see `graph.echo`).

    Args:
        snapshot: the records.
        organisations: node numbers, ascending; the positions of the answer refer to them.
        since: first day (ordinal).
        until: the day after the last.
        echo: mask over the relations of the snapshot.
    """
    starts = TieStarts.of(snapshot)
    entries = np.flatnonzero((starts.day >= since) & (starts.day < until))
    pair = np.repeat(np.arange(len(starts.keys)), np.diff(starts.bounds))[entries]
    pairs, begins = np.unique(pair, return_index=True)
    groups = np.split(starts.relation[entries], begins[1:]) if len(pairs) else []
    fresh = np.zeros(len(starts.keys), bool)
    fresh[pair[~echo[starts.relation[entries]]]] = True
    kept = fresh[pairs]
    a, b = np.searchsorted(organisations, np.divmod(starts.keys[pairs], starts.nodes))
    n = len(organisations)
    return Window(
        since,
        until,
        Ties(a[kept], b[kept], n),
        Ties(a[~kept], b[~kept], n),
        tuple(group for group, good in zip(groups, kept.tolist(), strict=True) if good),
        tuple(group for group, good in zip(groups, kept.tolist(), strict=True) if not good),
    )


def undated_among(snapshot: Snapshot, members: Ints) -> int:
    """Count the direct relations without a start among members (node numbers)."""
    starts = TieStarts.of(snapshot)
    a, b = np.divmod(np.repeat(starts.keys, np.diff(starts.bounds)), starts.nodes)
    return int(np.count_nonzero((starts.year < 0) & np.isin(a, members) & np.isin(b, members)))
