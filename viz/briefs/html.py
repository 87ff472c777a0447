"""A brief as one HTML file: it needs nothing else, and prints on A4."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from viz.briefs import brief_format
from viz.briefs.model import HEADS, Figured, Name, Note, Plain, in_words
from viz.briefs.texts import cell_text, licence_line, plain, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viz.briefs.model import Brief, Figure, Language, Said, Table

STYLE = """
@page { size: A4; margin: 18mm 20mm }
body { font: 10.5pt/1.55 Pretendard, "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", sans-serif; color: #1f2933;
  max-width: 170mm; margin: 10mm auto; padding: 0 5mm; word-break: keep-all; overflow-wrap: anywhere }
h1 { font-size: 18pt; margin: 0 0 2mm } h2 { font-size: 12pt; margin: 6mm 0 2mm; border-bottom: 1.5pt solid #33658a }
.about { color: #52606d; font-size: 9pt } .about p { margin: 0 }
ul { margin: 0; padding-left: 5mm } li { margin: 1mm 0 }
table { border-collapse: collapse; width: 100%; font-size: 9pt; margin: 1mm 0 3mm; break-inside: avoid }
caption { text-align: left; font-weight: 700; padding: 1mm 0 }
th, td { border-bottom: .5pt solid #cbd2d9; padding: .8mm 1.5mm; text-align: left; vertical-align: top }
thead th { border-top: 1pt solid #1f2933; border-bottom: 1pt solid #1f2933 } .r { text-align: right; white-space: nowrap }
figure { margin: 2mm 0; break-inside: avoid } figcaption { font-weight: 700; font-size: 9pt } figure svg { width: 100%; height: auto }
sup { font-size: 7pt } sup a { color: #33658a; text-decoration: none } .notes { font-size: 8pt; color: #52606d; overflow-wrap: anywhere }
@media print { body { margin: 0; padding: 0; max-width: none } }
"""


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
        self.brief, self.language = brief, language
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
        title = escape(plain_text(brief.title, self.language))
        head = (
            f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
        )
        return (
            f'<!doctype html>\n<html lang="{self.language}"><head>{head}<style>{STYLE}</style></head>\n<body>'
            + "\n".join(filter(None, parts))
            + f'\n<p class="notes">{escape(licence_line(brief, self.language))}</p></body></html>\n'
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
