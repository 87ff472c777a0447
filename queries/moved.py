"""What moved between two graph versions, so that a copy elsewhere follows without being loaded again."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import orjson
from pydantic import Field

from graph.fields import BESIDE
from graph.moves import Move, moves
from graph.vocabulary import RecordType
from graph.wire import record_dict
from queries.errors import ExpiredVersion
from queries.limits import LIMITS
from queries.list_pages import BESIDE_SHAPES
from queries.paging import Asked, following, read_cursor
from queries.parameters import Cursor, Parameters
from queries.record_shapes import Conflict
from queries.records import (
    SPECIALIST,
    ListedAlias,
    ListedIdentifier,
    Node,
    Relation,
    Source,
    node_of,
    relation_of,
    source_of,
)
from queries.result import Result, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.moves import Key
    from graph.snapshot import Snapshot
    from queries.view import View

ORDER = {record_type: place for place, record_type in enumerate(RecordType)}
"""Types in the order of a load: what others refer to comes first."""


class Step(NamedTuple):
    """What moved with one new graph version."""

    before: str
    after: str
    moves: dict[Key, Move]


class Journal:
    """Remembers what moved with each graph version that was served, the latest ones, and only so much."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._steps: deque[Step] = deque()
        self._moves = 0

    def note(self, before: Snapshot, after: Snapshot) -> None:
        """Note what moved with a new graph version."""
        step = Step(before.graph_version, after.graph_version, moves(before, after))
        with self._lock:
            self._steps.append(step)
            self._moves += len(step.moves)
            while self._steps and (
                len(self._steps) > LIMITS["versions_back"] or self._moves > LIMITS["moves_kept"]
            ):
                self._moves -= len(self._steps.popleft().moves)

    def between(self, before: str, after: str) -> dict[Key, Move]:
        """Return what moved between two graph versions.

        Raises:
            ExpiredVersion: the first is not, or no longer, known.
        """
        if before == after:
            return {}
        with self._lock:
            steps = list(self._steps)
        ends = [place for place, step in enumerate(steps) if step.after == after]
        starts = [
            place for place, step in enumerate(steps) if ends and place <= ends[-1] and step.before == before
        ]
        if not starts:
            rule = f"it is not known what moved since graph version “{before[:60]}”"
            remedy = f"load everything again (now {after}), and follow from there"
            raise ExpiredVersion(rule, remedy, "since_version")
        return joined(step.moves for step in steps[starts[-1] : ends[-1] + 1])


def joined(steps: Iterable[dict[Key, Move]]) -> dict[Key, Move]:
    """Join the moves of several steps; a record that came and went has not moved.

    >>> came, went = {("source", "s1"): Move.CREATED}, {("source", "s1"): Move.CLOSED}
    >>> joined([came, went]), joined([went, came])
    ({}, {('source', 's1'): <Move.CHANGED: 'changed'>})
    """
    first: dict[Key, Move] = {}
    last: dict[Key, Move] = {}
    for step in steps:
        first = {**step, **first}
        last |= step
    found: dict[Key, Move] = {}
    for key, move in last.items():
        new, gone = first[key] is Move.CREATED, move is Move.CLOSED
        if new and not gone:
            found[key] = Move.CREATED
        elif gone and not new:
            found[key] = Move.CLOSED
        elif not new and isinstance(key[1], str):  # a record without an id that came back is as it was
            found[key] = Move.CHANGED
    return found


class MovedParameters(Parameters):
    """Parameters of what moved since a graph version."""

    limit: int = Field(default=100, ge=1, le=LIMITS["changes_page"], description="records per page")
    cursor: Cursor = None


class MovedRecord(Shape):
    """A record that moved, under the name of its type; one that was closed has its `id`, or if it has none, its content.

    `shown_as` is the record that shows it now, if the two were merged.
    """

    type: RecordType
    id: str | None = None
    shown_as: str | None = None
    node: Node | None = None
    relation: Relation | None = None
    source: Source | None = None
    alias: ListedAlias | None = None
    identifier: ListedIdentifier | None = None
    conflict: Conflict | None = None


class MovedTotals(Shape):
    """How many records were created, changed and closed."""

    created: int
    changed: int
    closed: int


class Moved(Result):
    """What moved between two graph versions; apply `created` and `changed` before `closed` of later pages."""

    table: ClassVar[str] = "changed"
    from_: str = Field(alias="from")
    to: str
    created: list[MovedRecord]
    changed: list[MovedRecord]
    closed: list[MovedRecord]
    totals: MovedTotals
    next: str | None
    graph_version: str


EXAMPLE = Moved(
    **{"from": "2c9b1f2a52d7f5aa"},
    to="f2bd416c30119016",
    created=[MovedRecord(type=RecordType.RELATION, id="r00837", relation=SPECIALIST)],
    changed=[],
    closed=[MovedRecord(type=RecordType.SOURCE, id="s0999")],
    totals=MovedTotals(created=1, changed=0, closed=1),
    next=None,
    graph_version="f2bd416c30119016",
)


def moved(view: View, journal: Journal, version: str, parameters: MovedParameters) -> Moved:
    """Return a page of what moved since a graph version: first what was created, then what was changed, then what was closed.

    Raises:
        ExpiredVersion: it is not, or no longer, known what moved since.
        Invalid: the cursor is invalid.
        Expired: the content that the cursor belongs to is no longer kept.
    """
    snapshot, asked = view.snapshot, Asked("changes_since", parameters, version)
    offset = read_cursor(snapshot, asked, parameters.cursor)
    found = snapshot.memo(
        ("moved", version), lambda: ordered(journal.between(version, snapshot.graph_version))
    )
    page = found[offset : offset + parameters.limit]
    of_move = {
        move: [record_of(snapshot, key, move) for moving, key in page if moving is move] for move in Move
    }
    content: dict[str, Any] = {"from": version, **{str(move): records for move, records in of_move.items()}}
    return Moved(
        **content,
        to=snapshot.graph_version,
        totals=MovedTotals(**{str(move): sum(one is move for one, _ in found) for move in Move}),
        next=following(snapshot, asked, offset + parameters.limit, len(found)),
        graph_version=snapshot.graph_version,
    )


def ordered(found: dict[Key, Move]) -> list[tuple[Move, Key]]:
    """Order moves: created, changed, closed; what others refer to is created first and closed last."""
    places = {move: place for place, move in enumerate(Move)}

    def place(entry: tuple[Move, Key]) -> tuple[int, int, str]:
        move, (record_type, key) = entry
        order = ORDER[record_type]
        return (
            places[move],
            -order if move is Move.CLOSED else order,
            key if isinstance(key, str) else str(key),
        )

    return sorted(((move, key) for key, move in found.items()), key=place)


def record_of(snapshot: Snapshot, key: Key, move: Move) -> MovedRecord:
    """Return a record that moved, as it is now."""
    record_type, of = key
    member: dict[str, Any] = {}
    if record_type in BESIDE:
        assert not isinstance(of, str)
        owner = {"node": of[0]} if record_type is not RecordType.CONFLICT else {}
        member = {
            str(record_type): BESIDE_SHAPES[record_type](
                **owner, **record_dict(record_type, of, orjson.loads)
            )
        }
        return MovedRecord(type=record_type, **member)
    assert isinstance(of, str)
    if move is Move.CLOSED:
        if shown_as := snapshot.merged.get(of) or snapshot.relations.folded.get(of):
            member["shown_as"] = shown_as
        return MovedRecord(type=record_type, id=of, **member)
    if record_type is RecordType.RELATION:
        member["relation"] = relation_of(snapshot, snapshot.relation_index[of])
    elif record_type is RecordType.SOURCE:
        member["source"] = source_of(snapshot, snapshot.source_index[of])
    else:
        member["node"] = node_of(snapshot, snapshot.index[of])
    return MovedRecord(type=record_type, id=of, **member)
