"""`sojae evaluate`: one programme, or all of them."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer

from queries.registry import find
from sojae.language import known_language, language_option
from sojae.questions import JSON, KEYWORD, STORE, add, answer, options_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from queries.evaluation import EvaluationShape
    from queries.evaluations import EvaluationsShape

app = typer.Typer()
ONE, ALL = find("evaluate", "evaluation"), find("evaluate_all", "evaluations")
COUNTS = {
    "ko": "{window.since} – {window.until}: 회원 간 연결 {window.ties}건, 사업 보도에만 나오는 연결 {window.echo}건, 예상 {expected}건,"
    " 전체 {window.all_ties}건",
    "en": "{window.since} – {window.until}: {window.ties} among members, {window.echo} echo, {expected} expected, {window.all_ties} in all",
}
PROGRAMME = Annotated[
    str | None, typer.Argument(help="id of the programme; default: all programmes", show_default=False)
]


def evaluate(found: EvaluationsShape) -> Iterable[str]:
    """Evaluate a programme by the ties among its members before and after its start; without an id, all programmes."""
    yield "id\tstart\tmembers\tbefore\tafter\techo\texpected before\texpected after\tverdict\treasons"
    for row in found.results:
        expected = ("" if one is None else f"{one:.1f}" for one in (row.expected_before, row.expected_after))
        counts = map(str, (row.members_named, row.before, row.after, row.echo))
        yield "\t".join((row.id, row.start, *counts, *expected, row.verdict, ";".join(row.reasons)))
    if not found.pooled.programmes:
        yield (
            "No programme could be pooled: that takes a start in the years asked for, at least four years of sources after it, "
            "and two named members of a kind whose members cooperate."
        )
        return
    yield "year from start\tpairs\tties\techo\texpected"
    for year in found.pooled.years:
        yield f"{year.year:+d}\t{year.pairs}\t{year.ties}\t{year.echo}\t{year.expected:.2f}"
    for name, ratio in (("with echo", found.pooled.with_echo), ("without echo", found.pooled.without_echo)):
        if ratio is not None:
            yield f"{name}: {ratio.ratio:.2f} times as many ties as before, given activity [{ratio.low:.2f}, {ratio.high:.2f}]"
    for kind in found.conversions:
        rate = "" if kind.rate is None else f", {kind.rate:.2%} without echo"
        yield f"{kind.kind}: {kind.tied} of {kind.open} open pairs tied, {kind.echo} of them echo{rate}"


def in_language(language: str) -> Callable[[EvaluationShape], Iterable[str]]:
    """Return the lines of one programme in a language."""

    def lines(found: EvaluationShape) -> Iterable[str]:
        yield found.sentence[language]
        yield from (f"– {reason[language]}" for reason in found.reasons)
        for window in found.windows:
            expected = "–" if window.expected is None else f"{window.expected:.1f}"
            yield COUNTS[language].format(window=window, expected=expected)
        yield from (f"* {limit[language]}" for limit in found.cannot_show)

    return lines


def run_evaluate(id: str | None, language: str, store: str | None, json: bool, **typed: Any) -> None:
    """Answer for one programme or for all."""
    spoken = known_language(language)
    if id is None:
        answer(ALL, [], typed, store, lines=None if json else evaluate)
        return
    unused = [name for name, value in typed.items() if value and name not in ONE.parameters.model_fields]
    if unused:
        raise typer.BadParameter(
            "--kind, --from and --until are for all programmes: leave them out, or the id"
        )
    used = {name: typed.get(name) for name in ONE.parameters.model_fields}
    answer(ONE, [id], used, store, lines=None if json else in_language(spoken))


add(
    app,
    run_evaluate,
    evaluate,
    [
        inspect.Parameter("id", KEYWORD, default=None, annotation=PROGRAMME),
        *options_of(ALL.parameters),
        language_option(),
        STORE,
        JSON,
    ],
)
