"""The table twin and what can be taken away."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.explorer.conftest import Screen

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser


def test_the_table_twin_is_sorted_and_saved_with_formulas_made_harmless(screen: Screen) -> None:
    screen.go("?table=nodes").drawn()
    rows = screen.find(".twin tbody tr[data-id]")
    assert "대구광역시" in rows.first.inner_text()
    screen.page.click("[data-sort=name]")
    names = [row.split("\t")[0] for row in rows.all_inner_texts()[:15]]
    assert names == screen.ask("names => [...names].sort(new Intl.Collator('ko').compare)", names)
    with screen.page.expect_download() as saved:
        screen.page.click(".twin [data-action=csv]")
    table = list(
        csv.reader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8").removeprefix("\ufeff")))
    )
    assert len(table) == 990
    assert table[0][0] == "이름"
    assert not any(cell.startswith(tuple("=+-@")) for row in table[1:] for cell in row)


def test_the_table_is_worked_by_the_keyboard(screen: Screen) -> None:
    screen.go("?table=nodes").drawn()
    screen.find(".rows").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        screen.page.keyboard.press(key)
    screen.page.wait_for_selector(".card h2")
    third = screen.find(".twin tbody tr[data-id]").nth(2).get_attribute("data-id")
    assert screen.state()["node"] == third
    screen.page.keyboard.press("Escape")
    screen.page.wait_for_selector(".card", state="detached")


def test_pictures_hold_what_is_drawn_and_say_what_it_is(screen: Screen) -> None:
    screen.move("?off=sector:textiles&layer=direct&as_of=2020").drawn()
    picture = ElementTree.parse(screen.saved("svg")).getroot()
    network = next(e for e in picture.iter() if e.get("id") == "network")
    nodes, ties = screen.size()
    assert {e.get("data-id") for e in network.iter() if e.get("data-id")} == set(
        screen.ask("() => sojae.graph.nodes.map(n => n.id)")
    )
    assert sum(e.get("data-a") is not None for e in network.iter()) == ties
    said = " ".join(e.text or "" for e in picture.iter() if e.tag.endswith("}text"))
    counts = f"노드 {nodes:,}개 · 연결 {ties:,}건"
    for part in ("직접 관계", "2020", counts, "업종 제외: 섬유", "CC BY 4.0", "f2bd416c"):
        assert part in said, part
    explained = next(e for e in picture.iter() if e.get("id") == "legend")
    listed = "".join(explained.itertext())
    machinery = screen.ask("() => sojae.graph.nodes.filter(n => n.sector === 'machinery').length")
    assert f"기계 {machinery}" in listed
    assert "섬유" not in listed
    assert screen.foreign == []


def test_pictures_are_up_to_four_times_as_large_and_a_pdf_has_one_page(screen: Screen) -> None:
    screen.move("?layer=direct&around=dyetec").drawn()
    svg = ElementTree.parse(screen.saved("svg")).getroot()
    width, height = int(svg.attrib["width"]), int(svg.attrib["height"])
    screen.page.click("[data-action=download]")
    screen.page.select_option("[data-control=resolution]", "4")
    screen.page.keyboard.press("Escape")
    png = screen.saved("png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (4 * width, 4 * height)
    pdf = screen.saved("pdf").read_bytes()
    assert pdf.startswith(b"%PDF-1.5")
    assert f"/MediaBox[0 0 {width} {height}]".encode() in pdf
    packed = pdf.split(b"stream\n")[-1].split(b"\nendstream")[0]
    assert len(zlib.decompress(packed)) == 3 * 16 * width * height


def test_every_format_of_the_api_is_offered(screen: Screen) -> None:
    screen.go().drawn()
    formats = screen.ask(
        "async () => (await (await fetch('./vocabulary.json')).json()).formats.map(f => f.name)"
    )
    screen.page.click("[data-action=download]")
    offered = screen.find(".menu [data-save]").evaluate_all("list => list.map(a => a.dataset.save)")
    assert set(formats) <= set(offered)


def test_where_nothing_is_drawn_no_file_is_offered(screen: Screen) -> None:
    screen.go().drawn()
    sectors = screen.ask(
        "async () => (await (await fetch('./vocabulary.json')).json()).sectors.map(s => `sector:${s.id}`)"
    )
    screen.go(f"?off={','.join([*sectors, 'sector:none'])}")
    screen.page.click("[data-action=download]")
    assert "그려진 노드가 없어" in screen.find(".menu [data-part=export-note]").inner_text()
    assert screen.find(".menu [data-save=gexf]").count() == 0


def test_the_page_that_stands_alone_asks_nobody_and_holds_what_is_drawn(screen: Screen) -> None:
    screen.go("?layer=direct&around=dyetec&lang=en").drawn()
    page = screen.saved("page").read_text(encoding="utf-8")
    assert re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']?(?:https?:)?//", page) is None
    held = json.loads(page.split('id="drawn">')[1].split("</script>")[0])
    assert {node["id"] for node in held["nodes"]} == set(screen.ask("() => sojae.graph.nodes.map(n => n.id)"))
    assert "DYETEC" in page


def test_the_tables_of_the_gaps_are_saved(screen: Screen) -> None:
    screen.go("?view=gaps&pair=it-electronics~textiles")
    screen.page.wait_for_selector(".bridges > li[data-bridge]")
    table = list(csv.DictReader(io.StringIO(screen.saved("gaps").read_text(encoding="utf-8-sig"))))
    screen.page.click("[data-action=unfold]")
    assert len(table) == screen.find(".matrix .cell").count()
    bridges = list(csv.DictReader(io.StringIO(screen.saved("bridges").read_text(encoding="utf-8-sig"))))
    assert len(bridges) == screen.find(".bridges > li[data-bridge]").count()
    assert all(row["reasons"] for row in bridges)
    ElementTree.parse(screen.saved("matrix"))


def test_files_of_hostile_names_do_no_harm(look: Look, hostile_server: str) -> None:
    screen = look(hostile_server).go("?table=nodes").drawn()
    texts = [
        e.text for e in ElementTree.parse(screen.saved("svg")).getroot().iter() if e.tag.endswith("}text")
    ]
    assert any("<img" in (text or "") for text in texts), "names are text in the picture"
    assert screen.saved("png").read_bytes().startswith(b"\x89PNG")
    page = screen.saved("page").read_text(encoding="utf-8")
    assert "<img src=x" not in page
    assert "alert(2)</script>" not in page
    with screen.page.expect_download() as saved:
        screen.page.click(".twin [data-action=csv]")
    written = [Path(saved.value.path()).read_text(encoding="utf-8-sig")]
    with zipfile.ZipFile(screen.saved("csv")) as folder:
        written += [
            folder.read(name).decode("utf-8-sig") for name in folder.namelist() if name.endswith(".csv")
        ]
    for text in written:
        assert "SUM(1+1)" in text or "o0" in text or "s1" in text
        assert not any(cell.startswith(tuple("=+@")) for row in csv.reader(io.StringIO(text)) for cell in row)
    for name in ("gexf", "graphml"):
        ElementTree.parse(screen.saved(name))
    assert screen.complaints == []
