"""Evaluation of programmes: ties among members before and after the start, with what can be estimated and what cannot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from graph.evaluations import (
    CrossCounts,
    Guard,
    MemberFigures,
    ReasonFigures,
    Roles,
    SectorPairCounts,
    WindowFigures,
)
from graph.inheritable import members_of
from graph.plurals import plural
from graph.vocabulary import Kind
from queries.errors import refuse
from queries.gaps import Sentence, sentence_of
from queries.parameters import Parameters, Seed
from queries.records import node_number
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from graph.measures.evaluation import Evaluation

Verdict = Literal["cannot be estimated", "more than expected", "no difference found", "doubtful"]
MOST_YEARS = 5


class WindowParameters(Parameters):
    """Parameters of the windows of an evaluation."""

    roles: Roles = Field(
        default=Roles.ALL,
        description="`all` members, or `participants` only: without those who lead or operate the programme",
    )
    years: int = Field(
        default=3, ge=1, le=MOST_YEARS, description="length of the windows before and after the start"
    )
    samples: int = Field(
        default=1999, ge=99, le=9999, description="number of permutations, where an effect can be estimated"
    )
    seed: Seed = Field(default=0, description="random seed of the permutations")


class Member(Shape, MemberFigures):
    """A named member of a programme; `role` is its first role."""

    ids: ClassVar[Mapping[str, Named]] = {"id": "node"}


class EvaluationWindow(Shape, WindowFigures):
    """Ties that begin in a window: among members without echo, echo, expected among members, and all."""


class SectorPairTies(Shape, SectorPairCounts):
    """Ties among members of two sectors before and after, and echo after; blank: no sector."""

    ids: ClassVar[Mapping[str, Named]] = {"a": "sector", "b": "sector"}


class CrossTies(Shape, CrossCounts):
    """Ties between different divisions or sectors."""


class EvaluationReason(Shape, ReasonFigures):
    """Why nothing can be estimated, and which data would help."""


class TieRelations(Shape):
    """Relations of the ties among members: before, after, and echo in both windows."""

    before: list[str]
    after: list[str]
    echo: list[str]


class EvaluationShape(Result):
    """The evaluation of one programme; estimates are null if `reasons` is not empty."""

    table: ClassVar[str] = "members"
    programme: str
    kind: str
    start: str
    years: int
    roles: str
    seed: int
    samples: int
    graph_version: str
    members: list[Member]
    members_told: int | None
    members_named: int
    companies_named: int
    fixed: int
    undated: int
    windows: list[EvaluationWindow]
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    p: float | None
    detectable: float | None
    pretrend_p: float | None
    by_sector_pair: list[SectorPairTies]
    cross_division: CrossTies | None
    ties: TieRelations
    verdict: Verdict
    reasons: list[EvaluationReason]
    cannot_show: list[Sentence]
    sentence: Sentence

    def caption(self) -> str:
        """Return the programme, its ties before and after, and the verdict."""
        before, after = self.windows
        return f"{self.programme}, {plural(before.ties, 'tie')} before, {after.ties} after, {after.echo} echo; {self.verdict}"

    def __repr__(self) -> str:
        return f"<Evaluation: {self.caption()}>"


UNION = EvaluationShape(
    programme="daegu-materials-convergence-union", kind="union", start="2017-06-20", years=3, roles="all", seed=0, samples=1999,
    graph_version="f2bd416c30119016",
    members=[Member(id="dmi", role="MEMBER_OF", relations=["r00812"])],
    members_told=200, members_named=7, companies_named=2, fixed=3, undated=0,
    windows=[
        EvaluationWindow(since="2014-06-20", until="2017-06-20", ties=1, echo=0, expected=3.9, all_ties=89),
        EvaluationWindow(since="2017-06-20", until="2020-06-20", ties=0, echo=2, expected=3.5, all_ties=146),
    ],
    ratio=None, ratio_low=None, ratio_high=None, p=None, detectable=None, pretrend_p=None,
    by_sector_pair=[SectorPairTies(a="materials-general", b="materials-general", before=0, after=0, echo=1)],
    cross_division=None,
    ties=TieRelations(before=["r00357"], after=[], echo=["r02538", "r02549"]),
    verdict="cannot be estimated",
    reasons=[EvaluationReason(code=Guard.MEMBERS, ko="이름이 확인된 회원이 7곳으로 …", en="7 named members: at least 20 are needed …")],
    cannot_show=[Sentence(ko="연결은 성과가 아닙니다.", en="Ties are not outcomes.")],
    sentence=Sentence(ko="이 자료로는 … 효과를 추정할 수 없습니다.", en="The effect … cannot be estimated from this data."),
)  # fmt: skip


@question(
    "evaluate",
    topic="programmes",
    path="programmes/{id}/evaluation",
    subject={"id": "id of the programme"},
    parameters=WindowParameters,
    example=UNION,
    kept=True,
)
def evaluate(view: View, id: str, parameters: WindowParameters) -> EvaluationShape:
    """Evaluate a programme by the ties among its members before and after its start.

    Ties that rest only on the programme's own sources (echo) are counted apart. An effect is estimated only if there are enough named
    members and expected ties; otherwise `reasons` says what is missing.

    Raises:
        NotFound: no programme has the id.
        Invalid: the programme has no start, or no members with these roles.
    """
    return shaped(view, evaluation_of(view, id, parameters), parameters)


def evaluation_of(view: View, id: str, parameters: WindowParameters) -> Evaluation:
    """Evaluate a programme.

    Raises:
        NotFound: no programme has the id.
        Invalid: the programme has no start, or no members with these roles.
    """
    from graph.measures.evaluation import NotEvaluable, evaluate

    node = node_number(view, id, Kind.PROGRAMME)
    try:
        return evaluate(
            view.snapshot,
            node,
            roles=parameters.roles,
            years=parameters.years,
            samples=parameters.samples,
            seed=parameters.seed,
        )
    except NotEvaluable as error:
        refuse("id", error.rule, error.remedy)


def shaped(view: View, found: Evaluation, parameters: WindowParameters) -> EvaluationShape:
    """Make the result."""
    from graph.measures.evaluation import LIMITS

    before, after, echo = map(list, found.tie_relations)
    same = ("programme", "kind", "start", "members_named", "companies_named", "fixed", "undated", "ratio", "ratio_low", "ratio_high", "p", "detectable", "pretrend_p")  # fmt: skip
    return EvaluationShape(
        **{name: getattr(found, name) for name in same},
        years=parameters.years,
        roles=str(parameters.roles),
        seed=parameters.seed,
        samples=parameters.samples,
        graph_version=view.snapshot.graph_version,
        members=[Member(**members_of(one, MemberFigures)) for one in found.members],
        members_told=found.members_reported,
        windows=[window_of(one) for one in (found.before, found.after)],
        by_sector_pair=[SectorPairTies(**members_of(one, SectorPairCounts)) for one in found.by_sector_pair],
        cross_division=None if found.cross is None else CrossTies(**members_of(found.cross, CrossCounts)),
        ties=TieRelations(before=before, after=after, echo=echo),
        verdict=found.verdict.value,
        reasons=[reason_of(one) for one in found.reasons],
        cannot_show=[sentence_of(one) for one in LIMITS],
        sentence=sentence_of(found.sentence),
    )


def window_of(found: WindowFigures) -> EvaluationWindow:
    """Describe a window."""
    return EvaluationWindow(**members_of(found, WindowFigures))


def reason_of(found: ReasonFigures) -> EvaluationReason:
    """Describe a reason."""
    return EvaluationReason(**members_of(found, ReasonFigures))
