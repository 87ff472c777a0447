"""The figures of a sector: its organisations and ties, each with its interval, and its pairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from queries.gaps import SectorCoverage, SectorPair, Sentence
from queries.result import Named, Result, Shape


class AllianceReach(Shape):
    """Share of a sector within two ties of the institutes that lead a national alliance (`anchors`).

    `share_low` and `share_high` are its 95 % interval (Wilson). `rewired_share` is the mean share in random networks with
    the same numbers of ties. `share_without_a_tie` is the share without the one tie of an anchor that matters most. If the
    share is null, `reason` says why, for instance too few `anchor_ties`.
    """

    ids: ClassVar[Mapping[str, Named]] = {"id": "node"}
    id: str
    share_within_2: float | None
    share_low: float | None
    share_high: float | None
    rewired_share: float | None
    share_without_a_tie: float | None
    anchors: list[str]
    anchor_ties: int
    reason: Sentence | None


class Outside(Shape):
    """A sector's ties to all other sectors, observed and expected with partners chosen at random.

    `expected`, `ratio` and its 95 % interval only under `any`; under `outward` the ratio is 1 by construction and is left out.
    """

    observed: int
    expected: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None


class GapCount(Shape):
    """How many pairs of a sector with others are called under-connected, how many can be tested, and how many there are."""

    called: int
    testable: int
    all: int


class SinglePoint(Shape):
    """An organisation without which `lost` others of the sector leave the largest component."""

    ids: ClassVar[Mapping[str, Named]] = {"id": "node"}
    id: str
    lost: int


class SinglePointsOfSector(Shape):
    """The organisations of a sector `inside` the largest component, and the five whose loss takes most of them out of it."""

    inside: int
    points: list[SinglePoint]


class SectorFigures(SectorCoverage):
    """Figures of a sector and of its ties to other sectors.

    `with_ties_low` and `_high`: 95 % interval (Wilson) of the share of organisations with a tie. `ties_low` and `ties_high`:
    95 % interval of `ties_per_organisation` over resampled organisations. `e_i_low` and `e_i_high`: 90 % of the
    permutations of the labels lie between.
    """

    colour: str
    isolated_share: float | None
    with_ties_share: float | None
    with_ties_low: float | None
    with_ties_high: float | None
    ties_low: float | None
    ties_high: float | None
    e_i_index: float | None
    e_i_expected: float | None
    e_i_low: float | None
    e_i_high: float | None
    e_i_p: float | None
    outside: Outside
    gaps: GapCount
    single_points: SinglePointsOfSector
    alliances: list[AllianceReach]


class Mixed(Shape):
    """Ties by pairs of sectors: the rows and columns of `ties` are `sectors`."""

    sectors: list[str]
    ties: list[list[int]]


class SectorCards(Result):
    """All counted sectors; `mixing.ties` counts ties by pairs of sectors."""

    table: ClassVar[str] = "results"
    group_by: str
    layer: str
    baseline: str
    as_of: str | None
    since: str | None
    undated: str
    results: list[SectorFigures]
    assortativity: float | None
    mixing: Mixed
    graph_version: str

    def caption(self) -> str:
        """Return the number of sectors, the layer and the baseline."""
        return f"{len(self.results)} sectors, {self.layer}, {self.baseline}"


class SectorCard(SectorFigures, Result):
    """One sector with its pairs."""

    table: ClassVar[str] = "pairs"
    group_by: str
    layer: str
    baseline: str
    as_of: str | None
    since: str | None
    undated: str
    graph_version: str
    warnings: list[Sentence]
    pairs: list[SectorPair]

    def caption(self) -> str:
        """Return the sector and its number of organisations."""
        return f"{self.name_en}, {self.organisations:,} organisations, {self.with_ties:,} with ties"
