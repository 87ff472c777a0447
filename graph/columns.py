"""Records in columns: the distinct values of a field, and a code per record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from graph.attributes import attributes_of
from graph.fields import BESIDE
from graph.model import ATTRIBUTES, CITATIONS, COLUMNS
from graph.own_fields import as_written, shape_of
from graph.relations import PREDICATES, frozen
from graph.snapshot import KINDS
from graph.vocabulary import Kind, RecordType
from graph.wire import SPHERE_OF, shown_identifiers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from graph.snapshot import Snapshot

    Codes = npt.NDArray[np.int32]
    Mask = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """One field of all records.

    Attributes:
        values: the distinct values, ascending.
        codes: int32, one per entry: position in `values`, −1 where unknown.
        starts: int64 offsets of each record's entries (records + 1) for a multi-valued field; None: one entry each.
    """

    values: list[Any]
    codes: Codes
    starts: npt.NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.codes) if self.starts is None else len(self.starts) - 1

    @property
    def owners(self) -> Numbers:
        """Return the record of every entry."""
        if self.starts is None:
            return np.arange(len(self.codes))
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def having(self, good: Mask) -> Mask:
        """Return a mask of the records that have at least one of the marked values."""
        entries = np.append(good, False)[self.codes]
        if self.starts is None:
            return entries
        kept = np.zeros(len(self), bool)
        kept[self.owners[entries]] = True
        return kept

    def known(self) -> Mask:
        """Return a mask of the records that have a value."""
        return self.having(np.ones(len(self.values), bool))

    def at(self, records: list[int]) -> list[Any]:
        """Return the values of these records: None where unknown, lists for a multi-valued field."""
        starts = self.starts
        if starts is None:
            return self._named(self.codes[records].tolist() if records else [])
        return [self._named(self.codes[starts[r] : starts[r + 1]].tolist()) for r in records]

    def _named(self, codes: list[int]) -> list[Any]:
        values = self.values
        return [None if code < 0 else values[code] for code in codes]

    def taken(self, records: Numbers) -> Column:
        """Return the same field for a table whose rows refer to these records; −1 refers to none."""
        return Column(self.values, np.append(self.codes, np.int32(-1))[records])

    def mapped(self, change: Callable[[Any], Any]) -> Column:
        """Change every distinct value; None makes it unknown."""
        values, codes = coded([change(value) for value in self.values])
        return Column(values, np.append(codes, np.int32(-1))[self.codes], self.starts)

    def distinct(self) -> Column:
        """Remove repeated values within each record."""
        if self.starts is None:
            return self
        width = len(self.values) + 1
        keys = np.unique(self.owners * width + self.codes + 1)
        owners, codes = np.divmod(keys, width)
        starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(self)))))
        return Column(self.values, (codes - 1).astype(np.int32), starts)


def coded(raw: list[Any]) -> tuple[list[Any], Codes]:
    """Return the sorted distinct values, and the position of each entry's value, −1 for None."""
    values = sorted({value for value in raw if value is not None})
    place = {value: code for code, value in enumerate(values)} | {None: -1}
    return values, frozen(np.fromiter(map(place.__getitem__, raw), np.int32, len(raw)))


def listed(texts: list[str]) -> Column:
    """Parse lists of ids given as JSON text; equal texts are parsed once."""
    place = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    lists: list[list[str]] = [orjson.loads(text) for text in place]
    values, flat = coded([key for keys in lists for key in keys])
    lengths = np.fromiter(map(len, lists), np.int64, len(lists))
    first = np.cumsum(lengths) - lengths
    which = np.fromiter(map(place.__getitem__, texts), np.int64, len(texts))
    starts = np.concatenate(([0], np.cumsum(lengths[which])))
    entries = np.arange(starts[-1]) + np.repeat(first[which] - starts[:-1], lengths[which])
    return Column(values, flat[entries], starts)


class Table:
    """The records of one type, or the nodes of every kind, in columns that are built on first use.

    Attributes:
        numbers: number of each record in the snapshot (of nodes, relations or sources).
    """

    def __init__(self, snapshot: Snapshot, record_type: RecordType | None) -> None:
        self.snapshot, self.record_type = snapshot, record_type
        self.numbers: Numbers
        self.rows: list[tuple[Any, ...]] = []
        if record_type in BESIDE:
            self.rows = rows_beside(snapshot, record_type)
            self.numbers = np.arange(len(self.rows))
        elif record_type is None:
            self.numbers = np.arange(len(snapshot.ids))
        elif record_type is RecordType.RELATION:
            self.numbers = np.arange(len(snapshot.relations))
        elif record_type is RecordType.SOURCE:
            self.numbers = np.arange(len(snapshot.source_rows))
        else:
            self.numbers = np.flatnonzero(snapshot.kinds == KINDS.index(Kind(record_type)))
        self._columns: dict[str, Column] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, path: str) -> Column:
        """Return one field, own or dotted (see `graph.fields`)."""
        if path not in self._columns:
            self._columns[path] = self._made(path)
        return self._columns[path]

    def _made(self, path: str) -> Column:
        head, _, rest = path.partition(".")
        if rest and head == "sources":
            cited, sources = self.column("sources"), table_of(self.snapshot, RecordType.SOURCE)
            index = self.snapshot.source_index
            numbers = np.array([*(index.get(key, -1) for key in cited.values), -1])
            return Column(
                sources.column(rest).values,
                sources.column(rest).taken(numbers[cited.codes]).codes,
                cited.starts,
            )
        if rest and head == "aliases":
            return self._aliases(rest)
        if head == ATTRIBUTES:
            return own_column(self.attribute_texts(), rest)
        if self.record_type is RecordType.RELATION:
            return self._of_relations(head, rest)
        if self.record_type in BESIDE:
            return self._beside(head, rest)
        if self.record_type is RecordType.SOURCE:
            place = COLUMNS[RecordType.SOURCE].index(path)
            return Column(*coded([row[place] for row in self.snapshot.source_rows]))
        return self._of_nodes(path)

    def attribute_texts(self) -> list[str | None]:
        """Return the own attributes of each record as JSON text (see `graph.attributes`); None without any."""
        if self.record_type is RecordType.SOURCE or self.record_type in BESIDE:
            return [None] * len(self)
        if self.record_type is RecordType.RELATION:
            return self.snapshot.relations.attributes
        return cells(self.snapshot, self.numbers.tolist(), ATTRIBUTES)

    def _aliases(self, name: str) -> Column:
        place = COLUMNS[RecordType.ALIAS].index(name)
        aliases = self.snapshot.aliases
        own = [[row[place] for row in aliases.get(node, ())] for node in self.numbers.tolist()]
        values, codes = coded([value for some in own for value in some])
        lengths = np.fromiter(map(len, own), np.int64, len(own))
        return Column(values, codes, np.concatenate(([0], np.cumsum(lengths))))

    def _of_relations(self, head: str, rest: str) -> Column:
        snapshot, relations = self.snapshot, self.snapshot.relations
        if head in {"subject", "object"}:
            ends = relations.subject if head == "subject" else relations.object
            return table_of(snapshot, None).column(rest or "id").taken(ends)
        if head == "predicate":
            names = Column(*coded([str(predicate) for predicate in PREDICATES]))
            return names.taken(relations.predicate)
        if head == "sources":
            return listed(relations.sources)
        columns: Mapping[str, list[Any]] = {
            "id": relations.ids,
            "start": relations.start,
            "end": relations.end,
            "detail": relations.detail,
            "detail_ko": relations.detail_ko,
        }
        return Column(*coded(relations.weight.tolist() if head == "weight" else columns[head]))

    def _beside(self, head: str, rest: str) -> Column:
        assert self.record_type is not None
        place = COLUMNS[self.record_type].index(head)
        raw = [row[place] for row in self.rows]
        if head == "node":
            owners = np.array([self.snapshot.index[key] for key in raw], np.int64)
            return table_of(self.snapshot, None).column(rest or "id").taken(owners)
        return listed(raw) if head in CITATIONS else Column(*coded(raw))

    def _of_nodes(self, name: str) -> Column:
        snapshot, numbers = self.snapshot, self.numbers.tolist()
        if name == "kind":
            return Column(
                [str(kind) for kind in KINDS], snapshot.kinds[self.numbers].astype(np.int32)
            ).mapped(str)
        if name == "degree":
            values, codes = np.unique(snapshot.degrees[self.numbers], return_inverse=True)
            return Column(values.tolist(), codes.astype(np.int32))
        if name == "sector":
            return Column(*coded([snapshot.sectors[node] for node in numbers]))
        if name == "sphere":
            return self.column("organisation_kind").mapped(SPHERE_OF.__getitem__)
        raw = cells(snapshot, numbers, name)
        if name == "sources":
            return listed(raw)
        column = Column(*coded(raw))
        return column.mapped(bool) if name == "name_en_is_official" else column


def rows_beside(snapshot: Snapshot, record_type: RecordType | None) -> list[tuple[Any, ...]]:
    """Return the rows of aliases, identifiers that may be shown, or conflicts."""
    if record_type is RecordType.IDENTIFIER:
        return shown_identifiers(snapshot.identifier_rows)
    return snapshot.alias_rows if record_type is RecordType.ALIAS else snapshot.conflict_rows


def own_column(texts: list[str | None], name: str) -> Column:
    """Return one own attribute, or all of them as objects (`name` empty); values of several types become texts."""
    place = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    which = np.fromiter(map(place.__getitem__, texts), np.int64, len(texts))
    if not name:
        objects = [attributes_of(text) for text in place if text is not None]
        codes = np.cumsum([text is not None for text in place]) - 1
        codes[[text is None for text in place]] = -1
        return Column(objects, codes.astype(np.int32)[which] if len(texts) else which.astype(np.int32))
    values = [attributes_of(text).get(name) for text in place]
    if len({shape_of(value) for value in values if value is not None}) > 1:
        values = [None if value is None else as_written(value) for value in values]
    distinct, codes = coded(values)
    return Column(distinct, codes[which] if len(texts) else codes)


def cells(snapshot: Snapshot, nodes: list[int], name: str) -> list[Any]:
    """Return a column of the nodes' rows, None for those whose kind has no such field."""
    places = [
        COLUMNS[RecordType(kind)].index(name) if name in COLUMNS[RecordType(kind)] else None for kind in KINDS
    ]
    kinds = snapshot.kinds.tolist()
    return [None if (place := places[kinds[node]]) is None else snapshot.rows[node][place] for node in nodes]


def table_of(snapshot: Snapshot, record_type: RecordType | None) -> Table:
    """Return the table of a record type, or of all nodes (None); kept with the snapshot."""
    return snapshot.memo(("table", record_type), lambda: Table(snapshot, record_type))
