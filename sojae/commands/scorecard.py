"""`sojae sector`: the scorecard of a sector, each figure with its interval or the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from queries.registry import find
from sojae.questions import asks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from queries.gaps import SectorPair
    from queries.sector_shapes import AllianceReach, SectorCard
    from sojae.language import Speech

app = typer.Typer()
NAMES = {
    "organisations": ("기관", "organisations"),
    "with_ties": ("연결이 있는 기관", "with ties"),
    "ties": ("기관당 연결", "ties per organisation"),
    "e_i": ("외부 지향도(E–I 지수)", "E–I index"),
    "e_i_by_chance": ("  업종을 무작위로 섞은 경우", "  with shuffled sectors"),
    "outside": ("다른 업종과의 연결", "ties to other sectors"),
    "gaps": ("연결 부족", "under-connected"),
    "point": ("한 기관에 의존하는 연결", "depends on one organisation"),
}


@asks(app, find("sector", "sectors"), spoken=True)
def sector(found: SectorCard, speech: Speech) -> Iterable[str]:
    """Describe one sector: its figures, and its ties to each other sector."""
    yield from (speech.sentence(warning) for warning in found.warnings)
    yield from (f"{NAMES[name][not speech.korean]}\t{told}" for name, told in figures(found, speech))
    yield from (f"{speech.named(reach.id)}\t{reach_of(reach, speech)}" for reach in found.alliances)
    yield from (pair_of(pair, speech) for pair in found.pairs)


def figures(found: SectorCard, speech: Speech) -> Iterable[tuple[str, str]]:
    """Yield each figure by name, with its interval."""
    yield "organisations", str(found.organisations)
    share = within(found.with_ties_share, found.with_ties_low, found.with_ties_high, percent)
    yield "with_ties", f"{found.with_ties}\t{share}"
    yield "ties", within(found.ties_per_organisation, found.ties_low, found.ties_high, decimals)
    yield "e_i", within(found.e_i_index, None, None, decimals)
    by_chance = within(found.e_i_expected, found.e_i_low, found.e_i_high, decimals)
    yield "e_i_by_chance", by_chance
    outside = found.outside
    ratio = within(outside.ratio, outside.ratio_low, outside.ratio_high, decimals)
    yield "outside", str(outside.observed) if outside.ratio is None else f"{outside.observed}\t{ratio}"
    counted = found.gaps
    yield (
        "gaps",
        f"판단할 수 있는 {counted.testable}개 조합 중 {counted.called}개"
        if speech.korean
        else f"{counted.called} of {counted.testable} testable pairs",
    )
    for point in found.single_points.points:
        of = found.single_points.inside
        lost = f"{of}곳 중 {point.lost}곳" if speech.korean else f"{point.lost} of {of}"
        yield "point", f"{speech.named(point.id)}\t{lost}"


def reach_of(reach: AllianceReach, speech: Speech) -> str:
    """Write the share near an alliance, or the reason why there is none."""
    if reach.reason is not None:
        return speech.sentence(reach.reason)
    return within(reach.share_within_2, reach.share_low, reach.share_high, percent)


def pair_of(pair: SectorPair, speech: Speech) -> str:
    """Write the figures of a pair."""
    names = f"{speech.sector(pair.a)} – {speech.sector(pair.b)}"
    if speech.korean:
        return f"{names}\t{speech.verdict(pair.verdict)}\t{pair.observed}건(예상 {pair.expected:.1f}건)"
    return f"{names}\t{pair.verdict}\t{pair.observed} of {pair.expected:.1f} expected"


def within(
    value: float | None, low: float | None, high: float | None, written: Callable[[float], str]
) -> str:
    """Write a value with its interval; an unknown one as a dash."""
    if value is None:
        return "–"
    return (
        written(value)
        if low is None or high is None
        else f"{written(value)} [{written(low)}, {written(high)}]"
    )


def percent(value: float) -> str:
    """Write a share in per cent."""
    return f"{100 * value:.0f}%"


def decimals(value: float) -> str:
    """Write a number with two decimals."""
    return f"{value:.2f}"
