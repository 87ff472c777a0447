"""`sojae measure`, `measures`, `communities`: network analysis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from api import answers
from api.answers_sectors import gaps_answer
from graph.measures.gaps import Baseline, Method
from graph.measures.gaps import Layer as GapLayer
from graph.network import Period
from graph.vocabulary import Layer
from sojae.console import AsOf, Json, Limit, Since, StoreUrl, show, view_of

app = typer.Typer()


@app.command()
def measure(
    name: str,
    parameters: Annotated[
        list[str] | None, typer.Argument(help="parameters of the measure, as name=value")
    ] = None,
    layer: Layer = Layer.DIRECT,
    as_of: AsOf = None,
    limit: Limit = 20,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Rank nodes by a measure of the registry."""
    given: dict[str, str] = {}
    for word in parameters or ():
        key, _, value = word.partition("=")
        given[key] = value
    view = view_of(store)
    found = answers.ranking(view, name, layer, Period(as_of), given)
    show(answers.measure_answer(view, found, limit=limit), as_json=json, lines=ranks)


def ranks(body: dict[str, Any]) -> Iterable[str]:
    """List values: rank, id, value."""
    yield from (f"{value['rank']}\t{value['id']}\t{value['value']:.6g}" for value in body["values"])


@app.command()
def measures(json: Json = False) -> None:
    """List every measure with its unit and definition."""
    show(answers.measures_answer(), as_json=json, lines=definitions)


def definitions(body: dict[str, Any]) -> Iterable[str]:
    """List measures: name, unit, first line of the definition."""
    for result in body["results"]:
        yield f"{result['name']}\t{result['unit']}\t{result['definition'].splitlines()[0]}"


@app.command()
def communities(
    layer: Layer = Layer.DIRECT,
    resolution: Annotated[float, typer.Option(min=0.01, max=100)] = 1.0,
    seed: Annotated[int, typer.Option(min=0)] = 0,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Find groups that are more tied inside than chance would have it."""
    body = answers.communities_answer(view_of(store), layer, Period(), resolution=resolution, seed=seed)
    show(body, as_json=json, lines=groups)


def groups(body: dict[str, Any]) -> Iterable[str]:
    """List groups: number, size, commonest sectors, first members."""
    for group in body["communities"]:
        yield f"{group['id']}\t{group['size']}\t{group['label_ko']}\t{', '.join(group['members'][:5])}"


@app.command()
def gaps(
    layer: GapLayer = GapLayer.DIRECT,
    baseline: Baseline = Baseline.OUTWARD,
    method: Method = Method.LIVE,
    samples: Annotated[int | None, typer.Option(min=20, max=10_000)] = None,
    seed: Annotated[int, typer.Option(min=0)] = 0,
    as_of: AsOf = None,
    since: Since = None,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Tell which pairs of sectors have fewer ties than chance would give, and how sure that is."""
    body = gaps_answer(view_of(store), layer, baseline, method, Period(as_of, since), samples, seed)
    show(body, as_json=json, lines=sentences)


def sentences(body: dict[str, Any]) -> Iterable[str]:
    """Say what was found about each pair that could be tested, the surest first, and what a reader must know."""
    yield from (warning["en"] for warning in body["warnings"])
    for pair in body["pairs"]:
        if pair["q"] is not None:
            yield f"{pair['verdict']}\t{pair['sentence']['en']}"
    untested = sum(pair["q"] is None for pair in body["pairs"])
    if untested:
        yield f"{untested} pairs have too little data to be tested."
