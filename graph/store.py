"""The seam between the graph and its engines: the `Store` protocol and its errors.

An engine stores and returns rows; what counts as new, changed or closed is decided in `graph/loads/upsert.py`.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import orjson

from graph.editions import FIRST, Edition
from graph.errors import SojaeError
from graph.inheritable import inheritable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from graph.contents import Contents
    from graph.model import Record
    from graph.vocabulary import RecordType


CHECK = "`sojae check` reports what is damaged, and `sojae check --mend` repairs what it can"
BEYOND = "restore a backup (`sojae restore`), or move the store away and load its origins again"
"""Remedies for a damaged store: one that can be read record by record, and one that cannot."""


class StoreError(SojaeError):
    """An operation that the store cannot do; the message gives place and remedy."""


class StoreUnreachable(StoreError):
    """The store does not respond or refuses the credentials."""


class StoreEmpty(StoreUnreachable):
    """The store was never loaded: no file, or no graph in it."""


class StoreBusy(StoreError):
    """Another load is running."""


class StoreUnfinished(StoreError):
    """A load was cut off half-way and must be completed first."""


class StoreChanged(StoreError):
    """The content changed during each attempt to read it."""


class StoreDamaged(StoreError):
    """The content is altered or has dangling references; the message gives the first place, `sojae check` lists all."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of the schema."""


@inheritable
class LoadMembers:
    """What tells a load: its id, its origin and when it started."""

    id: str
    origin: str
    started: str


@inheritable
class Load(LoadMembers):
    """One run of an origin's facts into the store."""

    input_digest: str | None = None
    finished: str | None = None
    report: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """The state of a store: its graph version, the load that was cut off, if any, and its edition, which copies do not share."""

    graph_version: str
    unfinished: Load | None = None
    edition: Edition = field(default=FIRST, compare=False)


def load_of(row: Sequence[Any]) -> Load:
    """Build a load from an engine's row: fields in their order, the report as JSON text.

    Raises:
        StoreDamaged: the report cannot be read.
    """
    try:
        id_, origin, started, input_digest, finished, report = row
        return Load(id_, origin, started, input_digest, finished, orjson.loads(report))
    except (ValueError, TypeError) as error:
        raise StoreDamaged(
            f"the report of the load “{row[0]!s:.100}” is damaged: run `sojae check`"
        ) from error


class Held(NamedTuple):
    """Metadata of a stored record: digest, the origin whose version is shown, its load, the day it was closed."""

    digest: bytes
    origin: str
    load_id: str
    closed: str | None


class Write(NamedTuple):
    """One record to write; `was` is the metadata of what it replaces."""

    record: Record
    held: Held
    was: Held | None


@dataclass(frozen=True, slots=True)
class Claim:
    """The version of a record from an origin other than the one shown."""

    type: RecordType
    key: str
    origin: str
    load_id: str
    digest: bytes
    record: Record


class Rows(Protocol):
    """A reader of records: a store, or a running load, which sees its own writes."""

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches of rows: `COLUMNS[record_type]`, lists as JSON text."""
        ...


class Writer(Rows, Protocol):
    """One running load: readers see its writes when it has finished.

    An id stands for one node of one kind for ever; callers must ensure this.

    Only one writer exists at a time; `Store.writer` raises StoreBusy for a second one.
    """

    resumed: bool
    """True if this load completes one of the same origin that was cut off."""

    def held(
        self, record_type: RecordType, keys: Sequence[str], *, like: Sequence[Record] = ()
    ) -> Mapping[str, Held]:
        """Return the metadata of the records with these keys, closed ones included; missing keys are left out.

        Args:
            record_type: of the records.
            keys: of the records.
            like: the records to be written under the keys, if any, none of which this load has written before: an
                engine may search only where such records can be.
        """
        ...

    def records(self, record_type: RecordType, keys: Sequence[str]) -> Mapping[str, Record]:
        """Return records including this load's writes, closed ones included; missing keys are left out."""
        ...

    def put(self, record_type: RecordType, writes: Sequence[Write]) -> None:
        """Write records, replacing those with the same keys."""
        ...

    def keys(self, record_type: RecordType, origin: str) -> Iterator[str]:
        """Stream the keys of open records that show this origin's version."""
        ...

    def claims(self, record_type: RecordType) -> Iterable[Claim]:
        """Return the claims on records of a type, oldest load first."""
        ...

    def put_claims(self, claims: Sequence[Claim]) -> None:
        """Write claims, replacing those of the same origin on the same record."""
        ...

    def drop_claims(self, claims: Sequence[Claim]) -> None:
        """Drop claims."""
        ...

    def unreferenced(
        self, record_type: RecordType, keys: Sequence[str], *, even_closed: bool = False
    ) -> set[str]:
        """Return those of these nodes (or sources) that no open record refers to; `even_closed`: nor a closed one."""
        ...

    def remove(self, record_type: RecordType, held: Mapping[str, Held]) -> None:
        """Delete records; nothing may refer to them.

        Args:
            record_type: of the records.
            held: key → metadata of the record.
        """
        ...

    def note(self, load_id: str, note: bytes) -> None:
        """Add a note to the undo log of a load that this writer will finish (`graph.loads.undo_log`)."""
        ...

    def renote(self, load_id: str, notes: Sequence[bytes]) -> None:
        """Replace the undo log of an earlier load."""
        ...

    @property
    def graph_version(self) -> str:
        """The graph version including this load's writes."""
        ...

    def finish(self, *loads: Load) -> None:
        """Make everything visible at once and store the loads with their reports, oldest first."""
        ...


class WholeWriter(Writer, Protocol):
    """A writer that can also replace the whole store, as a copy or a restored backup does."""

    total: int
    """The running sum of entries including this load's writes (`graph.versions`)."""

    def clear(self) -> None:
        """Delete everything: records, claims, loads and their undo logs, a load that was cut off included."""
        ...


class Reading(Protocol):
    """A consistent view of the content of a store.

    Attributes:
        revision: the state the rows belong to.
    """

    revision: Revision

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches of rows: `COLUMNS[record_type]`, lists as JSON text."""
        ...


@contextmanager
def prepared(store: Store) -> Generator[None]:
    """Prepare a store for the block; if the block fails, undo the preparation of a store that was empty."""
    try:
        store.prepare()
        yield
    except BaseException:
        with suppress(StoreError):  # the first error is raised
            store.abandon()
        raise


class Store(Rows, Protocol):
    """Where the graph is kept. Engines: `graph/stores/embedded.py` (SQLite), `graph/stores/neo4j.py`."""

    engine: str
    address: str

    def prepare(self) -> None:
        """Create missing tables, constraints and indexes; raise StoreTooNew for a newer schema."""
        ...

    def abandon(self) -> None:
        """Undo `prepare` in a store that was empty before, if nothing has been loaded since."""
        ...

    def engine_version(self) -> str:
        """Return the engine's version."""
        ...

    def revision(self) -> Revision:
        """Return the graph version; cheap enough to call every second."""
        ...

    def counts(self) -> Mapping[RecordType, int]:
        """Count the open records by type."""
        ...

    def loads(self, limit: int = 10, origin: str | None = None) -> list[Load]:
        """List the loads that changed something, latest first; of one origin, if given."""
        ...

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Yield the notes of a load's undo log in order."""
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """Open a consistent view of several types of records.

        Raises:
            StoreChanged: the engine cannot isolate readers, and the content has changed in the meantime.
        """
        ...

    def closed(self, record_type: RecordType, key: str) -> tuple[Record, str] | None:
        """Return one closed record with the day on which it was closed."""
        ...

    def writer(
        self, load: Load, *, keep: bool = True, whole: bool = False
    ) -> AbstractContextManager[WholeWriter]:
        """Begin a load; leaving the block without `finish` rolls it back.

        Args:
            load: the load; its id stamps what is written.
            keep: False for a dry run, which never finishes: an engine then must not commit in stages.
            whole: all or nothing: an engine must not commit in stages, however large the load.

        Raises:
            StoreBusy: another load is running and did not end within some seconds.
            StoreUnfinished: a load of another origin was cut off and must be completed first.
        """
        ...

    def contents(self) -> AbstractContextManager[Contents]:
        """Open a consistent view of the whole content.

        Raises:
            StoreChanged: the engine cannot isolate readers, and the content has changed in the meantime.
        """
        ...

    def verify(self) -> None:
        """Check cheaply that the content matches the graph version; `sojae check` does a full check.

        Raises:
            StoreDamaged: it does not.
        """
        ...

    def close(self) -> None:
        """Close connections."""
        ...
