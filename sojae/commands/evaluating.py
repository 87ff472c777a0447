"""The evaluation of `sojae resolve` against a gold table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ingest.resolution.evaluation import Evaluation, judge_groups, judge_links

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from graph.snapshot import Snapshot
    from sojae.commands.resolve import Answer

SHOWN = 10
"""Largest number of entries that are named."""


def judged(answers: Sequence[Answer], truth: dict[str, str | None], snapshot: Snapshot | None) -> Evaluation:
    """Evaluate the answers against a gold table; report its entries that cannot be evaluated."""
    beside = truth.keys() - {answer.row["record_id"] for answer in answers}
    report_gold(
        beside,
        "record {} of the gold table is not in the file and does not count",
        "records {} of the gold table are not in the file and do not count",
    )
    if snapshot is None:
        groups = {answer.row["record_id"]: answer.group for answer in answers}
        return judge_groups(groups, {record: entity or f"\0{record}" for record, entity in truth.items()})
    current = {record: entity and snapshot.merged.get(entity, entity) for record, entity in truth.items()}
    unknown = {
        entity
        for record, entity in current.items()
        if entity and record not in beside and entity not in snapshot.index
    }
    report_gold(
        unknown,
        "no node has the id {} of the gold table: it counts as missed",
        "no node has the ids {} of the gold table: they count as missed",
    )
    return judge_links({answer.row["record_id"]: answer.row["entity_id"] for answer in answers}, current)


def report_gold(ids: Collection[str], one: str, several: str) -> None:
    """Report entries of a gold table that cannot be evaluated, naming the first few."""
    if ids:
        named = ", ".join(sorted(ids)[:SHOWN]) + (" …" if len(ids) > SHOWN else "")
        print(f"sojae: {(one if len(ids) == 1 else several).format(named)}", file=sys.stderr)
