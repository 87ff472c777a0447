"""`sojae measure`, `measures`, `gaps`, `bridges`: network analysis."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.plurals import plural
from queries.measures import known_measures
from queries.registry import find
from sojae.console import Json, fail, show_lines, view_of, write_json
from sojae.language import Speech, known_language, sentence_of, verdict_in
from sojae.questions import JSON, KEYWORD, STORE, add, asks, options_of, read_typed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.bridges import BridgesShape, Reason
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


def gaps(found: GapsShape, language: str = "en") -> Iterable[str]:
    """Find pairs of sectors with fewer ties than expected, with p- and q-values."""
    yield from (sentence_of(warning, language) for warning in found.warnings)
    for pair in found.pairs:
        if pair.q is not None:
            yield f"{verdict_in(pair.verdict, language)}\t{sentence_of(pair.sentence, language)}"
    untested = sum(pair.q is None for pair in found.pairs)
    if untested and language == "ko":
        yield f"나머지 {untested}쌍은 자료가 부족하여 판단할 수 없습니다."
    elif untested:
        yield f"{plural(untested, 'pair has', 'pairs have')} too little data for a test."


def run_gaps(figure: Path | None, language: str | None, store: str | None, json: bool, **typed: Any) -> None:
    """Answer, and draw the figure if one is wanted."""
    spoken = known_language(language or "en")
    found: Any = GAPS.answer(view_of(store), read_typed(GAPS.parameters, typed))
    if figure is not None:
        draw(found.to_dict(), figure, language or "ko")
    if json:
        write_json(found.encoded())
    else:
        show_lines(gaps(found, spoken))


FIGURE = Annotated[Path | None, typer.Option(help="also write a figure to this file: OUT.svg or OUT.png")]
LANGUAGE = Annotated[
    str | None,
    typer.Option(
        help="language of the text and the figure: ko or en; without it the text is English and the figure Korean",
        metavar="[ko|en]",
    ),
]
add(
    app,
    run_gaps,
    gaps,
    [
        *options_of(GAPS.parameters),
        inspect.Parameter("figure", KEYWORD, default=None, annotation=FIGURE),
        inspect.Parameter("language", KEYWORD, default=None, annotation=LANGUAGE),
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
    try:
        out.write_bytes(gaps_figure(table, language=languages[language], kind=kinds[out.suffix]))
    except OSError as error:
        fail(f"{out}: {error.strerror}: choose another file")
    except FigureError as error:
        fail(f"{out}: {error}")


REASONS = {
    "common partner": "공통 상대",
    "shared programme": "공동 참여 사업",
    "shared technology": "공통 기술",
    "same district": "같은 지역",
    "both active": "양쪽 모두 활발",
}


@asks(app, find("bridges"), spoken=True)
def bridges(found: BridgesShape, speech: Speech) -> Iterable[str]:
    """Find pairs of organisations that could bridge two sectors, and the brokers that already do."""
    named, a, b = speech.named, speech.sector(found.a), speech.sector(found.b)
    yield from (speech.sentence(warning) for warning in found.warnings)
    for pair in found.pairs:
        reasons = "; ".join(reason_of(reason, speech) for reason in pair.reasons)
        yield f"{named(pair.a)} – {named(pair.b)}\t{pair.score:.3g}\t{reasons}"
    for broker in found.brokers:
        if speech.korean:
            ties = f"{a} {broker.ties_a}개, {b} {broker.ties_b}개 기관과 연결"
            yield f"중개 기관 {named(broker.id)}\t{ties}, 유일한 공통 상대인 조합 {broker.sole_pairs}쌍"
        else:
            ties = f"{plural(broker.ties_a, 'tie')} to {a}, {broker.ties_b} to {b}"
            yield f"broker {named(broker.id)}\t{ties}, the only one between {plural(broker.sole_pairs, 'pair')}"
    if found.pairs:
        yield speech.sentence(found.evidence.sentence)


def reason_of(reason: Reason, speech: Speech) -> str:
    """Write a reason with the names of what two organisations have in common."""
    kind = REASONS[reason.kind] if speech.korean else reason.kind
    return f"{kind}{': ' if reason.via else ''}{', '.join(map(speech.named, reason.via))}"
