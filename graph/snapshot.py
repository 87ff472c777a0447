"""A snapshot: the content of a store at one graph version, in memory and immutable.

Records stay rows (tuples in column order) and are encoded as JSON on first use; arrays hold what is computed with. Both
engines give the same snapshot for the same records.
"""

from __future__ import annotations

import copy
import threading
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from graph.editions import FIRST
from graph.grouping import BY_SECTOR
from graph.licences import in_words, licences_of
from graph.lock_sharing import order_of
from graph.merging import Merger, Parts
from graph.model import COLUMNS, NODE_TYPES
from graph.reading import in_key_order, in_order, no_collector, read_all, read_sorted
from graph.relations import PREDICATES, Relations, frozen
from graph.store import CHECK, StoreChanged, StoreDamaged
from graph.vocabulary import Kind, RecordType
from graph.wire import record_json

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import numpy.typing as npt

    from graph.editions import Edition
    from graph.grouping import Grouping
    from graph.licences import Licence
    from graph.store import Load, Reading, Store

    Row = tuple[Any, ...]

T = TypeVar("T")
READS = 5
MEMO = 64
DEEPEST = 3  # largest depth of a neighbourhood
CONTENT = (
    *("graph_version", "unfinished", "rows", "kinds", "merged", "relations", "source_rows", "alias_rows"),
    *("identifier_rows", "conflict_rows", "same_as_rows", "parts", "licences"),
)
"""Attributes of a snapshot that are sent to another process."""
KINDS = tuple(Kind)
SECTOR_COLUMN = {
    Kind.ORGANISATION: COLUMNS[RecordType.ORGANISATION].index("sector"),
    Kind.TECHNOLOGY: COLUMNS[RecordType.TECHNOLOGY].index("field"),
}


class Snapshot:
    """The content of a store at one graph version.

    Attributes:
        graph_version: hash of the content.
        edition: of the store (`graph.editions`): when it was read, or later with the same content.
        unfinished: a load that was cut off, if any: the content is then between two versions.
        ids: node ids in order; a node's position here is its number everywhere else.
        index: node id → number; ids of merged records lead to the number of their node.
        merged: id of a merged record → id of its node (see `graph.merging`).
        parts: the records of merged nodes as loaded.
        rows: node number → row in the column order of its kind.
        kinds: int8, node number → position in `KINDS`.
        licences: of each origin with records (see `graph.licences`).
        relations: the relations in columns.
        paged: set when a cursor of this snapshot was issued: who pages should find it for a while.
        answering: number of requests that are being answered from it, as their one thread counts them.
        grouping: what `sectors` are: sectors, unless the snapshot is regrouped (`graph.grouping`).
    """

    grouping: Grouping = BY_SECTOR
    edition: Edition = FIRST

    def __init__(self, store: Store) -> None:
        """Read a store.

        Raises:
            StoreChanged: the content changed during each of several readings.
            StoreDamaged: a record refers to a missing node.
        """
        store.verify()
        with no_collector():
            for _ in range(READS):
                try:
                    with store.reading() as reading:
                        revision = reading.revision
                        self._read(reading)
                    break
                except StoreChanged:
                    continue
                except StoreDamaged as error:
                    if str(error).startswith(store.address):
                        raise
                    raise StoreDamaged(f"{store.address}: {error}: {CHECK}") from error
            else:
                raise StoreChanged(
                    f"{store.address}: the content changed during each of {READS} readings: read again"
                )
        self.graph_version: str = revision.graph_version
        self.edition = revision.edition
        self.unfinished: Load | None = revision.unfinished
        self.licences: tuple[Licence, ...] = licences_of(store)
        self._begin()

    def _begin(self) -> None:
        """Start with empty caches."""
        self._node_json: list[bytes | None] = [None] * len(self.ids)
        self._relation_json: list[bytes | None] = [None] * len(self.relations)
        self._reached_json: list[list[bytes | None]] = [[None] * len(self.ids) for _ in range(DEEPEST + 1)]
        self._memo: OrderedDict[Hashable, Any] = OrderedDict()
        self._memo_lock = threading.Lock()
        self.paged, self.answering = threading.Event(), 0

    def regrouped(self, grouping: Grouping, groups: list[str | None]) -> Snapshot:
        """Return this snapshot with other groups in the place of sectors, and a cache of its own."""
        other = copy.copy(self)
        other.grouping = grouping
        other.__dict__["sectors"] = groups  # the cached property
        other._memo, other._memo_lock = OrderedDict(), threading.Lock()
        return other

    def memo(self, key: Hashable, make: Callable[[], T]) -> T:
        """Cache a derived value with this snapshot (the last `MEMO` of them), so that both are freed together."""
        with self._memo_lock:
            if key in self._memo:
                self._memo.move_to_end(key)
                return cast("T", self._memo[key])
        made = make()
        with self._memo_lock:
            self._memo[key] = made
            while len(self._memo) > MEMO:
                self._memo.popitem(last=False)
        return made

    @cached_property
    def data_licence(self) -> str:
        """Return the licences of the content in one line."""
        return in_words(self.licences)

    def forget(self) -> None:
        """Drop derived values, whose references would keep this snapshot alive."""
        with self._memo_lock:
            self._memo.clear()

    def has_memo(self, key: Hashable) -> bool:
        """Return whether a derived value is cached."""
        with self._memo_lock:
            return key in self._memo

    def _read(self, store: Reading) -> None:
        nodes = [
            (row, code)
            for code, record_type in enumerate(NODE_TYPES)
            for batch in store.rows(record_type)
            for row in batch
        ]
        self.same_as_rows: list[Row] = read_sorted(store, RecordType.SAME_AS)
        merger = Merger()
        aliases = read_all(store, RecordType.ALIAS)
        nodes = merger.merge(nodes, self.same_as_rows, aliases)
        self.merged: dict[str, str] = merger.canonical
        self.parts: Parts = merger.parts
        order = order_of([str(row[0]) for row, _ in nodes])
        self.rows: list[Row] = [nodes[i][0] for i in order]
        self.kinds = frozen(np.fromiter((nodes[i][1] for i in order), np.int8, len(nodes)))
        self.source_rows: list[Row] = read_sorted(store, RecordType.SOURCE)
        self._index()
        heads = {self.index[key] for key in self.merged.values()}
        self.relations = Relations(in_order(store.rows(RecordType.RELATION)), self.index, heads)
        identifiers, conflicts = (
            read_all(store, record_type) for record_type in (RecordType.IDENTIFIER, RecordType.CONFLICT)
        )
        self.alias_rows: list[Row] = in_key_order(merger.with_aliases(aliases))
        self.identifier_rows: list[Row] = in_key_order(merger.with_identifiers(identifiers))
        for what, rows in (("name", self.alias_rows), ("identifier", self.identifier_rows)):
            self._refuse_dangling(what, rows)
        self.conflict_rows: list[Row] = in_key_order(merger.disagreements(conflicts))

    def _refuse_dangling(self, what: str, rows: list[Row]) -> None:
        """Refuse rows that begin with the id of a missing node."""
        lost = next((row for row in rows if row[0] not in self.index), None)
        if lost is not None:
            raise StoreDamaged(f"the {what} “{lost[1]}” belongs to “{lost[0]}”, which does not exist")

    def _index(self) -> None:
        """Number the nodes and the sources in the order of their rows."""
        self.ids: list[str] = [row[0] for row in self.rows]
        self.index: dict[str, int] = {key: i for i, key in enumerate(self.ids)}
        self.index |= {key: self.index[shown] for key, shown in self.merged.items()}
        self.source_index: dict[str, int] = {row[0]: i for i, row in enumerate(self.source_rows)}

    def __getstate__(self) -> dict[str, Any]:
        """Return the records only; the receiver rebuilds the rest."""
        return {name: getattr(self, name) for name in CONTENT}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Rebuild from the records."""
        for name in CONTENT:
            setattr(self, name, state[name])
        with no_collector():
            self._index()
        self._begin()

    @property
    def counts(self) -> dict[str, int]:
        """Count the records by type."""
        by_kind = np.bincount(self.kinds, minlength=len(KINDS))
        return {
            **{str(kind): int(by_kind[code]) for code, kind in enumerate(KINDS)},
            "source": len(self.source_rows),
            "relation": len(self.relations),
            "alias": len(self.alias_rows),
            "conflict": len(self.conflict_rows),
            "identifier": len(self.identifier_rows),
            "same_as": len(self.same_as_rows),
        }

    def kind(self, node: int) -> Kind:
        """Return what a node is."""
        return KINDS[int(self.kinds[node])]

    @cached_property
    def sectors(self) -> list[str | None]:
        """Node number → sector id (of a regrouped snapshot, group id): an organisation's sector, a technology's field, nothing for programmes."""
        columns = [SECTOR_COLUMN.get(kind) for kind in KINDS]
        return [
            None if (column := columns[code]) is None else row[column]
            for row, code in zip(self.rows, self.kinds.tolist(), strict=True)
        ]

    @cached_property
    def aliases(self) -> dict[int, list[Row]]:
        """Node number → its alias rows."""
        return self._by_node(self.alias_rows)

    @cached_property
    def identifiers(self) -> dict[int, list[Row]]:
        """Node number → its identifier rows."""
        return self._by_node(self.identifier_rows)

    def _by_node(self, rows: list[Row]) -> dict[int, list[Row]]:
        by_node: dict[int, list[Row]] = {}
        for row in rows:
            by_node.setdefault(self.index[row[0]], []).append(row)
        return by_node

    @cached_property
    def same_as(self) -> dict[int, list[Row]]:
        """Node number → its same-as rows."""
        by_node: dict[int, list[Row]] = {}
        for row in self.same_as_rows:
            for node in {self.index[key] for key in row[:2] if key in self.index}:
                by_node.setdefault(node, []).append(row)
        return by_node

    @cached_property
    def conflicts(self) -> dict[str, list[Row]]:
        """Entity (an id, or the description of a relation) → its conflict rows."""
        by_entity: dict[str, list[Row]] = {}
        for row in self.conflict_rows:
            by_entity.setdefault(row[0], []).append(row)
        return by_entity

    @cached_property
    def adjacency(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """The relations from both ends as compressed sparse rows.

        Returns:
            `starts` (n + 1), and for each entry the numbers of the neighbour and the relation; a node's entries are
            in the order of relation ids.
        """
        relations = self.relations
        count = len(relations)
        here = np.concatenate((relations.subject, relations.object))
        there = np.concatenate((relations.object, relations.subject))
        numbers = np.concatenate((np.arange(count, dtype=np.int32),) * 2)
        order = np.lexsort((numbers, here))
        starts = np.zeros(len(self.ids) + 1, np.int64)
        np.cumsum(np.bincount(here, minlength=len(self.ids)), out=starts[1:])
        return frozen(starts), frozen(there[order]), frozen(numbers[order])

    @cached_property
    def degrees(self) -> npt.NDArray[np.int64]:
        """Node number → number of its relations."""
        return frozen(np.diff(self.adjacency[0]))

    @cached_property
    def prominence(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Rank nodes by number of relations, most first, equal ones by id: node → rank, and rank → node."""
        order = np.argsort(-self.degrees, kind="stable").astype(np.int32)
        place = np.empty(len(order), np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        return frozen(place), frozen(order)

    def node_json(self, node: int) -> bytes:
        """Encode a node without its aliases (cached)."""
        known = self._node_json[node]
        if known is None:
            known = self._node_json[node] = record_json(NODE_TYPES[self.kinds[node]], self.rows[node])
        return known

    def reached_json(self, nodes: list[int], distance: int) -> list[bytes]:
        """Encode the nodes of a neighbourhood, each with its distance from the root and its number of relations."""
        known = self._reached_json[distance]
        return [known[node] or self._encode_reached(node, distance) for node in nodes]

    def _encode_reached(self, node: int, distance: int) -> bytes:
        encoded = b'%b,"distance":%d,"degree":%d}' % (self.node_json(node)[:-1], distance, self.degrees[node])
        self._reached_json[distance][node] = encoded
        return encoded

    def relation_row(self, relation: int) -> Row:
        """Return a relation in column order."""
        r = self.relations
        return (
            r.ids[relation],
            self.ids[r.subject[relation]],
            PREDICATES[r.predicate[relation]],
            self.ids[r.object[relation]],
            r.start[relation],
            r.end[relation],
            r.detail[relation],
            r.sources[relation],
            float(r.weight[relation]),
            r.detail_ko[relation],
            r.attributes[relation],
        )

    def relation_json(self, relation: int) -> bytes:
        """Encode a relation (cached)."""
        known = self._relation_json[relation]
        if known is None:
            known = self._relation_json[relation] = record_json(
                RecordType.RELATION, self.relation_row(relation)
            )
        return known

    def relations_json(self, relations: list[int]) -> list[bytes]:
        """Encode several relations."""
        known = self._relation_json
        return [known[relation] or self.relation_json(relation) for relation in relations]

    def source_json(self, source: int) -> bytes:
        """Encode a source."""
        return record_json(RecordType.SOURCE, self.source_rows[source])

    @cached_property
    def relation_index(self) -> dict[str, int]:
        """Relation id → number; ids of duplicates lead to the one kept."""
        index = {key: i for i, key in enumerate(self.relations.ids)}
        return index | {key: index[shown] for key, shown in self.relations.folded.items()}
