"""Evaluation of all programmes: one row each, and their member pairs pooled by year relative to the start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from graph.evaluations import Ratio, YearCounts
from graph.inheritable import members_of
from graph.vocabulary import AFFILIATION_PROGRAMMES
from queries.errors import refuse
from queries.evaluation import Verdict, WindowParameters
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.conversions import Conversions
    from graph.measures.evaluation import Evaluation

TeamKind = Literal["project", "mou", "alliance", "union", "division"]


class EvaluationsParameters(WindowParameters):
    """Parameters of the evaluation of all programmes."""

    kind: TeamKind | None = Field(
        default=None, description="only programmes of this kind; default: all kinds whose members cooperate"
    )
    first: int | None = Field(
        default=None,
        alias="from",
        ge=1,
        le=9999,
        description="first year of the start, for the pooled figures",
    )
    last: int | None = Field(
        default=None,
        alias="until",
        ge=1,
        le=9999,
        description="last year of the start, for the pooled figures",
    )


class EvaluatedProgramme(Shape):
    """A programme's ties among members before and after the start, and the verdict."""

    ids: ClassVar[Mapping[str, Named]] = {"id": "node"}
    id: str
    kind: str
    start: str
    members_named: int
    members_told: int | None
    before: int
    after: int
    echo: int
    expected_before: float | None
    expected_after: float | None
    p: float | None
    verdict: Verdict
    reasons: list[str]


class PooledYear(Shape, YearCounts):
    """Member pairs of all programmes in one year relative to the start."""


class PooledRatio(Shape, Ratio):
    """Ties over expected ties, from the year of the start on against the years before; intervals do not allow for consortia."""


class PooledProgrammes(Shape):
    """All programmes pooled; the ratios are null without ties."""

    programmes: int
    years: list[PooledYear]
    with_echo: PooledRatio | None
    without_echo: PooledRatio | None


class Conversion(Shape):
    """Member pairs without a tie at the start, those tied within the window, and those by echo alone; `rate` is without echo."""

    kind: str
    programmes: int
    open: int
    tied: int
    echo: int
    rate: float | None


class EvaluationsShape(Result):
    """All programmes with a start and at least two named members, and their pairs pooled."""

    table: ClassVar[str] = "results"
    years: int
    roles: str
    seed: int
    samples: int
    kind: str | None
    first: int | None = Field(alias="from")
    until: int | None
    graph_version: str
    results: list[EvaluatedProgramme]
    pooled: PooledProgrammes
    conversions: list[Conversion]

    def caption(self) -> str:
        """Return the number of programmes by verdict."""
        counted = Counter(row.verdict for row in self.results)
        told = ", ".join(f"{number} {verdict}" for verdict, number in counted.most_common())
        return f"{len(self.results)} programmes; {told}" if told else "0 programmes"

    def __repr__(self) -> str:
        return f"<Evaluations: {self.caption()}>"


EXAMPLE = EvaluationsShape(
    years=3, roles="all", seed=0, samples=1999, kind=None, **{"from": None}, until=None, graph_version="f2bd416c30119016",
    results=[
        EvaluatedProgramme(
            id="daegu-materials-convergence-union", kind="union", start="2017-06-20", members_named=7, members_told=200, before=1,
            after=0, echo=2, expected_before=3.9, expected_after=3.5, p=None, verdict="cannot be estimated",
            reasons=["members", "expected", "fixed", "unnamed"],
        )
    ],
    pooled=PooledProgrammes(
        programmes=107,
        years=[PooledYear(year=0, pairs=1683, ties=153, echo=145, expected=4.5)],
        with_echo=PooledRatio(ratio=3.3, low=2.2, high=5.2),
        without_echo=PooledRatio(ratio=0.45, low=0.24, high=0.82),
    ),
    conversions=[Conversion(kind="alliance", programmes=11, open=436, tied=7, echo=3, rate=0.0092)],
)  # fmt: skip


@question(
    "evaluate_all",
    topic="programmes",
    path="programmes/evaluation",
    parameters=EvaluationsParameters,
    example=EXAMPLE,
    kept=True,
    command="evaluate",
)
def evaluate_all(view: View, parameters: EvaluationsParameters) -> EvaluationsShape:
    """Evaluate all programmes, and pool their member pairs by year relative to the start.

    One row per programme with a start and at least two named members; ties with and without echo from four years before to four after;
    and how many open pairs of members became tied, by kind of programme.

    Raises:
        Invalid: `until` is before `from`.
    """
    from graph.conversions import conversions
    from graph.measures.evaluation import pooled

    first, last = parameters.first, parameters.last
    if first is not None and last is not None and first > last:
        refuse("until", f"{last} is before from, {first}", "give a later year, or leave one of them out")
    chosen = None if parameters.kind is None else frozenset({parameters.kind})
    found = pooled(view.snapshot, chosen, parameters.first, parameters.last)
    return EvaluationsShape(
        years=parameters.years,
        roles=str(parameters.roles),
        seed=parameters.seed,
        samples=parameters.samples,
        kind=parameters.kind,
        **{"from": parameters.first},
        until=parameters.last,
        graph_version=view.snapshot.graph_version,
        results=[row_of(one) for one in evaluated(view, parameters)],
        pooled=PooledProgrammes(
            programmes=found.programmes,
            years=[PooledYear(**members_of(year, YearCounts)) for year in found.years],
            with_echo=ratio_of(found.with_echo),
            without_echo=ratio_of(found.without_echo),
        ),
        conversions=list(by_kind(conversions(view.snapshot, parameters.kind, parameters.years))),
    )


def evaluated(view: View, parameters: EvaluationsParameters) -> Iterator[Evaluation]:
    """Yield the evaluations of the programmes with a start and at least two named members, by id."""
    from graph.measures.evaluation import NotEvaluable, evaluate
    from graph.programmes import programmes_of

    kinds = AFFILIATION_PROGRAMMES if parameters.kind is None else {parameters.kind}
    chosen = {name: getattr(parameters, name) for name in ("roles", "years", "samples", "seed")}
    for node in programmes_of(view.snapshot, kinds).tolist():
        try:
            found = evaluate(view.snapshot, node, **chosen)
        except NotEvaluable:
            continue  # without members of these roles: no row
        if found.members_named > 1:
            yield found


def row_of(found: Evaluation) -> EvaluatedProgramme:
    """Describe one programme."""
    return EvaluatedProgramme(
        id=found.programme,
        kind=found.kind,
        start=found.start,
        members_named=found.members_named,
        members_told=found.members_reported,
        before=found.before.ties,
        after=found.after.ties,
        echo=found.after.echo,
        expected_before=found.before.expected,
        expected_after=found.after.expected,
        p=found.p,
        verdict=found.verdict.value,
        reasons=[reason.code for reason in found.reasons],
    )


def ratio_of(found: Ratio | None) -> PooledRatio | None:
    """Describe a ratio."""
    return None if found is None else PooledRatio(**members_of(found, Ratio))


def by_kind(found: Conversions) -> Iterator[Conversion]:
    """Sum the open, tied and echo pairs by kind of programme."""
    for kind in sorted(set(found.kind)):
        own = np.array([one == kind for one in found.kind])
        risk, converted = int(found.at_risk[own].sum()), int(found.converted[own].sum())
        yield Conversion(
            kind=kind,
            programmes=int(own.sum()),
            open=int(found.open_pairs[own].sum()),
            tied=int(found.tied_pairs[own].sum()),
            echo=int(found.echo_pairs[own].sum()),
            rate=converted / risk if risk else None,
        )
