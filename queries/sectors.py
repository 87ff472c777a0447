"""Sectors: their organisations, and their ties to other sectors."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from graph.choices import Baseline, Method
from graph.vocabulary import COUNTED_SECTORS, SECTORS
from queries.errors import NotFound, near_to
from queries.gaps import METALS, PAIR, GapParameters, SectorCoverage, SectorPair, Sentence, shaped, table_of
from queries.networks import network_of
from queries.registry import question
from queries.result import Named, Result, Shape
from queries.view import View

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from graph.measures.alliances import Reach
    from graph.measures.mixing import Mixing
    from queries.gaps import GapsShape


class AllianceReach(Shape):
    """Share of a sector within two steps of a national alliance; if null, a `reason`, for instance too few `anchor_ties`."""

    ids: ClassVar[Mapping[str, Named]] = {"id": "node"}
    id: str
    share_within_2: float | None
    anchor_ties: int
    reason: Sentence | None


class Outside(Shape):
    """A sector's ties to all other sectors, observed and expected with partners chosen at random.

    `expected` and `ratio` only under `any`; under `outward` the ratio is 1 by construction and is left out.
    """

    observed: int
    expected: float | None
    ratio: float | None


class SectorFigures(SectorCoverage):
    """Figures of a sector and of its ties to other sectors."""

    colour: str
    isolated_share: float | None
    e_i_index: float | None
    e_i_expected: float | None
    e_i_p: float | None
    outside: Outside
    alliances: list[AllianceReach]


class Mixed(Shape):
    """Ties by pairs of sectors: the rows and columns of `ties` are `sectors`."""

    sectors: list[str]
    ties: list[list[int]]


class SectorCards(Result):
    """All counted sectors; `mixing.ties` counts ties by pairs of sectors."""

    table: ClassVar[str] = "results"
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


FIGURES: dict[str, Any] = {
    **METALS.to_dict(), "colour": "#556677", "isolated_share": 0.45, "e_i_index": 0.9, "e_i_expected": 0.82, "e_i_p": 0.1,
    "outside": Outside(observed=30, expected=33.1, ratio=0.91),
    "alliances": [AllianceReach(id="alliance-metals", share_within_2=0.2, anchor_ties=12, reason=None)],
}  # fmt: skip
GIVEN: dict[str, Any] = {
    "layer": "direct", "baseline": "any", "as_of": None, "since": None, "undated": "keep", "graph_version": "f2bd416c30119016",
}  # fmt: skip
CARDS = SectorCards(
    **GIVEN,
    results=[SectorFigures(**FIGURES)],
    assortativity=0.24,
    mixing=Mixed(sectors=["metals", "textiles"], ties=[[2, 0], [0, 51]]),
)
CARD = SectorCard(**FIGURES, **GIVEN, warnings=[], pairs=[PAIR])


@question("sectors", topic="sectors", path="sectors", parameters=GapParameters, example=CARDS, kept=True)
def sectors(view: View, parameters: GapParameters) -> SectorCards:
    """Describe all counted sectors.

    For each sector: organisations, ties, sources, and the distribution of its ties.
    """
    found, table = cards(view, parameters)
    mixed = mixing_of(view, parameters)
    return SectorCards(
        **parameters_of(table),
        results=found,
        assortativity=mixed.assortativity,
        mixing=Mixed(sectors=list(COUNTED_SECTORS), ties=mixed.ties.tolist()),
    )


@question(
    "sector",
    topic="sectors",
    path="sectors/{id}",
    subject={"id": "id of a counted sector"},
    parameters=GapParameters,
    example=CARD,
    kept=True,
)
def sector(view: View, id: str, parameters: GapParameters) -> SectorCard:
    """Describe one sector.

    The figures of a sector, and of its pairs with each other sector.

    Raises:
        NotFound: no counted sector has the id.
    """
    known_sector(id)
    found, table = cards(view, parameters)
    card = next(card for card in found if card.id == id)
    pairs = [pair for pair in table.pairs if id in {pair.a, pair.b}]
    members = {name: getattr(card, name) for name in SectorFigures.model_fields}
    return SectorCard(**members, **parameters_of(table), warnings=table.warnings, pairs=pairs)


def known_sector(key: str, parameter: str = "id") -> None:
    """Accept the id of a counted sector.

    Raises:
        NotFound: no counted sector has the id.
    """
    if key not in COUNTED_SECTORS:
        near = near_to(key, COUNTED_SECTORS)
        raise NotFound("sector", key, near, parameter=parameter, known=COUNTED_SECTORS)


def parameters_of(table: GapsShape) -> dict[str, Any]:
    """Return the parameters of a table."""
    return {name: getattr(table, name) for name in GIVEN}


def cards(view: View, parameters: GapParameters) -> tuple[list[SectorFigures], GapsShape]:
    """Return the figures of all sectors, and the table of their pairs."""
    table = shaped(table_of(view, parameters, Method.LIVE))
    mixed = mixing_of(view, parameters)
    found = [
        SectorFigures(
            **card.to_dict(),
            colour=SECTORS[card.id].colour,
            isolated_share=1 - card.with_ties / card.organisations if card.organisations else None,
            e_i_index=finite(mixed.e_i[code]),
            e_i_expected=finite(mixed.e_i_expected[code]),
            e_i_p=finite(mixed.e_i_p[code]),
            outside=outside(table.pairs, card.id, parameters.baseline),
            alliances=alliances_of(view, parameters, card.id),
        )
        for code, card in enumerate(table.sectors)
    ]
    return found, table


def mixing_of(view: View, parameters: GapParameters) -> Mixing:
    """Compute the mixing of sectors; the result is cached."""
    from graph.measures.mixing import mixing

    layer, period = parameters.layer, parameters.period
    network = network_of(view, layer, period)
    return view.snapshot.memo(("mixing", layer, period), lambda: mixing(network))


def finite(value: float) -> float | None:
    """Turn an undefined number into None."""
    return float(value) if math.isfinite(value) else None


def outside(pairs: list[SectorPair], key: str, baseline: Baseline) -> Outside:
    """Sum a sector's pairs with all others: ties observed, expected, and their ratio.

    Under `outward` there is no expected number: the null model keeps each organisation's number of ties to other sectors, so
    the ratio would be 1 by construction.
    """
    own = [pair for pair in pairs if (pair.a == key) != (pair.b == key)]
    observed = sum(pair.observed for pair in own)
    if baseline is Baseline.OUTWARD:
        return Outside(observed=observed, expected=None, ratio=None)
    expected = sum(pair.expected for pair in own)
    return Outside(observed=observed, expected=expected, ratio=observed / expected if expected else None)


def alliances_of(view: View, parameters: GapParameters, key: str) -> list[AllianceReach]:
    """Return the share of a sector's organisations within two steps of an institute of each national alliance."""
    from graph.measures.alliances import reach_of_alliances

    layer, period = parameters.layer, parameters.period
    network = network_of(view, layer, period)
    found = view.snapshot.memo(("alliances", layer, period), lambda: reach_of_alliances(network))
    inside = network.sectors == COUNTED_SECTORS.index(key)
    return [alliance_of(alliance, reach, inside) for alliance, reach in found.items()]


def alliance_of(alliance: str, reach: Reach, inside: npt.NDArray[np.bool_]) -> AllianceReach:
    """Return the share of a sector near an alliance, or the reason why there is none."""
    from graph.measures.alliances import FEWEST_ANCHOR_TIES
    from graph.plurals import plural

    reason = None
    if not inside.any():
        reason = Sentence(ko="이 업종에 기관이 없습니다.", en="The sector has no organisation.")
    elif not reach.anchor_ties:
        reason = Sentence(
            ko="이 층과 기간에 주관 연구기관의 연결 기록이 없어 거리를 잴 수 없습니다.",
            en="The institutes that lead it have no recorded tie in this layer and period, so there is no distance.",
        )
    elif not reach.measurable:
        reason = Sentence(
            ko=f"주관 연구기관의 연결 기록이 {reach.anchor_ties}건뿐이라 측정할 수 없습니다({FEWEST_ANCHOR_TIES}건 이상 필요).",
            en=f"Not measurable: the institutes that lead it have {plural(reach.anchor_ties, 'recorded tie')};"
            f" {FEWEST_ANCHOR_TIES} are needed.",
        )
    return AllianceReach(
        id=alliance,
        share_within_2=None if reason else float(reach.near[inside].mean()),
        anchor_ties=reach.anchor_ties,
        reason=reason,
    )
