"""Footnotes of a Word document: python-docx has none, so their part of the file is written here (ECMA-376, 17.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from viz.briefs.model import Language, Note

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
LINES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
"""The lines above footnotes, which Word expects first."""


class Footnotes:
    """The footnotes of one document: numbered as they come; a note that comes again is referred to."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.numbers: dict[Note, int] = {}

    def mark(self, paragraph: Any, note: Note) -> None:
        """Add the mark of a note at the end of a paragraph."""
        if note in self.numbers:
            number = self.numbers[note]
            self.add(paragraph, f'<w:r>{RAISED}<w:fldChar w:fldCharType="begin"/></w:r>')
            self.add(
                paragraph,
                f'<w:r>{RAISED}<w:instrText xml:space="preserve"> NOTEREF _Note{number} \\h </w:instrText></w:r>',
            )
            self.add(paragraph, f'<w:r>{RAISED}<w:fldChar w:fldCharType="separate"/></w:r>')
            self.add(paragraph, f"<w:r>{RAISED}<w:t>{number}</w:t></w:r>")
            self.add(paragraph, f'<w:r>{RAISED}<w:fldChar w:fldCharType="end"/></w:r>')
            return
        self.numbers[note] = number = len(self.numbers) + 1
        self.add(paragraph, f'<w:bookmarkStart w:id="{number}" w:name="_Note{number}"/>')
        self.add(paragraph, f'<w:r>{RAISED}<w:footnoteReference w:id="{number}"/></w:r>')
        self.add(paragraph, f'<w:bookmarkEnd w:id="{number}"/>')

    @staticmethod
    def add(paragraph: Any, element: str) -> None:
        """Add an element to a paragraph."""
        from docx.oxml.parser import parse_xml

        [content] = parse_xml(f'<w:p xmlns:w="{MAIN}">{element}</w:p>')
        paragraph._p.append(content)  # has no other way

    def attach(self, part: Any) -> None:
        """Add the part with all notes to the document."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if self.numbers:
            content = Part(PackURI("/word/footnotes.xml"), TYPE, self.written(), part.package)
            part.relate_to(content, RELATION)

    def written(self) -> bytes:
        """Return the part."""
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f'<w:r>{RAISED}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in (
                (number, f"{note.text(self.language)} · {note.address}")
                for note, number in self.numbers.items()
            )
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        return f'{head}<w:footnotes xmlns:w="{MAIN}">{LINES}{notes}</w:footnotes>'.encode()
