"""The Neo4j store: a property graph that can be queried with Cypher (`docs/how-to/neo4j.md`).

A load of at most SINGLE_TRANSACTION_RECORDS writes is one transaction. A longer one commits in stages: the first
leaves the mark of an unfinished load, the last removes it and publishes the new graph version; until then readers see
the old version and which load was cut off.
"""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import neo4j

from graph.rows import from_row
from graph.schema import SCHEMA_VERSION
from graph.store import StoreEmpty, StoreTooNew, StoreUnreachable, load_of
from graph.stores import cypher, cypher_state, neo4j_schema
from graph.stores.neo4j_contents import Neo4jContents
from graph.stores.neo4j_errors import translating
from graph.stores.neo4j_reading import NO_GRAPH, read_at_one_moment
from graph.stores.neo4j_rows import as_row, open_rows, revision_of
from graph.stores.neo4j_transaction import lock_of_loads
from graph.stores.neo4j_writer import Neo4jWriter
from graph.stores.timeouts import TimedOut, in_time
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from contextlib import AbstractContextManager

    from graph.contents import Contents
    from graph.model import Record
    from graph.store import Load, Reading, Revision, WholeWriter

SINGLE_TRANSACTION_RECORDS = 100_000
WAIT_SECONDS = 10.0
CONNECT_SECONDS = 5.0
RETRY_SECONDS = 5.0
READ_SECONDS = 10.0
"""Seconds that a server may take for a small query."""
SILENCE_SECONDS = 60.0
"""Seconds that a server may take for the next batch of records."""
FETCH = 20_000

logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # errors are raised as StoreError


class Neo4jStore:
    """A store in a Neo4j 5 database (5.26 is tested)."""

    engine = "neo4j"

    def __init__(
        self,
        url: str,
        *,
        user: str | None = None,
        password: str | None = None,
        database: str | None = None,
        stage: int = SINGLE_TRANSACTION_RECORDS,
        wait_seconds: float = WAIT_SECONDS,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        """Store the address; connecting happens on first use.

        Args:
            url: `bolt://HOST:PORT`, `neo4j://…`, `bolt+s://…` or `neo4j+s://…`.
            user: None for a server without authentication.
            password: never shown.
            database: None uses the server's default.
            stage: how many records one transaction holds at most.
            wait_seconds: how long a load waits for another one to end.
            read_seconds: how long the server may take for a small query.
        """
        self.address = url
        self.stage, self.wait_seconds, self.read_seconds = stage, wait_seconds, read_seconds
        self._database = database
        self._auth = neo4j.basic_auth(user, password or "") if user else None
        self.bookmarks = neo4j.GraphDatabase.bookmark_manager()  # no read gives less than this store has seen
        self._driver: neo4j.Driver | None = None
        self._made: list[str] | None = None
        self._left_behind: list[neo4j.Driver] = []
        self._changing, self._given_up = threading.Lock(), 0

    @property
    def driver(self) -> neo4j.Driver:
        """The connected driver; the first contact is not retried, so that a wrong setting fails at once."""
        known, times = self._driver, self._given_up
        if known is not None:
            return known
        if not urlsplit(self.address).hostname:
            # the driver would connect to any server on this machine
            raise StoreUnreachable(
                f"{self.address}: the address has no host: write bolt://HOST:7687 in SOJAE_STORE"
            )
        driver = neo4j.GraphDatabase.driver(
            self.address,
            auth=self._auth,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=CONNECT_SECONDS + RETRY_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            user_agent="sojae",
        )
        try:
            driver.verify_connectivity()
            with self._changing:
                if self._driver is None and times == self._given_up:
                    self._driver = driver
                    return driver
        except BaseException:
            driver.close()
            raise
        driver.close()  # another thread was faster, or the caller has given up
        return self.driver

    def prepare(self) -> None:
        """Create missing constraints, indexes and the graph node."""
        with self._errors():
            graph = self._graph()
            held = 0 if graph is None else self._known(graph)
            if held == SCHEMA_VERSION:
                return
            if graph is None and self._read(cypher_state.OLD_GRAPH):
                self._rename()
            made = neo4j_schema.make(self._read, self._write)
            self._made = made if graph is None else None

    def abandon(self) -> None:
        """Undo `prepare` in a database that had no graph, if nothing has been loaded since."""
        made, self._made = self._made, None
        if made is not None:
            with self._errors():
                neo4j_schema.take_away(made, self._read, self._write)

    def engine_version(self) -> str:
        """Return the server's version and edition."""
        with self._errors():
            ((version, edition),) = self._read(cypher_state.SERVER)
        return f"{version} {edition}"

    def revision(self) -> Revision:
        """Return the published graph version, and the load that was cut off, if any."""
        with self._errors():
            graph = self._graph()
            if graph is None and self._read(cypher_state.OLD_GRAPH):
                self.prepare()
                graph = self._graph()
        if graph is None:
            raise StoreEmpty(f"{self.address}: {NO_GRAPH}")
        if self._known(graph) < SCHEMA_VERSION:
            self.prepare()
        return revision_of(graph)

    def counts(self) -> Mapping[RecordType, int]:
        """Count the open records by type."""
        with self._errors():
            return {
                record_type: self._read(cypher.count(record_type), _seconds=SILENCE_SECONDS)[0][0]
                for record_type in RecordType
            }

    def loads(self, limit: int = 10, origin: str | None = None) -> list[Load]:
        """List the loads that changed something, latest first; of one origin, if given."""
        with self._errors():
            rows = self._read(cypher_state.LOADS, limit=limit, origin=origin)
        return [load_of(row) for row in rows]

    def notes(self, load_id: str) -> Iterator[bytes]:
        """Yield the notes of a load's undo log in order."""
        with self._errors():
            rows = self._read(cypher_state.NOTES, load_id=load_id)
        yield from (bytes(row[0]) for row in rows)

    def rows(self, record_type: RecordType) -> Iterator[list[tuple[object, ...]]]:
        """Stream the open records in batches, in the order of their keys."""
        with (
            self._errors(),
            self._session(neo4j.READ_ACCESS) as session,
            session.begin_transaction() as reading,
        ):

            def stream(text: str) -> Iterator[list[Any]]:
                return (record.values() for record in reading.run(cast("Any", text)))

            yield from open_rows(stream, record_type, cypher.PREDICATES)

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """Read in one transaction and check that nothing was written meanwhile."""
        self.revision()  # connects and migrates an older schema
        try:
            with read_at_one_moment(self._session, self.address, SILENCE_SECONDS) as reading:
                yield reading
        except TimedOut as error:
            raise self._silent(SILENCE_SECONDS) from error

    def closed(self, record_type: RecordType, key: str) -> tuple[Record, str] | None:
        """Return one closed record with the day on which it was closed."""
        predicates = cypher.PREDICATES if record_type is RecordType.RELATION else (None,)
        with self._errors():
            for predicate in predicates:
                for row in self._read(cypher.closed(record_type, predicate), key=key):
                    return from_row(record_type, as_row(record_type, row[:-1])), row[-1]
        return None

    @contextmanager
    def writer(self, load: Load, *, keep: bool = True, whole: bool = False) -> Generator[WholeWriter]:
        """Begin a load; leaving the block rolls back what is not committed."""
        stage = self.stage if keep and not whole else None
        with (
            self._errors(),
            lock_of_loads(
                self._session, load.id, address=self.address, wait_seconds=self.wait_seconds
            ) as still_alone,
            self._session() as session,
        ):
            writer = Neo4jWriter(session, load, address=self.address, stage=stage, still_alone=still_alone)
            try:
                yield writer
            finally:
                writer.end()

    def close(self) -> None:
        """Close connections."""
        for driver in self._give_up():
            driver.close()
        self._left_behind = []

    def _session(self, access: str = neo4j.WRITE_ACCESS) -> neo4j.Session:
        return self.driver.session(
            database=self._database,
            default_access_mode=access,
            fetch_size=FETCH,
            bookmark_manager=self.bookmarks,
        )

    @contextmanager
    def contents(self) -> Generator[Contents]:
        """Open the whole content and check that nothing was written meanwhile."""
        self.revision()  # connects and migrates an older schema
        with (
            self._errors(),
            self._session(neo4j.READ_ACCESS) as session,
            session.begin_transaction() as reading,
        ):
            contents = Neo4jContents(reading, self.address)
            yield contents
            contents.still()

    def verify(self) -> None:
        """Do nothing: the server checks its own files, and `sojae check` finds manual changes."""

    def _known(self, graph: dict[str, Any]) -> int:
        """Return the version of the schema.

        Raises:
            StoreTooNew: a newer version made it.
        """
        held = int(graph["schema_version"])
        if held > SCHEMA_VERSION:
            raise StoreTooNew(
                f"{self.address} has schema {held}, this program knows {SCHEMA_VERSION}: update sojae"
            )
        return held

    def _rename(self) -> None:
        """Add the prefix `Sojae` to our internal labels, which they lacked before version 3."""
        self._write(*cypher_state.FORGET_OLD)
        with self._session() as session:
            for text in cypher_state.RENAME_OLD:
                session.run(cast("Any", text)).consume()

    def _give_up(self) -> list[neo4j.Driver]:
        """Reconnect next time; earlier drivers stay open, since a load may be using one."""
        with self._changing:
            if self._driver is not None:
                self._left_behind.append(self._driver)
            self._driver, self._given_up = None, self._given_up + 1
            return self._left_behind

    def _graph(self) -> dict[str, Any] | None:
        rows = self._read(cypher_state.READ_GRAPH)
        return rows[0][0] if rows else None

    def _read(self, text: str, *, _seconds: float | None = None, **parameters: object) -> list[list[Any]]:
        """Read in a managed transaction, which the driver retries if the connection breaks, with a time limit."""

        def read() -> list[list[Any]]:
            with self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(
                    lambda reading: [record.values() for record in reading.run(cast("Any", text), parameters)]
                )

        seconds = self.read_seconds if _seconds is None else _seconds
        try:
            return in_time(seconds, read)
        except TimedOut as error:
            raise self._silent(seconds) from error

    def _silent(self, seconds: float) -> StoreUnreachable:
        """Return the error for a silent server; the next call reconnects, which shows at once whether it responds again."""
        self._give_up()
        return StoreUnreachable(
            f"{self.address}: the server has not answered for {seconds:g} s: check whether it hangs or is overloaded"
        )

    def _write(self, *texts: str, **parameters: object) -> None:
        """Run idempotent statements in one retried transaction."""

        def unit(writing: neo4j.ManagedTransaction) -> None:
            for text in texts:
                writing.run(cast("Any", text), parameters).consume()

        with self._session() as session:
            session.execute_write(unit)

    def _errors(self) -> AbstractContextManager[None]:
        return translating(self.address)
