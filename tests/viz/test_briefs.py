"""Briefs: every figure with a footnote that gives it again, the same bytes twice, PDF for screen readers, DOCX with footnotes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
import zipfile

import docx
import pytest
import typst
from lxml import etree, html
from pypdf import PdfReader

from graph.figures import Sentence as Words
from queries.brief import TOPICS, BriefParameters, brief
from queries.briefs import topics
from viz.briefs import BriefError, brief_formats
from viz.briefs.fonts import FontsMissing, check_letters, font_files
from viz.briefs.model import Brief, Column, Figured, Name, Note, Table, say
from viz.briefs.pdf import compiled
from viz.briefs.texts import notes_of
from viz.briefs.typst_source import Source

FORMATS = brief_formats()
ABOUT = {"sector": "metals", "programme": "daegu-materials-convergence-union"}
GIVEN = {
    "scenario": {
        "changes": [
            {"add": "alliance", "name": "a", "members": ["kims", "dyetec", "ktdi", "pomia"]},
            {"remove": "organisation", "id": "dmi"},
        ]
    }
}
ALL = [(topic, language) for topic in TOPICS for language in ("ko", "en")]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(eco, topic):
    """Give the structure of a brief."""
    return TOPICS[topic].make(eco.view, ABOUT.get(topic), TOPICS[topic].parameters(**GIVEN.get(topic, {})))


def file(eco, topic, language, format):
    """Give a brief as a file."""
    given = GIVEN.get(topic, {})
    asked = BriefParameters(
        topic=topic, id=ABOUT.get(topic), language=language, format=format, parameters=given
    )
    return brief(eco.view, asked).content


@pytest.mark.parametrize(("topic", "language"), ALL)
def test_no_figure_outside_a_table_is_without_a_footnote(eco, topic, language):
    page = html.fromstring(file(eco, topic, language, "html").decode())
    figured = page.findall(".//span[@class='n']")
    assert figured
    for one in figured:
        assert one.getnext().tag == "sup"
        assert page.get_element_by_id(one.getnext()[0].get("href").removeprefix("#")) is not None
    for left_out in page.xpath(
        "//head|//tbody|//figure/svg|//sup|//*[@class='n' or @class='name' or @class='notes']|//section[@data-part='notes']"
    ):
        left_out.drop_tree()
    for head in page.xpath("//thead//th"):  # a column with figures has its note in the head
        head.drop_tree()
    assert re.findall(r"\S*\d\S*", page.text_content()) == []


@pytest.mark.parametrize("topic", TOPICS)
def test_a_table_has_a_note_for_every_column_with_figures(eco, topic):
    found = made(eco, topic)
    for table in (*found.tables, *found.leads):
        for place, column in enumerate(table.columns):
            cells = [row[place] for row in table.rows]
            if any(isinstance(cell, Words) and re.search(r"\d", cell.ko + cell.en) for cell in cells):
                assert column.note is not None


@pytest.mark.parametrize("topic", TOPICS)
def test_the_address_in_a_footnote_gives_the_answer_again(eco, client, topic):
    for address in {note.address for note in notes_of(made(eco, topic))}:
        method, _, path = address.rpartition(" ")
        answer = client.post(path, json=GIVEN[topic]) if method == "POST" else client.get(path)
        assert answer.status_code == 200, address
        assert answer.json()["graph_version"] == eco.graph_version


def test_the_figures_of_a_gap_are_those_of_the_address(eco, client):
    found = made(eco, "gaps")
    [said] = [
        one for one in found.findings if "observed" in one.parts and one.parts["a"].words.en == "Metals"
    ]
    table = client.get(said.parts["observed"].note.address).json()
    [pair] = [one for one in table["pairs"] if (one["a"], one["b"]) == ("metals", "textiles")]
    assert said.parts["observed"].words.ko == f"{pair['observed']}건" == "0건"
    assert said.parts["expected"].words.en == f"{pair['expected']:.1f} ties" == "7.2 ties"
    assert said.parts["q"].words.ko == f"= {pair['q']:.3f}" == "= 0.002"


def test_other_parameters_stand_in_the_footnotes(eco):
    given = topics()["gaps"].parameters(layer="all", as_of="2022", undated="drop")
    notes = list(notes_of(topics()["gaps"].make(eco.view, None, given)))
    assert all("as_of=2022" in note.address and "undated=drop" in note.address for note in notes)
    assert any("layer=all" in note.address for note in notes)
    assert "기준일: 2022" in notes[0].text("ko")
    assert "undated relations: dropped" in notes[0].text("en")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_pdf_has_two_pages_its_fonts_and_a_structure_for_screen_readers(eco, topic, language):
    reader = PdfReader(io.BytesIO(file(eco, topic, language, "pdf")))
    assert len(reader.pages) <= 2
    assert {name.partition("+")[2] for name in fonts_of(reader)} == {"Pretendard-Regular", "Pretendard-Bold"}
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata.title
    assert reader.metadata.creation_date is None


def fonts_of(reader):
    """Give the names of all fonts of a PDF; each must be embedded."""
    names = set()
    for page in reader.pages:
        for one in page["/Resources"]["/Font"].values():
            [inner] = one["/DescendantFonts"]
            assert {"/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].keys()
            names.add(one["/BaseFont"].removeprefix("/"))
    return names


def test_the_pdf_reads_as_a_ministry_prints(eco):
    text = " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(file(eco, "gaps", "ko", "pdf"))).pages
    )
    words = re.sub(r"\d\)", "", re.sub(r"\s+", "", text))
    assert (
        "금속–섬유간연결은0건입니다.두업종기관들의대외활동규모로보면7.2건정도가예상되는데,이보다뚜렷하게적습니다(q=0.002)."
        in words
    )


def test_the_same_brief_has_the_same_bytes_three_seconds_later(eco):
    def write():
        return {name: known.write(made(eco, "sector"), "ko") for name, known in FORMATS.items()}

    first = write()
    time.sleep(3)  # a zip has times of two seconds
    assert write() == first


def test_a_docx_has_a_footnote_for_every_note_and_a_description_of_its_picture(eco):
    content = file(eco, "gaps", "ko", "docx")
    part = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/footnotes.xml"))
    told = {
        one.get(f"{WORD}id"): "".join(one.itertext()).strip()
        for one in part
        if one.get(f"{WORD}type") is None
    }
    found = made(eco, "gaps")
    notes = list(dict.fromkeys(f"{note.text('ko')} · {note.address}" for note in notes_of(found)))
    assert sorted(told.values()) == sorted(notes)
    document = docx.Document(io.BytesIO(content))
    marks = document.element.body.iter(f"{WORD}footnoteReference")
    assert [mark.get(f"{WORD}id") for mark in marks] == [str(number) for number in range(1, len(notes) + 1)]
    bookmarks = {one.get(f"{WORD}name") for one in document.element.body.iter(f"{WORD}bookmarkStart")}
    referred = {text.text.split()[1] for text in document.element.body.iter(f"{WORD}instrText")}
    assert referred <= bookmarks
    [shape] = document.inline_shapes
    assert shape._inline.docPr.get("descr") == found.figure.alt.ko
    assert any(name.endswith(".svg") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())


def test_the_columns_of_a_docx_have_the_widths_of_their_content_in_the_grid_and_in_each_cell(eco):
    [table, *_] = docx.Document(io.BytesIO(file(eco, "gaps", "ko", "docx"))).tables
    shares = [column.share for column in made(eco, "gaps").tables[0].columns]
    whole = 170 / sum(shares)
    assert [round(column.width.mm) for column in table.columns] == [round(whole * one) for one in shares]
    assert [cell.width for cell in table.rows[1].cells] == [column.width for column in table.columns]


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc, an independent reader, is not installed")
def test_pandoc_finds_the_footnotes_of_a_docx(eco, tmp_path):
    path = tmp_path / "gaps.docx"
    path.write_bytes(file(eco, "gaps", "en", "docx"))
    read = subprocess.run(
        ["pandoc", str(path), "-t", "markdown"], capture_output=True, text=True, check=True
    ).stdout
    assert "[^1]" in read
    assert "[^1]: pairs of sectors" in read


def test_html_needs_nothing_else(eco):
    page = html.fromstring(file(eco, "ecosystem", "ko", "html").decode())
    assert page.xpath("//script|//link|//img|//iframe") == []
    assert all(
        address.startswith("#") for address in page.xpath("//@href|//@src") if not address.startswith("#m")
    )
    assert page.get("lang") == "ko"


def test_a_missing_font_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(FontsMissing, match=r"Pretendard-Regular\.ttf.*viz/explorer/build\.py"):
        font_files(tmp_path)


def test_a_font_that_typst_does_not_have_is_refused_instead_of_replaced():
    with pytest.raises(BriefError, match="unknown font family: no such font"):
        compiled('#set document(title: "A")\n#set text(font: "No Such Font")\n한글')


def test_a_letter_that_the_font_does_not_have_is_refused_with_the_remedy():
    check_letters(["한글, English, ㈜, –"], "pdf")
    with pytest.raises(BriefError, match="does not have 漢: use html or docx"):
        check_letters(["漢"], "pdf")


HOSTILE = '“x” "y" \\ #z $1$ *a* _b_ `c` <d> @e // [f] {g} ~ -- & é'


def hostile():
    """Give a brief whose names look like markup."""
    note = Note(Words(HOSTILE, HOSTILE), (), "/api/v1/x?a=1&b=%23")
    table = Table(say("표", "Table"), (Column(Words("x", "x"), note),), ((Words(HOSTILE, HOSTILE),),))
    said = say(
        "{name}: {figure}",
        "{name}: {figure}",
        name=Name(Words(HOSTILE, HOSTILE)),
        figure=Figured(Words(HOSTILE, HOSTILE), note),
    )
    return Brief(said, (said,), (said,), None, (table,), (said,), (), (said,), Words(HOSTILE, HOSTILE))


@pytest.mark.parametrize("name", FORMATS)
def test_text_that_looks_like_markup_stays_text(name):
    content = FORMATS[name].write(hostile(), "en")
    if name == "html":
        told = html.fromstring(content.decode()).text_content()
    elif name == "docx":
        told = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    elif name == "typ":
        told = typst.query(content, "heading", field="body", font_paths=[str(font_files()[0].parent)])
        told = told.replace('\\"', '"').replace("\\\\", "\\").replace("“", "“")
    else:
        told = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert re.sub(r"\s", "", HOSTILE) in re.sub(r"\s", "", told)


def test_a_figure_cannot_be_written_without_a_note():
    with pytest.raises(ValueError, match="a figure without a note"):
        say("연결은 3건입니다", "There are three ties")
    with pytest.raises(ValueError, match="use each in both languages"):
        say("연결은 {ties}입니다", "There are ties", ties=Name(Words("x", "x")))
    with pytest.raises(ValueError, match="has figures"):
        Table(say("표", "Table"), (Column(Words("수", "Number")),), ((Words("3", "3"),),))
    with pytest.raises(ValueError, match="2 cells"):
        Table(say("표", "Table"), (Column(Words("수", "Number")),), ((Words("a", "a"), Words("b", "b")),))


def test_both_languages_say_the_same_figures(eco):
    for topic in TOPICS:
        for said in made(eco, topic).said():
            for name, part in said.parts.items():
                if (
                    isinstance(part, Figured) and name != "said"
                ):  # a sentence of an answer may phrase its figures otherwise
                    numbers = [
                        sorted(re.findall(r"\d+(?:[.,]\d+)*", text))
                        for text in (part.words.ko, part.words.en)
                    ]
                    assert numbers[0] == numbers[1], part.words


def test_the_source_of_a_pdf_compiles_as_it_is_given(eco):
    source = FORMATS["typ"].write(made(eco, "programme"), "en").decode()
    assert source == Source(made(eco, "programme"), "en").written()
    assert compiled(source) == FORMATS["pdf"].write(made(eco, "programme"), "en")
