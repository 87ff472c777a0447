"""`sojae resolve`: match the rows of a table to nodes or to each other, and evaluate the result."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.plurals import plural
from graph.vocabulary import Identity
from ingest.resolution.evaluation import Evaluation, judge_groups, judge_links
from ingest.resolution.files import read_gold, read_records, write_answers
from ingest.resolution.grouping import grouped, in_lists
from ingest.resolution.lookup import node_kind, organisation_from
from sojae.console import Json, Limit, StoreUrl, fail, show, view_of

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.vocabulary import Kind
    from ingest.resolution.index import Scorer
    from ingest.resolution.organisations import OrganisationRecord

app = typer.Typer()
MANY = 2_000
"""Number of records from which splink compares them; its start takes longer than comparing fewer."""
SHOWN = 10


@app.command()
def resolve(
    file: Annotated[Path, typer.Argument(help="a table with record_id and name_ko or name_en")],
    within: Annotated[
        bool, typer.Option("--within", help="match the rows with each other, not with nodes")
    ] = False,
    evaluate: Annotated[
        Path | None,
        typer.Option(
            "--evaluate", help="gold table with the columns record_id and entity_id, to evaluate the result"
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="write the result to this CSV file")] = None,
    limit: Limit = 5,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Match each row of a table to a node: merge, review or new, with candidates, scores and reasons."""
    from queries.resolve import DECISIONS

    records, ignored = read_records(file)
    organisations = [ready(row, ignored) for row in records]
    for line in ignored[:SHOWN]:
        print(f"sojae: {line}", file=sys.stderr)
    if len(ignored) > SHOWN:
        print(f"sojae: and {len(ignored) - SHOWN:,} more of this kind", file=sys.stderr)
    kinds = [node_kind(row.get("kind")) for row in records]
    snapshot = None if within else view_of(store).snapshot
    answers = (
        by_groups(in_lists(organisations, records))
        if snapshot is None
        else by_nodes(organisations, kinds, snapshot, limit)
    )
    counted = Counter(answer.row["decision"] for answer in answers)
    result: dict[str, Any] = {
        "results": [answer.full if json else answer.row for answer in answers],
        "counts": {decision: counted[decision] for decision in DECISIONS},
    }
    if evaluate is not None:
        result["evaluation"] = judged(answers, read_gold(evaluate), snapshot).as_dict()
    if out is not None:
        try:
            with out.open(
                "w", encoding="utf-8-sig", newline=""
            ) as stream:  # spreadsheets need the byte order mark
                write_answers(stream, [answer.row for answer in answers])
        except OSError as error:
            fail(f"{out}: {error.strerror}: choose another file")
    show(result, as_json=json, lines=figures if evaluate or out else decisions)


@dataclass(frozen=True, slots=True)
class Answer:
    """The result for one record: as a row of the CSV, as in the API, and its group."""

    row: dict[str, Any]
    full: dict[str, Any]
    group: str


def ready(row: dict[str, str], ignored: list[str]) -> OrganisationRecord:
    """Read an organisation from a row; note each invalid number in `ignored`."""
    record, invalid = organisation_from(row["record_id"], row)
    ignored.extend(
        f"record {row['record_id']}: {field} “{row[field]}” fails its check and is ignored"
        for field in invalid
    )
    return record


def by_nodes(
    organisations: Sequence[OrganisationRecord], kinds: Sequence[Kind | None], snapshot: Snapshot, limit: int
) -> list[Answer]:
    """Match each record to a node."""
    queries = [(record.id, record, kind) for record, kind in zip(organisations, kinds, strict=True)]
    from queries.resolve import resolved, verdicts_on

    answers = []
    for record, verdict in zip(
        organisations, verdicts_on(snapshot, queries, scorer_for(len(organisations))), strict=True
    ):
        full = resolved(snapshot, record.id, verdict, limit).to_dict()
        beside = ((snapshot.ids[found.organisation], found.score) for found in verdict.candidates[:limit])
        row = {**full, "candidates": "; ".join(f"{node} {score:.4f}" for node, score in beside)}
        answers.append(Answer(row, full, full["entity_id"] or ""))
    return answers


def scorer_for(records: int) -> Scorer | None:
    """Choose the comparison: splink for many records, in memory for few."""
    if records <= MANY:
        return None
    from ingest.resolution.batch import between

    return between


def by_groups(organisations: Sequence[OrganisationRecord]) -> list[Answer]:
    """Match the records with each other; a group has the id of its first record."""
    answers = []
    for found in grouped(organisations):
        row = {
            "record_id": found.record,
            "entity_id": found.group if found.decision == Identity.MERGE else None,
            "decision": found.decision,
            "score": found.score,
            "reason": found.reason,
            "candidates": "; ".join(f"{other} {score:.4f}" for other, score in found.beside),
        }
        beside = [{"record_id": other, "score": score} for other, score in found.beside]
        answers.append(Answer(row, {**row, "candidates": beside}, found.group))
    return answers


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


def decisions(result: dict[str, Any]) -> Iterable[str]:
    """Format the decision on each record as a line."""
    for row in result["results"]:
        score = "" if row["score"] is None else f"{row['score']:.4f}"
        yield "\t".join((row["record_id"], row["decision"], row["entity_id"] or "", score, row["reason"]))


def figures(result: dict[str, Any]) -> Iterable[str]:
    """Format the counts and, if there is a gold table, the evaluation and the wrong decisions."""
    yield ", ".join(f"{count:,} {decision}" for decision, count in result["counts"].items())
    if "evaluation" not in result:
        return
    found = result["evaluation"]
    yield f"{plural(found['records'], 'record')} of the gold table"
    for name, what in (("pairs", "pairs"), ("b_cubed", "B³")):
        yield f"{what}\t" + "\t".join(f"{figure} {value}" for figure, value in found[name].items())
    for wrong in found["confused"]:
        yield f"{wrong['record_id']}\tfound {wrong['said'] or 'none'}\tcorrect {wrong['truth'] or 'none'}"
