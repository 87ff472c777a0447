"""Upsert and sweep: what is new, changed, unchanged or closed – decided here for every engine.

A record shows the version of the origin that changed it last; the versions of other origins are kept as claims. A
record that its origin drops is closed on that day, unless another origin still has it (then that version is shown) or
an open record still refers to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model import NODE_TYPES
from graph.store import Claim, Held, Write
from graph.versions import digest
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from graph.model import Record
    from graph.store import Writer

SWEEP_ORDER = (
    *(RecordType.SAME_AS, RecordType.RELATION, RecordType.ALIAS, RecordType.IDENTIFIER, RecordType.CONFLICT),
    *NODE_TYPES,
    RecordType.SOURCE,
)
REFERRED_TO = frozenset({*NODE_TYPES, RecordType.SOURCE})
BATCH = 10_000


@dataclass(slots=True)
class Upsert:
    """One origin's records on their way into the store under one load id.

    `new`, `changed`, `unchanged` and `closed` count records by type.
    """

    writer: Writer
    origin: str
    load_id: str
    today: str
    new: Counter[RecordType] = field(default_factory=Counter[RecordType])
    changed: Counter[RecordType] = field(default_factory=Counter[RecordType])
    unchanged: Counter[RecordType] = field(default_factory=Counter[RecordType])
    closed: Counter[RecordType] = field(default_factory=Counter[RecordType])
    wrote: bool = False
    _claims: dict[RecordType, dict[str, list[Claim]]] = field(
        default_factory=dict[RecordType, dict[str, list[Claim]]]
    )

    def add(self, record_type: RecordType, records: Sequence[tuple[Record, bytes]]) -> None:
        """Add one batch of checked records of one type with their digests; keys must be unique within a load."""
        keys = [record.key for record, _ in records]
        held = self.writer.held(record_type, keys, like=[record for record, _ in records])
        claims = self._claims_on(record_type)
        writes: list[Write] = []
        outvoted: list[str] = []
        agreed: list[Claim] = []
        withdrawn: list[Claim] = []
        for key, (record, content) in zip(keys, records, strict=True):
            was = held.get(key)
            if was is None:
                self.new[record_type] += 1
            elif self._says_already(was, content, claims.get(key, ())):
                self.unchanged[record_type] += 1
                continue
            elif was.digest == content and was.closed is None:
                self.unchanged[record_type] += 1
                agreed.append(Claim(record_type, key, self.origin, self.load_id, content, record))
                continue
            else:
                self.changed[record_type] += 1
                withdrawn += [claim for claim in claims.get(key, ()) if claim.origin == self.origin]
                if was.origin != self.origin and was.closed is None:
                    outvoted.append(key)
            writes.append(Write(record, Held(content, self.origin, self.load_id, None), was))
        self._agree(agreed)
        self._withdraw(withdrawn)
        if outvoted:
            self._keep_as_claims(record_type, outvoted, held)
        self._put(record_type, writes)

    def sweep(self, said: dict[RecordType, Container[str]]) -> None:
        """Close the records that the origin dropped.

        Args:
            said: keys per type that this load has, or that it must not close; missing types are not swept.
        """
        for record_type in SWEEP_ORDER:
            if record_type in said:
                self._withdraw_claims(record_type, said[record_type])
                gone = [
                    key for key in self.writer.keys(record_type, self.origin) if key not in said[record_type]
                ]
                for i in range(0, len(gone), BATCH):
                    self._close(record_type, gone[i : i + BATCH])

    def _says_already(self, was: Held, content: bytes, claims: Sequence[Claim]) -> bool:
        if was.origin == self.origin:
            return was.closed is None and was.digest == content
        return was.closed is None and any(c.origin == self.origin and c.digest == content for c in claims)

    def _agree(self, agreed: Sequence[Claim]) -> None:
        """Keep this origin's versions as claims where another origin's equal version is shown."""
        if not agreed:
            return
        self.writer.put_claims(agreed)
        self.wrote = True
        claims = self._claims_on(agreed[0].type)
        for claim in agreed:
            claims[claim.key] = [*(c for c in claims[claim.key] if c.origin != self.origin), claim]

    def _withdraw(self, claims: Sequence[Claim]) -> None:
        """Drop this origin's claims on records that will show its new version."""
        if claims:
            self.writer.drop_claims(claims)

    def _keep_as_claims(self, record_type: RecordType, keys: Sequence[str], held: Mapping[str, Held]) -> None:
        """Keep the versions shown so far as claims, since this origin's versions replace them."""
        shown = self.writer.records(record_type, keys)
        self.writer.put_claims(
            [
                Claim(record_type, key, held[key].origin, held[key].load_id, held[key].digest, record)
                for key, record in shown.items()
            ]
        )

    def _withdraw_claims(self, record_type: RecordType, said: Container[str]) -> None:
        gone = [
            claim
            for claims in self._claims_on(record_type).values()
            for claim in claims
            if claim.origin == self.origin and claim.key not in said
        ]
        if gone:
            self.writer.drop_claims(gone)
            self._claims.pop(record_type)
            self.wrote = True

    def _close(self, record_type: RecordType, keys: Sequence[str]) -> None:
        claims = self._claims_on(record_type)
        closable = self.writer.unreferenced(record_type, keys) if record_type in REFERRED_TO else set(keys)
        held = self.writer.held(record_type, keys)
        records = self.writer.records(record_type, sorted(closable))
        writes: list[Write] = []
        for key in keys:
            was = held[key]
            if others := [claim for claim in claims.get(key, ()) if claim.origin != self.origin]:
                heir = others[-1]
                self.writer.drop_claims([heir])
                claims[key].remove(heir)
                self.changed[record_type] += 1
                writes.append(Write(heir.record, Held(heir.digest, heir.origin, heir.load_id, None), was))
            elif key in closable:
                self.closed[record_type] += 1
                writes.append(Write(records[key], was._replace(closed=self.today, load_id=self.load_id), was))
        self._put(record_type, writes)

    def _put(self, record_type: RecordType, writes: list[Write]) -> None:
        if writes:
            self.writer.put(record_type, writes)
            self.wrote = True

    def _claims_on(self, record_type: RecordType) -> dict[str, list[Claim]]:
        if record_type not in self._claims:
            by_key: dict[str, list[Claim]] = defaultdict(list)
            for claim in self.writer.claims(record_type):
                by_key[claim.key].append(claim)
            self._claims[record_type] = by_key
        return self._claims[record_type]


def with_digest(record: Record) -> tuple[Record, bytes]:
    """Pair a record with its digest."""
    return record, digest(record)
