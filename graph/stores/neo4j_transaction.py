"""Transactions of a load in Neo4j: one that overlaps writing with preparing rows, and the lock that serialises loads."""

from __future__ import annotations

import contextlib
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from neo4j.exceptions import Neo4jError

from graph.store import StoreBusy, StoreError
from graph.stores import cypher_state
from graph.stores.neo4j_errors import is_end_of_wait

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from neo4j import Session, Transaction

    Row = list[Any]


class Line:
    """One explicit transaction; the server may still be writing while the next rows are prepared."""

    def __init__(self, session: Session) -> None:
        self.transaction: Transaction = session.begin_transaction(timeout=0)
        self.worker = ThreadPoolExecutor(1, "neo4j-write")
        self.under_way: Future[None] | None = None

    def ask(self, text: str, **parameters: object) -> list[Row]:
        """Run a statement and return its rows."""
        self.wait()
        return self.run(text, **parameters)

    def stream(self, text: str, **parameters: object) -> Generator[Row]:
        """Run a statement and yield its rows."""
        self.wait()
        for record in self.transaction.run(cast("Any", text), parameters):
            yield record.values()

    def write(self, text: str, check: Callable[[list[Row]], None], **parameters: object) -> None:
        """Send rows; the result is checked before the next statement."""
        self.wait()
        self.under_way = self.worker.submit(lambda: check(self.run(text, **parameters)))

    def wait(self) -> None:
        """Wait for the pending write and raise its error."""
        if self.under_way is not None:
            under_way, self.under_way = self.under_way, None
            under_way.result()

    def commit(self) -> None:
        """Commit."""
        self.wait()
        self.transaction.commit()
        self.worker.shutdown()

    def end(self) -> None:
        """Roll back what is not committed."""
        with contextlib.suppress(Exception):  # it was raised before, or is no longer relevant
            self.wait()
        self.worker.shutdown()
        self.transaction.close()

    def run(self, text: str, **parameters: object) -> list[Row]:
        """Run a statement without waiting for the pending write, from within its check."""
        return [record.values() for record in self.transaction.run(cast("Any", text), parameters)]


@contextmanager
def lock_of_loads(
    session: Callable[[], Session], load_id: str, *, address: str, wait_seconds: float
) -> Generator[Callable[[], None]]:
    """Lock out other loads for the block; yields a check that the lock is still held.

    A transaction without a time limit holds a write lock on a node, which the server releases when our connection dies.
    Since it must not wait without a limit either, it takes the lock only while we hold a second node, the gate, and a
    transaction with a limit has found the lock free.

    Raises:
        StoreBusy: another load did not end in time.
    """
    with session() as at_the_gate, session() as in_front, session() as holder:
        try:
            with at_the_gate.begin_transaction(timeout=2 * wait_seconds) as gate:
                take(gate, "gate", load_id, address)
                with in_front.begin_transaction(timeout=wait_seconds) as trial:
                    take(trial, "load", load_id, address)
                lock = holder.begin_transaction(timeout=0)
                take(lock, "load", load_id, address)
        except Neo4jError as error:
            if is_end_of_wait(error):
                raise StoreBusy(
                    f"{address}: another load is running: wait until it ends, then load again"
                ) from error
            raise

        def still_held() -> None:
            lock.run(cypher_state.STILL_THERE).consume()

        try:
            yield still_held
        finally:
            with contextlib.suppress(Exception):  # a broken connection has released the lock already
                lock.close()


def take(transaction: Transaction, name: str, load_id: str, address: str) -> None:
    if not list(transaction.run(cypher_state.TAKE_LOCK, name=name, load_id=load_id)):
        raise StoreError(f"{address}: the database holds no graph: load an origin first")
