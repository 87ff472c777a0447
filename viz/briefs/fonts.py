"""The fonts of briefs: Pretendard (SIL Open Font License), unpacked by `viz/explorer/build.py`; no other is ever used."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.extras import NotInstalled, needs
from viz.briefs import BriefError

if TYPE_CHECKING:
    from collections.abc import Iterable

FAMILY = "Pretendard"
FOLDER = Path(__file__).resolve().parent.parent / "static" / "fonts"
FILES = ("Pretendard-Regular.ttf", "Pretendard-Bold.ttf")


class FontsMissing(NotInstalled):
    """The fonts have not been built."""

    def __init__(self, missing: Path) -> None:
        super().__init__(missing.name, "briefs", "A brief")
        self.args = (
            f"A brief needs the font {missing.name}, which has not been built: run python viz/explorer/build.py",
        )


def font_files(folder: Path | None = None) -> list[Path]:
    """Return the files of the fonts.

    Raises:
        FontsMissing: one of them does not exist.
    """
    files = [(folder or FOLDER) / name for name in FILES]
    for file in files:
        if not file.is_file():
            raise FontsMissing(file)
    return files


def check_letters(texts: Iterable[str], purpose: str) -> None:
    """Refuse texts with characters that the fonts do not have, which would be printed as boxes.

    Raises:
        BriefError: a character is missing; the message shows it.
        FontsMissing: the fonts have not been built.
    """
    used = {letter for text in texts for letter in text if letter.isprintable()}
    if missing := used - known_letters(font_files()[0]):
        shown = " ".join(sorted(missing)[:10])
        raise BriefError(
            f"{purpose}: the font {FAMILY} does not have {shown}: use html or docx, which use the reader's fonts"
        )


@cache
def known_letters(file: Path) -> frozenset[str]:
    """Return the characters of a font."""
    needs("fontTools", extra="briefs", purpose="A brief")
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or ()))
