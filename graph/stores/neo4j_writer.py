"""A running load in Neo4j: one transaction, or stages of which the first marks the load as unfinished."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

import orjson

from graph.editions import new_store_id
from graph.model import Alias, Relation
from graph.rows import from_row, to_row
from graph.store import Claim, Held, Load, StoreError, StoreUnfinished
from graph.stores import cypher, cypher_state
from graph.stores.neo4j_rows import (
    as_row,
    by_metadata,
    claim_id,
    in_hex,
    node_row,
    open_rows,
    relation_row,
    unfinished,
)
from graph.stores.neo4j_transaction import Line
from graph.versions import change, claims_sum, entry, graph_version
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from neo4j import Session

    from graph.model import Record
    from graph.store import Write

    Row = list[Any]

BATCH = 10_000
COPY = "copy"
"""Origin of the load that a copy into the store runs as."""


class Neo4jWriter:
    """A running load; the lock of loads ensures that there is only one."""

    def __init__(
        self,
        session: Session,
        load: Load,
        *,
        address: str,
        stage: int | None,
        still_alone: Callable[[], None],
    ) -> None:
        self.session, self.load, self.address, self.stage = session, load, address, stage
        self.still_alone = still_alone
        self.uncommitted = 0
        self.line = Line(session)
        try:
            graph = self._hold_graph()
            cut_off = unfinished(graph)
            if cut_off is not None and cut_off.origin != load.origin:
                raise StoreUnfinished(
                    f"{address}: the load {cut_off.id} of “{cut_off.origin}” was cut off: complete it first"
                    f" ({completing(cut_off.origin)})"
                )
            self.resumed = cut_off is not None
            self.total = int(graph["total"], 16)
            counts = {row[0]: row[1] for row in self.line.ask(cypher.counts())}
        except BaseException:
            self.line.end()
            raise
        self.empty = {kind for kind in cypher.LABELS if not counts[str(kind)]}
        self.predicates = [name for name in cypher.PREDICATES if counts[name]]
        self.noted: dict[str, int] = {}
        self.before = tuple(self.predicates)  # predicates of relations that existed before this load

    def _hold_graph(self) -> dict[str, Any]:
        """Write-lock the graph node, which holds the running total, after the last commit of any earlier load."""
        if not (rows := self.line.ask(cypher_state.HOLD_GRAPH)):
            raise StoreError(f"{self.address}: the database holds no graph: load an origin first")
        return cast("dict[str, Any]", rows[0][0])

    def held(
        self, record_type: RecordType, keys: Sequence[str], *, like: Sequence[Record] = ()
    ) -> Mapping[str, Held]:
        """Return the metadata of the records with these keys; relations are first searched under the predicates of `like`."""
        found: dict[str, Held] = {}
        for row in self._look_up(record_type, keys, "held", like):
            found[row[0]] = Held(bytes.fromhex(row[1]), *row[2:])
        return found

    def records(self, record_type: RecordType, keys: Sequence[str]) -> Mapping[str, Record]:
        """Return records including this load's writes."""
        rows = self._look_up(record_type, keys, "row", ())
        return {row[0]: from_row(record_type, as_row(record_type, row[1:])) for row in rows}

    def _look_up(
        self, record_type: RecordType, keys: Sequence[str], wanted: str, like: Sequence[Record]
    ) -> list[Row]:
        if record_type is not RecordType.RELATION:
            if record_type in self.empty:
                return []
            return self.line.ask(cypher.look_up(record_type, wanted), keys=list(keys))
        found: list[Row] = []
        likely: dict[str, list[str]] = defaultdict(list)
        for record in like:
            if isinstance(record, Relation) and record.predicate in self.before:
                likely[record.predicate].append(record.id)
        for predicate, ids in likely.items():
            found += self.line.ask(cypher.look_up(record_type, wanted, (predicate,)), keys=ids)
        seen = {row[0] for row in found}
        missing = [key for key in keys if key not in seen]
        among = self.before if like else tuple(self.predicates)
        if missing and among:
            found += self.line.ask(cypher.look_up(record_type, wanted, among), keys=missing)
        return found

    def put(self, record_type: RecordType, writes: Sequence[Write]) -> None:
        """Write records, replacing those with the same keys; a stage may be committed between batches."""
        size = min(self.stage or BATCH, BATCH)
        for i in range(0, len(writes), size):
            batch = writes[i : i + size]
            self._make_room(len(batch))
            for kept, alike in by_metadata(batch).items():
                if record_type is RecordType.RELATION:
                    self._put_relations(alike, kept._asdict())
                else:
                    self._put_nodes(record_type, alike, kept._asdict())
            self.total += change(batch)

    def _put_nodes(self, record_type: RecordType, writes: Sequence[Write], alike: Mapping[str, Any]) -> None:
        new = [node_row(write) for write in writes if write.was is None]
        old = [node_row(write) for write in writes if write.was is not None]
        if new:
            self.line.write(cypher.create(record_type), self._made(record_type, new), rows=new, **alike)
            self.empty.discard(record_type)
        if old and len(self.line.ask(cypher.rewrite(record_type), rows=old, **alike)) != len(old):
            raise self._gone(record_type)
        if record_type is RecordType.ALIAS:
            nodes = {write.record.node for write in writes if isinstance(write.record, Alias)}
            self.line.ask(cypher.ALIASES_OF, nodes=list(nodes))

    def _put_relations(self, writes: Sequence[Write], alike: Mapping[str, Any]) -> None:
        new: dict[str, list[Row]] = defaultdict(list)
        old: dict[str, list[Row]] = defaultdict(list)
        for write in writes:
            relation = cast("Relation", write.record)
            (new if write.was is None else old)[relation.predicate].append(relation_row(write))
        for predicate, rows in old.items():
            same: set[str] = set()
            if predicate in self.predicates:
                text = cypher.rewrite(RecordType.RELATION, predicate)
                same = {row[0] for row in self.line.ask(text, rows=rows, **alike)}
            if moved := [row for row in rows if row[0] not in same]:
                self._remove_relations([row[0] for row in moved])
                new[predicate] += moved
        for predicate, rows in new.items():
            text = cypher.create(RecordType.RELATION, predicate)
            self.line.write(text, self._made(RecordType.RELATION, rows), rows=rows, **alike)
            if predicate not in self.predicates:
                self.predicates.append(predicate)

    def _remove_relations(self, ids: list[str]) -> None:
        """Delete relations whose predicate or ends change: a relationship cannot be modified in this way."""
        removed = sum(
            self.line.ask(cypher.remove_relations(predicate), keys=ids)[0][0] for predicate in self.predicates
        )
        if removed != len(ids):
            raise self._gone(RecordType.RELATION)

    def _gone(self, record_type: RecordType) -> StoreError:
        return StoreError(
            f"{self.address}: a {record_type} to be changed no longer exists: nothing else may write during a load"
        )

    def _made(self, record_type: RecordType, rows: list[Row]) -> Callable[[list[Row]], None]:
        def check(answer: list[Row]) -> None:
            if answer[0][0] != len(rows):
                missing = self._run_missing(rows) if record_type is RecordType.RELATION else ""
                raise StoreError(
                    f"{self.address}: {len(rows) - answer[0][0]} of {len(rows)} {record_type} records could not be"
                    f" stored{missing}: load the nodes first; nothing of this stage was kept"
                )

        return check

    def _run_missing(self, rows: list[Row]) -> str:
        found = self.line.run(cypher.MISSING_ENDS, rows=rows)
        return ", no node has the id " + ", ".join(f"“{row[0]}”" for row in found)

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records including this load's writes."""
        return open_rows(self.line.stream, record_type, self.predicates)

    def keys(self, record_type: RecordType, origin: str) -> Iterator[str]:
        """Stream the keys of open records that show this origin's version."""
        for row in self.line.stream(cypher.keys(record_type), origin=origin):
            yield row[0]

    def claims(self, record_type: RecordType) -> Iterable[Claim]:
        """Return the claims on records of a type, oldest load first."""
        return [
            Claim(
                record_type,
                row[0],
                row[1],
                row[2],
                bytes.fromhex(row[3]),
                from_row(record_type, orjson.loads(row[4])),
            )
            for row in self.line.ask(cypher_state.CLAIMS, type=str(record_type))
        ]

    def put_claims(self, claims: Sequence[Claim]) -> None:
        """Write claims."""
        self._make_room(len(claims))
        self.drop_claims(claims)
        rows = [
            [
                claim_id(c),
                str(c.type),
                c.key,
                c.origin,
                c.load_id,
                c.digest.hex(),
                orjson.dumps(to_row(c.record)).decode(),
            ]
            for c in claims
        ]
        self.line.ask(cypher_state.PUT_CLAIMS, rows=rows)
        self.total += claims_sum(claims)

    def drop_claims(self, claims: Sequence[Claim]) -> None:
        """Drop claims."""
        records = {claim_id(claim): claim.record for claim in claims}
        for ((record_type, key, origin, digest),) in self.line.ask(
            cypher_state.DROP_CLAIMS, ids=list(records)
        ):
            kind = RecordType(record_type)
            record = records[f"{kind}|{origin}|{key}"]
            self.total -= claims_sum([Claim(kind, key, origin, "", bytes.fromhex(digest), record)])

    def remove(self, record_type: RecordType, held: Mapping[str, Held]) -> None:
        """Delete records."""
        keys = list(held)
        if record_type is RecordType.RELATION:
            self._remove_relations(keys)
        else:
            nodes = [
                record.node
                for record in self.records(record_type, keys).values()
                if isinstance(record, Alias)
            ]
            if self.line.ask(cypher.remove(record_type), keys=keys)[0][0] != len(keys):
                raise self._gone(record_type)
            if nodes:
                self.line.ask(cypher.ALIASES_OF, nodes=sorted(set(nodes)))
        self.total -= sum(entry(kept.digest, kept.closed) for kept in held.values())

    def note(self, load_id: str, note: bytes) -> None:
        """Add a note to the undo log of a load; one that was cut off has some already."""
        number = self.noted.get(load_id)
        if number is None:
            number = int(self.line.ask(cypher_state.COUNT_NOTES, load_id=load_id)[0][0])
        row = [f"{load_id}|{number}", number, note]
        self.line.ask(cypher_state.PUT_NOTES, load_id=load_id, rows=[row])
        self.noted[load_id] = number + 1

    def renote(self, load_id: str, notes: Sequence[bytes]) -> None:
        """Replace the undo log of an earlier load."""
        self.line.ask(cypher_state.DROP_NOTES, load_id=load_id)
        rows = [[f"{load_id}|{number}", number, note] for number, note in enumerate(notes)]
        self.line.ask(cypher_state.PUT_NOTES, load_id=load_id, rows=rows)

    def unreferenced(
        self, record_type: RecordType, keys: Sequence[str], *, even_closed: bool = False
    ) -> set[str]:
        """Return those of these nodes or sources that no open record, or no record at all, refers to."""
        texts = cypher.cited() if record_type is RecordType.SOURCE else [cypher.REFERRED_NODES]
        used = {
            row[0] for text in texts for row in self.line.ask(text, keys=list(keys), even_closed=even_closed)
        }
        return set(keys) - used

    def clear(self) -> None:
        """Delete all of our data, in stages if the load may commit in stages."""
        most = self.stage or BATCH
        labels = [*(f"Sojae{name}" for name in ("Claim", "Note", "Load")), *cypher.LABELS.values()]
        texts = [cypher.clear_relations(predicate) for predicate in cypher.PREDICATES]
        for text in (*texts, *map(cypher.clear_nodes, labels)):
            gone = most
            while gone == most:
                self._make_room(most)
                gone = self.line.ask(text, most=most)[0][0]
                self.uncommitted += gone - most
        self.line.ask(cypher_state.FORGET_LOADS)
        self.total, self.noted = 0, {}
        self.empty, self.predicates, self.before = set(cypher.LABELS), [], ()

    @property
    def graph_version(self) -> str:
        """The graph version including this load's writes."""
        return graph_version(self.total)

    def finish(self, *loads: Load) -> None:
        """Publish: the running total becomes the graph version, and the load is no longer unfinished."""
        rows = [
            [load.id, load.origin, load.started, load.finished, load.input_digest, orjson.dumps(dict(load.report)).decode()]
            for load in loads
        ]  # fmt: skip
        self.line.ask(
            cypher_state.PUBLISH, total=in_hex(self.total), graph_version=self.graph_version, rows=rows,
            store_id=new_store_id(),
        )  # fmt: skip
        self._commit()

    def end(self) -> None:
        """Roll back what is not committed."""
        self.line.end()

    def _make_room(self, records: int) -> None:
        """Commit a stage if the next records would make the transaction too large."""
        if self.stage is not None and self.uncommitted and self.uncommitted + records > self.stage:
            self.line.ask(
                cypher_state.MARK_UNFINISHED, total=in_hex(self.total), id=self.load.id, origin=self.load.origin,
                started=self.load.started, input_digest=self.load.input_digest,
            )  # fmt: skip
            self._commit()
            self.line = Line(self.session)
            self._hold_graph()
            self.uncommitted = 0
        self.uncommitted += records

    def _commit(self) -> None:
        self.line.wait()
        self.still_alone()
        self.line.commit()


def completing(origin: str) -> str:
    """Return the command that completes an interrupted load."""
    if origin == COPY:
        return "the same `sojae restore` or `sojae copy` again"
    return f"`sojae load {origin}` with the same files"
