"""Gaps: pairs of sectors with fewer, or more, ties than expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator

from graph.choices import Baseline, Method
from graph.figures import Covered, PairFigures
from graph.figures import Sentence as GapSentence
from graph.grouping import SECTOR
from graph.inheritable import members_of
from graph.members import NamedMembers, PairMembers
from graph.vocabulary import GAP_LAYERS, GapLayer, Layer
from queries.errors import TooManySamples
from queries.grouping import GroupBy, view_by
from queries.parameters import PeriodParameters, Seed, one_of
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    from graph.grouping import Grouping
    from graph.measures.gaps.coverage import Coverage
    from graph.measures.gaps.result import PairGap
    from graph.measures.gaps.table import SectorGaps

Verdict = Literal["under-connected", "over-connected", "as expected", "not enough data"]

BASELINES = (
    "`outward`: which other sectors a sector is less tied to, given each organisation's number of ties to other sectors;"
    " `any`: compared with partners chosen at random (descriptive only)"
)


class GapParameters(PeriodParameters):
    """Parameters of the comparison of sectors."""

    layer: Annotated[GapLayer, WithJsonSchema(one_of(GAP_LAYERS))] = Field(
        default=Layer.DIRECT, description="which ties to count"
    )
    baseline: Baseline = Field(default=Baseline.OUTWARD, description=BASELINES)
    group_by: GroupBy = SECTOR


class GapTableParameters(GapParameters):
    """Parameters of the table of gaps."""

    method: Method = Field(
        default=Method.LIVE, description="`live` (fast) or `certified` (tested with sampled networks)"
    )
    samples: int | None = Field(
        default=None, ge=20, description="number of sampled networks, for `certified`"
    )
    seed: Seed = Field(default=0, description="random seed for the sampled networks")

    @field_validator("samples")
    @classmethod
    def drawn(cls, samples: int | None, info: ValidationInfo) -> int | None:
        """Refuse samples that the method does not draw."""
        if samples is not None and info.data.get("method") is Method.LIVE:
            raise ValueError(
                "only method=certified draws samples | use method=certified, or leave samples out"
            )
        return samples


class Sentence(Shape, GapSentence):
    """A sentence in Korean and English."""


class SectorCoverage(Shape, Covered, NamedMembers):
    """The data behind a sector's figures."""


class SectorPair(Shape, PairFigures, PairMembers):
    """A pair of sectors: observed and expected ties, and the test of their difference."""

    ids: ClassVar[Mapping[str, Named]] = {"a": "sector", "b": "sector"}
    verdict: Verdict
    sentence: Sentence


class GapsShape(Result):
    """The table of gaps."""

    table: ClassVar[str] = "pairs"
    group_by: str
    layer: str
    baseline: str
    method: str
    samples: int | None
    seed: int
    as_of: str | None
    since: str | None
    undated: str
    graph_version: str
    ties: int
    undated_ties: int
    tested: int
    spread_factor: float
    warnings: list[Sentence]
    sectors: list[SectorCoverage]
    pairs: list[SectorPair]

    def caption(self) -> str:
        """Return the number of pairs, and how many are under- or over-connected."""
        counted = Counter(pair.verdict for pair in self.pairs)
        head = f"{len(self.pairs)} pairs, {self.layer}, {self.baseline}"
        return f"{head}; {counted['under-connected']} under-connected, {counted['over-connected']} over-connected"

    def __repr__(self) -> str:
        return f"<Gaps: {self.caption()}>"


METALS = SectorCoverage(
    id="metals", name_ko="금속", name_en="Metals", organisations=80, with_ties=44, ties_per_organisation=0.9,
    single_source_share=0.8, youngest_source="2025-12-01",
)  # fmt: skip
PAIR = SectorPair(
    a="metals", b="textiles", observed=0, expected=7.2, ratio=0.0, ratio_low=0.0, ratio_high=0.51, z=-2.9, p=0.0002,
    q=0.002, step=1, detectable=14.2, power=0.4, verdict="under-connected",
    sentence=Sentence(ko="금속과 섬유 …", en="Metals and Textiles …"),
)  # fmt: skip
EXAMPLE = GapsShape(
    group_by="sector", layer="direct", baseline="outward", method="live", samples=None, seed=0, as_of=None, since=None, undated="keep",
    graph_version="f2bd416c30119016", ties=748, undated_ties=71, tested=15, spread_factor=1.3, warnings=[], sectors=[METALS],
    pairs=[PAIR],
)  # fmt: skip


@question(
    "gaps",
    topic="sectors",
    path="sectors/gaps",
    parameters=GapTableParameters,
    example=EXAMPLE,
    kept=True,
)
def gaps(view: View, parameters: GapTableParameters) -> GapsShape:
    """Find pairs of sectors with fewer (or more) ties than expected.

    For each pair: observed and expected ties, their ratio with an interval, z, p, q, a verdict and a sentence.

    Raises:
        TooManySamples: more samples than allowed here.
    """
    admit(view, parameters)
    view = view_by(view, parameters.group_by)
    return shaped(table_of(view, parameters, parameters.method, parameters.samples, parameters.seed))


def admit(view: View, parameters: GapTableParameters) -> None:
    """Refuse too many samples."""
    most, samples = view.bounds.samples, parameters.samples
    if most is not None and samples is not None and samples > most:
        rule = f"{samples} is more than the maximum of {most}"
        raise TooManySamples(f"samples: {rule}.", "samples", rule, f"use {most} or fewer")


def table_of(
    view: View, parameters: GapParameters, method: Method, samples: int | None = None, seed: int = 0
) -> SectorGaps:
    """Compute the table, cached for each question and graph version."""
    from graph.measures.gaps.table import sector_gaps

    chosen: dict[str, Any] = {
        "layer": parameters.layer,
        "baseline": parameters.baseline,
        "method": method,
        "period": parameters.period,
        "samples": samples,
        "seed": seed,
    }
    key = ("gaps", *chosen.values())
    return view.snapshot.memo(key, lambda: sector_gaps(view.snapshot, **chosen))


def shaped(found: SectorGaps) -> GapsShape:
    """Make the result from a table."""
    table, period = found.table, found.period
    return GapsShape(
        group_by=found.grouping.name,
        layer=str(table.layer),
        baseline=str(table.baseline),
        method=str(table.method),
        samples=table.samples,
        seed=table.seed,
        as_of=period.as_of,
        since=period.since,
        undated=str(period.undated),
        graph_version=found.graph_version,
        ties=found.ties,
        undated_ties=found.undated_ties,
        tested=table.tested,
        spread_factor=table.spread_factor,
        warnings=[sentence_of(warning) for warning in found.warnings],
        sectors=[coverage_of(found.grouping, known) for known in found.sectors],
        pairs=[pair_of(found, pair) for pair in table.pairs],
    )


def pair_of(found: SectorGaps, pair: PairGap) -> SectorPair:
    """Describe a pair of sectors."""
    return SectorPair(
        a=found.grouping.ids[pair.a],
        b=found.grouping.ids[pair.b],
        **members_of(pair, PairFigures),
        verdict=pair.verdict.value,
        sentence=sentence_of(found.sentence(pair)),
    )


def coverage_of(grouping: Grouping, known: Coverage) -> SectorCoverage:
    """Describe the data behind a sector's figures."""
    name_ko, name_en = grouping.names[known.sector]
    return SectorCoverage(id=known.sector, name_ko=name_ko, name_en=name_en, **members_of(known, Covered))


def sentence_of(sentence: GapSentence) -> Sentence:
    """Return a sentence in both languages."""
    return Sentence(ko=sentence.ko, en=sentence.en)
