"""The Neo4j driver's errors as store errors: address, rule and remedy, never the password."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.store import StoreBusy, StoreError, StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

DRIVER_ERRORS = (DriverError, Neo4jError, OSError, ValueError)
LOCK_WAIT_ENDED = (
    "TransactionTimedOut",
    "LockClientStopped",
    "LockAcquisitionTimeout",
    "Transaction.Terminated",
)
LOGIN = "set SOJAE_STORE_USER and SOJAE_STORE_PASSWORD"
REMEDIES: Sequence[tuple[tuple[str, ...], type[StoreError], str]] = (
    (
        ("Security.AuthenticationRateLimit",),
        StoreUnreachable,
        f"too many wrong passwords: wait some seconds, then {LOGIN}",
    ),
    (
        ("Security.CredentialsExpired",),
        StoreUnreachable,
        "the password must be changed before it can be used (ALTER CURRENT USER SET PASSWORD)",
    ),
    (("Security.Unauthorized",), StoreUnreachable, f"the server refuses this user or password: {LOGIN}"),
    (
        ("DatabaseNotFound",),
        StoreUnreachable,
        "there is no such database: fix SOJAE_STORE_DATABASE, or unset it for the server's default",
    ),
    (("DatabaseUnavailable",), StoreUnreachable, "the database is stopped: start it"),
    (
        ("ReadOnly", "AccessMode"),
        StoreError,
        "the database is read-only: make it writable or choose another in SOJAE_STORE_DATABASE",
    ),
    (
        ("Security.",),
        StoreError,
        "this user lacks the rights for this: grant it the rights to write data, constraints and indexes",
    ),
    (
        ("OutOfMemory", "MemoryPool"),
        StoreError,
        "the transaction is too big for the server: raise server.memory.heap.max_size and"
        " dbms.memory.transaction.total.max",
    ),
    (
        ("NotALeader",),
        StoreError,
        "this server accepts no writes: use an address that begins with neo4j:// to reach the leader",
    ),
    (
        ("BookmarkTimeout",),
        StoreUnreachable,
        "this server of the cluster does not yet have what another one has written: try again when it has caught up",
    ),
    (("TransactionLogError",), StoreError, "the server cannot write (is its disk full?): make room"),
    (
        LOCK_WAIT_ENDED,
        StoreBusy,
        "another transaction holds a lock for too long: wait until it ends",
    ),
)
TAKEN = ("ConstraintValidationFailed", "ConstraintCreationFailed", "IndexEntryConflict")
FULL = ("no space left", "disk full", "not enough space")


@contextmanager
def translating(address: str) -> Generator[None]:
    """Raise store errors in place of the driver's."""
    try:
        yield
    except DRIVER_ERRORS as error:
        raise translated(error, address) from error


def translated(error: Exception, address: str) -> StoreError:
    """Return the store error for one of the driver's."""
    if isinstance(error, StoreError):
        return error
    if isinstance(error, IncompleteCommit):
        return StoreUnreachable(
            f"{address}: the connection broke while the server was writing: load again to complete it"
        )
    if isinstance(error, (Neo4jError, AuthError)):
        return of_the_server(error, address)
    if isinstance(error, (ServiceUnavailable, SessionExpired, OSError)):
        return StoreUnreachable(
            f"{address}: no Neo4j answers there: start the server (`make neo4j`) or fix SOJAE_STORE"
        )
    if isinstance(error, (ConfigurationError, ValueError)):
        return StoreUnreachable(
            f"{address}: not the address of a Neo4j 5 server ({first_line(error)}): write bolt://HOST:7687 in SOJAE_STORE"
        )
    return StoreError(f"{address}: {first_line(error)}: load again; if it recurs, check the server's log")


def of_the_server(error: Neo4jError, address: str) -> StoreError:
    code, message = error.code or "", first_line(error)
    if any(word in message.casefold() for word in FULL):
        return StoreError(f"{address}: the server's disk is full: make room and load again")
    if any(word in code for word in TAKEN):
        whole = " ".join(str(error.message).split())[:400].rstrip(".: ")
        return StoreError(
            f"{address}: the database holds foreign data under one of our ids ({whole}): give the graph its own"
            f" database ({code.rpartition('.')[2]})"
        )
    for words, kind, remedy in REMEDIES:
        if any(word in code for word in words):
            return kind(f"{address}: {remedy} ({code.rpartition('.')[2]})")
    return StoreError(f"{address}: {message} ({code}): check the server's log, then load again")


def is_end_of_wait(error: Exception) -> bool:
    """Return whether the server gave up waiting for a lock."""
    return isinstance(error, Neo4jError) and any(word in (error.code or "") for word in LOCK_WAIT_ENDED)


def first_line(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(text).strip().splitlines()[0][:300]
