"""The whole content of a store at one moment, as `graph.checking` and `graph.copying` read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Held, Load, Revision
    from graph.vocabulary import RecordType


class Kept(NamedTuple):
    """One record as stored, unchecked: in a damaged store its parts may not fit.

    `row` holds `COLUMNS[record_type]`, lists as JSON text.
    """

    key: str
    row: tuple[object, ...]
    held: Held


class KeptClaim(NamedTuple):
    """One claim as stored, unchecked; `row` is the record's row as JSON text."""

    type: str
    key: str
    origin: str
    load_id: str
    digest: bytes
    row: str


class Contents(Protocol):
    """The whole content of a store at one moment, for `graph.checking` and `graph.copying`.

    Attributes:
        address: of the store.
        revision: the graph version that is published, and the load that was cut off, if any.
        total: the stored running sum of entries (`graph.versions`).
    """

    address: str
    revision: Revision
    total: int

    def kept(self, record_type: RecordType) -> Iterator[list[Kept]]:
        """Stream all records of a type in batches, closed ones included, in the order of their keys."""
        ...

    def claims(self) -> Iterator[list[KeptClaim]]:
        """Stream all claims in batches, oldest load first."""
        ...

    def loads(self) -> list[Load]:
        """List all loads, oldest first."""
        ...

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Yield the notes of a load's undo log in order."""
        ...

    def faults(self) -> Iterator[str]:
        """Yield the faults that the engine itself finds."""
        ...

    def still(self) -> None:
        """Check that nothing was written while reading.

        Raises:
            StoreChanged: the content has changed since.
        """
        ...
