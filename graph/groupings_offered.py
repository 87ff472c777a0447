"""The groupings that a snapshot offers: those that give at least two groups, and no more than can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.attributes import PREFIX
from graph.columns import table_of
from graph.grouping import DIVISION, MOST, OF_ORGANISATIONS, SECTOR, NoGrouping, regrouped
from graph.own_fields import own_fields
from graph.relations import PREDICATE_CODES
from graph.vocabulary import Kind, Predicate, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.snapshot import Snapshot

MOST_OFFERED = 50
"""Own attributes and programmes that are looked at; others are still accepted as `group_by`."""


def groupings_offered(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the groupings of a snapshot: sectors first, then fields of ours, own attributes, and programmes with parts."""
    return snapshot.memo("groupings offered", lambda: tuple(offered(snapshot)))


def offered(snapshot: Snapshot) -> Iterator[str]:
    """Yield what `groupings_offered` caches."""
    yield SECTOR
    names = [name for name in OF_ORGANISATIONS if name != SECTOR]
    yield from (name for name in names if has_groups(snapshot, name))
    table = table_of(snapshot, RecordType.ORGANISATION)
    for name in list(own_fields(snapshot, RecordType.ORGANISATION))[:MOST_OFFERED]:
        if 2 <= len(table.column(f"{PREFIX}{name}").values) <= MOST:
            yield f"{PREFIX}{name}"
    relations, part_of = snapshot.relations, PREDICATE_CODES[str(Predicate.PART_OF)]
    wholes = sorted(set(relations.object[relations.predicate == part_of].tolist()))
    programmes = [whole for whole in wholes if snapshot.kind(whole) is Kind.PROGRAMME][:MOST_OFFERED]
    for whole in programmes:
        if has_groups(snapshot, name := f"{DIVISION}{snapshot.ids[whole]}"):
            yield name


def has_groups(snapshot: Snapshot, name: str) -> bool:
    """Return whether a grouping gives at least two groups."""
    try:
        return len(regrouped(snapshot, name).grouping.ids) > 1
    except NoGrouping:
        return False
