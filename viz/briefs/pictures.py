"""The pictures of briefs: the matrix of sectors, the ranked pairs, and bars, each alone and as wide as a page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from graph.extras import needs
from viz.briefs.fonts import FAMILY, font_files
from viz.briefs.model import in_words
from viz.figures import INK, PALE, draw_matrix, draw_ranking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.axes import Axes

    from graph.figures import Sentence as Words
    from viz.briefs.model import Language, Picture

MM = 1 / 25.4
SCALE = (0.5, 0.92, 0.5, 0.03)
"""Place of the legend of colours, which needs more of a small matrix."""
BAR, PART = "#c3ccd5", "#33658a"


def matrix(table: Mapping[str, Any], language: Language, kind: Picture, size: tuple[int, int]) -> bytes:
    """Draw the matrix of a table of gaps.

    Args:
        table: the table, in the shape of the API.
        language: of its words.
        kind: SVG or pixels.
        size: width and height in mm.
    """
    return drawn(lambda axes: draw_matrix(axes, table, language, SCALE), kind, size)


def ranking(table: Mapping[str, Any], language: Language, kind: Picture, size: tuple[int, int]) -> bytes:
    """Draw the ratios of the pairs of a table with their intervals; the arguments are those of `matrix`."""

    def draw(axes: Axes) -> None:
        draw_ranking(axes, table, language)
        axes.set_title("", loc="left")  # the page has a title

    return drawn(draw, kind, size)


def bars(
    rows: Sequence[tuple[Words, int, int]],
    legend: tuple[Words, Words],
    language: Language,
    kind: Picture,
    size: tuple[int, int],
) -> bytes:
    """Draw a bar for each row: its name, the whole, and the part of it that is highlighted.

    Args:
        rows: name, whole and part.
        legend: what the whole is, and the part.
        language: of the words.
        kind: SVG or pixels.
        size: width and height in mm.
    """

    def draw(axes: Axes) -> None:
        names = [in_words(words, language) for words, *_ in rows]
        for values, colour, words in (
            ([row[1] for row in rows], BAR, legend[0]),
            ([row[2] for row in rows], PART, legend[1]),
        ):
            axes.barh(names, values, color=colour, label=in_words(words, language), height=0.7)
        for y, (_, whole, part) in enumerate(rows):
            axes.annotate(
                f"{part} / {whole}", (whole, y), (4, 0), textcoords="offset points", va="center", fontsize=8
            )
        axes.invert_yaxis()
        axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
        axes.set_xticks([])
        axes.tick_params(length=0)
        axes.margins(x=0.12, y=0.01)
        axes.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, fontsize=8)

    return drawn(draw, kind, size)


def drawn(draw: Callable[[Axes], object], kind: Picture, size: tuple[int, int]) -> bytes:
    """Draw with the fonts of briefs; the same call gives the same bytes.

    Raises:
        NotInstalled: matplotlib or a font is missing.
    """
    needs("matplotlib", extra="briefs", purpose="A brief")
    import matplotlib as mpl
    from matplotlib.figure import Figure

    know_fonts()
    settings: dict[Any, Any] = {
        "svg.fonttype": "path"
        if kind == "outlines"
        else "none",  # text stays text, in the font that a PDF embeds
        "svg.hashsalt": "sojae",
        "font.family": [FAMILY],
        "font.size": 8,
        "hatch.color": "#9aa5b1",
        "hatch.linewidth": 0.6,
        "axes.edgecolor": PALE,
        "axes.unicode_minus": False,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
    }
    with mpl.rc_context(settings):
        figure = Figure(figsize=(size[0] * MM, size[1] * MM), facecolor="white", layout="constrained")
        draw(figure.subplots())
        out = BytesIO()
        metadata = {"Software": None} if kind == "png" else {"Date": None}
        figure.savefig(out, format="png" if kind == "png" else "svg", dpi=220, metadata=metadata)
    return out.getvalue()


def know_fonts() -> None:
    """Let matplotlib know the fonts of briefs.

    Raises:
        FontsMissing: they have not been built.
    """
    from matplotlib import font_manager

    known = {font.fname for font in font_manager.fontManager.ttflist}
    for file in map(str, font_files()):
        if file not in known:
            font_manager.fontManager.addfont(file)
