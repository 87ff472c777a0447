"""A brief as one HTML file: it needs nothing else, and prints on A4."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from viz.briefs import brief_format
from viz.briefs.model import HEADS, Figured, Name, Note, Plain, in_words
from viz.briefs.texts import cell_text, licence_line, plain, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viz.briefs.model import Brief, Figure, Language, Said, Table

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@brief_format(
    "html",
    summary_ko="브라우저에서 보고 인쇄하는 파일 하나",
    media_type="text/html",
    begins="<!doctype html>",
)
def write(brief: Brief, language: Language) -> bytes:
    """Read in a browser, printed from there; one file."""
    return Page(brief, language).written().encode()


class Page:
    """One page while it is written; it numbers the notes as they come."""

    def __init__(self, brief: Brief, language: Language) -> None:
        self.brief: Brief = brief
        self.language: Language = language
        self.numbers: dict[Note, int] = {}

    def written(self) -> str:
        """Return the page."""
        brief = self.brief
        parts = [
            f"<h1>{self.said(brief.title)}</h1>",
            f'<div class="about">{"".join(f"<p>{self.said(one)}</p>" for one in brief.about)}</div>',
            self.part("findings", self.points(brief.findings)),
            self.part("figure", "" if brief.figure is None else self.figure(brief.figure)),
            self.part("tables", "".join(map(self.table, brief.tables))),
            self.part("steps", self.points(brief.steps) + "".join(map(self.table, brief.leads))),
            self.part("limits", self.points(brief.limits)),
        ]
        parts.append(self.part("notes", self.notes()))
        return Template((TEMPLATES / "brief.html").read_text(encoding="utf-8")).substitute(
            language=self.language,
            title=escape(plain_text(brief.title, self.language)),
            style=(TEMPLATES / "brief.css").read_text(encoding="utf-8"),
            content="\n".join(filter(None, parts)),
            licence=escape(licence_line(brief, self.language)),
        )

    def part(self, name: str, content: str) -> str:
        """Write a part with its heading; nothing if it is empty."""
        head = escape(in_words(HEADS[name], self.language))
        return f'<section data-part="{name}"><h2>{head}</h2>{content}</section>' if content else ""

    def points(self, sentences: Iterable[Said]) -> str:
        """Write a list of sentences."""
        items = "".join(f"<li>{self.said(one)}</li>" for one in sentences)
        return f"<ul>{items}</ul>" if items else ""

    def said(self, sentence: Said) -> str:
        """Write a sentence; each figure is followed by the number of its note."""
        return "".join(map(self.piece, sentence.pieces(self.language)))

    def piece(self, piece: Plain | Figured | Name) -> str:
        """Write a piece of a sentence."""
        text = escape(plain(piece, self.language))
        if isinstance(piece, Figured):
            return f'<span class="n">{text}</span>{self.mark(piece.note)}'
        return f'<span class="name">{text}</span>' if isinstance(piece, Name) else text

    def mark(self, note: Note) -> str:
        """Write the number of a note; the first time it gets one."""
        number = self.numbers.setdefault(note, len(self.numbers) + 1)
        return f'<sup><a href="#note-{number}">{number})</a></sup>'

    def table(self, table: Table) -> str:
        """Write a table."""
        heads = "".join(
            f'<th scope="col"{right(column.numeric)}>{escape(in_words(column.head, self.language))}'
            f"{self.mark(column.note) if column.note else ''}</th>"
            for column in table.columns
        )
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td{right(column.numeric)}>{escape(cell_text(cell, self.language))}</td>"
                for cell, column in zip(row, table.columns, strict=True)
            )
            + "</tr>"
            for row in table.rows
        )
        return f"<table><caption>{self.said(table.title)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def figure(self, figure: Figure) -> str:
        """Write a picture as part of the page."""
        svg = figure.draw(self.language, "svg").decode()
        svg = re.sub(r"^.*?<svg ", '<svg role="img" ', svg, count=1, flags=re.DOTALL)
        alt = escape(in_words(figure.alt, self.language))
        svg = svg.replace(">", f"><title>{alt}</title>", 1)
        return f"<figure><figcaption>{self.said(figure.title)}</figcaption>{svg}</figure>"

    def notes(self) -> str:
        """Write the notes, which all have their numbers by now."""
        return (
            '<ol class="notes">'
            + "".join(
                f'<li id="note-{number}">{escape(note.text(self.language))} · <code>{escape(note.address)}</code></li>'
                for note, number in self.numbers.items()
            )
            + "</ol>"
        )


def right(numeric: bool) -> str:
    """Set a column of figures to the right."""
    return ' class="r"' if numeric else ""
