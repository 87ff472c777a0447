"""`sojae review`: pairs of records that may be one organisation, and a person's verdicts on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.plurals import plural
from graph.vocabulary import Identity
from sojae.console import Json, Limit, StoreUrl, opened, show

if TYPE_CHECKING:
    from ingest.identity import Settled

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


@review.command("list")
def list_pairs(
    decision: Annotated[
        str, typer.Option("--decision", help="list pairs with this decision: review, merge, split or all")
    ] = "review",
    out: Annotated[
        Path | None, typer.Option("--out", help="write the pairs to this CSV file, to be edited")
    ] = None,
    limit: Limit = 10_000,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """List pairs with their evidence, highest score first."""
    from ingest.review import ReviewError, pairs, write_queue

    if decision not in {*map(str, Identity), "all"}:
        raise ReviewError(f"Unknown decision “{decision}”: use --decision review, merge, split or all")
    _, target = opened(store)
    found = pairs(target, None if decision == "all" else Identity(decision))
    if out is not None:
        write_queue(out, found[:limit])
        typer.echo(
            f"sojae: {plural(len(found[:limit]), 'pair')} in {out}: write merge or split in the column `decision`, then run: sojae review apply {out}",
            err=True,
        )
    answer = {"pairs": [pair.as_dict() for pair in found[:limit]], "total": len(found)}
    if out is None or json:
        show(answer, as_json=json, lines=lines)


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
    from ingest.review import edited, read_queue

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


def lines(answer: dict[str, Any]) -> list[str]:
    """Format each pair as lines."""
    found = [
        f"{side_of(pair, 'a')}  ↔  {side_of(pair, 'b')}\n    {pair['decision']} by {pair['by']}"
        + ("" if pair["score"] is None else f", score {pair['score']:.3f}")
        + "".join(
            f"\n    {what.rstrip('|').replace('|', ': ', 1).replace('|', ' ')}" for what in pair["evidence"]
        )
        for pair in answer["pairs"]
    ]
    return [*found, plural(answer["total"], "pair")] if found else []


def side_of(pair: dict[str, Any], side: str) -> str:
    place = f", {pair[f'place_{side}']}" if pair[f"place_{side}"] else ""
    return f"{pair[side]} ({pair[f'name_{side}'] or 'gone'}{place})"


def outcome(answer: dict[str, Any]) -> list[str]:
    """Say what the verdicts led to."""
    done = [f"{answer['verdicts']:,} stored"] if answer["verdicts"] or not answer["taken_back"] else []
    done += [f"{answer['taken_back']:,} withdrawn"] if answer["taken_back"] else []
    return [
        f"verdicts: {', '.join(done)}; now {plural(answer['merge'], 'pair is', 'pairs are')} one organisation by the rules, {answer['review']:,} to review",
        f"graph version {answer['graph_version']}",
    ]
