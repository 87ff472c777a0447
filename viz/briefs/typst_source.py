"""A brief as a typst document, which typst turns into a PDF: `.typ` to be edited, or read by `pdf`."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from viz.briefs import brief_format
from viz.briefs.fonts import FAMILY
from viz.briefs.model import HEADS, Figured, Name, Note, Plain, in_words
from viz.briefs.texts import cell_text, licence_line, plain, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viz.briefs.model import Brief, Figure, Language, Said, Table

HEAD = Path(__file__).resolve().parent.parent / "templates" / "brief.typ"
"""Page, fonts and styles of the document."""


@brief_format(
    "typ",
    summary_ko="typst로 고쳐 쓸 수 있는 원본",
    media_type="text/vnd.typst",
    begins="#set document(",
)
def write(brief: Brief, language: Language) -> bytes:
    """Edited and compiled with typst, with the font Pretendard installed."""
    return Source(brief, language).written().encode()


class Source:
    """One document while it is written; a note is written out where it first comes, and referred to afterwards."""

    def __init__(self, brief: Brief, language: Language) -> None:
        self.brief: Brief = brief
        self.language: Language = language
        self.numbers: dict[Note, int] = {}

    def written(self) -> str:
        """Return the document."""
        brief, language = self.brief, self.language
        head = Template(HEAD.read_text(encoding="utf-8")).substitute(
            title=quoted(plain_text(brief.title, language)),
            family=FAMILY,
            language=language,
            justify=str(language == "ko").lower(),
            marker="○" if language == "ko" else "•",
        )
        about = "#linebreak();".join(map(self.said, brief.about))
        parts = [
            head,
            f"= {self.said(brief.title)}",
            f'#[#set par(justify: false)\n#text(size: 8.5pt, fill: rgb("#52606d"))[{about}]]',
            self.part("findings", self.points(brief.findings)),
            self.part("figure", "" if brief.figure is None else self.figure(brief.figure)),
            self.part("tables", "\n".join(map(self.table, brief.tables))),
            self.part("steps", self.points(brief.steps) + "\n".join(map(self.table, brief.leads))),
            self.part("limits", self.points(brief.limits)),
            f'#text(size: 6.8pt, fill: rgb("#52606d"))[{string(licence_line(brief, language))}]',
        ]
        return "\n\n".join(filter(None, parts)) + "\n"

    def part(self, name: str, content: str) -> str:
        """Write a part with its heading; nothing if it is empty."""
        return f"== {string(in_words(HEADS[name], self.language))}\n\n{content}" if content else ""

    def points(self, sentences: Iterable[Said]) -> str:
        """Write a list of sentences."""
        return "".join(f"- {self.said(one)}\n" for one in sentences)

    def said(self, sentence: Said) -> str:
        """Write a sentence; each figure is followed by its note."""
        return "".join(map(self.piece, sentence.pieces(self.language)))

    def piece(self, piece: Plain | Figured | Name) -> str:
        """Write a piece of a sentence."""
        text = string(plain(piece, self.language))
        return text + self.mark(piece.note) if isinstance(piece, Figured) else text

    def mark(self, note: Note) -> str:
        """Write a note the first time, later a reference to it."""
        if note in self.numbers:
            return f"#footnote(<note-{self.numbers[note]}>);"
        self.numbers[note] = number = len(self.numbers) + 1
        return (
            f"#footnote[{string(note.text(self.language) + ' · ')}{breakable(note.address)}]<note-{number}>"
        )

    def table(self, table: Table) -> str:
        """Write a table with its title."""
        shares = ", ".join(f"{column.share}fr" for column in table.columns)
        sides = ", ".join("right" if column.numeric else "left" for column in table.columns)
        heads = ", ".join(
            f"[{string(in_words(column.head, self.language))}{self.mark(column.note) if column.note else ''}]"
            for column in table.columns
        )
        rows = "\n".join(
            "  " + " ".join(f"[{string(cell_text(cell, self.language))}]," for cell in row)
            for row in table.rows
        )
        return (
            f"#figure(kind: table, caption: [{self.said(table.title)}],\n table(columns: ({shares}), align: ({sides}),\n"
            f"  table.header(repeat: false, {heads}),\n{rows}\n))\n"
        )

    def figure(self, figure: Figure) -> str:
        """Write a picture into the document."""
        svg = figure.draw(self.language, "svg").decode()
        alt = quoted(in_words(figure.alt, self.language))
        return (
            f"#figure(caption: [{self.said(figure.title)}],\n"
            f' image(bytes({quoted(svg)}), format: "svg", width: {figure.width}mm, alt: {alt}))\n'
        )


def quoted(text: str) -> str:
    """Write a text as a string of typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def string(text: str) -> str:
    """Write a text so that none of its characters is markup."""
    return f"#{quoted(text)};" if text else ""


def breakable(address: str) -> str:
    """Write an address that may be broken after its separators."""
    return string(address.replace("&", "&\u200b").replace("/", "/\u200b").replace("?", "?\u200b"))
