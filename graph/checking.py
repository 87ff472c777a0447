"""Checks all records of a store against their digests and the running sum, and all references against their targets."""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import orjson

from graph.contents import Kept
from graph.dates import span
from graph.loads.undo_log import read_notes
from graph.model import NODE_TYPES, references
from graph.rows import from_row
from graph.store import BEYOND, Held, StoreError
from graph.versions import MODULUS, claim_entry, digest, entry, graph_version, row_digests
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from graph.contents import Contents, KeptClaim
    from graph.model import Record

MEND = "`sojae check --mend` restores it from another origin's record or from the undo log, or names the origin to load again"
DIGEST = 16
"""Bytes of a digest."""
PLACES = 3
"""Records reported for each missing target of references."""


class Fault(NamedTuple):
    """One fault in a store: place, rule and remedy."""

    place: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}: {self.remedy}"


@dataclass(frozen=True, slots=True)
class Damaged:
    """A record, or a claim on one, whose text does not match its digest."""

    type: RecordType
    kept: Kept
    claim: KeptClaim | None = None

    @property
    def origin(self) -> str:
        """The origin of the record."""
        return self.claim.origin if self.claim else self.kept.held.origin

    @property
    def place(self) -> str:
        """Name it."""
        further = f" (the claim of “{self.claim.origin}”)" if self.claim else ""
        return f"{self.type} “{printable(self.kept.key)}”{further}"


@dataclass(slots=True)
class Checked:
    """The result of a check.

    Attributes:
        records: how many records and claims were read.
        faults: all faults found.
        damaged: the damaged records and claims.
        unreadable: why the store could not be read in full, if so; missing targets cannot be identified then.
        referred: nodes and sources that open records refer to.
        wrong_sum: whether the entries do not add up to the stored sum.
    """

    records: int = 0
    faults: list[Fault] = field(default_factory=list[Fault])
    damaged: list[Damaged] = field(default_factory=list[Damaged])
    unreadable: str | None = None
    referred: set[str] = field(default_factory=set[str])
    wrong_sum: bool = False
    total: int = 0
    nodes: set[str] = field(default_factory=set[str])
    sources: set[str] = field(default_factory=set[str])
    origins: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def cannot_read(self, place: str, why: str) -> None:
        """Record a fault that cannot be repaired."""
        self.unreadable = self.unreadable or why
        self.faults.append(Fault(place, why, BEYOND))


def check_contents(contents: Contents) -> Checked:
    """Check everything that a store keeps.

    Args:
        contents: the store's contents at one moment.
    """
    found = Checked()
    for line in contents.faults():
        found.cannot_read("the file", line)
    cited: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record_type in RecordType:
        try:
            for batch in contents.kept(record_type):
                check_records(record_type, batch, found, cited)
        except StoreError as error:
            found.cannot_read(str(record_type), str(error))
    check_claims(contents, found)
    found.referred = {key for _, key in cited}
    for (what, key), places in cited.items():
        if key not in (found.sources if what == "source" else found.nodes):
            for place in places:
                origin = found.origins.get((what, place), "its origin")
                found.faults.append(
                    Fault(
                        place,
                        f"it refers to the {what} “{printable(key)}”, which does not exist",
                        f"load {origin} again",
                    )
                )
    if (found.total - contents.total) % MODULUS:
        found.wrong_sum = True
        found.faults.append(
            Fault(
                "the graph version",
                f"{contents.revision.graph_version} is published, but the records give {graph_version(found.total)}",
                MEND,
            )
        )
    check_history(contents, found)
    return found


def check_records(
    record_type: RecordType, batch: list[Kept], found: Checked, cited: dict[tuple[str, str], list[str]]
) -> None:
    """Check records and collect their references."""
    found.records += len(batch)
    for kept, content in zip(batch, row_digests(record_type, [kept.row for kept in batch]), strict=True):
        held = cleaned(kept.held)
        found.total += entry(held.digest, held.closed)
        record = record_of(record_type, kept.row) if content == held.digest else None
        if record is None or record.key != kept.key or held != kept.held:
            damaged = Damaged(record_type, kept)
            found.damaged.append(damaged)
            found.faults.append(Fault(damaged.place, "its text does not match its digest", MEND))
            record = record or record_of(record_type, kept.row)
        if held.closed is not None:
            continue
        if record_type in NODE_TYPES:
            found.nodes.add(kept.key)
        elif record_type is RecordType.SOURCE:
            found.sources.add(kept.key)
        if record is not None:
            note_references(record, kept, cited, found)


def note_references(
    record: Record, kept: Kept, cited: dict[tuple[str, str], list[str]], found: Checked
) -> None:
    """Collect the references of an open record; only a few places are kept for each target."""
    nodes, sources = references(record)
    place = f"{record.type} “{printable(kept.key)}”"
    for what, keys in (("node", nodes), ("source", sources)):
        for key in keys:
            places = cited[what, key]
            if len(places) < PLACES:
                places.append(place)
                found.origins[what, place] = kept.held.origin


def check_claims(contents: Contents, found: Checked) -> None:
    """Check claims."""
    try:
        for batch in contents.claims():
            found.records += len(batch)
            for claim in batch:
                check_claim(claim, found)
    except StoreError as error:
        found.cannot_read("claims of origins", str(error))


def check_claim(claim: KeptClaim, found: Checked) -> None:
    """Check one claim."""
    try:
        record_type = RecordType(claim.type)
        found.total += claim_entry(record_type, claim.key, claim.origin, bytes(claim.digest))
    except (ValueError, TypeError):  # unknown type, or broken text
        found.faults.append(
            Fault(f"a claim on “{printable(claim.key)}”", "its type or key is broken", BEYOND)
        )
        return
    record = claimed(claim)
    if record is None or record.key != claim.key or digest(record) != claim.digest:
        held = Held(claim.digest, claim.origin, claim.load_id, None)
        damaged = Damaged(record_type, Kept(claim.key, (), held), claim)
        found.damaged.append(damaged)
        found.faults.append(Fault(damaged.place, "its text does not match its digest", MEND))


def check_history(contents: Contents, found: Checked) -> None:
    """Check that loads and their undo logs can be read."""
    try:
        loads = contents.loads()
    except (StoreError, ValueError) as error:
        found.faults.append(
            Fault("the list of loads", f"it cannot be read ({printable(str(error))})", BEYOND)
        )
        return
    for load in loads:
        try:
            read_notes(contents.notes(load.id))
        except (zlib.error, ValueError, TypeError, KeyError, IndexError):
            rule = "its undo log cannot be read"
            found.faults.append(
                Fault(f"load {printable(load.id)}", rule, f"it cannot be rolled back; {BEYOND}")
            )


def record_of(record_type: RecordType, row: tuple[object, ...]) -> Record | None:
    """Build a record from a row; None if that fails."""
    try:
        record = from_row(record_type, row)
        digest(record)
    except (ValueError, TypeError):
        return None
    return record


def claimed(claim: KeptClaim) -> Record | None:
    """Build a record from a claim; None if that fails."""
    try:
        return record_of(RecordType(claim.type), orjson.loads(claim.row))
    except ValueError:
        return None


def cleaned(held: Held) -> Held:
    """Replace broken metadata of a record by values that can be computed with."""
    content = whole_digest(held.digest)
    try:
        closed = held.closed if held.closed is None or span(held.closed) else None
    except (ValueError, TypeError):
        closed = None
    return Held(content, printable(held.origin), printable(held.load_id), closed)


def whole_digest(kept: object) -> bytes:
    """Return a digest; a broken one matches no record."""
    return kept if isinstance(kept, bytes) and len(kept) == DIGEST else b""


def printable(text: object) -> str:
    """Return a broken text in printable form."""
    return str(text).encode(errors="backslashreplace").decode()
