"""A brief as a Word document, to be edited: headings, tables, real footnotes, a picture with a description."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from graph.extras import needs
from viz.briefs import brief_format
from viz.briefs.footnotes import Footnotes
from viz.briefs.model import HEADS, Figured, in_words
from viz.briefs.texts import cell_text, licence_line, plain, plain_text
from viz.briefs.zips import same_zip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viz.briefs.model import Brief, Figure, Language, Said, Table

FONT = "Malgun Gothic"  # comes with Windows and Word in every language; not embedded
WIDTH = 170  # of the text, in mm
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
GREY = "9AA5B1"
AFTER_SPACE = tuple(
    f"w:{name}"
    for name in (
        *("bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
        *("suppressOverlap", "jc", "textDirection", "textAlignment", "outlineLvl", "rPr", "sectPr"),
    )
)
"""Properties of a paragraph that must stand after those of its spacing: Word refuses another order."""
AFTER_LINES = tuple(
    f"w:{name}"
    for name in (
        *("shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
        *("autoSpaceDE", "autoSpaceDN"),
    )
)
SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


@brief_format(
    "docx",
    summary_ko="워드에서 고쳐 쓰는 파일, 각주 포함",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    begins="PK",
)
def write(brief: Brief, language: Language) -> bytes:
    """Edited in Word, with real footnotes; the font is the reader's."""
    needs("docx", extra="briefs", purpose="A brief as DOCX")
    return Paper(brief, language).written()


class Paper:
    """One document while it is written."""

    def __init__(self, brief: Brief, language: Language) -> None:
        from docx import Document

        self.brief: Brief = brief
        self.language: Language = language
        self.document: Any = Document()
        self.notes = Footnotes(language)

    def written(self) -> bytes:
        """Return the document."""
        from docx.shared import Pt

        brief, document = self.brief, self.document
        self.prepare()
        self.fill(document.add_paragraph(style="Title"), brief.title)
        for one in brief.about:
            self.fill(document.add_paragraph(style="Subtitle"), one)
        self.points("findings", brief.findings)
        if brief.figure is not None:
            self.head("figure")
            self.picture(brief.figure)
        if brief.tables:
            self.head("tables")
        for table in brief.tables:
            self.table(table)
        self.points("steps", brief.steps)
        for table in brief.leads:
            self.table(table)
        self.points("limits", brief.limits)
        document.add_paragraph().add_run(licence_line(brief, self.language)).font.size = Pt(7)
        self.notes.attach(document.part)
        out = BytesIO()
        document.save(out)
        return same_zip(out.getvalue())

    def prepare(self) -> None:
        """Set page, fonts, language and properties."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Mm, Pt

        document, properties = self.document, self.document.core_properties
        properties.title, properties.author = plain_text(self.brief.title, self.language), "Sojae"
        properties.comments, properties.language = "", {"ko": "ko-KR", "en": "en-GB"}[self.language]
        page = document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm((210 - WIDTH) / 2)
        page.top_margin = page.bottom_margin = Mm(18)
        styles = document.styles
        styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        sizes = {
            "Normal": 10,
            "Title": 17,
            "Subtitle": 8.5,
            "Heading 1": 12,
            "Caption": 9,
            "List Bullet": 10,
            "Footnote Text": 7,
        }
        for name, size in sizes.items():
            set_font(styles[name], Pt(size))
            styles[name].paragraph_format.space_after = Pt(3)
            close_up(styles[name])
        styles["Footnote Text"].paragraph_format.space_after = Pt(0)
        styles["Heading 1"].paragraph_format.space_before = Pt(9)
        rule(
            styles["Heading 1"].element.get_or_add_pPr(), "w:pBdr", ("bottom",), (*AFTER_LINES, *AFTER_SPACE)
        )
        styles["Subtitle"].font.italic = False

    def head(self, name: str) -> None:
        """Add a heading."""
        self.document.add_paragraph(in_words(HEADS[name], self.language), style="Heading 1")

    def points(self, name: str, sentences: Iterable[Said]) -> None:
        """Add a list of sentences with its heading."""
        self.head(name)
        for one in sentences:
            self.fill(self.document.add_paragraph(style="List Bullet"), one)

    def fill(self, paragraph: Any, sentence: Said, *, bold: bool = False) -> None:
        """Add a sentence to a paragraph; each figure is followed by the mark of its note."""
        for piece in sentence.pieces(self.language):
            paragraph.add_run(plain(piece, self.language)).bold = bold or None
            if isinstance(piece, Figured):
                self.notes.mark(paragraph, piece.note)

    def table(self, table: Table) -> None:
        """Add a table under its title; its first row is repeated on each page."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.shared import Mm, Pt

        title = self.document.add_paragraph(style="Caption")
        title.paragraph_format.keep_with_next = True
        self.fill(title, table.title)
        grid = self.document.add_table(rows=1 + len(table.rows), cols=len(table.columns))
        grid.autofit = False
        rule(
            grid._tbl.tblPr,
            "w:tblBorders",
            ("top", "bottom", "insideH"),
            ("w:shd", "w:tblLayout", "w:tblLook"),
        )
        whole = sum(column.share for column in table.columns)
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # has no other way
        for place, column in enumerate(table.columns):
            texts = [
                in_words(column.head, self.language),
                *(cell_text(row[place], self.language) for row in table.rows),
            ]
            # Word takes the width of the cells, others that of the grid
            width = grid.columns[place].width = Mm(WIDTH * column.share / whole)
            for at, (cell, text) in enumerate(zip(grid.columns[place].cells, texts, strict=True)):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                run = paragraph.add_run(text)
                run.font.size, run.bold = Pt(8.5), at == 0 or None
                if at == 0 and column.note is not None:
                    self.notes.mark(paragraph, column.note)
                if column.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        gap = self.document.add_paragraph().paragraph_format
        gap.space_after, gap.line_spacing = Pt(0), Pt(6)

    def picture(self, figure: Figure) -> None:
        """Add a picture under its title: vector where the reader can show it, else pixels; with its description."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        title = self.document.add_paragraph(style="Caption")
        title.paragraph_format.keep_with_next = True
        self.fill(title, figure.title)
        pixels = BytesIO(figure.draw(self.language, "png"))
        shape = self.document.add_picture(pixels, width=Mm(figure.width))
        self.document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        described = shape._inline.docPr  # has no other way
        described.set("descr", in_words(figure.alt, self.language))
        described.set("name", plain_text(figure.title, self.language))
        self.add_vector(shape, figure.draw(self.language, "outlines"))

    def add_vector(self, shape: Any, svg: bytes) -> None:
        """Add the vector form of a picture."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml.parser import parse_xml

        package = self.document.part.package
        part = Part(PackURI("/word/media/figure.svg"), "image/svg+xml", svg, package)
        relation = self.document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        main = "http://schemas.openxmlformats.org/drawingml/2006/main"
        relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        extension = parse_xml(
            f'<a:extLst xmlns:a="{main}"><a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{SVG_NAMESPACE}"'
            f' xmlns:r="{relations}" r:embed="{relation}"/></a:ext></a:extLst>'
        )
        [blip] = shape._inline.iter(f"{{{main}}}blip")
        blip.append(extension)


def close_up(style: Any) -> None:
    """Set no space between Hangul and digits: a processor would write “78 개” for “78개”."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        off = OxmlElement(name)
        off.set(qn("w:val"), "0")
        properties.insert_element_before(off, *AFTER_SPACE)


def rule(element: Any, place: str, sides: Iterable[str], before: Iterable[str]) -> None:
    """Draw thin grey lines at sides of a paragraph's or table's properties, none at others."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement(place)
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", GREY)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    element.insert_element_before(borders, *before)


def set_font(style: Any, size: Any) -> None:
    """Set the font of a style for all scripts; fonts of the theme would take precedence and are removed."""
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name, style.font.size = FONT, size
    style.font.color.rgb = RGBColor(0x1F, 0x29, 0x33)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
