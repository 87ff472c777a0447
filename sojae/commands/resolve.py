"""`sojae resolve`: match the rows of a table to nodes or to each other, and evaluate the result."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.near import nearest
from graph.plurals import plural
from ingest.resolution.files import read_gold, read_records, write_answers
from ingest.resolution.grouping import grouped, in_lists, only_list
from ingest.resolution.lookup import node_kind, organisation_from
from ingest.resolution.pairs import pair_of_rows, pair_with_node
from ingest.resolution.settling import settlement
from sojae.commands.evaluating import judged
from sojae.commands.explaining import explanation_lines, of_rows, print_fits
from sojae.console import WRONG_USAGE, Json, Limit, StoreUrl, fail, show, view_of
from sojae.language import known_language

if TYPE_CHECKING:
    from graph.snapshot import Snapshot
    from ingest.resolution.fitting import Fit
    from ingest.resolution.index import Matches, Scorer
    from ingest.resolution.organisations import OrganisationRecord
    from ingest.resolution.settling import Settlement
    from queries.view import View

app = typer.Typer()
Language = Annotated[
    str, typer.Option(help="language of the reasons and of --explain: ko or en", metavar="[ko|en]")
]
MANY = 2_000
"""Number of records from which splink compares them; its start takes longer than comparing fewer."""
SHOWN = 10


@app.command()
def resolve(
    file: Annotated[
        Path | None, typer.Argument(help="a table with record_id and name_ko or name_en", show_default=False)
    ] = None,
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
    explain: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--explain",
            metavar="A B",
            help="explain one pair: two nodes without FILE, a row and a node, or two rows with --within",
            show_default=False,
        ),
    ] = None,
    limit: Limit = 5,
    language: Language = "en",
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Match each row of a table to a node: merge, review or new, with candidates, scores and reasons."""
    lines = partial(explanation_lines, language="ko" if known_language(language) == "ko" else "en")
    if file is None:
        if explain is None or within or evaluate is not None or out is not None:
            fail("give FILE, or only --explain A B for two nodes", WRONG_USAGE)
        show(of_nodes(view_of(store), *explain), as_json=json, lines=lines)
        return
    if explain is not None and (evaluate is not None or out is not None):
        fail("--explain prints one pair: leave --evaluate and --out out", WRONG_USAGE)
    rows = read_rows(file)
    done = grouping_of(rows) if within else matching_of(rows, view_of(store), limit)
    if explain is not None:
        show(done.explained(*explain), as_json=json, lines=lines)
        return
    write_result(done, rows.notes, evaluate, out, language, json=json)
    print_fits(done.fits)


def write_result(
    done: Done, notes: Sequence[str], evaluate: Path | None, out: Path | None, language: str, *, json: bool
) -> None:
    """Print the decisions, or the figures where they are written to a file or evaluated."""
    from queries.resolve import DECISIONS, fit_of

    answers = done.answers()
    counted = Counter(answer.row["decision"] for answer in answers)
    fit = next((fit for fit in done.fits if fit.pairs), next(iter(done.fits), None))
    result: dict[str, Any] = {
        "results": [answer.full if json else in_language(answer.row, language) for answer in answers],
        "counts": {decision: counted[decision] for decision in DECISIONS},
        "fit": None if fit is None else fit_of(fit).to_dict(),
        "notes": list(notes),
    }
    if evaluate is not None:
        result["evaluation"] = judged(answers, read_gold(evaluate), done.snapshot).as_dict()
    if out is not None:
        try:
            with out.open(
                "w", encoding="utf-8-sig", newline=""
            ) as stream:  # spreadsheets need the byte order mark
                write_answers(stream, [in_language(answer.row, language) for answer in answers])
        except OSError as error:
            fail(f"{out}: {error.strerror}: choose another file")
    show(result, as_json=json, lines=figures if evaluate or out else decisions)


@dataclass(frozen=True, slots=True)
class Done:
    """A table resolved: its answers, its fits, one pair explained, and the snapshot whose nodes it was matched with, if any."""

    answers: Callable[[], list[Answer]]
    fits: Sequence[Fit]
    explained: Callable[[str, str], dict[str, Any]]
    snapshot: Snapshot | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table: as read, and as organisations; what is ignored of it, in words."""

    read: list[dict[str, str]]
    organisations: list[OrganisationRecord]
    notes: list[str]

    def place(self, key: str) -> int:
        """Find a row by its record_id."""
        ids = [organisation.id for organisation in self.organisations]
        if key not in ids:
            fail(f"no row has the record_id “{key}”: {nearest(key, ids)}")
        return ids.index(key)


def read_rows(file: Path) -> Rows:
    """Read a table; report what is ignored."""
    records, ignored = read_records(file)
    organisations = [ready(row, ignored) for row in records]
    for line in ignored[:SHOWN]:
        print(f"sojae: {line}", file=sys.stderr)
    if len(ignored) > SHOWN:
        print(f"sojae: and {len(ignored) - SHOWN:,} more of this kind", file=sys.stderr)
    return Rows(records, organisations, ignored)


def grouping_of(rows: Rows) -> Done:
    """Match the rows with each other."""
    organisations = in_lists(rows.organisations, rows.read)
    if (name := only_list(rows.read)) is not None:
        print(
            f"sojae: every row is in the list “{name}”, whose rows are different organisations unless they share a number: "
            "leave the column list out to compare them",
            file=sys.stderr,
        )
    settled = settlement(organisations, [])

    def explained(a: str, b: str) -> dict[str, Any]:
        if rows.place(a) == rows.place(b):
            fail(f"“{a}” is one row: give two", WRONG_USAGE)
        return of_rows(a, b, pair_of_rows(settled, a, b))

    return Done(lambda: by_groups(organisations, settled), settled.compared.fits, explained)


def matching_of(rows: Rows, view: View, limit: int) -> Done:
    """Match the rows with the nodes."""
    from ingest.resolution.lookup import index_of
    from queries.records import node_number
    from queries.resolve import matches_of

    kinds = [node_kind(row.get("kind")) for row in rows.read]
    snapshot = view.snapshot
    queries = [(record.id, record, kind) for record, kind in zip(rows.organisations, kinds, strict=True)]
    matches = matches_of(snapshot, queries, scorer_for(len(queries)))

    def explained(row: str, node: str) -> dict[str, Any]:
        where = rows.place(row), node_number(view, node)
        return of_rows(row, snapshot.ids[where[1]], pair_with_node(matches, index_of(snapshot), *where))

    return Done(
        lambda: by_nodes(rows.organisations, matches, snapshot, limit), [matches.fit], explained, snapshot
    )


def of_nodes(view: View, a: str, b: str) -> dict[str, Any]:
    """Explain two nodes."""
    from queries.explain import ExplainParameters, explain

    return explain(view, ExplainParameters(a=a, b=b)).to_dict()


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
    organisations: Sequence[OrganisationRecord], matches: Matches, snapshot: Snapshot, limit: int
) -> list[Answer]:
    """Describe the match of each record with a node."""
    from queries.resolve import resolved

    answers = []
    for record, verdict in zip(organisations, matches.verdicts, strict=True):
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


def by_groups(organisations: Sequence[OrganisationRecord], settled: Settlement) -> list[Answer]:
    """Match the records with each other; a group has the id of its first record, and a lone record is its own group."""
    answers = []
    for found in grouped(organisations, settled):
        row = {
            "record_id": found.record,
            "entity_id": found.group,
            "decision": found.decision,
            "score": found.score,
            "reason": found.reason.en,
            "reason_ko": found.reason.ko,
            "candidates": "; ".join(f"{other} {score:.4f}" for other, score in found.beside),
        }
        beside = [{"record_id": other, "score": score} for other, score in found.beside]
        answers.append(Answer(row, {**row, "candidates": beside}, found.group))
    return answers


def in_language(row: dict[str, Any], language: str) -> dict[str, Any]:
    """Return a row with its reason in one language."""
    return {**row, "reason": row["reason_ko"] if language == "ko" else row["reason"]}


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
