"""Copying a whole store into another, across engines: records, further words, loads and what each load replaced.

Nothing is taken over unread: every record is held against its digest, and all of them against the sum, before the copy is
made visible. What has no digest of its own, the loads and their notes, has a seal in a backup.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import orjson

from graph.checking import claimed, printable, record_of
from graph.store import Claim, StoreDamaged, StoreError, StoreUnfinished, Write
from graph.versions import MODULUS, digest, graph_version, row_digests
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.store import Contents, Kept, KeptClaim, Load, Store, Writer

BATCH = 10_000
CHECK = "run `sojae check` there, then copy again"


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: records (closed ones too), further words of origins, loads; and the seal of loads and notes."""

    records: int
    claims: int
    loads: int
    graph_version: str
    seal: str


def copy(
    contents: Contents, target: Store, run: Load, *, replace: bool = False, seal: str | None = None
) -> Copied:
    """Copy all that a store keeps into another one.

    Args:
        contents: of the one store, at one moment.
        target: the other store, prepared.
        run: marks what was cut off, where the engine commits in stages; it is not kept among the loads.
        replace: whether what the other store holds is taken away first.
        seal: what loads and notes must give.

    Raises:
        StoreError: the other store is not empty, or cannot take it.
        StoreUnfinished: a load was cut off in the one store.
        StoreDamaged: what is read is not what was written; the other store is left as it was.
    """
    if contents.revision.unfinished is not None:
        raise StoreUnfinished(
            f"{contents.address}: the load {contents.revision.unfinished.id} was cut off: complete it first, then copy"
        )
    if not replace and holds_something(target):
        raise StoreError(
            f"{target.address} is not empty: choose an empty store, or overwrite it with --replace"
        )
    with target.writer(run) as writer:
        if replace or writer.resumed:
            writer.clear()
        records = sum(
            put_records(record_type, batch, writer, contents.address)
            for record_type in RecordType
            for batch in contents.kept(record_type)
        )
        claims = sum(put_claims(batch, writer, contents.address) for batch in contents.claims())
        if (writer.total - contents.total) % MODULUS:
            raise StoreDamaged(
                f"{contents.address}: its content gives the graph version {graph_version(writer.total)}, not {contents.revision.graph_version}:"
                f" {CHECK}"
            )
        loads, found = put_notes(contents, writer)
        if seal is not None and found != seal:
            raise StoreDamaged(f"{contents.address}: the list of loads or an undo log is damaged")
        contents.still()
        writer.finish(*loads)
    return Copied(records, claims, len(loads), contents.revision.graph_version, found)


def holds_something(store: Store) -> bool:
    """Tell whether a store has anything that a copy would lie over; what a cut-off copy left is nothing."""
    cut_off = store.revision().unfinished
    if cut_off is not None and cut_off.origin == "copy":
        return False
    return bool(store.loads(1)) or any(store.counts().values())


def put_records(record_type: RecordType, batch: Sequence[Kept], writer: Writer, address: str) -> int:
    """Write records as they are kept."""
    writes: list[Write] = []
    for kept, content in zip(batch, row_digests(record_type, [kept.row for kept in batch]), strict=True):
        record = record_of(record_type, kept.row) if content == kept.held.digest else None
        if record is None or record.key != kept.key:
            raise StoreDamaged(f"{address}: the {record_type} “{printable(kept.key)}” is damaged: {CHECK}")
        writes.append(Write(record, kept.held, None))
    for i in range(0, len(writes), BATCH):
        writer.put(record_type, writes[i : i + BATCH])
    return len(writes)


def put_claims(batch: Sequence[KeptClaim], writer: Writer, address: str) -> int:
    """Write further words as they are kept."""
    claims: list[Claim] = []
    for kept in batch:
        record = claimed(kept)
        if record is None or record.key != kept.key or digest(record) != kept.digest:
            raise StoreDamaged(
                f"{address}: the claim of “{kept.origin}” on “{printable(kept.key)}” is damaged: {CHECK}"
            )
        claims.append(Claim(record.type, kept.key, kept.origin, kept.load_id, kept.digest, record))
    for i in range(0, len(claims), BATCH):
        writer.put_claims(claims[i : i + BATCH])
    return len(claims)


def put_notes(contents: Contents, writer: Writer) -> tuple[list[Load], str]:
    """Write what each load replaced; gives the loads, oldest first, and the seal of both."""
    loads = contents.loads()
    state = blake2b(digest_size=16)
    for load in loads:
        parts = (load.id, load.origin, load.started, load.input_digest, load.finished, dict(load.report))
        state.update(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS))
        for note in contents.notes(load.id):
            state.update(note)
            writer.note(load.id, note)
    return loads, state.hexdigest()
