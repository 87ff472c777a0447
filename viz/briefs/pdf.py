"""A brief as a PDF that screen readers can read (PDF/UA-1), compiled by typst with the fonts of briefs and no others."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from graph.extras import needs
from viz.briefs import BriefError, brief_format
from viz.briefs.fonts import FOLDER, check_letters, font_files
from viz.briefs.texts import texts_of
from viz.briefs.typst_source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from viz.briefs.model import Brief, Language


@brief_format("pdf", summary_ko="보고·인쇄용, 글꼴 포함", media_type="application/pdf", begins="%PDF-")
def write(brief: Brief, language: Language) -> bytes:
    """Handed on and printed, with its fonts; tagged for screen readers (PDF/UA-1)."""
    needs("typst", extra="briefs", purpose="A brief as PDF")
    check_letters(texts_of(brief, language), "pdf")
    return compiled(Source(brief, language).written())


def compiled(source: str, folder: Path = FOLDER) -> bytes:
    """Compile a document.

    Raises:
        FontsMissing: the fonts have not been built.
        BriefError: typst warned, for instance of a font that it does not have, instead of which it would print another.
    """
    from typst import Compiler

    fonts = [str(file.parent) for file in font_files(folder)[:1]]
    compiler = Compiler(font_paths=typst_fonts(*fonts))
    content, warnings = compiler.compile_with_warnings(source.encode(), format="pdf", pdf_standards="ua-1")
    if warnings:
        raise BriefError(f"pdf: typst warns: {warnings[0].message}: use html or docx, and report it")
    assert isinstance(content, bytes)
    return content


@cache
def typst_fonts(*folders: str) -> Any:
    """Read the fonts once; neither those of the system nor those inside typst are used."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
