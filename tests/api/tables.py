"""The Daegu data as its CSV files say it: what answers are held against."""

from __future__ import annotations

import csv
from functools import cache

from graph.vocabulary import DATA

ENDS = ("subject_id", "object_id")


@cache
def rows(name: str) -> tuple[dict[str, str | None], ...]:
    """Read a file; blank is None."""
    with (DATA / "daegu" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple({key: value or None for key, value in row.items()} for row in csv.DictReader(file))


@cache
def sectors() -> dict[str, str | None]:
    """Node id → sector, or field of a technology."""
    found = {row["org_id"]: row["sector"] for row in rows("organisations")}
    found |= {row["tech_id"]: row["field"] for row in rows("technologies")}
    return found | {row["prog_id"]: None for row in rows("programmes")}


@cache
def publishers() -> dict[str, str]:
    """Source id → publisher."""
    return {row["source_id"]: row["publisher"] for row in rows("sources")}


def cited(row: dict[str, str | None]) -> list[str]:
    """Give the sources of a row."""
    return (row["source_ids"] or "").split(";")
