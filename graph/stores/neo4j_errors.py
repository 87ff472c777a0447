"""What the driver's and the server's errors mean to a user of the store: the address, what is wrong, the remedy."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.store import StoreBusy, StoreError, StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Generator

AGAIN = "nothing is half-written: load again"
LOGIN = "set SOJAE_STORE_USER and SOJAE_STORE_PASSWORD"
READ_ONLY = "the database may only be read: allow writing, or choose another in SOJAE_STORE_DATABASE"
MEMORY = (
    "the server has too little memory for this transaction: raise server.memory.heap.max_size (and"
    " dbms.memory.transaction.total.max), or load into SQLite"
)
MEANINGS: tuple[tuple[str, type[StoreError], str], ...] = (
    ("Security.AuthenticationRateLimit", StoreUnreachable, "too many wrong passwords: wait some seconds, then " + LOGIN),
    ("Security.CredentialsExpired", StoreUnreachable, "the password must be changed before it can be used"),
    ("Security.Unauthorized", StoreUnreachable, "user or password refused: " + LOGIN),
    ("Security.", StoreError, "this user may not do that: grant the rights or choose another user"),
    ("Database.DatabaseNotFound", StoreUnreachable, "no such database: mend SOJAE_STORE_DATABASE"),
    ("Database.DatabaseUnavailable", StoreUnreachable, "the database is not running: start it"),
    ("Database.AccessMode", StoreError, READ_ONLY),
    ("ReadOnlyDatabase", StoreError, READ_ONLY),
    ("WriteOnReadOnlyAccess", StoreError, READ_ONLY),
    ("MemoryPoolOutOfMemory", StoreError, MEMORY),
    ("OutOfMemory", StoreError, MEMORY),
    ("TransactionOutOfMemory", StoreError, MEMORY),
    ("TransactionTimedOut", StoreBusy, "the server ended the transaction as too slow: raise db.transaction.timeout"),
    ("LockAcquisitionTimeout", StoreBusy, "somebody else is writing: " + AGAIN),
    ("DeadlockDetected", StoreBusy, "somebody else is writing: " + AGAIN),
    ("LockClientStopped", StoreBusy, "the transaction was ended by an administrator: " + AGAIN),
    ("Transaction.Terminated", StoreBusy, "the transaction was ended by an administrator: " + AGAIN),
    ("Transaction.TransactionLogError", StoreError, "the server cannot write its log (is its disk full?): make room"),
    ("ConstraintValidationFailed", StoreError, "the database was changed by other hands: load into an empty one"),
)


@contextmanager
def translated(address: str) -> Generator[None]:
    """Turn what the driver raises into the store's own errors."""
    try:
        yield
    except (Neo4jError, DriverError, OSError) as error:
        raise meaning(address, error) from error


def meaning(address: str, error: Exception) -> StoreError:
    """Find the store's error for one of the driver's; the address stands in it, never the password."""
    if isinstance(error, Neo4jError):
        code, said = error.code or "", (error.message or "").strip().rstrip(".")
        for part, kind, remedy in MEANINGS:
            if part in code:
                return kind(f"{address}: {remedy}" + ("" if "Security." in part else f" ({said})"))
        if isinstance(error, AuthError):
            return StoreUnreachable(f"{address}: user or password refused: {LOGIN}")
        return StoreError(f"{address}: {code}: {said}: look into the server's log; {AGAIN}")
    if isinstance(error, (ServiceUnavailable, SessionExpired, OSError)):
        return StoreUnreachable(
            f"{address}: no answer: check that a Neo4j runs there (`make neo4j` starts one) and SOJAE_STORE is right"
        )
    return StoreError(f"{address}: {type(error).__name__}: {error}: check SOJAE_STORE")
