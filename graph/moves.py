"""What moved between two snapshots: records that were created, changed or closed, as lists show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.columns import rows_beside
from graph.fields import BESIDE
from graph.lock_sharing import parts, pause
from graph.snapshot import KINDS
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Row = tuple[Any, ...]
    Key = tuple[RecordType, str | Row]
    """The type of a record with its id, or with its content if it has no id."""

STEPS = 5_000
TEXTS = ("start", "end", "detail", "detail_ko", "attributes", "sources")
TYPE_OF = tuple(RecordType(str(kind)) for kind in KINDS)


class Move(StrEnum):
    """What happened to a record."""

    CREATED = "created"
    CHANGED = "changed"
    CLOSED = "closed"


@dataclass(slots=True)
class Paired:
    """Positions in two lists of ids: of those only in the first, only in the second, and in both."""

    closed: list[int] = field(default_factory=list[int])
    created: list[int] = field(default_factory=list[int])
    was: list[int] = field(default_factory=list[int])
    now: list[int] = field(default_factory=list[int])


def moves(before: Snapshot, after: Snapshot) -> dict[Key, Move]:
    """Compare two snapshots: the key of each record that differs, and how.

    Merged records count as the node that shows them: whoever applies the moves to the lists of the one has those of the other.
    """
    found = moves_of_nodes(before, after)
    found |= moves_of_sources(before, after)
    found |= moves_of_relations(before, after)
    for record_type in BESIDE:
        was, now = (set(shown_rows(snapshot, record_type)) for snapshot in (before, after))
        found |= {(record_type, row): Move.CLOSED for row in was - now}
        found |= {(record_type, row): Move.CREATED for row in now - was}
        pause()
    return found


def paired(before: Sequence[str], after: Sequence[str]) -> Paired:
    """Pair the equal ids of two lists in ascending order."""
    found, one, other, steps = Paired(), 0, 0, 0
    while one < len(before) and other < len(after):
        steps += 1
        if steps % STEPS == 0:
            pause()
        was, now = before[one], after[other]
        if was == now:
            found.was.append(one)
            found.now.append(other)
        elif was < now:
            found.closed.append(one)
        else:
            found.created.append(other)
        one, other = one + (was <= now), other + (now <= was)
    found.closed += range(one, len(before))
    found.created += range(other, len(after))
    return found


def moves_of_nodes(before: Snapshot, after: Snapshot) -> dict[Key, Move]:
    """Compare the nodes; one whose kind is another is closed and created."""

    def key(snapshot: Snapshot, node: int) -> Key:
        return TYPE_OF[int(snapshot.kinds[node])], snapshot.ids[node]

    pairs = paired(before.ids, after.ids)
    was, now = np.array(pairs.was, np.int64), np.array(pairs.now, np.int64)
    turned = before.kinds[was] != after.kinds[now]
    closed = [*pairs.closed, *was[turned].tolist()]
    created = [*pairs.created, *now[turned].tolist()]
    changed = [
        node
        for part in parts(len(was))
        for old, node in zip(pairs.was[part], pairs.now[part], strict=True)
        if before.rows[old] != after.rows[node] and before.kinds[old] == after.kinds[node]
    ]
    return {
        **{key(before, node): Move.CLOSED for node in closed},
        **{key(after, node): Move.CREATED for node in created},
        **{key(after, node): Move.CHANGED for node in changed},
    }


def moves_of_sources(before: Snapshot, after: Snapshot) -> dict[Key, Move]:
    """Compare the sources."""
    of_id = itemgetter(0)
    one, other = list(map(of_id, before.source_rows)), list(map(of_id, after.source_rows))
    pairs = paired(one, other)
    changed = [
        now
        for was, now in zip(pairs.was, pairs.now, strict=True)
        if before.source_rows[was] != after.source_rows[now]
    ]
    return named(RecordType.SOURCE, one, other, pairs, changed)


def moves_of_relations(before: Snapshot, after: Snapshot) -> dict[Key, Move]:
    """Compare the relations, column by column."""
    one, other = before.relations, after.relations
    pairs = paired(one.ids, other.ids)
    was, now = np.array(pairs.was, np.int64), np.array(pairs.now, np.int64)
    differs = one.predicate[was] != other.predicate[now]
    differs |= one.weight[was] != other.weight[now]
    numbers = renumbered(before, after)
    for end in ("subject", "object"):
        differs |= numbers[getattr(one, end)[was]] != getattr(other, end)[now]
    for name in TEXTS:
        old, new = getattr(one, name), getattr(other, name)
        for part in parts(len(was)):
            places = zip(pairs.was[part], pairs.now[part], strict=True)
            differs[part] |= np.fromiter((old[i] != new[j] for i, j in places), bool)
    return named(RecordType.RELATION, one.ids, other.ids, pairs, now[differs].tolist())


def named(
    record_type: RecordType, one: list[str], other: list[str], pairs: Paired, changed: list[int]
) -> dict[Key, Move]:
    """Return the moves of records with ids."""
    return {
        **{(record_type, one[place]): Move.CLOSED for place in pairs.closed},
        **{(record_type, other[place]): Move.CREATED for place in pairs.created},
        **{(record_type, other[place]): Move.CHANGED for place in changed},
    }


def renumbered(before: Snapshot, after: Snapshot) -> npt.NDArray[np.int64]:
    """Return the number that each node has after: −1 if it is gone, or is now shown by another."""
    pairs = paired(before.ids, after.ids)
    numbers = np.full(len(before.ids) + 1, -1, np.int64)
    numbers[pairs.was] = pairs.now
    return numbers


def shown_rows(snapshot: Snapshot, record_type: RecordType) -> Iterator[Row]:
    """Yield the rows of records without an id, with the id of the node that shows them."""
    rows = rows_beside(snapshot, record_type)
    if record_type is RecordType.CONFLICT:
        yield from rows
        return
    for row in rows:
        yield (snapshot.ids[snapshot.index[row[0]]], *row[1:])
