"""The whole content of a Neo4j store, read in one transaction; foreign nodes and relationships are skipped."""

from __future__ import annotations

import heapq
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from graph.contents import Kept, KeptClaim
from graph.store import Held, StoreChanged, load_of
from graph.stores import cypher, cypher_state
from graph.stores.neo4j_reading import MOVING, graph_in
from graph.stores.neo4j_rows import ROWS, as_row, revision_of
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from neo4j import Transaction

    from graph.store import Load


class Neo4jContents:
    """The content read by one transaction."""

    def __init__(self, transaction: Transaction, address: str) -> None:
        self.transaction, self.address = transaction, address
        self.graph = self._graph()
        self.total = int(self.graph["total"], 16)
        self.revision = revision_of(self.graph)

    def still(self) -> None:
        """Check that nothing was written since.

        Raises:
            StoreChanged: something was.
        """
        now = self._graph()
        if any(now.get(name) != self.graph.get(name) for name in MOVING):
            raise StoreChanged(f"{self.address}: the content changed while it was read: read again")

    def kept(self, record_type: RecordType) -> Iterator[list[Kept]]:
        """Stream all records of a type, closed ones included."""
        predicates = cypher.PREDICATES if record_type is RecordType.RELATION else (None,)
        streams = [self._run(cypher.kept(record_type, predicate)) for predicate in predicates]
        merged = heapq.merge(*streams, key=lambda row: row[0])
        while batch := list(islice(merged, ROWS)):
            yield [
                Kept(row[0], as_row(record_type, row[5:]), Held(in_bytes(row[1]), *row[2:5])) for row in batch
            ]

    def claims(self) -> Iterator[list[KeptClaim]]:
        """Stream all claims, oldest load first."""
        rows = self._run(cypher_state.ALL_CLAIMS)
        while batch := list(islice(rows, ROWS)):
            yield [
                KeptClaim(kind, key, origin, load_id, in_bytes(digest), row)
                for kind, key, origin, load_id, digest, row in batch
            ]

    def loads(self) -> list[Load]:
        """List all loads, oldest first."""
        return [load_of(row) for row in self._run(cypher_state.ALL_LOADS)]

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Yield the notes of a load's undo log in order."""
        for row in self._run(cypher_state.NOTES, load_id=load_id):
            yield bytes(row[0])

    def faults(self) -> Iterator[str]:
        """Yield nothing: the server checks its own files."""
        return iter(())

    def _run(self, text: str, **parameters: object) -> Iterator[list[Any]]:
        return (record.values() for record in self.transaction.run(cast("Any", text), parameters))

    def _graph(self) -> Mapping[str, Any]:
        return graph_in(self.transaction, self.address)


def in_bytes(digest: object) -> bytes:
    """Decode a digest, which may have been overwritten by something else."""
    try:
        return bytes.fromhex(str(digest))
    except ValueError:
        return b""
