"""Decisions of persons who decide beside each other: none replaces another that its person has not seen.

Several decisions are stored in one transaction with one run of the resolution, which takes most of the time in a large graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, cast

from graph.loads.undo_log import recording
from graph.vocabulary import Decider, RecordType
from ingest.identity import read_organisations
from ingest.review import FORGET, ORIGIN, ReviewError, checked, found_or_raise, stored
from ingest.runs import new_run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.loads.undo_log import Recording
    from graph.model import SameAs
    from graph.store import Store
    from ingest.resolution import OrganisationRecord
    from ingest.review import Decided


class PairChanged(ReviewError):
    """A pair that differs from what the person saw who decides."""


class PairDecided(ReviewError):
    """A pair on which another person has decided differently."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision on one pair.

    Attributes:
        a, b: the two ids, the smaller one first.
        decision: `merge`, `split` or `forget`.
        seen: the state of the pair that the person saw (`state_of`); None decides on any state that nobody has decided.
    """

    a: str
    b: str
    decision: str
    seen: str | None = None

    @property
    def key(self) -> str:
        """The key of the record of a person's decision on the pair."""
        return f"{self.a}|{self.b}|{Decider.PERSON}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of several decisions: whether each changed anything, or why it is refused; and what all of them led to."""

    each: Sequence[bool | ReviewError]
    decided: Decided


def decide_each(
    store: Store, choices: Sequence[Choice], *, by: str | None = None, now: datetime | None = None
) -> Chosen:
    """Store those decisions that can be stored; the same decision again changes nothing.

    Args:
        store: a prepared store.
        choices: decisions on different pairs.
        by: the name of the person's key, kept with the load.
        now: the time of the run.

    Returns:
        What became of each; errors are `UnknownRecord`, `PairChanged`, `PairDecided` and `NotAllowed`.

    Raises:
        StoreError: the store cannot be written.
    """
    run = new_run(ORIGIN, now or datetime.now(UTC))
    with recording(store, run, whole=True) as writer:
        whole = read_organisations(writer)
        organisations = {organisation.id: organisation for organisation in whole}
        each: list[bool | ReviewError] = []
        statements: list[SameAs] = []
        gone: set[str] = set()
        for choice in choices:
            try:
                changes = to_store(writer, choice, organisations)
                withdrawn = choice.decision == FORGET
                word = (
                    checked(choice.a, choice.b, choice.decision, organisations)
                    if changes and not withdrawn
                    else None
                )
            except ReviewError as refused:
                each.append(refused)
                continue
            each.append(changes)
            if word is not None:
                statements.append(word)
            elif changes:
                gone.add(choice.key)
        return Chosen(each, stored(store, writer, run, statements, gone, whole, by))


def to_store(writer: Recording, choice: Choice, organisations: Mapping[str, OrganisationRecord]) -> bool:
    """Return whether a decision changes anything, and refuse it where the person has not seen what it would replace."""
    a, b = choice.a, choice.b
    held = writer.held(RecordType.SAME_AS, [choice.key]).get(choice.key)
    standing = None
    if held is not None and held.closed is None:
        standing = cast("SameAs", writer.records(RecordType.SAME_AS, [choice.key])[choice.key]).decision
    if standing == choice.decision:
        return False
    if standing is None and choice.decision == FORGET:
        for end in (a, b):
            found_or_raise(end, organisations)
        return False
    if choice.seen is not None and choice.seen != state_now(writer, a, b):
        raise PairChanged(
            f"{a}, {b}: the records, or what is said about them, have changed since you read them: read the pair again"
        )
    if choice.seen is None and standing is not None and choice.decision != FORGET:
        raise PairDecided(
            f"{a}, {b}: a person has decided {standing} already: withdraw that decision first, or read the pair and send its state"
        )
    return True


def state_of(digests: Iterable[bytes | None]) -> str:
    """Hash the state of a pair: the digests of both records and of what a person says; None if missing.

    What the rules say is left out: the weights of all pairs change a little with every load.
    """
    return blake2b(b"".join(digest or bytes(1) for digest in digests), digest_size=8).hexdigest()


def state_now(writer: Recording, a: str, b: str) -> str:
    """Return the state of a pair in a running load."""
    slots = [(RecordType.ORGANISATION, [a, b]), (RecordType.SAME_AS, [f"{a}|{b}|{Decider.PERSON}"])]
    digests: list[bytes | None] = []
    for record_type, keys in slots:
        held = writer.held(record_type, keys)
        digests += [held[key].digest if key in held and held[key].closed is None else None for key in keys]
    return state_of(digests)
