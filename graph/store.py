"""The seam between the graph and its engines: the `Store` protocol and its errors.

An engine keeps rows and gives them back; what counts as new, changed or closed is decided once, in `graph/loads/upsert.py`.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import orjson

from graph.errors import SojaeError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from graph.model import Record
    from graph.vocabulary import RecordType


CHECK = "`sojae check` tells what is damaged, and mends what it can"
BEYOND = "restore a backup (`sojae restore`), or move the store away and load its origins again"
"""What helps where a store is damaged: where it can be read record by record, and where it cannot."""


class StoreError(SojaeError):
    """Something the store cannot do; the message names the place and the remedy."""


class StoreUnreachable(StoreError):
    """No answer from the store's address, or the credentials were refused."""


class StoreEmpty(StoreUnreachable):
    """Nothing was ever loaded there: there is no file, or nothing of ours in it."""


class StoreBusy(StoreError):
    """Another load is running."""


class StoreUnfinished(StoreError):
    """A load was cut off half-way and must be completed first."""


class StoreChanged(StoreError):
    """The content changed each time while it was read."""


class StoreDamaged(StoreError):
    """What is kept is not what was written, or refers to what is not there; the message names the place, `sojae check` all."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of the schema."""


@dataclass(frozen=True, slots=True)
class Load:
    """One run of an origin's facts into the store."""

    id: str
    origin: str
    started: str
    input_digest: str | None = None
    finished: str | None = None
    report: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a store holds at one moment: its graph version, and the load that was cut off, if any."""

    graph_version: str
    unfinished: Load | None = None


def load_of(row: Sequence[Any]) -> Load:
    """Make a load of what an engine keeps of it: the fields in their order, the report as JSON text.

    Raises:
        StoreDamaged: the report cannot be read.
    """
    try:
        id_, origin, started, input_digest, finished, report = row
        return Load(id_, origin, started, input_digest, finished, orjson.loads(report))
    except (ValueError, TypeError) as error:
        raise StoreDamaged(
            f"the report of the load “{row[0]!s:.100}” is damaged: see `sojae check`"
        ) from error


class Held(NamedTuple):
    """What the store keeps beside a record: digest, the origin whose word is shown, its load, the day it was closed."""

    digest: bytes
    origin: str
    load_id: str
    closed: str | None


class Write(NamedTuple):
    """One record to be kept as given; `was` is what it replaces."""

    record: Record
    held: Held
    was: Held | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A further origin's word on a record that another origin's word stands for."""

    type: RecordType
    key: str
    origin: str
    load_id: str
    digest: bytes
    record: Record


class Kept(NamedTuple):
    """One record as an engine keeps it, unread: if the store is damaged, its parts need not fit.

    `row` holds `COLUMNS[record_type]`, lists as JSON text.
    """

    key: str
    row: tuple[object, ...]
    held: Held


class KeptClaim(NamedTuple):
    """One further word as an engine keeps it, unread; `row` is the record's row as JSON text."""

    type: str
    key: str
    origin: str
    load_id: str
    digest: bytes
    row: str


class Contents(Protocol):
    """All that a store keeps at one moment, as `graph.checking` and `graph.copying` read it.

    Attributes:
        address: of the store.
        revision: the graph version that is published, and the load that was cut off, if any.
        total: the running sum of entries that the engine keeps (`graph.versions`).
    """

    address: str
    revision: Revision
    total: int

    def kept(self, record_type: RecordType) -> Iterator[list[Kept]]:
        """Stream all records of a type in batches, closed ones included, in the order of their keys."""
        ...

    def claims(self) -> Iterator[list[KeptClaim]]:
        """Stream all further words in batches, oldest load first."""
        ...

    def loads(self) -> list[Load]:
        """List all loads, oldest first."""
        ...

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Give the notes of a load in their order."""
        ...

    def faults(self) -> Iterator[str]:
        """Say what the engine itself finds broken."""
        ...

    def still(self) -> None:
        """Make sure that all of it was read at one moment.

        Raises:
            StoreChanged: somebody has written since.
        """
        ...


class Rows(Protocol):
    """What gives records: a store, or a load at work, which sees what it has written itself."""

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches of rows: `COLUMNS[record_type]`, lists as JSON text."""
        ...


class Writer(Rows, Protocol):
    """One load at work: what it writes is seen by readers when it has finished.

    An id names one node of one kind for ever; whoever writes sees to it.

    Only one writer exists at a time; `Store.writer` raises StoreBusy for a second one.
    """

    resumed: bool
    """True when a load of this origin was cut off and this one completes it."""

    def held(
        self, record_type: RecordType, keys: Sequence[str], *, like: Sequence[Record] = ()
    ) -> Mapping[str, Held]:
        """Tell what is kept under these keys, closed ones included; missing keys are left out.

        Args:
            record_type: of the records.
            keys: of the records.
            like: the records to be put under the keys, if any, none of which this load has put before: an engine may
                look first, and only, where such could stand.
        """
        ...

    def records(self, record_type: RecordType, keys: Sequence[str]) -> Mapping[str, Record]:
        """Give records as this load sees them, closed ones included; missing keys are left out."""
        ...

    def put(self, record_type: RecordType, writes: Sequence[Write]) -> None:
        """Keep records, replacing what had their keys."""
        ...

    def keys(self, record_type: RecordType, origin: str) -> Iterator[str]:
        """Stream the keys of open records whose shown word is this origin's."""
        ...

    def claims(self, record_type: RecordType) -> Iterable[Claim]:
        """Give the further words on records of a type, oldest load first."""
        ...

    def put_claims(self, claims: Sequence[Claim]) -> None:
        """Keep further words, replacing the same origin's on the same record."""
        ...

    def drop_claims(self, claims: Sequence[Claim]) -> None:
        """Forget further words."""
        ...

    def unreferenced(
        self, record_type: RecordType, keys: Sequence[str], *, even_closed: bool = False
    ) -> set[str]:
        """Tell which of these nodes (or sources) no open record refers to; `even_closed`: no closed one either."""
        ...

    def remove(self, record_type: RecordType, held: Mapping[str, Held]) -> None:
        """Take records away altogether, as if nobody had ever said them; nothing may refer to them.

        Args:
            record_type: of the records.
            held: key → what is kept beside the record.
        """
        ...

    def note(self, load_id: str, note: bytes) -> None:
        """Keep a note of a load that this writer will finish: what must be known to take it back (`graph.loads.undo_log`)."""
        ...

    def renote(self, load_id: str, notes: Sequence[bytes]) -> None:
        """Replace the notes of an earlier load."""
        ...

    @property
    def graph_version(self) -> str:
        """The graph version of what has been written so far."""
        ...

    def finish(self, *loads: Load) -> None:
        """Make everything visible at once and keep the loads with their reports, the first as the oldest."""
        ...


class WholeWriter(Writer, Protocol):
    """A load that an engine gives: it can also replace the whole store, as a copy or a restored backup does."""

    total: int
    """The running sum of the entries of what has been written so far (`graph.versions`)."""

    def clear(self) -> None:
        """Take everything away: records, further words, loads and their notes; a load that was cut off goes too."""
        ...


class Reading(Protocol):
    """The content of a store at one moment, whoever writes meanwhile.

    Attributes:
        revision: what the rows belong to.
    """

    revision: Revision

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches of rows: `COLUMNS[record_type]`, lists as JSON text."""
        ...


@contextmanager
def prepared(store: Store) -> Generator[None]:
    """Make a store ready; if what is done with it fails, take away again what was made where nothing was before."""
    try:
        store.prepare()
        yield
    except BaseException:
        with suppress(StoreError):  # what has failed is told
            store.abandon()
        raise


class Store(Rows, Protocol):
    """Where the graph is kept. Engines: `graph/stores/embedded.py` (SQLite), `graph/stores/neo4j.py`."""

    engine: str
    address: str

    def prepare(self) -> None:
        """Make tables, constraints and indexes that are missing; raise StoreTooNew for a newer schema."""
        ...

    def abandon(self) -> None:
        """Take away again what `prepare` made where nothing was before, if nothing has been loaded since."""
        ...

    def engine_version(self) -> str:
        """Name the engine's version."""
        ...

    def revision(self) -> Revision:
        """Tell the graph version; cheap enough to ask every second."""
        ...

    def counts(self) -> Mapping[RecordType, int]:
        """Count the open records by type."""
        ...

    def loads(self, limit: int = 10, origin: str | None = None) -> list[Load]:
        """List the loads that changed something, latest first; of one origin, if given."""
        ...

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Give the notes of a load in their order."""
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """Read several types of records as they stand at one moment.

        Raises:
            StoreChanged: the engine cannot keep writers apart, and one has changed the content in the meantime.
        """
        ...

    def closed(self, record_type: RecordType, key: str) -> tuple[Record, str] | None:
        """Give one closed record with the day on which it was closed."""
        ...

    def writer(
        self, load: Load, *, keep: bool = True, whole: bool = False
    ) -> AbstractContextManager[WholeWriter]:
        """Begin a load; leaving the block without `finish` leaves the state as it was before.

        Args:
            load: what runs; its id stamps what is written.
            keep: False for a dry run, which never finishes: an engine then must not commit in stages.
            whole: all or nothing: an engine must not commit in stages, however long the load is.

        Raises:
            StoreBusy: another load is running, and did not end within some seconds.
            StoreUnfinished: a load of another origin was cut off and must be completed first.
        """
        ...

    def contents(self) -> AbstractContextManager[Contents]:
        """Read everything that is kept as it stands at one moment, whoever writes meanwhile.

        Raises:
            StoreChanged: the engine cannot keep writers apart, and one has changed the content in the meantime.
        """
        ...

    def verify(self) -> None:
        """Make sure that what is kept adds up to the graph version, as far as that is cheap; `sojae check` does all.

        Raises:
            StoreDamaged: it does not.
        """
        ...

    def close(self) -> None:
        """Give up connections."""
        ...
