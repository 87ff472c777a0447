"""`sojae review`: the queue of pairs that may be one body, and what a person decides of them."""

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
review = typer.Typer(no_args_is_help=True, help="Doubtful pairs, and verdicts on them: these win for ever.")
app.add_typer(review, name="review")
One = Annotated[str, typer.Argument(help="id of one record")]
Other = Annotated[str, typer.Argument(help="id of the other")]


@app.callback()
def commands() -> None:
    """Keep `review` a group of its own."""


@review.command("list")
def list_pairs(
    decision: Annotated[
        str, typer.Option("--decision", help="review, merge, split, or all: which pairs are listed")
    ] = "review",
    out: Annotated[Path | None, typer.Option("--out", help="write them as a CSV to be edited")] = None,
    limit: Limit = 10_000,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """List pairs with what speaks for them, the surest first."""
    from ingest.review import ReviewError, pairs, write_queue

    if decision not in {*map(str, Identity), "all"}:
        raise ReviewError(f"--decision {decision}: no such decision: give review, merge, split or all")
    _, target = opened(store)
    found = pairs(target, None if decision == "all" else Identity(decision))
    if out is not None:
        write_queue(out, found[:limit])
        typer.echo(
            f"sojae: {plural(len(found[:limit]), 'pair')} in {out}: put merge or split into `decision`, then: sojae review apply {out}",
            err=True,
        )
    body = {"pairs": [pair.as_dict() for pair in found[:limit]], "total": len(found)}
    if out is None or json:
        show(body, as_json=json, lines=lines)


@review.command("merge")
def merge(one: One, other: Other, store: StoreUrl = None, json: Json = False) -> None:
    """Say that two records are one body."""
    decided([(one, other, str(Identity.MERGE))], store, json=json)


@review.command("split")
def split(one: One, other: Other, store: StoreUrl = None, json: Json = False) -> None:
    """Say that two records are two bodies; what was merged comes apart."""
    decided([(one, other, str(Identity.SPLIT))], store, json=json)


@review.command("forget")
def forget(one: One, other: Other, store: StoreUrl = None, json: Json = False) -> None:
    """Take a verdict back: the rules decide again."""
    from ingest.review import FORGET

    decided([(one, other, FORGET)], store, json=json)


@review.command("apply")
def apply(
    file: Annotated[Path, typer.Argument(help="the CSV of `review list --out`, edited")],
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Take all verdicts of an edited CSV, or none; what stands as the rules said it is no verdict."""
    from ingest.review import edited, read_queue

    _, target = opened(store)
    target.prepare()
    decided(edited(target, read_queue(file)), store, json=json)


def decided(verdicts: list[tuple[str, str, str]], url: str | None, *, json: bool) -> None:
    """Keep verdicts and say what follows."""
    from ingest.review import FORGET, decide

    _, target = opened(url)
    target.prepare()
    settled: Settled = decide(target, verdicts)
    version = settled.graph_version or target.revision().graph_version
    taken_back = sum(decision == FORGET for _, _, decision in verdicts)
    body = {
        "verdicts": len(verdicts) - taken_back,
        "taken_back": taken_back,
        **settled.as_dict(),
        "graph_version": version,
    }
    show(body, as_json=json, lines=told)


def lines(body: dict[str, Any]) -> list[str]:
    """Say pairs for people: two lines each."""
    found = [
        f"{said(pair, 'a')}  ↔  {said(pair, 'b')}\n    {pair['decision']} by {pair['by']}"
        + ("" if pair["score"] is None else f", score {pair['score']:.3f}")
        + "".join(
            f"\n    {what.rstrip('|').replace('|', ': ', 1).replace('|', ' ')}" for what in pair["evidence"]
        )
        for pair in body["pairs"]
    ]
    return [*found, plural(body["total"], "pair")] if found else []


def said(pair: dict[str, Any], side: str) -> str:
    place = f", {pair[f'place_{side}']}" if pair[f"place_{side}"] else ""
    return f"{pair[side]} ({pair[f'name_{side}'] or 'gone'}{place})"


def told(body: dict[str, Any]) -> list[str]:
    """Say what a verdict led to."""
    done = [f"{body['verdicts']:,} kept"] if body["verdicts"] or not body["taken_back"] else []
    done += [f"{body['taken_back']:,} taken back"] if body["taken_back"] else []
    return [
        f"verdicts: {', '.join(done)}; now {plural(body['merge'], 'pair is', 'pairs are')} one body by the rules, {body['review']:,} to review",
        f"graph version {body['graph_version']}",
    ]
