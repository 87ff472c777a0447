"""Copying a whole store into another, across engines: records, claims, loads and what each load replaced.

Every record is checked against its digest, and all of them against the running sum, before the copy becomes
visible. Loads and undo logs have no digests; in a backup a seal covers them.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

import orjson

from graph.checking import claimed, printable, record_of
from graph.store import Claim, StoreDamaged, StoreError, StoreUnfinished, Write
from graph.versions import MODULUS, digest, graph_version, row_digests
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.contents import Contents, Kept, KeptClaim
    from graph.store import Load, Store

BATCH = 10_000
CHECK = "run `sojae check` there, then copy again"


@dataclass(frozen=True, slots=True)
class Copied:
    """Counts of what was copied: records (closed ones too), claims, loads; and the seal of loads and undo logs."""

    records: int
    claims: int
    loads: int
    graph_version: str
    seal: str


class Receiver(Protocol):
    """What a copy is written into: a store's running load, or files.

    Attributes:
        total: the running sum of entries of what was written (`graph.versions`).
    """

    total: int

    def put(self, record_type: RecordType, writes: Sequence[Write]) -> None:
        """Write records."""
        ...

    def put_claims(self, claims: Sequence[Claim]) -> None:
        """Write claims."""
        ...

    def note(self, load_id: str, note: bytes) -> None:
        """Add a note to the undo log of a load."""
        ...

    def finish(self, *loads: Load) -> None:
        """Complete the copy with its loads, oldest first."""
        ...


def copy(
    contents: Contents, target: Store, run: Load, *, replace: bool = False, seal: str | None = None
) -> Copied:
    """Copy the whole content of a store into another one.

    Args:
        contents: of the source, at one moment.
        target: the target store, prepared.
        run: marks an interrupted copy where the engine commits in stages; it is not listed among the loads.
        replace: whether to clear the target first.
        seal: expected digest of the loads and their undo logs.

    Raises:
        StoreError: the target is not empty or cannot be written.
        StoreUnfinished: a load was cut off in the source.
        StoreDamaged: the source is damaged; the target is unchanged.
    """
    check_finished(contents)
    if not replace and holds_something(target):
        raise StoreError(
            f"{target.address} is not empty: choose an empty store, or overwrite it with --replace"
        )
    with target.writer(run) as writer:
        if replace or writer.resumed:
            writer.clear()
        return transfer(contents, writer, seal)


def transfer(contents: Contents, receiver: Receiver, seal: str | None = None) -> Copied:
    """Check the whole content of a store and write it into an empty receiver.

    Args:
        contents: of the source, at one moment.
        receiver: is finished only if all of it is sound.
        seal: expected digest of the loads and their undo logs.

    Raises:
        StoreDamaged: the source is damaged.
    """
    records = sum(
        put_records(record_type, batch, receiver, contents.address)
        for record_type in RecordType
        for batch in contents.kept(record_type)
    )
    claims = sum(put_claims(batch, receiver, contents.address) for batch in contents.claims())
    if (receiver.total - contents.total) % MODULUS:
        raise StoreDamaged(
            f"{contents.address}: its content gives the graph version {graph_version(receiver.total)}, not {contents.revision.graph_version}:"
            f" {CHECK}"
        )
    loads, found = put_notes(contents, receiver)
    if seal is not None and found != seal:
        raise StoreDamaged(f"{contents.address}: the list of loads or an undo log is damaged")
    contents.still()
    receiver.finish(*loads)
    return Copied(records, claims, len(loads), contents.revision.graph_version, found)


def check_finished(contents: Contents) -> None:
    """Refuse a source in which a load was cut off.

    Raises:
        StoreUnfinished: one was.
    """
    if contents.revision.unfinished is not None:
        raise StoreUnfinished(
            f"{contents.address}: the load {contents.revision.unfinished.id} was cut off: complete it first, then copy"
        )


def holds_something(store: Store) -> bool:
    """Return whether a store has content; the remains of an interrupted copy do not count."""
    cut_off = store.revision().unfinished
    if cut_off is not None and cut_off.origin == "copy":
        return False
    return bool(store.loads(1)) or any(store.counts().values())


def put_records(record_type: RecordType, batch: Sequence[Kept], receiver: Receiver, address: str) -> int:
    """Copy records unchanged."""
    writes: list[Write] = []
    for kept, content in zip(batch, row_digests(record_type, [kept.row for kept in batch]), strict=True):
        record = record_of(record_type, kept.row) if content == kept.held.digest else None
        if record is None or record.key != kept.key:
            raise StoreDamaged(f"{address}: the {record_type} “{printable(kept.key)}” is damaged: {CHECK}")
        writes.append(Write(record, kept.held, None))
    for i in range(0, len(writes), BATCH):
        receiver.put(record_type, writes[i : i + BATCH])
    return len(writes)


def put_claims(batch: Sequence[KeptClaim], receiver: Receiver, address: str) -> int:
    """Copy claims unchanged."""
    claims: list[Claim] = []
    for kept in batch:
        record = claimed(kept)
        if record is None or record.key != kept.key or digest(record) != kept.digest:
            raise StoreDamaged(
                f"{address}: the claim of “{kept.origin}” on “{printable(kept.key)}” is damaged: {CHECK}"
            )
        claims.append(Claim(record.type, kept.key, kept.origin, kept.load_id, kept.digest, record))
    for i in range(0, len(claims), BATCH):
        receiver.put_claims(claims[i : i + BATCH])
    return len(claims)


def put_notes(contents: Contents, receiver: Receiver) -> tuple[list[Load], str]:
    """Copy the undo logs; return the loads, oldest first, and the seal of both."""
    loads = contents.loads()
    state = blake2b(digest_size=16)
    for load in loads:
        parts = (load.id, load.origin, load.started, load.input_digest, load.finished, dict(load.report))
        state.update(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS))
        for note in contents.notes(load.id):
            state.update(note)
            receiver.note(load.id, note)
    return loads, state.hexdigest()
