"""One run of writing into the store: its id, its moment, and its end with a report."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from graph.store import Load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Writer


def new_run(origin: str, moment: datetime, *, input_digest: str | None = None) -> Load:
    """Begin a run of an origin under an id of its own."""
    load_id = f"{moment:%Y%m%dT%H%M%SZ}-{origin}-{secrets.token_hex(3)}"
    return Load(load_id, origin, moment.isoformat(timespec="seconds"), input_digest=input_digest)


def finish(writer: Writer, run: Load, report: Mapping[str, object]) -> None:
    """Make everything that a run has written visible, with its report."""
    finished = datetime.now(UTC).isoformat(timespec="seconds")
    writer.finish(replace(run, finished=finished, report=report))
