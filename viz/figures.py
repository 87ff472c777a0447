"""Static pictures for reports: the matrix of sectors and the ranked gaps, as SVG or PNG, in Korean or English."""

from __future__ import annotations

import math
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import SojaeError
from graph.extras import needs
from graph.vocabulary import Layer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

Language = Literal["ko", "en"]
Picture = Literal["svg", "png"]
KOREAN_FONTS = (
    "Noto Sans CJK KR", "Noto Sans KR", "Noto Sans CJK JP", "NanumGothic", "Malgun Gothic", "Apple SD Gothic Neo", "AppleGothic",
)  # fmt: skip
LEAST = 0.001  # a smaller q is shown as below this
FOLDS = 3.0  # powers of two on either side of 1 that the colours tell apart
RANKED = 15
CALLED = {"under-connected", "over-connected"}
INK, PALE = "#1f2933", "#d9dee3"
UNDER, OVER, PLAIN = (
    "#b35806",
    "#542788",
    "#5f6c7b",
)  # the two ends of PuOr: distinct for colour-blind readers
WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("업종 간 연결: 예상 대비 실제", "Ties between sectors: observed against expected"),
    "outward": ("기관별로 다른 업종과 맺은 연결 수가 같다고 할 때의 비교", "given how outward-looking each organisation is"),
    "any": (
        "상대를 무작위로 골랐을 때와 비교(참고용, 정책 근거 아님)",
        "against partners chosen at random: descriptive only, not a basis for policy",
    ),
    "ratio": ("실제 / 예상", "observed / expected"),
    "ranked": ("유의한 순서", "by significance"),
    "key": (
        "칸: 실제 연결 수, 괄호는 예상값 · ● q ≤ 0.05 · 빗금: 자료 부족(예상값 < 5)",
        "cells: ties observed (expected) · ● q ≤ 0.05 · hatched: not enough data (expected < 5)",
    ),
    "foot": (
        "연결이 없다고 해서 관계가 없다는 뜻은 아니며, 공개 자료에서 확인된 연결만 집계합니다.",
        "A missing tie is not evidence of no tie: only what public sources state is counted.",
    ),
    "none": ("자료가 충분한 업종 조합이 없습니다", "no pair has enough data"),
}  # fmt: skip


class FigureError(SojaeError):
    """The figure cannot be drawn; the message has the reason and the remedy."""


def gaps_figure(table: Mapping[str, Any], *, language: Language = "ko", kind: Picture = "svg") -> bytes:
    """Draw a table of gaps (the contract's shape): the matrix at the left, the ranked pairs at the right.

    Colours diverge from white at a ratio of 1, orange for fewer and purple for more ties than expected.

    Raises:
        FigureError: a PNG in Korean is requested and no Korean font is installed.
    """
    needs("matplotlib", extra="figures", purpose="A figure")
    import matplotlib as mpl
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    meant = Layer(table["layer"])
    layer = meant.ko if language == "ko" else f"{meant}: {meant.en}"

    settings: dict[Any, Any] = {
        "svg.fonttype": "none",  # text stays text: it can be searched, and the reader's own fonts show it
        "svg.hashsalt": "sojae",
        "font.family": fonts(language, kind),
        "font.size": 9,
        "hatch.color": "#9aa5b1",
        "hatch.linewidth": 0.6,
        "axes.edgecolor": PALE,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
    }
    with mpl.rc_context(settings):
        room = ConstrainedLayoutEngine(h_pad=0.15, w_pad=0.1)
        figure = Figure(figsize=(15, 8), facecolor="white", layout=room)
        left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
        draw_matrix(left, table, language)
        draw_ranking(right, table, language)
        figure.suptitle(
            f"{text_of('title', language)}\n{layer} · {text_of(table['baseline'], language)}",
            fontsize=12, x=0.01, ha="left", linespacing=1.5,
        )  # fmt: skip
        figure.supxlabel(
            f"{text_of('key', language)}\n{text_of('foot', language)} · {table['graph_version']}",
            fontsize=8,
            x=0.01,
            ha="left",
            linespacing=1.5,
        )
        out = BytesIO()
        figure.savefig(
            out, format=kind, dpi=150, metadata={"Date": None} if kind == "svg" else {"Software": None}
        )
    return out.getvalue()


def text_of(key: str, language: Language) -> str:
    """Return a text in a language."""
    return WORDS[key][language == "en"]


def fonts(language: Language, kind: Picture) -> list[str]:
    """Choose fonts that have the letters; an SVG may name one that only its reader has."""
    from matplotlib import font_manager

    def korean_fonts() -> list[str]:
        known = {font.name for font in font_manager.fontManager.ttflist}
        return [name for name in KOREAN_FONTS if name in known]

    korean = korean_fonts()
    if language == "ko" and not korean:
        take_in_new_fonts()
        korean = korean_fonts()
    if language == "ko" and kind == "png" and not korean:
        raise FigureError(
            "no Korean font is installed: install one (Debian: fonts-noto-cjk), or use SVG or --language en"
        )
    return [*korean[:1], "DejaVu Sans"]


def take_in_new_fonts() -> None:
    """Let matplotlib know fonts that were installed after it first looked: it keeps a list between programs."""
    from matplotlib import font_manager

    known = {font.fname for font in font_manager.fontManager.ttflist}
    for path in font_manager.findSystemFonts():
        if path not in known:
            with suppress(OSError, RuntimeError):  # a file that is no font it can draw with
                font_manager.fontManager.addfont(path)


def draw_matrix(
    axes: Axes,
    table: Mapping[str, Any],
    language: Language,
    scale: tuple[float, float, float, float] = (0.6, 0.93, 0.38, 0.035),
) -> None:
    """Draw the sectors against each other, each pair once; `scale` is the place of the legend of colours."""
    from matplotlib import colormaps
    from matplotlib.patches import Rectangle

    sectors: Sequence[Mapping[str, Any]] = table["sectors"]
    place = {sector["id"]: i for i, sector in enumerate(sectors)}
    colours = colormaps["PuOr"]
    for pair in table["pairs"]:
        x, y = sorted((place[pair["a"]], place[pair["b"]]))
        tested = pair["q"] is not None
        fold = 0.0 if not tested else math.log2(max(pair["ratio"], 2**-FOLDS))
        shade = colours(0.5 + max(-FOLDS, min(FOLDS, fold)) / (2 * FOLDS))
        axes.add_patch(
            Rectangle(
                (x, y),
                1,
                1,
                facecolor=shade if tested else "white",
                edgecolor=PALE,
                hatch=None if tested else "////",
            )
        )
        if tested:
            light = 0.299 * shade[0] + 0.587 * shade[1] + 0.114 * shade[2] > 0.5
            ink = INK if light else "white"
            axes.text(
                x + 0.5, y + 0.42, f"{pair['observed']}", ha="center", va="center", fontsize=9, color=ink
            )
            axes.text(
                x + 0.5,
                y + 0.78,
                f"({pair['expected']:.1f})",
                ha="center",
                va="center",
                fontsize=6.5,
                color=ink,
            )
            if pair["verdict"] in CALLED:
                axes.text(x + 0.86, y + 0.2, "●", ha="center", va="center", fontsize=7, color=ink)
    names = [sector[f"name_{language}"] for sector in sectors]
    count = len(sectors)
    # without pairs of a sector with itself the first row and the last column are empty
    apart = all(pair["a"] != pair["b"] for pair in table["pairs"])
    columns, rows = range(count - apart), range(int(apart), count)
    axes.set(xlim=(0, len(columns)), ylim=(count, int(apart)), aspect="equal")
    axes.set_xticks(
        [i + 0.5 for i in columns],
        [names[i] for i in columns],
        rotation=45,
        ha="right",
        rotation_mode="anchor",
    )
    axes.set_yticks([i + 0.5 for i in rows], [names[i] for i in rows])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    draw_scale(axes, language, scale)


def draw_scale(axes: Axes, language: Language, place: tuple[float, float, float, float]) -> None:
    """Draw the legend of colours in the free corner of the matrix."""
    from matplotlib import colormaps

    scale = axes.inset_axes(place)
    scale.imshow([list(range(256))], cmap=colormaps["PuOr"], aspect="auto", extent=(-FOLDS, FOLDS, 0, 1))
    folds = range(-int(FOLDS), int(FOLDS) + 1)
    names = [f"1/{2**-fold}" if fold < 0 else f"{2**fold}" for fold in folds]
    scale.set_xticks(list(folds), names, fontsize=7)
    scale.set_yticks([])
    scale.tick_params(length=0)
    scale.spines[:].set_visible(False)
    scale.set_title(text_of("ratio", language), fontsize=8)


def draw_ranking(axes: Axes, table: Mapping[str, Any], language: Language) -> None:
    """Draw the ratio of the most significant pairs with its interval; 1 means as expected."""
    names = {sector["id"]: sector[f"name_{language}"] for sector in table["sectors"]}
    tested = [pair for pair in table["pairs"] if pair["q"] is not None][:RANKED]
    axes.set_title(text_of("ranked", language), fontsize=10, loc="left")
    axes.spines[["top", "right", "left"]].set_visible(False)
    if not tested:
        axes.text(0.5, 0.5, text_of("none", language), ha="center", va="center", transform=axes.transAxes)
        axes.set_xticks([])
        axes.set_yticks([])
        return
    most = min(max(pair["ratio_high"] for pair in tested), 2.0**FOLDS)
    for y, pair in enumerate(tested):
        colour = {"under-connected": UNDER, "over-connected": OVER}.get(pair["verdict"], PLAIN)
        axes.plot([pair["ratio_low"], min(pair["ratio_high"], most)], [y, y], color=colour, linewidth=1.6)
        axes.plot(pair["ratio"], y, marker="o", markersize=6, color=colour)
        axes.text(
            most * 1.02,
            y,
            f"q = {pair['q']:.3f}" if pair["q"] >= LEAST else f"q < {LEAST}",
            va="center",
            fontsize=8,
            color=colour,
        )
    axes.axvline(1.0, color=INK, linewidth=0.8, linestyle=":")
    axes.set_yticks(range(len(tested)), [f"{names[pair['a']]} – {names[pair['b']]}" for pair in tested])
    axes.set(ylim=(len(tested) - 0.5, -0.5), xlim=(0, most * 1.15), xlabel=text_of("ratio", language))
    axes.tick_params(axis="y", length=0)
