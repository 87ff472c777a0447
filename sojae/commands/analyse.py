"""`sojae measure`, `measures`, `gaps`, `bridges`: network analysis."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from api.answers.networks import measure_answer, measures_answer, ranking
from api.answers.sectors import bridges_answer, gaps_answer
from graph.evidence import Period
from graph.measures.gaps import Baseline, Method
from graph.plurals import plural
from graph.vocabulary import GapLayer, Layer
from sojae.console import AsOf, Json, Limit, Since, StoreUrl, fail, show, view_of
from viz.figures import FigureError, Language, Picture, gaps_figure

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
    found = ranking(view, name, layer, Period(as_of), given)
    show(measure_answer(view, found, limit=limit), as_json=json, lines=ranks)


def ranks(body: dict[str, Any]) -> Iterable[str]:
    """List values: rank, id, value."""
    yield from (f"{value['rank']}\t{value['id']}\t{value['value']:.6g}" for value in body["values"])


@app.command()
def measures(json: Json = False) -> None:
    """List every measure with its unit and definition."""
    show(measures_answer(), as_json=json, lines=definitions)


def definitions(body: dict[str, Any]) -> Iterable[str]:
    """List measures: name, unit, first line of the definition."""
    for result in body["results"]:
        yield f"{result['name']}\t{result['unit']}\t{result['definition'].splitlines()[0]}"


@app.command()
def gaps(
    layer: GapLayer = Layer.DIRECT,
    baseline: Baseline = Baseline.OUTWARD,
    method: Method = Method.LIVE,
    samples: Annotated[int | None, typer.Option(min=20, max=10_000)] = None,
    seed: Annotated[int, typer.Option(min=0)] = 0,
    as_of: AsOf = None,
    since: Since = None,
    figure: Annotated[Path | None, typer.Option(help="also draw it: OUT.svg or OUT.png")] = None,
    language: Annotated[str, typer.Option(help="of the figure: ko or en")] = "ko",
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Tell which pairs of sectors have fewer ties than chance would give, and how sure that is."""
    body = gaps_answer(view_of(store), layer, baseline, method, Period(as_of, since), samples, seed)
    if figure is not None:
        draw(orjson.loads(body), figure, language)
    show(body, as_json=json, lines=sentences)


def draw(table: dict[str, Any], out: Path, language: str) -> None:
    """Write the figure of a table."""
    kinds: dict[str, Picture] = {".svg": "svg", ".png": "png"}
    languages: dict[str, Language] = {"ko": "ko", "en": "en"}
    if out.suffix not in kinds:
        fail(f"{out}: a figure is OUT.svg or OUT.png: choose one of these endings")
    if language not in languages:
        fail(f"“{language}” is no language here: use ko or en")
    try:
        out.write_bytes(gaps_figure(table, language=languages[language], kind=kinds[out.suffix]))
    except OSError as error:
        fail(f"{out}: {error.strerror}: choose another file")
    except FigureError as error:
        fail(f"{out}: {error}")


def sentences(body: dict[str, Any]) -> Iterable[str]:
    """Say what was found about each pair that could be tested, the surest first, and what a reader must know."""
    yield from (warning["en"] for warning in body["warnings"])
    for pair in body["pairs"]:
        if pair["q"] is not None:
            yield f"{pair['verdict']}\t{pair['sentence']['en']}"
    untested = sum(pair["q"] is None for pair in body["pairs"])
    if untested:
        yield f"{plural(untested, 'pair has', 'pairs have')} too little data to be tested."


@app.command()
def bridges(
    sector_a: Annotated[str, typer.Argument(help="a counted sector")],
    sector_b: Annotated[str, typer.Argument(help="another one")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=200)] = 10,
    as_of: AsOf = None,
    unrelated: Annotated[
        bool, typer.Option("--unrelated", help="also pairs that have nothing in common and are merely active")
    ] = False,
    store: StoreUrl = None,
    json: Json = False,
) -> None:
    """Name pairs of organisations who could bridge two sectors, and the bodies who do."""
    body = bridges_answer(view_of(store), sector_a, sector_b, Period(as_of), limit, unrelated=unrelated)
    show(body, as_json=json, lines=who)


def who(body: dict[str, Any]) -> Iterable[str]:
    """List what stands in the way, pairs with their reasons, brokers, and how far the score can be trusted."""
    yield from (warning["en"] for warning in body["warnings"])
    for pair in body["pairs"]:
        reasons = "; ".join(
            f"{r['kind']}{': ' if r['via'] else ''}{', '.join(r['via'])}" for r in pair["reasons"]
        )
        yield f"{pair['a']} – {pair['b']}\t{pair['score']:.3g}\t{reasons}"
    for broker in body["brokers"]:
        ties = f"{plural(broker['ties_a'], 'tie')} to {body['a']}, {broker['ties_b']} to {body['b']}"
        yield f"broker {broker['id']}\t{ties}, the only one between {plural(broker['sole_pairs'], 'pair')}"
    if body["pairs"]:
        yield body["evidence"]["sentence"]["en"]
