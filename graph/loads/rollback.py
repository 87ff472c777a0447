"""Rollback of one load: its changes are undone, and later changes by other loads stay.

An earlier version returns only where the load's own version still stands and all its references exist; a record is
removed only when nothing refers to it. Where a later load changed the same record, its undo log is corrected, so that
loads can be rolled back in any order.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.loads.later_loads import LaterLoads
from graph.loads.undo_log import Entry, Slot, Version, read_notes
from graph.loads.upsert import SWEEP_ORDER
from graph.model import NODE_TYPES, references
from graph.store import Claim, Held, Write
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model import Record
    from graph.store import Held, Load, Store, Writer

    Claims = dict[str, Claim]

BATCH = 10_000
COUNTED = ("restored", "removed", "kept", "further")


@dataclass(frozen=True, slots=True)
class Undone:
    """What a rollback did, counted by record type.

    Attributes:
        restored: records restored to their state before the load.
        removed: records that only this load had.
        kept: records that stay: changed since, still referred to, or referring to something removed.
        further: claims restored to their state before the load.
    """

    restored: Mapping[RecordType, int]
    removed: Mapping[RecordType, int]
    kept: Mapping[RecordType, int]
    further: Mapping[RecordType, int]


def take_back(store: Store, writer: Writer, load: Load) -> Undone:
    """Roll a load back.

    Args:
        store: where it was loaded.
        writer: a running load that records an undo log (`graph.loads.undo_log.recording`).
        load: the load to roll back; it must have an undo log.
    """
    return TakeBack(store, writer, load).run()


@dataclass(slots=True)
class TakeBack:
    """The rollback of one load, record by record."""

    store: Store
    writer: Writer
    load: Load
    counts: dict[str, dict[RecordType, int]] = field(
        default_factory=lambda: {name: defaultdict(int) for name in COUNTED}
    )
    open_again: dict[RecordType, list[Write]] = field(default_factory=lambda: defaultdict(list))
    away: dict[RecordType, list[tuple[str, Version | None, Held]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    claims: list[tuple[Claim | None, Claim | None]] = field(default_factory=list)  # current and wanted claim

    def run(self) -> Undone:
        """Decide about every record, then write."""
        entries = read_notes(self.store.notes(self.load.id))
        later_loads = LaterLoads(self.store, self.load)
        by_key: dict[RecordType, dict[str, list[Slot]]] = defaultdict(lambda: defaultdict(list))
        for slot in entries:
            by_key[slot.type][slot.key].append(slot)
        for record_type, keys in by_key.items():
            claims: dict[str, Claims] = defaultdict(dict)
            for claim in self.writer.claims(record_type):
                claims[claim.key][claim.origin] = claim
            names = list(keys)
            for i in range(0, len(names), BATCH):
                held = self.writer.held(record_type, names[i : i + BATCH])
                for key in names[i : i + BATCH]:
                    self.decide(
                        record_type,
                        key,
                        {p: entries[p] for p in keys[key]},
                        held.get(key),
                        claims[key],
                        later_loads,
                    )
        later_loads.write(self.writer)
        self.writer.renote(self.load.id, [])  # an undone load corrects no other undo log
        self.bring_back()
        self.take_away()
        self.settle_claims()
        return Undone(**{name: dict(counted) for name, counted in self.counts.items()})

    def decide(
        self,
        record_type: RecordType,
        key: str,
        entries: dict[Slot, Entry],
        held: Held | None,
        claims: Claims,
        later_loads: LaterLoads,
    ) -> None:
        """Decide about the versions under one key."""
        shown = entries.pop(Slot(record_type, key), None)
        if shown is not None and (held.load_id if held else None) != shown.stamp:
            self.counts["kept"][record_type] += 1
            self.decide_changed_since(Slot(record_type, key), shown, entries, held, claims, later_loads)
            return
        for slot, entry in entries.items():
            stands = claims.get(str(slot.origin))
            if (stands and stands.load_id) == entry.stamp:
                self.let_claim(claims, stands, entry.was and claim_of(slot, entry.was))
            else:
                later_loads.correct(slot, entry)
        if shown is None:
            return
        was = shown.was
        silent = was and later_loads.changed_again(Slot(record_type, key), was.held.origin)
        if was is not None and not silent and (held is None or was.held.closed is None):
            self.open_again[record_type].append(Write(was.record, was.held, held))
        elif held is not None and claims:
            heir = list(claims.values())[-1]
            self.let_claim(claims, heir, None)
            later_loads.inherit(Slot(record_type, key), heir, was)
            version = Held(heir.digest, heir.origin, heir.load_id, None)
            self.open_again[record_type].append(Write(heir.record, version, held))
        elif held is not None:
            if was is not None and silent is not None:
                was = later_loads.closing(Slot(record_type, key), was, silent)
            self.away[record_type].append((key, was, held))

    def let_claim(self, claims: Claims, stands: Claim | None, shall: Claim | None) -> None:
        """Plan the wanted state of a claim."""
        self.claims.append((stands, shall))
        if shall is not None:
            claims[shall.origin] = shall
        elif stands is not None:
            claims.pop(stands.origin, None)

    def decide_changed_since(
        self,
        slot: Slot,
        shown: Entry,
        entries: dict[Slot, Entry],
        held: Held | None,
        claims: Claims,
        later_loads: LaterLoads,
    ) -> None:
        """Handle a record changed since: drop only this origin's claim and correct the later undo logs."""
        own = Slot(slot.type, slot.key, self.load.origin)
        before = entries.pop(own, None)
        was = shown.was if shown.was is not None and is_own_version(shown.was, self.load.origin) else None
        was = was or (before.was if before is not None else None)
        over = later_loads.correct(slot, shown)
        for other, entry in entries.items():
            later_loads.move_on(over, other, entry)
        stands = claims.get(self.load.origin)
        if (
            held is None
            or held.origin == self.load.origin
            or later_loads.changed_again(slot, self.load.origin)
        ):
            return
        if stands is None or stands.load_id == self.load.id:
            self.let_claim(claims, stands, was and claim_of(own, was))
            later_loads.add(over, own, Entry(None, was.held.load_id) if was else None)

    def bring_back(self) -> None:
        """Restore versions, nodes and sources before the records that refer to them."""
        for record_type in RecordType:
            writes = self.open_again[record_type]
            for i in range(0, len(writes), BATCH):
                batch = writes[i : i + BATCH]
                lost = self.lost([write.record for write in batch])
                ready = [write for write in batch if not referred(write.record) & lost]
                self.counts["kept"][record_type] += len(batch) - len(ready)
                self.counts["restored"][record_type] += len(ready)
                if ready:
                    self.writer.put(record_type, ready)

    def lost(self, records: Sequence[Record]) -> set[tuple[str, str]]:
        """Return the nodes and sources that these records refer to but that do not exist."""
        asked = set[tuple[str, str]]().union(*map(referred, records))
        nodes, sources = ([key for what, key in asked if what == w] for w in ("node", "source"))
        there: set[tuple[str, str]] = set()
        for what, kinds, keys in (("node", NODE_TYPES, nodes), ("source", (RecordType.SOURCE,), sources)):
            for kind in kinds if keys else ():
                found = self.writer.held(kind, keys)
                there |= {(what, key) for key, held in found.items() if held.closed is None}
        return asked - there

    def take_away(self) -> None:
        """Close or remove what the load had opened, referring records before their targets."""
        for record_type in SWEEP_ORDER:
            going = self.away[record_type]
            for i in range(0, len(going), BATCH):
                batch = going[i : i + BATCH]
                free = {key for key, _, _ in batch}
                if record_type is RecordType.SOURCE or record_type in NODE_TYPES:
                    open_, none = (
                        self.writer.unreferenced(record_type, sorted(free), even_closed=even_closed)
                        for even_closed in (False, True)
                    )
                    free = {key for key, was, _ in batch if key in (none if was is None else open_)}
                gone = {key: held for key, was, held in batch if key in free and was is None}
                back = [
                    Write(was.record, was.held, held)
                    for key, was, held in batch
                    if key in free and was is not None
                ]
                self.counts["removed"][record_type] += len(gone)
                self.counts["restored"][record_type] += len(back)
                self.counts["kept"][record_type] += len(batch) - len(gone) - len(back)
                if gone:
                    self.writer.remove(record_type, gone)
                if back:
                    self.writer.put(record_type, back)

    def settle_claims(self) -> None:
        """Restore claims."""
        dropped = [stands for stands, shall in self.claims if stands is not None and shall is None]
        put = [shall for _, shall in self.claims if shall is not None]
        for claims, act in ((dropped, self.writer.drop_claims), (put, self.writer.put_claims)):
            for claim in claims:
                self.counts["further"][claim.type] += 1
            if claims:
                act(claims)


def referred(record: Record) -> set[tuple[str, str]]:
    """Return the nodes and sources that a record refers to, each with its type."""
    nodes, cited = references(record)
    return {("node", key) for key in nodes} | {("source", key) for key in cited}


def is_own_version(version: Version, origin: str) -> bool:
    return version.held.origin == origin and version.held.closed is None


def claim_of(slot: Slot, version: Version) -> Claim:
    """Return a version as a claim of its origin."""
    held = version.held
    return Claim(slot.type, slot.key, held.origin, held.load_id, held.digest, version.record)
