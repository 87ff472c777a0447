"""`sojae review`: pairs of records that may be one organisation, and a person's verdicts on them."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.plurals import plural
from graph.vocabulary import Identity
from queries.review import ReviewParameters
from queries.review import review as ask_review
from sojae.console import Json, StoreUrl, opened, show, show_lines, view_of, write_json
from sojae.language import known_language, language_option
from sojae.questions import JSON, KEYWORD, STORE, add, options_of, read_typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.identity import Settled
    from queries.review_records import ReviewRecord
    from queries.review_shapes import Review, ReviewPair

app = typer.Typer()
review = typer.Typer(
    no_args_is_help=True, help="Pairs that need review, and verdicts on them, which override the rules."
)
app.add_typer(review, name="review")
One = Annotated[str, typer.Argument(help="id of one record")]
Other = Annotated[str, typer.Argument(help="id of the other record")]


@app.callback()
def commands() -> None:
    """Keep `review` a group of its own."""


def listed(found: Review, language: str = "en") -> Iterable[str]:
    """List pairs with their evidence, most likely first."""
    for pair in found.results:
        sides = (side_of(pair.a, pair.record_a, language), side_of(pair.b, pair.record_b, language))
        yield "  ↔  ".join(sides)
        yield from details(pair, language)
    if found.results:
        totals = found.totals
        yield f"{plural(found.total, 'pair')}; in all {totals.open:,} open, {totals.decided:,} decided by a person"
    if found.next is not None:
        yield f"more: --limit, or --cursor {found.next}"


def details(pair: ReviewPair, language: str) -> Iterable[str]:
    """Format the decision and the evidence."""
    from ingest.resolution.reasons import said

    ko = language == "ko"
    likely = ""
    if pair.probability is not None:
        likely = f", {'확률' if ko else 'probability'} {pair.probability:.3f}"
    decision = f"{pair.decision.ko} ({pair.by.ko})" if ko else f"{pair.decision} by {pair.by}"
    yield f"    {decision}{likely}"
    for what in pair.evidence:
        yield f"    {said(what, 'ko' if ko else 'en')}"


def side_of(key: str, record: ReviewRecord | None, language: str) -> str:
    """Format one record."""
    from graph.place_names import place_name

    ko = language == "ko"
    if record is None:
        return f"{key} ({'삭제됨' if ko else 'gone'})"
    written = " ".join(part for part in (record.city, record.district) if part)
    place = place_name(record.city, record.district, "ko" if ko else "en") or written
    return f"{key} ({record.name_ko}{f', {place}' if place else ''})"


def ask_list(out: Path | None, language: str, store: str | None, json: bool, **typed: Any) -> None:
    """Answer the question, or write the pairs that pass its filters to a table."""
    from queries.review import selected

    known_language(language)
    parameters = read_typed(ReviewParameters, typed)
    view = view_of(store)
    if out is None:
        found: Review = ask_review(view, parameters)
        write_json(found.encoded()) if json else show_lines(listed(found, language))
        return
    from ingest.review_table import pairs, write_queue

    wanted = {one[:2] for one in selected(view.snapshot, parameters)}
    kept = [pair for pair in pairs(view.store, None) if (pair.same_as.a, pair.same_as.b) in wanted]
    write_queue(out, kept)
    typer.echo(
        f"sojae: {plural(len(kept), 'pair')} in {out}: write merge or split in the column `decision`, then run: sojae review apply {out}",
        err=True,
    )


OUT = Annotated[Path | None, typer.Option("--out", help="write all these pairs to a CSV file to be edited")]
listed.__name__ = "list"
add(
    review,
    ask_list,
    listed,
    [
        *options_of(ReviewParameters),
        inspect.Parameter("out", KEYWORD, default=None, annotation=OUT),
        language_option(),
        STORE,
        JSON,
    ],
)


@review.command("merge")
def merge(one: One, other: Other, store: StoreUrl = None, json: Json = False) -> None:
    """Decide that two records are one organisation."""
    decided([(one, other, str(Identity.MERGE))], store, json=json)


@review.command("split")
def split(one: One, other: Other, store: StoreUrl = None, json: Json = False) -> None:
    """Decide that two records are two organisations; undo their merge."""
    decided([(one, other, str(Identity.SPLIT))], store, json=json)


@review.command("forget")
def forget(one: One, other: Other, store: StoreUrl = None, json: Json = False) -> None:
    """Withdraw a verdict; the rules decide again."""
    from ingest.review import FORGET

    decided([(one, other, FORGET)], store, json=json)


@review.command("apply")
def apply(
    file: Annotated[Path, typer.Argument(help="the edited CSV file of `review list --out`")],
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Apply the verdicts of an edited CSV file, all or none; an unchanged row is not a verdict."""
    from ingest.review_table import edited, read_queue

    _, target = opened(store)
    target.prepare()
    decided(edited(target, read_queue(file)), store, json=json)


def decided(verdicts: list[tuple[str, str, str]], url: str | None, *, json: bool) -> None:
    """Store verdicts and print what follows."""
    from ingest.review import FORGET, decide

    _, target = opened(url)
    target.prepare()
    settled: Settled = decide(target, verdicts)
    version = settled.graph_version or target.revision().graph_version
    withdrawn = sum(decision == FORGET for _, _, decision in verdicts)
    answer = {
        "verdicts": len(verdicts) - withdrawn,
        "taken_back": withdrawn,
        **settled.as_dict(),
        "graph_version": version,
    }
    show(answer, as_json=json, lines=outcome)


def outcome(answer: dict[str, Any]) -> list[str]:
    """Say what the verdicts led to."""
    done = [f"{answer['verdicts']:,} stored"] if answer["verdicts"] or not answer["taken_back"] else []
    done += [f"{answer['taken_back']:,} withdrawn"] if answer["taken_back"] else []
    return [
        f"verdicts: {', '.join(done)}; now {plural(answer['merge'], 'pair is', 'pairs are')} one organisation by the rules, {answer['review']:,} to review",
        f"graph version {answer['graph_version']}",
    ]
