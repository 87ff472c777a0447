"""`sojae measure`, `measures`, `gaps`, `bridges`: network analysis."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.plurals import plural
from queries.errors import Invalid, not_allowed
from queries.measures import known_measures
from queries.registry import find
from sojae.console import Json, fail, show_lines, view_of, write_json
from sojae.questions import JSON, KEYWORD, STORE, add, asks, options_of, read_typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.bridges import BridgesShape
    from queries.gaps import GapsShape
    from queries.measures import Measures, MeasureValues
    from viz.figures import Language, Picture

app = typer.Typer()
GAPS = find("gaps")


@asks(app, find("measure", "measures"), further="parameters of the measure, as name=value")
def measure(found: MeasureValues) -> Iterable[str]:
    """Rank nodes by a measure."""
    yield from (f"{value.rank}\t{value.id}\t{value.value:.6g}" for value in found.values)


@app.command()
def measures(json: Json = False) -> None:
    """List all measures with their units and definitions."""
    found = known_measures()
    if json:
        write_json(found.encoded())
    else:
        show_lines(definitions(found))


def definitions(found: Measures) -> Iterable[str]:
    """Yield a line per measure: name, unit, first line of the definition."""
    for one in found.results:
        yield f"{one.name}\t{one.unit}\t{one.definition.splitlines()[0]}"


def gaps(found: GapsShape) -> Iterable[str]:
    """Find pairs of sectors with fewer ties than expected, with p- and q-values."""
    yield from (warning.en for warning in found.warnings)
    for pair in found.pairs:
        if pair.q is not None:
            yield f"{pair.verdict}\t{pair.sentence.en}"
    untested = sum(pair.q is None for pair in found.pairs)
    if untested:
        yield f"{plural(untested, 'pair has', 'pairs have')} too little data for a test."


def run_gaps(figure: Path | None, language: str, store: str | None, json: bool, **typed: Any) -> None:
    """Answer, and draw the figure if one is wanted."""
    found: Any = GAPS.answer(view_of(store), read_typed(GAPS.parameters, typed))
    if figure is not None:
        draw(found.to_dict(), figure, language)
    if json:
        write_json(found.encoded())
    else:
        show_lines(gaps(found))


FIGURE = Annotated[Path | None, typer.Option(help="also write a figure to this file: OUT.svg or OUT.png")]
LANGUAGE = Annotated[str, typer.Option(help="language of the figure: ko or en")]
add(
    app,
    run_gaps,
    gaps,
    [
        *options_of(GAPS.parameters),
        inspect.Parameter("figure", KEYWORD, default=None, annotation=FIGURE),
        inspect.Parameter("language", KEYWORD, default="ko", annotation=LANGUAGE),
        STORE,
        JSON,
    ],
)


def draw(table: dict[str, Any], out: Path, language: str) -> None:
    """Write the figure of a table to a file."""
    from viz.figures import FigureError, gaps_figure

    kinds: dict[str, Picture] = {".svg": "svg", ".png": "png"}
    languages: dict[str, Language] = {"ko": "ko", "en": "en"}
    if out.suffix not in kinds:
        fail(f"{out}: a figure is an .svg or .png file: choose one of these endings")
    if language not in languages:
        raise Invalid([not_allowed("language", language, languages)])
    try:
        out.write_bytes(gaps_figure(table, language=languages[language], kind=kinds[out.suffix]))
    except OSError as error:
        fail(f"{out}: {error.strerror}: choose another file")
    except FigureError as error:
        fail(f"{out}: {error}")


@asks(app, find("bridges"))
def bridges(found: BridgesShape) -> Iterable[str]:
    """Find pairs of organisations that could bridge two sectors, and the brokers that already do."""
    yield from (warning.en for warning in found.warnings)
    for pair in found.pairs:
        reasons = "; ".join(f"{r.kind}{': ' if r.via else ''}{', '.join(r.via)}" for r in pair.reasons)
        yield f"{pair.a} – {pair.b}\t{pair.score:.3g}\t{reasons}"
    for broker in found.brokers:
        ties = f"{plural(broker.ties_a, 'tie')} to {found.a}, {broker.ties_b} to {found.b}"
        yield f"broker {broker.id}\t{ties}, the only one between {plural(broker.sole_pairs, 'pair')}"
    if found.pairs:
        yield found.evidence.sentence.en
