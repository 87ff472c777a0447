"""The session of a load: checks rows, detects duplicates, writes batches, and collects rejects."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.errors import SojaeError
from graph.loads.upsert import Upsert
from graph.model import NODE_TYPES, Source
from graph.printable import legible
from graph.schema import check
from graph.versions import digest
from graph.vocabulary import Kind, RecordType
from ingest.account import Account
from ingest.known_nodes import KnownNodes
from ingest.origin import MergedRows, OriginError, Reject, Remark, Row, Skip, Working
from ingest.reading.positions import spot
from ingest.rejects import by_rule, of_another_kind, with_remedies, without_relations, write_rejects
from ingest.remarks import clean, remarks_on

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from pathlib import Path

    from graph.field_rules import Violation
    from graph.model import Record
    from graph.store import Load, Store, Writer
    from ingest.origin import Read

Progress = Callable[[int, int, str], None]
"""Called with the rows done, the lines in all, and the stage: reading, merging or checking."""
BATCH = 10_000
SAID_BEFORE = "an earlier load of this origin had it, this one does not: give the relations their own origin, with `nodes: ORIGIN` (docs/reference/origins.md)"
NOT_OF_THIS_LOAD = "no row of this load has it: if another list has the nodes, give its origin with `nodes: ORIGIN` (docs/reference/origins.md)"


class TookNothing(OriginError):
    """A load without any record except sources; nothing was written, and earlier records stay.

    Attributes:
        report: how the files were read, and the rejects.
    """

    def __init__(self, report: LoadReport, held: int) -> None:
        data = f", which would close {held:,} of its earlier records" if held else ""
        remedy = "; use `sojae rollback` to remove them on purpose" if held else ""
        first = min(report.rejects, key=lambda reject: reject.follows, default=None)
        why = (
            "no row gives a record"
            if first is None
            else f"every row is rejected, first {first.file}, {spot(first.line)}, {first.field}: {first.rule}: {first.remedy}"
        )
        super().__init__(f"{report.origin}: {why}{data}: nothing was loaded; check files and options{remedy}")
        self.report = report


class LoadRefused(SojaeError):
    """A strict load with a row that breaks a rule; nothing was written."""

    def __init__(self, rejects: Sequence[Reject]) -> None:
        first = rejects[0].with_remedy()
        super().__init__(
            f"{first.file}, {spot(first.line)}, {first.field}: {first.rule}: {first.remedy}"
            " (--strict: nothing was loaded)"
        )
        self.rejects = with_remedies(rejects)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The report of a load, counted by record type.

    `skipped` counts rows without data; `recognised` tells how each file was read, with counts of its rows;
    `identity` has the result of the resolution (None for a dry run); `rejects_by_rule` counts rejected rows by field and rule
    with the first ones; `licence` is the licence of the data; `warning` says that all relations are rejected by one rule.
    """

    load_id: str
    origin: str
    dry_run: bool
    read: dict[str, int]
    new: dict[str, int]
    changed: dict[str, int]
    unchanged: dict[str, int]
    closed: dict[str, int]
    rejected: int
    rejects_file: str | None
    graph_version: str
    seconds: float
    skipped: int = 0
    recognised: tuple[dict[str, Any], ...] = ()
    identity: dict[str, int] | None = None
    rejects_by_rule: tuple[dict[str, Any], ...] = ()
    licence: str | None = None
    warning: str | None = None
    rejects: tuple[Reject, ...] = field(default=(), repr=False)

    def as_dict(self) -> dict[str, object]:
        """Return the report as a dict for JSON."""
        names = tuple(name for name in self.__slots__ if name != "rejects")
        values: dict[str, object] = legible({name: getattr(self, name) for name in names})
        return values


class Session:
    """Writes the rows of one load into the store."""

    def __init__(
        self,
        writer: Writer,
        run: Load,
        today: str,
        *,
        strict: bool,
        seen: Callable[[Row], None] | None = None,
    ) -> None:
        self.show = seen
        self.upsert = Upsert(writer, run.origin, run.id, today)
        self.writer, self.run, self.strict = writer, run, strict
        self.year = int(today[:4])
        self.read: Counter[RecordType] = Counter()
        self.rejects: list[Reject] = []
        self.account = Account()
        self.seen: dict[RecordType, set[str]] = {record_type: set() for record_type in RecordType}
        self.refused: dict[RecordType, set[str]] = {record_type: set() for record_type in RecordType}
        self.kinds = KnownNodes(self.seen)
        self.sources: set[str] = set()
        self.own: dict[RecordType, set[str]] = {}
        self.kept: set[RecordType] = set()
        self.batch: list[tuple[Record, bytes]] = []
        self.rows: list[Row] = []
        self.batch_type = RecordType.SOURCE
        self.returning = self.not_the_first = False
        self.version_before = writer.graph_version

    def remember(self, store: Store) -> None:
        """Look up nodes and sources of other origins; this origin's own must be loaded again."""
        self.returning = self.writer.resumed or bool(store.loads(1, self.run.origin))
        self.not_the_first = self.returning or bool(store.loads(1))
        for record_type in (*NODE_TYPES, RecordType.SOURCE):
            own = set(self.writer.keys(record_type, self.run.origin)) if self.returning else set[str]()
            own -= {claim.key for claim in self.writer.claims(record_type) if claim.origin != self.run.origin}
            self.own[record_type] = own
            for rows in store.rows(record_type):
                others = [str(row[0]) for row in rows if row[0] not in own]
                self.know(record_type, others)

    def know(self, record_type: RecordType, keys: Iterable[str]) -> None:
        """Allow references to these nodes or sources."""
        if record_type is RecordType.SOURCE:
            self.sources.update(keys)
        elif record_type in NODE_TYPES:
            self.kinds.others.update(dict.fromkeys(keys, Kind(record_type)))

    def take(self, rows: Iterable[Read], progress: Progress, lines: int) -> None:
        """Check every row, write it in batches, and sweep."""
        done, stage = 0, "reading"
        for row in rows:
            done += isinstance(row, Row | Reject)
            if isinstance(row, Row):
                self.take_row(row)
            elif isinstance(row, Reject):
                self.refuse(row)
            elif isinstance(row, Skip):
                self.account.skip(row)
            elif isinstance(row, Remark):
                self.account.remark(row)
            elif isinstance(row, MergedRows):
                self.account.join(row)
            elif isinstance(row, Working):
                stage = "checking"
                progress(row.done, lines, row.stage)
            else:
                self.account.recognised.append(row)
            if done and done % BATCH == 0:
                progress(done, lines, stage)
        self.flush()
        if self.returning and self.took:
            said: dict[RecordType, Container[str]] = {
                t: keys | self.refused[t] for t, keys in self.seen.items() if t not in self.kept
            }
            self.upsert.sweep(said)
        progress(done, done, stage)

    @property
    def took(self) -> int:
        """Number of accepted records except sources; 0 suggests a truncated or wrong file, or a wrong option."""
        refused = sum(reject.type is not RecordType.SOURCE for reject in self.rejects)
        return self.read.total() - self.read[RecordType.SOURCE] - refused

    @property
    def held(self) -> int:
        """Number of nodes that only this origin had before."""
        return sum(len(self.own.get(kind, ())) for kind in NODE_TYPES)

    def take_row(self, row: Row) -> None:
        """Check one record and add it to the batch."""
        row, remarks = clean(row)
        for remark in remarks:
            self.account.remark(remark)
        record, record_type = row.record, row.record.type
        self.read[record_type] += 1
        if record_type is not self.batch_type or len(self.batch) >= BATCH:
            self.flush()
            self.batch_type = record_type
        faults = check(record, kinds=self.kinds, sources=self.sources)
        key = record.key
        if faults:
            self.refuse(self.reject_of(row, faults[0]), counted=True)
            return
        if record_type in NODE_TYPES and self.kinds.get(key, record_type) != record_type:
            self.refuse(of_another_kind(row, self.kinds[key]), counted=True)
            return
        content = digest(record)
        if key in self.seen[record_type] or key in self.refused[record_type]:
            self.take_again(row, key, content)
            return
        self.seen[record_type].add(key)
        if isinstance(record, Source):
            self.sources.add(key)
        self.batch.append((record, content))
        self.rows.append(row)
        if self.show is not None:
            self.show(row)
        for remark in remarks_on(row, self.year):
            self.account.remark(remark)

    def reject_of(self, row: Row, fault: Violation) -> Reject:
        """Return the reject of a record; nodes of an earlier load of this origin count only if loaded again."""
        remedy, near = fault.remedy, fault.near
        if near is not None and any(near.word in self.own.get(kind, ()) for kind in NODE_TYPES):
            remedy, near = SAID_BEFORE, None
        elif near is not None and near.word.startswith(f"{self.run.origin}:") and near.words is self.kinds:
            remedy, near = NOT_OF_THIS_LOAD, None
        record = row.record
        return Reject(row.file, row.line, fault.field, fault.rule, remedy, record.type, record.key, near)

    def take_again(self, row: Row, key: str, content: bytes) -> None:
        """Handle a repeated key: equal content is ignored, different content rejected."""
        self.flush()
        held = self.writer.held(row.record.type, [key]).get(key)
        if held is not None and held.digest == content:
            self.upsert.unchanged[row.record.type] += 1
            return
        rule = f"“{key}” appears twice with different content"
        self.refuse(
            Reject(row.file, row.line, "id", rule, "keep one of the two rows", row.record.type, key),
            counted=True,
        )

    def refuse(self, reject: Reject, *, counted: bool = False) -> None:
        """Collect a reject, and keep the stored record under its key."""
        if not counted:
            self.read[reject.type] += 1
        self.rejects.append(reject)
        self.account.refuse(reject.file, reject.line)
        if self.strict:
            raise LoadRefused(self.rejects)
        if reject.key is None:
            self.kept.add(reject.type)
            self.know(reject.type, self.own.get(reject.type, ()))
        else:
            self.refused[reject.type].add(reject.key)
            if reject.key in self.own.get(reject.type, ()):
                self.know(reject.type, [reject.key])

    def flush(self) -> None:
        """Write the batch to the store."""
        if self.batch and self.not_the_first and self.batch_type in NODE_TYPES:
            self.refuse_held_as_another_kind()
        if self.batch:
            self.upsert.add(self.batch_type, self.batch)
        self.batch, self.rows = [], []

    def refuse_held_as_another_kind(self) -> None:
        """Reject records whose id belongs to a node of another kind in the store, open or closed."""
        kept: dict[str, Kind] = {}
        keys = [record.key for record, _ in self.batch]
        for other in NODE_TYPES:
            if other is not self.batch_type:
                kept |= dict.fromkeys(self.writer.held(other, keys), Kind(other))
        if not kept:
            return
        whole, self.batch = list(zip(self.batch, self.rows, strict=True)), []
        for (record, content), row in whole:
            if (kind := kept.get(record.key)) is None:
                self.batch.append((record, content))
            else:
                self.seen[self.batch_type].discard(record.key)
                self.refuse(of_another_kind(row, kind), counted=True)

    def report(
        self, *, dry_run: bool, rejects_file: Path | None, began: float, kept: bool = True
    ) -> LoadReport:
        """Build the report and write the rejects; a load that is not kept changed nothing."""
        self.rejects = with_remedies(self.rejects)
        if rejects_file is not None and (self.rejects or rejects_file.exists()):
            write_rejects(rejects_file, self.rejects)
        nothing: Counter[RecordType] = Counter()

        def counted(counter: Counter[RecordType]) -> dict[str, int]:
            return {str(record_type): counter[record_type] for record_type in RecordType}

        done = self.upsert
        new, changed, unchanged, closed = (
            counted(counter if kept else nothing)
            for counter in (done.new, done.changed, done.unchanged, done.closed)
        )
        return LoadReport(
            self.run.id, self.run.origin, dry_run, counted(self.read), new, changed, unchanged, closed, len(self.rejects),
            str(rejects_file) if self.rejects and rejects_file else None,
            self.writer.graph_version if kept else self.version_before,
            round(time.perf_counter() - began, 3), self.account.skipped, tuple(self.account.as_list()), None,
            by_rule(self.rejects), warning=without_relations(self.rejects, self.read[RecordType.RELATION]), rejects=tuple(self.rejects),
        )  # fmt: skip
