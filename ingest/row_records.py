"""Makes the records of a row by a mapping: one kind of record, or several that refer to each other."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.model import Alias, Identifier, Organisation, Relation, Source
from graph.schema import check
from graph.vocabulary import Predicate
from ingest.mapping_parts import filter_word
from ingest.namesakes import Namesakes
from ingest.own_columns import OwnColumns
from ingest.own_names import OwnNames
from ingest.reading.positions import FieldFault, Nothing
from ingest.reading.values import day
from ingest.record_fields import NAMED
from ingest.record_making import RecordMaker, relation_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.model import Record
    from ingest.mapped_records import RecordMapping
    from ingest.mapping import TableMapping
    from ingest.namesakes import Shorter
    from ingest.reading import Table
    from ingest.row_reading import Cells


class RowRecords:
    """The records of one load: made row by row, and finished when all rows are read.

    `begin` tells which table the next rows are from; `last` is the last step of each record.
    """

    def __init__(self, mapping: TableMapping) -> None:
        self.mapping, self.origin = mapping, f"table-{mapping.origin}"
        self.namesakes, self.own, self.names = Namesakes(self.origin), OwnColumns(), OwnNames()
        self.makers: Sequence[RecordMaker] = ()
        self.found: Mapping[str, str] | None = None
        kinds = {str(one.record) for one in mapping.records}
        self.renames = bool(kinds & NAMED) and bool(kinds - NAMED)

    def begin(self, table: Table, records: Sequence[RecordMapping]) -> None:
        """Begin a table that gives these kinds of records."""
        self.own.begin(table, self.mapping.drop, records)
        self.makers = [RecordMaker(self, one, first=one is records[0]) for one in records]

    def __call__(self, row: Cells) -> Iterator[Record]:
        """Yield the source of a row and its records."""
        check_only(row, "", self.mapping.only)
        if not self.mapping.several:
            check_only(row, "", self.makers[0].mapping.only)
        source = self.source(row)
        cited, made = (source.id,), dict[str, list[str]]()
        yield source
        for maker in self.makers:
            if not self.mapping.several or passes(row, maker.mapping.prefix, maker.mapping.only):
                yield from maker.make(row, cited, made)

    def source(self, row: Cells) -> Source:
        """Return the source that the records of a row cite."""
        data = {
            name: row[f"source_{name}"] or self.mapping.source.get(name, "")
            for name in ("title", "publisher", "url")
        }
        published = row["source_published"] or self.mapping.source.get("published", "")
        digest = hashlib.blake2b("\0".join((*data.values(), published)).encode(), digest_size=6).hexdigest()
        source = Source(
            f"{self.origin}:source-{digest}",
            data["title"],
            data["publisher"],
            day("published", published),
            data["url"],
        )
        for fault in check(source):
            column = self.mapping.source_columns.get(fault.field, fault.field)
            raise FieldFault(column, fault.rule, fault.remedy)
        return source

    def last(self, record: Record, shorter: Shorter) -> Record | None:
        """Finish a record: its own columns typed, its ends those that the names in the file mean; None drops it."""
        if self.renames:
            if self.found is None:
                self.found = self.names.found(shorter)
            if isinstance(record, Organisation) and record.id in self.found:
                return None
            if isinstance(record, Relation):
                record = self.joined(record, shorter, self.found)
            elif isinstance(record, Alias | Identifier) and record.node in self.found:
                record = replace(record, node=self.found[record.node])
        return self.own.final(record)

    def joined(self, record: Relation, shorter: Shorter, found: Mapping[str, str]) -> Relation:
        """Return a relation with the final ids of its ends."""
        subject, object_ = (
            (one := shorter.get(end)) and found.get(one, one) for end in (record.subject, record.object)
        )
        if (subject, object_) == (record.subject, record.object):
            return record
        if record.predicate == Predicate.COLLABORATES_WITH:
            subject, object_ = sorted((subject, object_))
        record = replace(record, subject=subject, object=object_)
        return replace(record, id=relation_id(self.origin, record))


def passes(row: Cells, prefix: str, only: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a row passes the filters."""
    return all(
        filter_word(row.written(f"{prefix}only:{column}")) in values for column, values in only.items()
    )


def check_only(row: Cells, prefix: str, only: Mapping[str, frozenset[str]]) -> None:
    """Skip a row that does not pass the filters.

    Raises:
        Nothing: it does not; the message names the filter.
    """
    for column, values in only.items():
        if not passes(row, prefix, {column: values}):
            raise Nothing(f"filtered out by `only` ({column})")
