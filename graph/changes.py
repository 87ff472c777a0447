"""Changes between two days: relations that started or ended, and the ties they make.

The two days are the one before `since` and the last of `until`. A relation is added if the first day on which it can hold
lies after the one and not after the other; it has ended if it could still hold on the one or later, and cannot on the
other. So added − ended is exactly the difference of what holds on the two days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import table_of
from graph.dates import span
from graph.figures import Changed
from graph.filters import kept_relations
from graph.inheritable import names_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from graph.filters import Filter
    from graph.snapshot import Snapshot

    Ints = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]

COUNTED = names_of(Changed)


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two days.

    Attributes:
        before, after: the two days (proleptic Gregorian ordinals).
        relations, ended: one entry a change, in the order of its day: the relation's number, and whether it ended.
        undated: relations without any date that were left apart (they never begin or end).
        totals: `COUNTED` over all.
        pairs: pairs of sectors (a ≤ b, None after all others) with any change → `COUNTED`.
    """

    before: int
    after: int
    relations: Ints
    ended: Mask
    undated: int
    totals: dict[str, int]
    pairs: dict[tuple[str | None, str | None], dict[str, int]]


def changes(snapshot: Snapshot, since: str, until: str, chosen: Filter) -> Changes:
    """Compare what holds on the day before `since` with what holds on the last day of `until`.

    A tie is two nodes with at least one relation that holds; it changed if it stood on both days by other relations.
    Undated relations stand on both (unless the filter drops them).

    Raises:
        ValueError: a date is invalid, or `until` is before `since`.
    """
    before, after = span(since)[0] - 1, span(until)[1]
    if after <= before:
        raise ValueError(f"until ({until}) is before since ({since})")
    table = snapshot.relations
    keep = kept_relations(snapshot, chosen)
    added = keep & (before < table.first) & (table.first <= after)
    ended = keep & (before <= table.last) & (table.last < after)
    begun, over = np.flatnonzero(added), np.flatnonzero(ended)
    relations = np.concatenate((begun, over))
    is_end = np.repeat([False, True], [len(begun), len(over)])
    day = np.concatenate((table.first[begun], table.last[over]))
    order = np.lexsort((relations, is_end, day))

    counted = {name: np.zeros(0, np.int64) for name in COUNTED}
    keys, labels = sector_pairs(snapshot)
    counted["relations_added"], counted["relations_ended"] = keys[begun], keys[over]
    held = keep & (table.first <= before) & (before <= table.last)
    holds = keep & (table.first <= after) & (after <= table.last)
    for name, mask in tie_changes(snapshot, held, holds).items():
        counted[name] = keys[mask]
    found = {name: np.bincount(places, minlength=len(labels) ** 2) for name, places in counted.items()}
    pairs = {
        (labels[place // len(labels)], labels[place % len(labels)]): {
            name: int(found[name][place]) for name in COUNTED
        }
        for place in np.flatnonzero(sum(found.values())).tolist()
    }
    return Changes(
        before,
        after,
        relations[order],
        is_end[order],
        int(np.count_nonzero(kept_relations(snapshot, chosen.with_undated()) & ~table.dated)),
        {name: len(places) for name, places in counted.items()},
        pairs,
    )


def sector_pairs(snapshot: Snapshot) -> tuple[Ints, list[str | None]]:
    """Return the pair of sectors of each relation as one number (lower × width + higher), and the sectors; None is last."""
    column = table_of(snapshot, None).column("sector")
    labels: list[str | None] = [*column.values, None]
    codes = np.where(column.codes < 0, len(column.values), column.codes).astype(np.int64)
    one, other = codes[snapshot.relations.subject], codes[snapshot.relations.object]
    return np.minimum(one, other) * len(labels) + np.maximum(one, other), labels


def tie_changes(snapshot: Snapshot, held: Mask, holds: Mask) -> dict[str, Ints]:
    """Classify the ties that differ between the two days; each is identified by one of its relations.

    Args:
        snapshot: the records.
        held: the relations that hold on the first day.
        holds: those that hold on the second.
    """
    table = snapshot.relations
    numbers = np.flatnonzero(held | holds)
    one, other = table.subject[numbers].astype(np.int64), table.object[numbers]
    keys = np.minimum(one, other) * len(snapshot.ids) + np.maximum(one, other)
    ties, first, tie = np.unique(keys, return_index=True, return_inverse=True)

    def relations_of(mask: Mask) -> npt.NDArray[np.intp]:
        return np.bincount(tie[mask[numbers]], minlength=len(ties))

    was, now, both = relations_of(held), relations_of(holds), relations_of(held & holds)
    named = numbers[first]
    return {
        "ties_added": named[was == 0],
        "ties_ended": named[now == 0],
        "ties_changed": named[(was > 0) & (now > 0) & ((both < was) | (both < now))],
    }
