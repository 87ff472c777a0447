"""A consistent read of Neo4j.

A Neo4j transaction sees what others commit meanwhile (read committed), so nodes and relations could be of different
states. The graph node counts published loads and holds the sum after each stage of a long one: if both are the same
before and after reading, nothing was written in between.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, cast

from neo4j import READ_ACCESS

from graph.store import StoreChanged, StoreEmpty
from graph.stores import cypher, cypher_state
from graph.stores.neo4j_errors import translating
from graph.stores.neo4j_rows import open_rows, revision_of
from graph.stores.timeouts import TimedOut, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from neo4j import Session, Transaction

    from graph.vocabulary import RecordType

MOVING = ("edition", "loads", "total", "graph_version", "unfinished_id")
NO_GRAPH = "the database holds no graph: load an origin first"


class Neo4jReading:
    """The content read by a transaction; `worker` is the thread that waits for the server."""

    def __init__(
        self, transaction: Transaction, graph: dict[str, Any], worker: Worker, *, address: str
    ) -> None:
        self._transaction, self._hand, self._address = transaction, worker, address
        self.revision = revision_of(graph)

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches, in the order of their keys."""
        with translating(self._address):
            yield from self._hand.stream(lambda: open_rows(self._run, record_type, cypher.PREDICATES))

    def _run(self, text: str) -> Iterator[list[Any]]:
        return (record.values() for record in self._transaction.run(cast("Any", text)))


@contextmanager
def read_at_one_moment(
    session: Callable[[str], Session], address: str, seconds: float
) -> Generator[Neo4jReading]:
    """Read in one transaction, with a limit of seconds for each response.

    Raises:
        StoreChanged: the content changed meanwhile.
        TimedOut: the server fell silent.
    """
    worker, begun = Worker(seconds), ExitStack()

    def begin() -> tuple[Transaction, dict[str, Any]]:
        transaction = begun.enter_context(begun.enter_context(session(READ_ACCESS)).begin_transaction())
        return transaction, graph_in(transaction, address)

    def moved() -> bool:
        with translating(address):
            after = worker.ask(lambda: graph_in(transaction, address))
        return any(before.get(name) != after.get(name) for name in MOVING)

    try:
        with translating(address):
            transaction, before = worker.ask(begin)
        try:
            yield Neo4jReading(transaction, before, worker, address=address)
        except TimedOut:
            raise
        except Exception as error:  # inconsistent rows may belong to two states
            if moved():
                raise StoreChanged("the content changed while it was read") from error
            raise
        if moved():
            raise StoreChanged("the content changed while it was read")
    finally:
        worker.end(begun.close)


def graph_in(transaction: Transaction, address: str) -> dict[str, Any]:
    """Return the properties of the graph node."""
    for record in transaction.run(cast("Any", cypher_state.READ_GRAPH)):
        return cast("dict[str, Any]", record.values()[0])
    raise StoreEmpty(f"{address}: {NO_GRAPH}")
