"""`sojae capabilities`, `capability`: who is specialised in what, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from graph.plurals import plural
from queries.registry import find
from sojae.questions import asks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.capability_shapes import CapabilitiesShape, CapabilityCard
    from sojae.language import Speech

app = typer.Typer()
VERDICTS = {"specialised": "특화", "not called": "불분명", "not enough data": "판단 불가"}


@asks(app, find("capabilities"), spoken=True)
def capabilities(found: CapabilitiesShape, speech: Speech) -> Iterable[str]:
    """Find what sectors, places or organisations are specialised in, and whether the data can tell what comes next."""
    korean = speech.korean
    yield from (speech.sentence(warning) for warning in found.warnings)
    for cell in (one for one in found.cells if one.count and one.verdict != "not enough data"):
        quotient = f"LQ {cell.shrunk:.1f} [{cell.low:.1f}, {cell.high:.1f}]"
        if korean:
            yield f"{VERDICTS[cell.verdict]}\t{cell.row_ko} – {cell.column_ko}\t{cell.count}곳\t{quotient}"
        else:
            count = plural(cell.count, "organisation")
            yield f"{cell.verdict}\t{cell.row_en} – {cell.column_en}\t{count}\t{quotient}"
    few = sum(one.count > 0 and one.verdict == "not enough data" for one in found.cells)
    if few:
        yield (
            f"자료가 부족하여 판단할 수 없는 칸이 {few}개 있습니다."
            if korean
            else f"{plural(few, 'cell has', 'cells have')} too little data for a verdict."
        )
    if found.complexity_reason is not None:
        yield speech.sentence(found.complexity_reason)
    for row in (one for one in found.row_list if one.fitness is not None):
        name = row.name_ko if korean else row.name_en
        yield f"{'적합도' if korean else 'fitness'}\t{name}\t{number(row.fitness)}\tECI {number(row.eci)}"
    for step in found.next or ():
        yield f"{'다음' if korean else 'next'}\t{step.row} – {step.column}\t{number(step.density)}"
    yield speech.sentence(found.next_reason)


@asks(app, find("capability"), spoken=True)
def capability(found: CapabilityCard, speech: Speech) -> Iterable[str]:
    """Show what one sector, place or organisation does and what only others do, with the organisations and their sources."""
    korean = speech.korean
    for one in found.results:
        does = ("수행" if one.own else "타 업종·지역") if korean else ("does" if one.own else "others do")
        holders = "; ".join(
            f"{holder.name_ko if korean else holder.name_en} ({', '.join(holder.sources)})"
            for holder in one.holders
        )
        column = one.column_ko if korean else one.column_en
        yield f"{does}\t{column}\t{one.count if one.own else one.organisations}\t{holders}"


def number(value: float | None) -> str:
    """Format a number; an unknown one as a dash."""
    return "–" if value is None else f"{value:.4g}"
