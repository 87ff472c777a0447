"""Figures of each sector, with intervals, and the reasons for missing ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from graph.choices import Baseline, Method
from queries.gaps import GapParameters, SectorCoverage, SectorPair, Sentence, shaped, table_of
from queries.networks import network_of
from queries.sector_shapes import (
    AllianceReach,
    GapCount,
    Outside,
    SectorFigures,
    SinglePoint,
    SinglePointsOfSector,
)

if TYPE_CHECKING:
    from graph.measures.alliances import Reach
    from graph.measures.mixing import Mixing
    from queries.gaps import GapsShape
    from queries.view import View

POINTS_SHOWN = 5
SHARES = ("share_within_2", "share_low", "share_high", "rewired_share", "share_without_a_tie")


def cards(view: View, parameters: GapParameters) -> tuple[list[SectorFigures], GapsShape]:
    """Return the figures of all sectors, and the table of their pairs."""
    table = shaped(table_of(view, parameters, Method.LIVE))
    mixed = mixing_of(view, parameters)
    found = [
        SectorFigures(
            **card.to_dict(),
            colour=view.snapshot.grouping.colours[card.id],
            isolated_share=1 - card.with_ties / card.organisations if card.organisations else None,
            **intervals_of(view, parameters, card, code),
            e_i_index=finite(mixed.e_i[code]),
            e_i_expected=finite(mixed.e_i_expected[code]),
            e_i_low=finite(mixed.e_i_low[code]),
            e_i_high=finite(mixed.e_i_high[code]),
            e_i_p=finite(mixed.e_i_p[code]),
            outside=outside(table.pairs, card.id, parameters.baseline),
            gaps=gap_count(table.pairs, card.id),
            single_points=single_points_of(view, parameters, code),
            alliances=alliances_of(view, parameters, code, card.organisations),
        )
        for code, card in enumerate(table.sectors)
    ]
    return found, table


def intervals_of(view: View, parameters: GapParameters, card: SectorCoverage, code: int) -> dict[str, Any]:
    """Return the share of a sector's organisations with a tie, its interval, and that of the mean number of ties."""
    from graph.measures.intervals import mean_interval, wilson

    if not card.organisations:
        return dict.fromkeys(("with_ties_share", "with_ties_low", "with_ties_high", "ties_low", "ties_high"))
    network = network_of(view, parameters.layer, parameters.period)
    low, high = wilson(card.with_ties, card.organisations)
    mean = mean_interval(network.degrees[network.sectors == code]) or (None, None)
    return {
        "with_ties_share": card.with_ties / card.organisations,
        "with_ties_low": low,
        "with_ties_high": high,
        "ties_low": mean[0],
        "ties_high": mean[1],
    }


def gap_count(pairs: list[SectorPair], key: str) -> GapCount:
    """Count a sector's pairs with others: called under-connected, testable, all."""
    own = [pair for pair in pairs if (pair.a == key) != (pair.b == key)]
    return GapCount(
        called=sum(pair.verdict == "under-connected" for pair in own),
        testable=sum(pair.verdict != "not enough data" for pair in own),
        all=len(own),
    )


def single_points_of(view: View, parameters: GapParameters, code: int) -> SinglePointsOfSector:
    """Return the organisations whose loss takes most others of a sector out of the largest component."""
    from graph.measures.single_points import single_points

    layer, period = parameters.layer, parameters.period
    network = network_of(view, layer, period)
    found = view.snapshot.memo(
        ("single points", layer, period),
        lambda: single_points(network, network.sectors, len(view.snapshot.grouping.ids)),
    )
    lost = found.lost[:, code].tolist()
    most = sorted((row for row in range(len(lost)) if lost[row]), key=lambda row: (-lost[row], row))
    points = [SinglePoint(id=network.ids[found.nodes[row]], lost=lost[row]) for row in most[:POINTS_SHOWN]]
    return SinglePointsOfSector(inside=int(found.inside[code]), points=points)


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
    import numpy as np

    from graph.measures.gaps.tails import ratio_interval

    own = [pair for pair in pairs if (pair.a == key) != (pair.b == key)]
    observed = sum(pair.observed for pair in own)
    if baseline is Baseline.OUTWARD:
        return Outside(observed=observed, expected=None, ratio=None, ratio_low=None, ratio_high=None)
    expected = sum(pair.expected for pair in own)
    if not expected:
        return Outside(observed=observed, expected=expected, ratio=None, ratio_low=None, ratio_high=None)
    limits = ratio_interval(np.array([observed], float), np.array([expected]), 1.0)
    low, high = (float(limit[0]) for limit in limits)
    return Outside(
        observed=observed, expected=expected, ratio=observed / expected, ratio_low=low, ratio_high=high
    )


def alliances_of(view: View, parameters: GapParameters, code: int, organisations: int) -> list[AllianceReach]:
    """Return the share of a sector's organisations near each national alliance."""
    from graph.measures.alliances import reach_of_alliances

    layer, period = parameters.layer, parameters.period
    network = network_of(view, layer, period)
    found = view.snapshot.memo(("alliances", layer, period), lambda: reach_of_alliances(network))
    return [alliance_of(alliance, reach, code, organisations) for alliance, reach in found.items()]


def alliance_of(alliance: str, reach: Reach, code: int, organisations: int) -> AllianceReach:
    """Return the share of a sector near an alliance, or the reason why there is none."""
    from graph.measures.intervals import wilson

    reason = reason_against(reach, organisations)
    shares: dict[str, Any] = dict.fromkeys(SHARES)
    if reason is None:
        near = int(reach.near[code])
        limits = wilson(near, organisations)
        rewired = None if reach.rewired is None else float(reach.rewired[code]) / organisations
        without = int(reach.without_a_tie[code]) / organisations
        shares = dict(zip(SHARES, (near / organisations, *limits, rewired, without), strict=True))
    return AllianceReach(
        id=alliance, **shares, anchors=reach.anchors, anchor_ties=reach.anchor_ties, reason=reason
    )


def reason_against(reach: Reach, organisations: int) -> Sentence | None:
    """Say why a sector's distance from an alliance cannot be measured, or return None."""
    from graph.measures.alliances import FEWEST_ANCHOR_TIES
    from graph.plurals import plural

    if not organisations:
        return Sentence(ko="이 업종에 기관이 없습니다.", en="The sector has no organisation.")
    if not reach.anchor_ties:
        return Sentence(
            ko="이 관계 종류와 기간에 주관 연구기관의 연결 기록이 없어 거리를 측정할 수 없습니다.",
            en="The institutes that lead it have no recorded tie in this layer and period, so there is no distance.",
        )
    if reach.measurable:
        return None
    return Sentence(
        ko=f"주관 연구기관의 연결 기록이 {reach.anchor_ties}건뿐이라 측정할 수 없습니다({FEWEST_ANCHOR_TIES}건 이상 필요).",
        en=f"Not measurable: the institutes that lead it have {plural(reach.anchor_ties, 'recorded tie')};"
        f" {FEWEST_ANCHOR_TIES} are needed.",
    )
