"""Repair of a damaged store from copies in claims and undo logs; the rest is reported as lost.

A single wrong bit, or wrong byte of an id, is found by trying, since the digest confirms the right text. A record without
a copy is kept as it is under a new digest, so that the graph version does not promise the lost text; the next load of its
origin reads its whole input and writes it again. A node or source to which nothing refers is removed: its id itself may be
damaged, and a record under an id that no origin has would stay for ever.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import orjson

from graph.checking import Checked, check_contents, claimed, cleaned, printable, record_of
from graph.loads.undo_log import read_notes
from graph.model import COLUMNS, LIST_COLUMNS, NODE_TYPES
from graph.rows import from_row
from graph.store import BEYOND, Claim, StoreDamaged, Write
from graph.versions import MODULUS, digest, entry, row_digests
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.checking import Damaged
    from graph.contents import Contents
    from graph.model import Record
    from graph.store import Load, Store, Writer

ORIGIN = "check"
IDENTIFIED = frozenset({*NODE_TYPES, RecordType.SOURCE})
"""Record types that others refer to by id."""
TRIED = 500
"""Largest number of records searched for a wrong bit."""


@dataclass(slots=True)
class Repaired:
    """The result of a repair.

    Attributes:
        restored: texts restored.
        lost: texts without a copy.
        repeat: origins whose next load restores those.
        resummed: whether the running sum was recomputed.
    """

    restored: int = 0
    lost: int = 0
    repeat: set[str] = field(default_factory=set[str])
    resummed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values for JSON."""
        return {
            "mended": self.restored,
            "lost": self.lost,
            "repeat": sorted(self.repeat),
            "resummed": self.resummed,
        }


def repair(store: Store, run: Load) -> Repaired:
    """Repair a store as far as possible, in one transaction.

    Args:
        store: a store that can be read, record by record.
        run: the load of the repair, listed if there is anything to repair.

    Raises:
        StoreError: the store cannot be read or written.
    """
    with store.writer(run, whole=True) as writer:
        with store.contents() as contents:
            found = check_contents(contents)
            if found.unreadable is not None:
                raise StoreDamaged(
                    f"{store.address}: {found.unreadable}: this cannot be repaired; nothing was changed: {BEYOND}"
                )
            if not found.damaged and not found.wrong_sum:
                return Repaired()
            good = good_copies(contents, {d.kept.held.digest for d in found.damaged})
            good |= nearly_right(found.damaged, good)
            missing = (contents.total - found.total) % MODULUS
        done = Repaired(resummed=found.wrong_sum)
        digests_alone = damaged_digests(found, missing)
        for damaged in found.damaged:
            if damaged.claim is not None:
                repair_claim(damaged, good, writer, done)
            else:
                trusted = damaged.kept.key in digests_alone
                repair_record(damaged, good, writer, done, trusted=trusted, needed=found.referred)
        writer.total += found.total - contents.total
        writer.finish(replace(run, finished=run.started, report=done.as_dict()))
    return done


def good_copies(contents: Contents, wanted: set[bytes]) -> dict[bytes, Record]:
    """Find records with these digests among claims, shown records and undo logs."""
    good: dict[bytes, Record] = {}
    for batch in contents.claims():
        for claim in batch:
            if claim.digest in wanted and (record := claimed(claim)) and digest(record) == claim.digest:
                good[claim.digest] = record
    for record_type in RecordType:
        for kept_batch in contents.kept(record_type):
            for kept in kept_batch:
                if kept.held.digest in wanted:
                    record = record_of(record_type, kept.row)
                    if record is not None and digest(record) == kept.held.digest:
                        good[kept.held.digest] = record
    for load in contents.loads() if wanted - good.keys() else ():
        for noted in read_notes(contents.notes(load.id)).values():
            if noted.was is not None and noted.was.held.digest in wanted:
                record = noted.was.record
                if digest(record) == noted.was.held.digest:
                    good[noted.was.held.digest] = record
    return good


def nearly_right(damaged: Sequence[Damaged], good: Mapping[bytes, Record]) -> dict[bytes, Record]:
    """Find texts with one wrong bit, or one wrong byte of the id, by trying each: some hundredths of a second per record."""
    found: dict[bytes, Record] = {}
    for one in [one for one in damaged if one.claim is None and one.kept.held.digest not in good][:TRIED]:
        for row in chain(bit_by_bit(one.kept.row), byte_by_byte(one.kept.row)):
            if next(row_digests(one.type, [row])) == one.kept.held.digest:
                if (record := record_of(one.type, row)) is not None:
                    found[one.kept.held.digest] = record
                break
    return found


def bit_by_bit(row: Sequence[object]) -> Iterator[tuple[object, ...]]:
    """Yield a row with each bit of each text flipped in turn."""
    for place, value in enumerate(row):
        if not isinstance(value, str):
            continue
        text = bytearray(value.encode(errors="surrogateescape"))
        for bit in range(8 * len(text)):
            text[bit // 8] ^= 1 << bit % 8
            with suppress(UnicodeDecodeError):
                yield (*row[:place], text.decode(), *row[place + 1 :])
            text[bit // 8] ^= 1 << bit % 8


def byte_by_byte(row: Sequence[object]) -> Iterator[tuple[object, ...]]:
    """Yield a row with each byte of its first text (usually the id) replaced by every other byte."""
    if not isinstance(row[0], str):
        return
    text = row[0].encode(errors="surrogateescape")
    for place in range(len(text)):
        for byte in range(256):
            with suppress(UnicodeDecodeError):
                yield ((text[:place] + bytes((byte,)) + text[place + 1 :]).decode(), *row[1:])


def damaged_digests(found: Checked, missing: int) -> set[str]:
    """Return the records whose digest is damaged rather than their text, since their text fits the sum."""
    for damaged in found.damaged:
        record = None if damaged.claim else record_of(damaged.type, damaged.kept.row)
        if record is not None and record.key == damaged.kept.key and missing:
            held = cleaned(damaged.kept.held)
            if (
                entry(digest(record), held.closed) - entry(held.digest, held.closed) - missing
            ) % MODULUS == 0:
                return {damaged.kept.key}
    return set()


def repair_record(
    damaged: Damaged,
    good: Mapping[bytes, Record],
    writer: Writer,
    done: Repaired,
    *,
    trusted: bool,
    needed: set[str],
) -> None:
    """Restore a record, or keep it as it is under a new digest if its key is in use."""
    kept, was = damaged.kept, cleaned(damaged.kept.held)
    record = good.get(was.digest)
    stands = salvaged(damaged.type, kept.row)
    if trusted:
        record = stands
    if record is not None:
        done.restored += 1
        held = was._replace(digest=digest(record))
    else:
        done.lost += 1
        done.repeat.add(was.origin)
        if damaged.type in IDENTIFIED and kept.key not in needed:
            writer.remove(damaged.type, {kept.key: was})
            return
        record = stands
        held = was._replace(digest=digest(record))
    if record.key == kept.key:
        writer.put(damaged.type, [Write(record, held, was)])
        return
    writer.remove(damaged.type, {kept.key: was})
    there = writer.held(damaged.type, [record.key]).get(record.key)
    if there is None and record.key == printable(record.key) and good.get(was.digest) is record:
        writer.put(damaged.type, [Write(record, held, None)])


def repair_claim(damaged: Damaged, good: Mapping[bytes, Record], writer: Writer, done: Repaired) -> None:
    """Restore a claim, or drop it."""
    kept = damaged.claim
    assert kept is not None
    record = good.get(kept.digest)
    claim = Claim(damaged.type, kept.key, kept.origin, kept.load_id, kept.digest, cast("Record", record))
    if record is not None and record.key == kept.key:
        writer.put_claims([claim])
        done.restored += 1
    else:
        writer.drop_claims([claim])
        done.lost += 1
        done.repeat.add(kept.origin)


def salvaged(record_type: RecordType, row: tuple[object, ...]) -> Record:
    """Build a record from a row however broken: other values become texts, broken lists become empty."""
    values: list[object] = []
    for column, value in zip(COLUMNS[record_type], row, strict=True):
        if column in LIST_COLUMNS:
            values.append(listed(value))
        elif value is None or isinstance(value, int | float):
            values.append(value)
        else:
            values.append(printable(value))
    return from_row(record_type, values)


def listed(value: object) -> str:
    """Return a list of ids as JSON text, empty if it cannot be read."""
    try:
        found = orjson.loads(cast("str", value))
    except (ValueError, TypeError):
        return "[]"
    whole = isinstance(found, list) and all(isinstance(one, str) for one in cast("list[object]", found))
    return orjson.dumps(found).decode() if whole else "[]"
