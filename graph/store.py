"""The seam between the graph and its engines: the `Store` protocol and its errors.

An engine keeps rows and gives them back; what counts as new, changed or closed is decided once, in `graph/upsert.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from graph.model import Record
    from graph.vocabulary import RecordType


class StoreError(Exception):
    """Something the store cannot do; the message names the place and the remedy."""


class StoreUnreachable(StoreError):
    """No answer from the store's address, or the credentials were refused."""


class StoreBusy(StoreError):
    """Another load is running."""


class StoreUnfinished(StoreError):
    """A load was cut off half-way and must be completed first."""


class StoreChanged(StoreError):
    """The content changed each time while it was read."""


class StoreDamaged(StoreError):
    """A record refers to something that is not there, or cannot be read."""


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


class Writer(Protocol):
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

    def note(self, note: bytes) -> None:
        """Keep a note that belongs to this load: what must be known to take it back (`graph.history`)."""
        ...

    def renote(self, load_id: str, notes: Sequence[bytes]) -> None:
        """Replace the notes of an earlier load."""
        ...

    @property
    def graph_version(self) -> str:
        """The graph version of what has been written so far."""
        ...

    def finish(self, load: Load) -> None:
        """Make everything visible at once and keep the load with its report."""
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


class Store(Protocol):
    """Where the graph is kept. Engines: `graph/stores/embedded.py` (SQLite), `graph/stores/neo4j.py`."""

    engine: str
    address: str

    def prepare(self) -> None:
        """Make tables, constraints and indexes that are missing; raise StoreTooNew for a newer schema."""
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

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches of rows: `COLUMNS[record_type]`, lists as JSON text."""
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

    def writer(self, load: Load, *, keep: bool = True, whole: bool = False) -> AbstractContextManager[Writer]:
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

    def close(self) -> None:
        """Give up connections."""
        ...
