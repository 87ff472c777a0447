"""`sojae gap`, `whatif`: what a verdict hangs on, and what alliances, ties and removals would change."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer

from queries.errors import Invalid, not_allowed
from queries.registry import find
from sojae.console import show_lines, view_of, write_json
from sojae.questions import JSON, KEYWORD, STORE, add, options_of, read_typed, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.gap import GapOfPair

app = typer.Typer()
GAP = find("gap")
LANGUAGES = ("ko", "en")
LANGUAGE = inspect.Parameter(
    "language",
    KEYWORD,
    default="en",
    annotation=Annotated[str, typer.Option(help="language of the sentences: ko or en", metavar="[ko|en]")],
)


def said(language: str) -> str:
    """Accept a language.

    Raises:
        Invalid: it is another one.
    """
    if language not in LANGUAGES:
        raise Invalid([not_allowed("language", language, LANGUAGES)])
    return language


def gap(found: GapOfPair, language: str = "en") -> Iterable[str]:
    """Find what the verdict on a pair of sectors hangs on: organisations, and observed and expected ties by year."""
    yield found.pair.sentence[language]
    yield found.sentence[language]
    for one in found.drivers:
        name = one.name_ko if language == "ko" else one.name_en
        change = "lost" if one.lost else "kept"
        yield (
            f"{one.id}\t{name}\t{100 * one.share:.0f} %\t{one.observed_without} of {one.expected_without:.1f}"
            f"\t{one.verdict_without}\t{change}"
        )
    for year in found.course:
        yield f"{year.year}\t{year.observed} of {year.expected:.1f}\t{year.verdict}"


def run_gap(sector_a: str, sector_b: str, language: str, store: str | None, json: bool, **typed: Any) -> None:
    """Answer."""
    spoken = said(language)
    found: Any = GAP.answer(view_of(store), sector_a, sector_b, read_typed(GAP.parameters, typed))
    if json:
        write_json(found.encoded())
    else:
        show_lines(gap(found, spoken))


add(app, run_gap, gap, [*subject_of(GAP), *options_of(GAP.parameters), LANGUAGE, STORE, JSON])
