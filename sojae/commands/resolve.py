"""`sojae resolve`: which nodes the rows of a table mean, or which of its rows are one body; and how well that went."""

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
from ingest.resolution.grouping import grouped
from ingest.resolution.lookup import node_kind, organisation_from
from sojae.console import Json, Limit, StoreUrl, fail, show, view_of

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from graph.vocabulary import Kind
    from ingest.resolution.index import Scorer
    from ingest.resolution.organisations import OrganisationRecord

app = typer.Typer()
MANY = 2_000
"""Records from which they are compared by splink: its start takes longer than fewer do."""
TOLD = 10


@app.command()
def resolve(
    file: Annotated[Path, typer.Argument(help="a table with record_id and name_ko or name_en")],
    within: Annotated[bool, typer.Option("--within", help="group the rows among themselves")] = False,
    evaluate: Annotated[
        Path | None, typer.Option("--evaluate", help="a table record_id,entity_id of what is right")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="write the answers as a CSV")] = None,
    limit: Limit = 5,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Find which node each row of a table means: merge, review or new, with candidates, scores and reasons."""
    from queries.resolve import DECISIONS

    records, aside = read_records(file)
    bodies = [ready(row, aside) for row in records]
    for line in aside[:TOLD]:
        print(f"sojae: {line}", file=sys.stderr)
    if len(aside) > TOLD:
        print(f"sojae: and {len(aside) - TOLD:,} more of this kind", file=sys.stderr)
    kinds = [node_kind(row.get("kind")) for row in records]
    snapshot = None if within else view_of(store).snapshot
    answers = by_groups(bodies) if snapshot is None else by_nodes(bodies, kinds, snapshot, limit)
    counted = Counter(answer.row["decision"] for answer in answers)
    told: dict[str, Any] = {
        "results": [answer.full if json else answer.row for answer in answers],
        "counts": {decision: counted[decision] for decision in DECISIONS},
    }
    if evaluate is not None:
        told["evaluation"] = judged(answers, read_gold(evaluate), snapshot).as_dict()
    if out is not None:
        try:
            with out.open("w", encoding="utf-8-sig", newline="") as stream:  # spreadsheets want the mark
                write_answers(stream, [answer.row for answer in answers])
        except OSError as error:
            fail(f"{out}: {error.strerror}: choose another file")
    show(told, as_json=json, lines=figures if evaluate or out else decisions)


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of one record: a row of the CSV, the same in the API's shape, and the group that it is in."""

    row: dict[str, Any]
    full: dict[str, Any]
    group: str


def ready(row: dict[str, str], aside: list[str]) -> OrganisationRecord:
    """Make a body of a record; a number that is none is told."""
    body, left = organisation_from(row["record_id"], row)
    aside.extend(
        f"record {row['record_id']}: {field} “{row[field]}” fails its check and is left aside"
        for field in left
    )
    return body


def by_nodes(
    bodies: Sequence[OrganisationRecord], kinds: Sequence[Kind | None], snapshot: Snapshot, limit: int
) -> list[Answer]:
    """Find the node that each record means."""
    asked = [(body.id, body, kind) for body, kind in zip(bodies, kinds, strict=True)]
    from queries.resolve import resolved, verdicts_on

    answers = []
    for body, verdict in zip(bodies, verdicts_on(snapshot, asked, scorer_for(len(bodies))), strict=True):
        full = resolved(snapshot, body.id, verdict, limit).to_dict()
        beside = ((snapshot.ids[found.organisation], found.score) for found in verdict.candidates[:limit])
        row = {**full, "candidates": "; ".join(f"{node} {score:.4f}" for node, score in beside)}
        answers.append(Answer(row, full, full["entity_id"] or ""))
    return answers


def scorer_for(records: int) -> Scorer | None:
    """Choose who compares: splink for many records, memory for few."""
    if records <= MANY:
        return None
    from ingest.resolution.batch import between

    return between


def by_groups(bodies: Sequence[OrganisationRecord]) -> list[Answer]:
    """Group the records among themselves; a group is named after its first record."""
    answers = []
    for found in grouped(bodies):
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
    """Hold the answers against a gold table; what of it cannot be held against them is told."""
    beside = truth.keys() - {answer.row["record_id"] for answer in answers}
    tell_gold(
        beside,
        "the record {} of the gold table is not among those to find and does not count",
        "the records {} of the gold table are not among those to find and do not count",
    )
    if snapshot is None:
        said = {answer.row["record_id"]: answer.group for answer in answers}
        return judge_groups(said, {record: body or f"\0{record}" for record, body in truth.items()})
    shown = {record: body and snapshot.merged.get(body, body) for record, body in truth.items()}
    unknown = {
        body for record, body in shown.items() if body and record not in beside and body not in snapshot.index
    }
    tell_gold(
        unknown,
        "no node has the id {} of the gold table: it counts as missed",
        "no node has the ids {} of the gold table: they count as missed",
    )
    return judge_links({answer.row["record_id"]: answer.row["entity_id"] for answer in answers}, shown)


def tell_gold(words: Collection[str], one: str, several: str) -> None:
    """Say what is amiss with a gold table, naming the first few."""
    if words:
        named = ", ".join(sorted(words)[:TOLD]) + (" …" if len(words) > TOLD else "")
        print(f"sojae: {(one if len(words) == 1 else several).format(named)}", file=sys.stderr)


def decisions(body: dict[str, Any]) -> Iterable[str]:
    """List what becomes of each record."""
    for row in body["results"]:
        score = "" if row["score"] is None else f"{row['score']:.4f}"
        yield "\t".join((row["record_id"], row["decision"], row["entity_id"] or "", score, row["reason"]))


def figures(body: dict[str, Any]) -> Iterable[str]:
    """Tell the counts and, if there was a gold table, the figures and what was confused."""
    yield ", ".join(f"{count:,} {decision}" for decision, count in body["counts"].items())
    if "evaluation" not in body:
        return
    found = body["evaluation"]
    yield f"{plural(found['records'], 'record')} of the gold table"
    for name, what in (("pairs", "pairs"), ("b_cubed", "B³")):
        yield f"{what}\t" + "\t".join(f"{figure} {value}" for figure, value in found[name].items())
    for wrong in found["confused"]:
        yield f"{wrong['record_id']}\tsaid {wrong['said'] or 'none'}\tis {wrong['truth'] or 'none'}"
