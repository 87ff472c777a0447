"""Copying a whole store into another, across engines: records, claims, loads and what each load replaced.

Every record is checked against its digest, and all of them against the running sum, before the copy becomes
visible. Loads and undo logs have no digests; in a backup a seal covers them.
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

    from graph.contents import Contents, Kept, KeptClaim
    from graph.store import Load, Store, Writer

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
    """Return whether a store has content; the remains of an interrupted copy do not count."""
    cut_off = store.revision().unfinished
    if cut_off is not None and cut_off.origin == "copy":
        return False
    return bool(store.loads(1)) or any(store.counts().values())


def put_records(record_type: RecordType, batch: Sequence[Kept], writer: Writer, address: str) -> int:
    """Copy records unchanged."""
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
        writer.put_claims(claims[i : i + BATCH])
    return len(claims)


def put_notes(contents: Contents, writer: Writer) -> tuple[list[Load], str]:
    """Copy the undo logs; return the loads, oldest first, and the seal of both."""
    loads = contents.loads()
    state = blake2b(digest_size=16)
    for load in loads:
        parts = (load.id, load.origin, load.started, load.input_digest, load.finished, dict(load.report))
        state.update(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS))
        for note in contents.notes(load.id):
            state.update(note)
            writer.note(load.id, note)
    return loads, state.hexdigest()
