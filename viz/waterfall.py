"""Waterfall charts of match weights as SVG: each bar begins where the one before ends, and the last one is the sum."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, ROW, TOP, BAR = 780, 30, 44, 16
LABELS, RIGHT, FOOT = 360, 60, 34
"""Widths of the labels at the left and of the figures at the right, and the height of the axis, in pixels."""
MERGE = 4.585
"""Bits at the probability 0.96, from which records are merged."""
CLOSE = 4.0
"""Bits on either side of the sum that the axis reaches at least."""
LIGHT = "--ink:#1b2a36;--soft:#566573;--line:#b8c2cb;--for:#1f7a5c;--against:#b4531b;--sum:#24507f"
DARK = "--ink:#e8eef3;--soft:#a3b2bf;--line:#4a5763;--for:#5fc79d;--against:#f0a06a;--sum:#82b4ea"
FONT = "var(--font-stack,system-ui),system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans KR',sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the sum: what was compared, the result, and its bits."""

    label: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of bits on the width of the chart."""

    low: float
    high: float

    def x(self, bits: float) -> float:
        """Return the position of a number of bits."""
        share = (bits - self.low) / (self.high - self.low)
        return LABELS + share * (WIDTH - LABELS - RIGHT)


def waterfall(bars: Sequence[Bar], *, title: str, note: str, total: str = "") -> str:
    """Draw a sum of match weights.

    Args:
        bars: its parts, in order.
        title: the heading.
        note: the description that a screen reader gives.
        total: what the sum means.
    """
    ends = [0.0]
    for bar in bars:
        ends.append(ends[-1] + bar.bits)
    axis = Axis(min(*ends, -CLOSE) - 1, max(*ends, MERGE + 1) + 1)
    height = TOP + ROW * (len(bars) + 1) + FOOT
    rows = [
        row_of(
            axis,
            place,
            bar.label,
            bar.level,
            ends[place],
            ends[place + 1],
            "for" if bar.bits >= 0 else "against",
        )
        for place, bar in enumerate(bars)
    ]
    rows.append(row_of(axis, len(bars), "sum", total, 0.0, ends[-1], "sum"))
    steps = [
        f'<line class="step" x1="{axis.x(ends[place + 1]):.1f}" x2="{axis.x(ends[place + 1]):.1f}" '
        f'y1="{TOP + ROW * place + (ROW + BAR) / 2:.1f}" y2="{TOP + ROW * (place + 1) + (ROW - BAR) / 2:.1f}"/>'
        for place in range(len(bars))
    ]
    return (
        f'<svg class="waterfall" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'style="max-width:{WIDTH}px">\n<title>{escape(title)}</title>\n<desc>{escape(note)}</desc>\n{style()}\n'
        f'<text class="title" x="0" y="20">{escape(title)}</text>\n'
        + "\n".join([*lines_of(axis, height), *steps, *rows])
        + "\n</svg>\n"
    )


def style() -> str:
    """Return the style: colours for light and dark pages, by the reader's setting or the switch of the documentation."""
    return (
        f"<style>\n.waterfall{{{LIGHT};font-family:{FONT}}}\n"
        f"@media (prefers-color-scheme:dark){{.waterfall{{{DARK}}}}}\n"
        f"[data-theme=light] .waterfall{{{LIGHT}}}\n[data-theme=dark] .waterfall{{{DARK}}}\n"
        f".jp-Notebook .waterfall,[data-jp-theme-light=true] .waterfall{{{LIGHT}}}\n[data-jp-theme-light=false] .waterfall{{{DARK}}}\n"
        ".waterfall text{font-size:13px;fill:var(--ink)}.waterfall .title{font-size:15px;font-weight:600}\n"
        ".waterfall .level,.waterfall .axis{fill:var(--soft)}.waterfall .axis{font-size:11px}.waterfall .bits{font-variant-numeric:tabular-nums}\n"
        ".waterfall .for{fill:var(--for)}.waterfall .against{fill:var(--against)}.waterfall .sum{fill:var(--sum)}\n"
        ".waterfall line{stroke:var(--line)}.waterfall .threshold{stroke-dasharray:4 3}\n</style>"
    )


def lines_of(axis: Axis, height: int) -> list[str]:
    """Draw the even odds and the threshold of merges."""
    found: list[str] = []
    for bits, kind, text, anchor in ((0.0, "even", "1 : 1", "end"), (MERGE, "threshold", "0.96", "start")):
        x = axis.x(bits)
        found.append(
            f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 6}" y2="{height - FOOT + 4}"/>'
        )
        found.append(
            f'<text class="axis" x="{x:.1f}" y="{height - FOOT + 18}" text-anchor="{anchor}">{text}</text>'
        )
    return found


def row_of(axis: Axis, place: int, label: str, level: str, begin: float, end: float, kind: str) -> str:
    """Draw one bar with its words and its bits."""
    y = TOP + ROW * place
    left, right = sorted((axis.x(begin), axis.x(end)))
    middle = y + ROW / 2 + 4.5
    words = f"<tspan>{escape(label)}</tspan>" + (
        f'<tspan class="level"> {escape(level)}</tspan>' if level else ""
    )
    return (
        f'<text x="0" y="{middle:.1f}">{words}</text>'
        f'<rect class="{kind}" x="{left:.1f}" y="{y + (ROW - BAR) / 2:.1f}" width="{max(right - left, 1):.1f}" height="{BAR}" rx="2"/>'
        f'<text class="bits" x="{WIDTH}" y="{middle:.1f}" text-anchor="end">{end - begin:+.1f}</text>'
    )
