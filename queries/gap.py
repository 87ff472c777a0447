"""Gap: what the verdict on one pair of sectors hangs on, and how it came about over the years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from graph.choices import Baseline, Method
from graph.grouping import SECTOR
from graph.members import NamedMembers
from graph.programmes import PROGRAMME_KIND
from graph.scenario_figures import DriverFigures, JoiningFigures, YearOfPair
from graph.vocabulary import Layer
from queries.errors import refuse
from queries.gaps import BASELINES, PAIR, GapParameters, SectorPair, Sentence, pair_of, table_of
from queries.grouping import GroupBy, known_group, view_by
from queries.parameters import PeriodParameters
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from graph.measures.gaps.drivers import Driver
    from graph.snapshot import Snapshot


PROGRAMMES_SHOWN = 10


class GapOfPairParameters(PeriodParameters):
    """Parameters of one pair of sectors; the layer is `direct` and the method `live`."""

    baseline: Baseline = Field(default=Baseline.OUTWARD, description=BASELINES)
    group_by: GroupBy = SECTOR
    limit: int = Field(default=20, ge=1, le=60, description="largest number of organisations")
    years: int = Field(default=20, ge=1, le=100, description="number of years, up to the last one")


class GapDriver(Shape, DriverFigures, NamedMembers):
    """An organisation's part in the expected ties of a pair, and the pair without it.

    `share`: of the expected ties those with this organisation at an end; each side of the pair adds up to 1.
    `lost`: the verdict without it is another.
    """

    ids: ClassVar[Mapping[str, Named]] = {}
    sector: str


class GapYear(Shape, YearOfPair):
    """The pair on the last day of a year."""


class JoiningProgramme(Shape, JoiningFigures, NamedMembers):
    """A programme that may be running and has members in both sectors; without an `end` it is unknown or open."""

    ids: ClassVar[Mapping[str, Named]] = {}
    programme_kind: str | None


class GapOfPair(Result):
    """What the verdict on a pair hangs on.

    `drivers` are the organisations with most of the expected ties; `left_out` is how many were left out one at a time, and `lost`
    names those without which the verdict is another. `course` has the pair at the end of each year. `programmes` could take the pair up: they may be running (on `as_of`, else on the
    day of the youngest source) and have members in both sectors; ten at most, those with a known end first.
    """

    table: ClassVar[str] = "drivers"
    a: str
    b: str
    baseline: str
    as_of: str | None
    since: str | None
    undated: str
    pair: SectorPair
    sentence: Sentence
    drivers: list[GapDriver]
    left_out: int
    lost: list[str]
    course: list[GapYear]
    programmes: list[JoiningProgramme]
    graph_version: str

    def caption(self) -> str:
        """Return the pair, its verdict and the number of organisations that it hangs on."""
        return f"{self.a} – {self.b}, {self.pair.verdict}; {len(self.lost)} without which the verdict changes"


EXAMPLE = GapOfPair(
    a="metals", b="textiles", baseline="outward", as_of=None, since=None, undated="keep", pair=PAIR,
    sentence=Sentence(ko="기대치의 절반 이상(55%)이 다이텍연구원 한 곳에서 나옵니다. …", en="More than half (55 %) of the expected ties …"),
    drivers=[
        GapDriver(
            id="dyetec", name_ko="다이텍연구원", name_en="DYETEC Institute", sector="textiles", expected=3.94, share=0.551,
            observed_without=0, expected_without=3.54, q_without=None, verdict_without="not enough data", lost=True,
        )
    ],
    left_out=43, lost=["dyetec"],
    course=[GapYear(year=2022, observed=0, expected=4.9, q=None, verdict="not enough data")],
    programmes=[
        JoiningProgramme(
            id="materials-data-projects", name_ko="소재 데이터 8대 선도프로젝트", name_en="Eight material-data lead projects",
            programme_kind="project", start="2024", end=None, members_a=1, members_b=1,
        )
    ],
    graph_version="f2bd416c30119016",
)  # fmt: skip


@question(
    "gap",
    topic="sectors",
    path="sectors/{sector_a}/{sector_b}/gap",
    subject={"sector_a": "id of a counted sector", "sector_b": "id of another counted sector"},
    parameters=GapOfPairParameters,
    example=EXAMPLE,
    kept=True,
)
def gap(view: View, sector_a: str, sector_b: str, parameters: GapOfPairParameters) -> GapOfPair:
    """Find what the verdict on a pair of sectors hangs on.

    Organisations by their share of the expected ties; the verdict without each of the 60 largest (its ties left out, the whole table
    judged again); and observed and expected ties at the end of each year.

    Raises:
        NotFound: one of them is not a counted sector.
        Invalid: they are the same sector and the baseline is `outward`.
    """
    from graph.measures.gaps.course import course, years_of_course
    from graph.measures.gaps.driver_sentences import say_drivers
    from graph.measures.gaps.drivers import drivers
    from graph.measures.gaps.table import gaps_network, snapshot_ecosystem

    view = view_by(view, parameters.group_by)
    a, b = numbers_of(view, sector_a, sector_b, parameters.baseline)
    snapshot, period, baseline = view.snapshot, parameters.period, parameters.baseline
    asked = GapParameters(**parameters.model_dump(include={"as_of", "since", "undated", "baseline"}))
    table = table_of(view, asked, Method.LIVE)
    row = next(pair for pair in table.table.pairs if (pair.a, pair.b) == (a, b))
    eco = snapshot_ecosystem(snapshot, period)
    _, found = drivers(eco, a, b, baseline)
    nodes = gaps_network(snapshot, Layer.DIRECT, period).nodes
    names = {one.organisation: names_of(snapshot, int(nodes[one.organisation])) for one in found}
    said = say_drivers(row.expected, row.verdict.value, found, names)
    years = course(snapshot, a, b, baseline, period, years_of_course(snapshot, period, parameters.years))
    return GapOfPair(
        a=snapshot.grouping.ids[a],
        b=snapshot.grouping.ids[b],
        baseline=str(baseline),
        as_of=period.as_of,
        since=period.since,
        undated=str(period.undated),
        pair=pair_of(table, row),
        sentence=Sentence(ko=said.ko, en=said.en),
        drivers=[driver_of(snapshot, one, int(nodes[one.organisation])) for one in found[: parameters.limit]],
        left_out=len(found),
        lost=[snapshot.ids[int(nodes[one.organisation])] for one in found if one.lost],
        course=[year_of(one) for one in years],
        programmes=programmes_for(snapshot, snapshot.grouping.ids[a], snapshot.grouping.ids[b], period.as_of),
        graph_version=snapshot.graph_version,
    )


def numbers_of(view: View, sector_a: str, sector_b: str, baseline: Baseline) -> tuple[int, int]:
    """Return the positions of two sectors, the first in the alphabet first.

    Raises:
        NotFound: one of them is not a counted sector.
        Invalid: they are the same, which only `any` judges.
    """
    known_group(view, sector_a, "sector_a")
    known_group(view, sector_b, "sector_b")
    if sector_a == sector_b and baseline is Baseline.OUTWARD:
        rule = f"“{sector_a}” is given twice, and outward judges ties between different sectors"
        refuse("sector_b", rule, "use two different sectors, or baseline=any")
    a, b = sorted(map(view.snapshot.grouping.ids.index, (sector_a, sector_b)))
    return a, b


def programmes_for(snapshot: Snapshot, a: str, b: str, as_of: str | None) -> list[JoiningProgramme]:
    """Return programmes with members in both sectors that may be running."""
    import numpy as np

    from graph.conversions import youngest_source
    from graph.dates import latest
    from graph.joining_programmes import joining_programmes

    sectors = np.array(snapshot.sectors, object)
    day = youngest_source(snapshot) if as_of is None else latest(as_of)
    return [
        JoiningProgramme(
            id=snapshot.ids[one.programme],
            **dict(zip(("name_ko", "name_en"), names_of(snapshot, one.programme), strict=True)),
            programme_kind=snapshot.rows[one.programme][PROGRAMME_KIND],
            start=one.start,
            end=one.end,
            members_a=one.members_a,
            members_b=one.members_b,
        )
        for one in joining_programmes(snapshot, sectors == a, sectors == b, day)[:PROGRAMMES_SHOWN]
    ]


def names_of(snapshot: Snapshot, node: int) -> tuple[str, str]:
    """Return the names of a node: Korean, English."""
    return str(snapshot.rows[node][1]), str(snapshot.rows[node][2])


def driver_of(snapshot: Snapshot, one: Driver, node: int) -> GapDriver:
    """Describe an organisation's part."""
    ko, en = names_of(snapshot, node)
    figures = (
        "expected",
        "share",
        "observed_without",
        "expected_without",
        "q_without",
        "verdict_without",
        "lost",
    )
    return GapDriver(
        id=snapshot.ids[node],
        name_ko=ko,
        name_en=en,
        sector=snapshot.sectors[node] or "",
        **{name: getattr(one, name) for name in figures},
    )


def year_of(one: YearOfPair) -> GapYear:
    """Describe a year."""
    return GapYear(**{name: getattr(one, name) for name in GapYear.model_fields})
