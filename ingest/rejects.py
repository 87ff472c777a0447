"""Reports on rejected rows: by rule with the first rows of each, and all of them as a file."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from graph.cells import cell
from graph.vocabulary import RecordType
from ingest.account import grouped, rule_of
from ingest.origin import OriginError, Reject
from ingest.reading.positions import Element, spot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.vocabulary import Kind
    from ingest.origin import Row

TOLD = 3
"""Number of rejected rows shown per rule, with near names."""


def by_rule(rejects: Sequence[Reject]) -> tuple[dict[str, Any], ...]:
    """Count rejected rows by field and rule, the most frequent first, with the first rows of each."""
    return tuple(
        {
            "field": name, "rule": rule, "times": group.times,
            "first": [{"file": r.file, "line": r.line, "rule": r.rule, "remedy": r.remedy} for r in group.first[:TOLD]],
        }
        for (name, rule), group in grouped(rejects).items()
    )  # fmt: skip


def without_relations(rejects: Sequence[Reject], relations: int) -> str | None:
    """Return a warning if all relations of a load are rejected by one rule: a wrong option or file, not a few bad rows."""
    lost = [reject for reject in rejects if reject.type is RecordType.RELATION]
    if (
        not lost
        or len(lost) < relations
        or len({(reject.field, rule_of(reject.rule)) for reject in lost}) > 1
    ):
        return None
    first = lost[0].with_remedy()
    return f"no relation is loaded: all {len(lost):,} are rejected by one rule, first {first.field}: {first.rule}: {first.remedy}"


def with_remedies(rejects: Sequence[Reject]) -> list[Reject]:
    """Compute near names for the rows shown: the first ones of each rule."""
    shown = {id(reject) for group in grouped(rejects).values() for reject in group.first[:TOLD]}
    return [reject.with_remedy() if id(reject) in shown else reject for reject in rejects]


def of_another_kind(row: Row, kind: Kind) -> Reject:
    """Return the reject of a row with the id of a node of another kind."""
    key, record_type = row.record.key, row.record.type
    rule = f"“{key}” is the id of a node of another kind ({kind})"
    return Reject(row.file, row.line, "id", rule, f"give the {record_type} its own id", record_type, key)


def write_rejects(path: Path, rejects: Sequence[Reject]) -> None:
    """Write rejected rows as CSV: file, line, type, key, field, rule, remedy; if there are none, only the header, so that no rows of an
    earlier load remain.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("file", "line", "type", "key", "field", "rule", "remedy"))
            writer.writerows(
                tuple(
                    map(
                        cell,
                        (
                            r.file,
                            spot(r.line) if isinstance(r.line, Element) else r.line,
                            r.type,
                            r.key,
                            r.field,
                            r.rule,
                            r.remedy,
                        ),
                    )
                )
                for r in rejects
            )
    except OSError as error:
        raise OriginError(f"{path}: {error.strerror}: choose another path with --rejects") from error
