"""The undo log: what each load replaced, so that it can be rolled back without touching later changes.

A load's writes go through `Recording`, which notes for every record it changes the version before and the load id
after. A rollback works record by record: where the load's version still stands, the version before it returns; where a
later load changed it, that stays, and the later undo log is corrected. A rollback is itself a load and can be rolled
back.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from graph.rows import from_row, to_row
from graph.store import Claim, Held, Write
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from graph.model import Record
    from graph.store import Load, Store, Writer

NOTED = 10_000
"""Versions in one note of the undo log."""


ROLLBACK = "rollback"
"""The origin of rollbacks."""


def undone(loads: Sequence[Load]) -> set[str]:
    """Return the ids of rolled-back loads, without those whose rollback was itself rolled back.

    Args:
        loads: latest first, as in `Store.loads`.
    """
    back: set[str] = set()
    for load in loads:  # a rollback is later than its load
        if load.origin == ROLLBACK and load.id not in back and (target := load.report.get("undoes")):
            back.add(str(target))
    return back


def taken_back_by(loads: Sequence[Load], load_id: str) -> list[str]:
    """Return the rollback of a load, the rollback of that one, and so on; the last one has the undo log of them all.

    Args:
        loads: latest first, as in `Store.loads`.
        load_id: of the load.
    """
    found: list[str] = []
    for load in reversed(loads):
        if load.origin == ROLLBACK and load.report.get("undoes") == load_id:
            found.append(load.id)
            load_id = load.id
    return found


class Slot(NamedTuple):
    """The slot of a version: shown under a key, or kept as an origin's claim on it."""

    type: RecordType
    key: str
    origin: str | None = None


class Version(NamedTuple):
    """A version of a record, shown or kept as a claim, with its metadata."""

    record: Record
    held: Held


@dataclass(frozen=True, slots=True)
class Entry:
    """The change of a load in one slot: the version before, and the load id after (None: empty)."""

    was: Version | None
    stamp: str | None


class Recording:
    """A writer that records in the undo log what each write replaces."""

    def __init__(self, writer: Writer, load_id: str, *, keep: bool = True) -> None:
        self.writer, self.load_id, self.keep = writer, load_id, keep
        self.resumed = writer.resumed
        self._claims: dict[RecordType, dict[tuple[str, str], Claim]] = {}

    def under(self, load_id: str) -> Recording:
        """Continue in the same transaction as another load, which can be rolled back separately."""
        other = Recording(self.writer, load_id)
        other._claims = self._claims
        return other

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records including this load's writes."""
        return self.writer.rows(record_type)

    def held(
        self, record_type: RecordType, keys: Sequence[str], *, like: Sequence[Record] = ()
    ) -> Mapping[str, Held]:
        """Return the metadata of the records with these keys."""
        return self.writer.held(record_type, keys, like=like)

    def records(self, record_type: RecordType, keys: Sequence[str]) -> Mapping[str, Record]:
        """Return records including this load's writes."""
        return self.writer.records(record_type, keys)

    def keys(self, record_type: RecordType, origin: str) -> Iterator[str]:
        """Stream the keys of open records that show this origin's version."""
        return self.writer.keys(record_type, origin)

    def claims(self, record_type: RecordType) -> Iterable[Claim]:
        """Return the claims on records of a type."""
        return self.writer.claims(record_type)

    def unreferenced(
        self, record_type: RecordType, keys: Sequence[str], *, even_closed: bool = False
    ) -> set[str]:
        """Return those of these nodes or sources that nothing refers to."""
        return self.writer.unreferenced(record_type, keys, even_closed=even_closed)

    def renote(self, load_id: str, notes: Sequence[bytes]) -> None:
        """Replace the undo log of an earlier load."""
        self.writer.renote(load_id, notes)

    def note(self, load_id: str, note: bytes) -> None:
        """Add a note to the undo log of a load."""
        self.writer.note(load_id, note)

    @property
    def graph_version(self) -> str:
        """The graph version including this load's writes."""
        return self.writer.graph_version

    def finish(self, *loads: Load) -> None:
        """Make everything visible at once."""
        self.writer.finish(*loads)

    def put(self, record_type: RecordType, writes: Sequence[Write]) -> None:
        """Write records and note what they replace."""
        replaced = {write.record.key: write.was for write in writes if write.was is not None}
        before = self._versions(record_type, replaced)
        self._note(
            (Slot(record_type, key := write.record.key), Entry(before.get(key), write.held.load_id))
            for write in writes
        )
        self.writer.put(record_type, writes)

    def remove(self, record_type: RecordType, held: Mapping[str, Held]) -> None:
        """Remove records and note them."""
        if not held:
            return
        before = self._versions(record_type, held)
        self._note((Slot(record_type, key), Entry(before.get(key), None)) for key in held)
        self.writer.remove(record_type, held)

    def put_claims(self, claims: Sequence[Claim]) -> None:
        """Write claims and note what they replace."""
        self._note(self._claimed(claims, stays=True))
        self.writer.put_claims(claims)

    def drop_claims(self, claims: Sequence[Claim]) -> None:
        """Drop claims and note them."""
        self._note(self._claimed(claims, stays=False))
        self.writer.drop_claims(claims)

    def _versions(self, record_type: RecordType, held: Mapping[str, Held]) -> dict[str, Version]:
        if not held or not self.keep:
            return {}
        records = self.writer.records(record_type, list(held))
        return {key: Version(record, held[key]) for key, record in records.items()}

    def _claimed(self, claims: Sequence[Claim], *, stays: bool) -> Iterator[tuple[Slot, Entry]]:
        for claim in claims:
            known = self._known(claim.type)
            was = known.pop((claim.key, claim.origin), None)
            if stays:
                known[claim.key, claim.origin] = claim
            elif was is None:
                continue
            yield (
                Slot(claim.type, claim.key, claim.origin),
                Entry(None if was is None else version_of(was), claim.load_id if stays else None),
            )

    def _known(self, record_type: RecordType) -> dict[tuple[str, str], Claim]:
        if record_type not in self._claims:
            self._claims[record_type] = {(c.key, c.origin): c for c in self.writer.claims(record_type)}
        return self._claims[record_type]

    def _note(self, entries: Iterable[tuple[Slot, Entry]]) -> None:
        for note in notes_of(entries) if self.keep else ():
            self.writer.note(self.load_id, note)


@contextmanager
def recording(store: Store, load: Load, *, keep: bool = True, whole: bool = False) -> Generator[Recording]:
    """Begin a load with an undo log.

    Args:
        store: a prepared store.
        load: the load.
        keep: False for a dry run, which writes no undo log.
        whole: all or nothing (see `Store.writer`).
    """
    with store.writer(load, keep=keep, whole=whole) as writer:
        yield Recording(writer, load.id, keep=keep)


def version_of(claim: Claim) -> Version:
    """Return a claim as a version."""
    return Version(claim.record, Held(claim.digest, claim.origin, claim.load_id, None))


def notes_of(entries: Iterable[tuple[Slot, Entry]]) -> Iterator[bytes]:
    """Encode entries as notes."""
    lines: list[list[Any]] = []
    for slot, entry in entries:
        was = entry.was and [to_row(entry.was.record), entry.was.held.digest.hex(), *entry.was.held[1:]]
        lines.append([*slot, was, entry.stamp])
        if len(lines) == NOTED:
            yield zlib.compress(orjson.dumps(lines), 1)
            lines = []
    if lines:
        yield zlib.compress(orjson.dumps(lines), 1)


def read_notes(notes: Iterable[bytes]) -> dict[Slot, Entry]:
    """Decode notes; a slot changed several times gets the version before the first and the id after the last change."""
    entries: dict[Slot, Entry] = {}
    for note in notes:
        for name, key, origin, was, stamp in orjson.loads(zlib.decompress(note)):
            record_type = RecordType(name)
            slot = Slot(record_type, key, origin)
            if slot in entries:
                entries[slot] = replace(entries[slot], stamp=stamp)
                continue
            version = was and Version(from_row(record_type, was[0]), Held(bytes.fromhex(was[1]), *was[2:]))
            entries[slot] = Entry(version, stamp)
    return entries
