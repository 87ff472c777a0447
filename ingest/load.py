"""One load: read → check → upsert → sweep, under one load id, with a report."""

from __future__ import annotations

import csv
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, cast

from graph.model import NODE_TYPES, Source
from graph.schema import SCHEMA_VERSION, check
from graph.store import Load
from graph.upsert import Upsert
from graph.versions import digest
from graph.vocabulary import Kind, RecordType
from ingest.adapters import OriginError, Reject, adapters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from graph.model import Record
    from graph.store import Store, Writer
    from ingest.adapters import Adapter, Row

BATCH = 10_000
CHUNK = 1 << 20


class LoadRefused(Exception):
    """A strict load met a row that breaks a rule; nothing was written."""

    def __init__(self, rejects: Sequence[Reject]) -> None:
        first = rejects[0]
        super().__init__(
            f"{first.file}, line {first.line}, {first.field}: {first.rule}: {first.remedy}"
            " (--strict: nothing was loaded)"
        )
        self.rejects = rejects


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, counted by record type (CONTRACT: load report)."""

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
    rejects: tuple[Reject, ...] = field(default=(), repr=False)

    def as_dict(self) -> dict[str, object]:
        """Give the report in the shape of the contract."""
        names = tuple(name for name in self.__slots__ if name != "rejects")
        return {name: getattr(self, name) for name in names}


def load(
    store: Store,
    origin: str,
    paths: Sequence[Path] = (),
    *,
    dry_run: bool = False,
    strict: bool = False,
    rejects_to: Path | None = None,
    now: datetime | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> LoadReport:
    """Load what an origin says; the same input twice changes nothing and writes nothing.

    Args:
        store: a prepared store.
        origin: the name of an adapter.
        paths: what the adapter reads; none means its bundled data, if it has any.
        dry_run: tell the difference and write nothing.
        strict: raise at the first row that breaks a rule instead of passing over it.
        rejects_to: where rejected rows are written, with place, rule and remedy.
        now: the moment of the load; its day is the day on which records are closed.
        progress: called with rows done and lines in all.

    Raises:
        OriginError: the origin is unknown or its files are missing.
        LoadRefused: `strict`, and a row breaks a rule.
        StoreError: the store cannot take the load.
    """
    adapter = find(origin)
    files = adapter.files(paths)
    began, moment = time.perf_counter(), now or datetime.now(UTC)
    stamp, lines = fingerprint(adapter, files)
    load_id = f"{moment:%Y%m%dT%H%M%SZ}-{origin}-{secrets.token_hex(3)}"
    run = Load(load_id, origin, moment.isoformat(timespec="seconds"), input_digest=stamp)
    if (same := unchanged_report(store, run, dry_run=dry_run, began=began)) is not None:
        return same
    with store.writer(run, keep=not dry_run, whole=strict) as writer:
        session = Session(writer, run, f"{moment:%Y-%m-%d}", strict=strict)
        session.remember(store)
        session.take(adapter.read(files), progress, lines)
        report = session.report(dry_run=dry_run, rejects_to=rejects_to, began=began)
        if (session.upsert.wrote or writer.resumed) and not dry_run:
            finished = datetime.now(UTC).isoformat(timespec="seconds")
            writer.finish(replace(run, finished=finished, report=report.as_dict()))
    return report


def find(origin: str) -> Adapter:
    """Find an adapter by its name."""
    from graph.schema import nearest

    known = adapters()
    if origin not in known:
        raise OriginError(f"“{origin}” is no known origin: {nearest(origin, known)}")
    return known[origin]


def fingerprint(adapter: Adapter, files: Sequence[Path]) -> tuple[str, int]:
    """Hash the input and count its lines."""
    state, lines = blake2b(f"{adapter.name}\0{SCHEMA_VERSION}".encode(), digest_size=16), 0
    for path in files:
        try:
            state.update(f"\0{path.name}\0{path.stat().st_size}\0".encode())
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    state.update(chunk)
                    lines += chunk.count(b"\n")
        except OSError as error:
            raise OriginError(f"{path}: {error.strerror}: check that the file may be read") from error
    return state.hexdigest(), lines


def unchanged_report(store: Store, run: Load, *, dry_run: bool, began: float) -> LoadReport | None:
    """Give the report at once if the origin's last load read exactly this input, without rejects, to its end."""
    last = next(iter(store.loads(1, run.origin)), None)
    revision = store.revision()
    if (
        last is None
        or last.input_digest != run.input_digest
        or last.report["rejected"]
        or revision.unfinished
    ):
        return None
    read = cast("dict[str, int]", last.report["read"])
    nothing = dict.fromkeys(read, 0)
    return LoadReport(
        run.id, run.origin, dry_run, read, nothing, nothing, read, nothing, 0, None, revision.graph_version,
        round(time.perf_counter() - began, 3),
    )  # fmt: skip


class Session:
    """The rows of one load on their way into the store."""

    def __init__(self, writer: Writer, run: Load, today: str, *, strict: bool) -> None:
        self.upsert = Upsert(writer, run.origin, run.id, today)
        self.writer, self.run, self.strict = writer, run, strict
        self.read: Counter[RecordType] = Counter()
        self.rejects: list[Reject] = []
        self.seen: dict[RecordType, set[str]] = {record_type: set() for record_type in RecordType}
        self.kinds: dict[str, Kind] = {}
        self.sources: set[str] = set()
        self.own: dict[RecordType, set[str]] = {}
        self.kept: set[RecordType] = set()
        self.batch: list[tuple[Record, bytes]] = []
        self.rows: list[Row] = []
        self.batch_type = RecordType.SOURCE
        self.returning = self.not_the_first = False

    def remember(self, store: Store) -> None:
        """Learn which nodes and sources other origins vouch for; this origin's own must be said again."""
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
        """Let relations and citations refer to these nodes or sources."""
        if record_type is RecordType.SOURCE:
            self.sources.update(keys)
        elif record_type in NODE_TYPES:
            self.kinds.update(dict.fromkeys(keys, Kind(record_type)))

    def take(self, rows: Iterable[Row | Reject], progress: Callable[[int, int], None], lines: int) -> None:
        """Check every row, put it into the store in batches, and sweep."""
        done = 0
        for row in rows:
            done += 1
            if isinstance(row, Reject):
                self.refuse(row)
            else:
                self.take_row(row)
            if done % BATCH == 0:
                progress(done, lines)
        self.flush()
        if self.returning:
            self.upsert.sweep({t: keys for t, keys in self.seen.items() if t not in self.kept})
        progress(done, done)

    def take_row(self, row: Row) -> None:
        """Check one record and put it into the batch."""
        record, record_type = row.record, row.record.type
        self.read[record_type] += 1
        if record_type is not self.batch_type or len(self.batch) >= BATCH:
            self.flush()
            self.batch_type = record_type
        faults = check(record, kinds=self.kinds, sources=self.sources)
        key = record.key
        if faults:
            fault = faults[0]
            place = (fault.field, fault.rule, fault.remedy)
            self.refuse(Reject(row.file, row.line, *place, record_type, key), counted=True)
            return
        if record_type in NODE_TYPES and self.kinds.get(key, record_type) != record_type:
            self.refuse(of_another_kind(row, self.kinds[key]), counted=True)
            return
        content = digest(record)
        if key in self.seen[record_type]:
            self.take_again(row, key, content)
            return
        self.seen[record_type].add(key)
        if record_type in NODE_TYPES:
            self.kinds[key] = Kind(record_type)
        elif isinstance(record, Source):
            self.sources.add(key)
        self.batch.append((record, content))
        self.rows.append(row)

    def take_again(self, row: Row, key: str, content: bytes) -> None:
        """Meet a key for the second time: the same content is no matter, other content is refused."""
        self.flush()
        held = self.writer.held(row.record.type, [key]).get(key)
        if held is not None and held.digest == content:
            self.upsert.unchanged[row.record.type] += 1
            return
        rule = f"“{key}” stands twice with other content"
        self.refuse(
            Reject(row.file, row.line, "id", rule, "keep one of the two rows", row.record.type, key),
            counted=True,
        )

    def refuse(self, reject: Reject, *, counted: bool = False) -> None:
        """Keep a reject, and what is held under its key."""
        if not counted:
            self.read[reject.type] += 1
        self.rejects.append(reject)
        if self.strict:
            raise LoadRefused(self.rejects)
        if reject.key is None:
            self.kept.add(reject.type)
            self.know(reject.type, self.own.get(reject.type, ()))
        else:
            self.seen[reject.type].add(reject.key)
            if reject.key in self.own.get(reject.type, ()):
                self.know(reject.type, [reject.key])

    def flush(self) -> None:
        """Put the batch into the store."""
        if self.batch and self.not_the_first and self.batch_type in NODE_TYPES:
            self.refuse_held_as_another_kind()
        if self.batch:
            self.upsert.add(self.batch_type, self.batch)
        self.batch, self.rows = [], []

    def refuse_held_as_another_kind(self) -> None:
        """Take out of the batch what the store keeps, open or closed, as a node of another kind: an id names one thing."""
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
                del self.kinds[record.key]
                self.refuse(of_another_kind(row, kind), counted=True)

    def report(self, *, dry_run: bool, rejects_to: Path | None, began: float) -> LoadReport:
        """Sum the load up, and write its rejects."""
        if self.rejects and rejects_to is not None:
            write_rejects(rejects_to, self.rejects)

        def counted(counter: Counter[RecordType]) -> dict[str, int]:
            return {str(record_type): counter[record_type] for record_type in RecordType}

        done = self.upsert
        return LoadReport(
            self.run.id, self.run.origin, dry_run, counted(self.read), counted(done.new), counted(done.changed),
            counted(done.unchanged), counted(done.closed), len(self.rejects),
            str(rejects_to) if self.rejects and rejects_to else None, self.writer.graph_version,
            round(time.perf_counter() - began, 3), tuple(self.rejects),
        )  # fmt: skip


def of_another_kind(row: Row, kind: Kind) -> Reject:
    key, record_type = row.record.key, row.record.type
    rule = f"“{key}” is the id of a node of another kind: {kind}"
    return Reject(
        row.file, row.line, "id", rule, f"give the {record_type} an id of its own", record_type, key
    )


def write_rejects(path: Path, rejects: Sequence[Reject]) -> None:
    """Write rejected rows as CSV: file, line, type, key, field, rule, remedy."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("file", "line", "type", "key", "field", "rule", "remedy"))
            writer.writerows(
                (r.file, r.line, r.type, r.key or "", r.field, r.rule, r.remedy) for r in rejects
            )
    except OSError as error:
        raise OriginError(f"{path}: {error.strerror}: choose another place with --rejects") from error
