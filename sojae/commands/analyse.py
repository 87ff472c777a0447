"""`sojae measure`, `measures`, `communities`: network analysis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from api import answers
from graph.network import Period
from graph.vocabulary import Layer
from sojae.console import AsOf, Json, Limit, StoreUrl, show, view_of

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
