"""What each load replaced, so that it can be taken back without touching what others have said since.

A load's writes go through `Recording`, which notes for every word it changes what stood there before and the load id that
stands there after. A load that is taken back is undone word by word: where its word still stands, what was before it comes
back; where somebody has said something since, that stays, and their own note learns what was before them now. Taking back
is itself a load and can be taken back.
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
"""Words in one note."""


ROLLBACK = "rollback"
"""The origin of loads that take others back."""


def undone(loads: Sequence[Load]) -> set[str]:
    """Tell which loads are taken back; one whose taking back was itself taken back stands.

    Args:
        loads: latest first, as the store gives them.
    """
    back: set[str] = set()
    for load in loads:  # what takes a load back comes after it
        if load.origin == ROLLBACK and load.id not in back and (target := load.report.get("undoes")):
            back.add(str(target))
    return back


def taken_back_by(loads: Sequence[Load], load_id: str) -> list[str]:
    """Name the rollback that took a load back, the one that took that back, and so on: what they did stands in the last.

    Args:
        loads: latest first, as the store gives them.
        load_id: of the load.
    """
    found: list[str] = []
    for load in reversed(loads):
        if load.origin == ROLLBACK and load.report.get("undoes") == load_id:
            found.append(load.id)
            load_id = load.id
    return found


class Place(NamedTuple):
    """Where a word stands: shown under a key, or kept as an origin's further word on it."""

    type: RecordType
    key: str
    origin: str | None = None


class Word(NamedTuple):
    """A record, shown or kept as a claim, and what the store keeps beside it."""

    record: Record
    held: Held


@dataclass(frozen=True, slots=True)
class Entry:
    """What a load did in one place: what stood there before, and the load id of what stands there after (None: nothing)."""

    was: Word | None
    stamp: str | None


class Recording:
    """A writer that notes what each of its writes replaces."""

    def __init__(self, writer: Writer, load_id: str, *, keep: bool = True) -> None:
        self.writer, self.load_id, self.keep = writer, load_id, keep
        self.resumed = writer.resumed
        self._claims: dict[RecordType, dict[tuple[str, str], Claim]] = {}

    def under(self, load_id: str) -> Recording:
        """Go on in the same transaction as another load, which can be taken back by itself."""
        other = Recording(self.writer, load_id)
        other._claims = self._claims
        return other

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records as this load sees them."""
        return self.writer.rows(record_type)

    def held(
        self, record_type: RecordType, keys: Sequence[str], *, like: Sequence[Record] = ()
    ) -> Mapping[str, Held]:
        """Tell what is kept under these keys."""
        return self.writer.held(record_type, keys, like=like)

    def records(self, record_type: RecordType, keys: Sequence[str]) -> Mapping[str, Record]:
        """Give records as this load sees them."""
        return self.writer.records(record_type, keys)

    def keys(self, record_type: RecordType, origin: str) -> Iterator[str]:
        """Stream the keys of open records whose shown word is this origin's."""
        return self.writer.keys(record_type, origin)

    def claims(self, record_type: RecordType) -> Iterable[Claim]:
        """Give the further words on records of a type."""
        return self.writer.claims(record_type)

    def unreferenced(
        self, record_type: RecordType, keys: Sequence[str], *, even_closed: bool = False
    ) -> set[str]:
        """Tell which of these nodes or sources nothing refers to."""
        return self.writer.unreferenced(record_type, keys, even_closed=even_closed)

    def renote(self, load_id: str, notes: Sequence[bytes]) -> None:
        """Replace the notes of an earlier load."""
        self.writer.renote(load_id, notes)

    def note(self, load_id: str, note: bytes) -> None:
        """Keep a note of a load."""
        self.writer.note(load_id, note)

    @property
    def graph_version(self) -> str:
        """The graph version of what has been written so far."""
        return self.writer.graph_version

    def finish(self, *loads: Load) -> None:
        """Make everything visible at once."""
        self.writer.finish(*loads)

    def put(self, record_type: RecordType, writes: Sequence[Write]) -> None:
        """Keep records, and note what they replace."""
        replaced = {write.record.key: write.was for write in writes if write.was is not None}
        before = self._words(record_type, replaced)
        self._note(
            (Place(record_type, key := write.record.key), Entry(before.get(key), write.held.load_id))
            for write in writes
        )
        self.writer.put(record_type, writes)

    def remove(self, record_type: RecordType, held: Mapping[str, Held]) -> None:
        """Take records away, and note them."""
        if not held:
            return
        before = self._words(record_type, held)
        self._note((Place(record_type, key), Entry(before.get(key), None)) for key in held)
        self.writer.remove(record_type, held)

    def put_claims(self, claims: Sequence[Claim]) -> None:
        """Keep further words, and note what they replace."""
        self._note(self._claimed(claims, stays=True))
        self.writer.put_claims(claims)

    def drop_claims(self, claims: Sequence[Claim]) -> None:
        """Forget further words, and note them."""
        self._note(self._claimed(claims, stays=False))
        self.writer.drop_claims(claims)

    def _words(self, record_type: RecordType, held: Mapping[str, Held]) -> dict[str, Word]:
        if not held or not self.keep:
            return {}
        records = self.writer.records(record_type, list(held))
        return {key: Word(record, held[key]) for key, record in records.items()}

    def _claimed(self, claims: Sequence[Claim], *, stays: bool) -> Iterator[tuple[Place, Entry]]:
        for claim in claims:
            known = self._known(claim.type)
            was = known.pop((claim.key, claim.origin), None)
            if stays:
                known[claim.key, claim.origin] = claim
            elif was is None:
                continue
            yield (
                Place(claim.type, claim.key, claim.origin),
                Entry(None if was is None else word_of(was), claim.load_id if stays else None),
            )

    def _known(self, record_type: RecordType) -> dict[tuple[str, str], Claim]:
        if record_type not in self._claims:
            self._claims[record_type] = {(c.key, c.origin): c for c in self.writer.claims(record_type)}
        return self._claims[record_type]

    def _note(self, entries: Iterable[tuple[Place, Entry]]) -> None:
        for note in notes_of(entries) if self.keep else ():
            self.writer.note(self.load_id, note)


@contextmanager
def recording(store: Store, load: Load, *, keep: bool = True, whole: bool = False) -> Generator[Recording]:
    """Begin a load that can be taken back.

    Args:
        store: a prepared store.
        load: what runs.
        keep: False for a dry run, of which nothing is noted.
        whole: all or nothing (see `Store.writer`).
    """
    with store.writer(load, keep=keep, whole=whole) as writer:
        yield Recording(writer, load.id, keep=keep)


def word_of(claim: Claim) -> Word:
    """Give a claim as a word."""
    return Word(claim.record, Held(claim.digest, claim.origin, claim.load_id, None))


def notes_of(entries: Iterable[tuple[Place, Entry]]) -> Iterator[bytes]:
    """Write entries as notes."""
    lines: list[list[Any]] = []
    for place, entry in entries:
        was = entry.was and [to_row(entry.was.record), entry.was.held.digest.hex(), *entry.was.held[1:]]
        lines.append([*place, was, entry.stamp])
        if len(lines) == NOTED:
            yield zlib.compress(orjson.dumps(lines), 1)
            lines = []
    if lines:
        yield zlib.compress(orjson.dumps(lines), 1)


def read_notes(notes: Iterable[bytes]) -> dict[Place, Entry]:
    """Read notes; a place that a load met several times has what was before all, and what stands after all."""
    entries: dict[Place, Entry] = {}
    for note in notes:
        for name, key, origin, was, stamp in orjson.loads(zlib.decompress(note)):
            record_type = RecordType(name)
            place = Place(record_type, key, origin)
            if place in entries:
                entries[place] = replace(entries[place], stamp=stamp)
                continue
            word = was and Word(from_row(record_type, was[0]), Held(bytes.fromhex(was[1]), *was[2:]))
            entries[place] = Entry(word, stamp)
    return entries
