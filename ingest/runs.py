"""Runs that write to the store: id, time, and report."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.store import Load

if TYPE_CHECKING:
    from collections.abc import Mapping


def new_run(origin: str, moment: datetime, *, input_digest: str | None = None) -> Load:
    """Begin a run of an origin with a new id."""
    load_id = f"{moment:%Y%m%dT%H%M%SZ}-{origin}-{secrets.token_hex(3)}"
    return Load(load_id, origin, moment.isoformat(timespec="seconds"), input_digest=input_digest)


def that_follows(run: Load, origin: str) -> Load:
    """Return the run of another origin in the same transaction, with a reproducible id in case the run is interrupted."""
    head, _, tail = run.id.rpartition(f"-{run.origin}-")
    return Load(f"{head}-{origin}-{tail}", origin, run.started)


def ended(run: Load, report: Mapping[str, object]) -> Load:
    """End a run with its report; `Writer.finish` makes it visible."""
    return replace(run, finished=datetime.now(UTC).isoformat(timespec="seconds"), report=report)
