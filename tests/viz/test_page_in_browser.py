from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.vocabulary import Layer
from tests.viz.conftest import HOSTILE, showing
from viz.page import page
from viz.scene import scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from graph.snapshot import Snapshot
    from tests.viz.conftest import Opened

    Show = Callable[[str], Opened]

pytestmark = pytest.mark.browser


@pytest.fixture
def whole(daegu: Snapshot, show: Show) -> Opened:
    return show(page(scene(daegu), daegu))


@pytest.fixture(scope="module")
def read(daegu: Snapshot, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The whole page, opened once for those who only read it."""
    with showing(browser, tmp_path_factory.mktemp("read") / "page.html", "read") as show:
        yield show(page(scene(daegu), daegu))


@pytest.fixture
def near(daegu: Snapshot, show: Show) -> Opened:
    return show(page(scene(daegu, around="dmi"), daegu))


def place(page: Page, node: str) -> tuple[float, float]:
    x, y = page.evaluate(
        """id => { const at = sojae.network.canvasToDOM(sojae.network.getPosition(id));
        const box = document.getElementById("picture").getBoundingClientRect(); return [at.x + box.x, at.y + box.y]; }""",
        node,
    )
    return float(x), float(y)


def colours(page: Page) -> int:
    """How many colours the canvas shows: a blank one shows one."""
    return int(
        page.evaluate(
            """() => { const c = document.querySelector("#picture canvas"), d = c.getContext("2d").getImageData(0, 0, c.width,
            c.height).data, seen = new Set(); for (let i = 0; i < d.length; i += 16) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]);
            return seen.size; }"""
        )
    )


def test_the_page_draws_asks_nobody_and_complains_of_nothing(read: Opened) -> None:
    assert colours(read.page) > 100
    assert read.requests == []
    assert read.complaints == []


def test_hostile_names_are_text(hostile: Snapshot, show: Show) -> None:
    opened = show(page(scene(hostile), hostile))
    for node in range(len(HOSTILE)):
        opened.page.evaluate("id => sojae.choose({ node: id }, true)", f"o{node}")
        shown = opened.page.locator("#panel h2").evaluate("e => e.textContent")
        assert shown == HOSTILE[node]
    opened.page.evaluate("sojae.choose({ tie: 0 })")
    assert opened.page.locator("#panel a[href^='javascript']").count() == 0
    opened.page.fill("#query", "img")
    assert "<img" in opened.page.locator("#results").inner_text()
    opened.page.wait_for_timeout(600)
    assert opened.page.locator("img, #panel script, #results script").count() == 0
    assert opened.complaints == []
    assert opened.requests == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("다이텍", "dyetec"), ("dyetec", "dyetec"), ("ㄷㄱㅌㅋㄴㅍㅋ", "daegu-technopark"), ("DMI", "dmi"), ("대구테크노팍", None)],
)  # fmt: skip
def test_search_finds_names_in_both_languages_aliases_and_leading_consonants(
    read: Opened, typed: str, expected: str | None
) -> None:
    found = read.page.evaluate("text => sojae.found(text)", typed)
    assert (found[0] if found else None) == expected


def test_a_found_name_is_chosen_by_the_keyboard_and_flown_to(whole: Opened) -> None:
    page = whole.page
    page.keyboard.press("/")
    page.keyboard.type("다이")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_timeout(700)
    assert page.locator("#panel h2").inner_text() == "다이텍연구원"
    x, y = place(page, "dyetec")
    assert 212 < x < 1080
    assert 50 < y < 870
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_the_legend_hides_a_sector_and_brings_it_back(whole: Opened) -> None:
    page = whole.page
    drawn = "sojae.network.body.nodeIndices.length"
    before = page.evaluate(drawn)
    line = page.locator("#legend [data-key='sector:textiles']")
    count = int(line.locator(".count").inner_text())
    line.click()
    assert page.evaluate(drawn) == before - count
    assert line.get_attribute("aria-pressed") == "false"
    assert f"{before} 가운데 {before - count}" in page.locator("#counts").inner_text()
    page.locator("#legend .all").click()
    assert page.evaluate(drawn) == before


def test_the_legend_hides_a_kind_and_a_predicate(near: Opened) -> None:
    page = near.page
    ties = "sojae.network.body.edgeIndices.length"
    before = page.evaluate(ties)
    page.locator("#legend [data-key='predicate:COLLABORATES_WITH']").click()
    fewer = page.evaluate(ties)
    assert fewer < before
    page.locator("#legend [data-key='kind:programme']").click()
    assert page.evaluate(ties) < fewer


def test_a_click_on_a_node_tells_its_ties_by_predicate_with_dates_and_sources(near: Opened) -> None:
    page = near.page
    page.mouse.click(*place(page, "dmi"))
    page.wait_for_selector("#panel h2")
    assert page.locator("#panel h2").inner_text() == "대구기계부품연구원"
    specialist = page.locator("#panel ul[data-predicate='SPECIALIST_FOR'] li")
    assert specialist.count() == 1
    assert "2017-06-20" in specialist.inner_text()
    specialist.locator("summary").click()
    link = specialist.locator("a").first
    assert (link.get_attribute("href") or "").startswith("http")
    assert "noopener" in (link.get_attribute("rel") or "")
    assert near.requests == []


def test_a_click_on_a_tie_tells_the_relations_behind_it(near: Opened) -> None:
    page = near.page
    (ax, ay), (bx, by) = place(page, "dmi"), place(page, "daegu-technopark")
    page.evaluate("sojae.choose(null)")
    clicked = False
    for share in (0.4, 0.5, 0.6, 0.7, 0.8, 0.3):
        page.mouse.click(ax + (bx - ax) * share, ay + (by - ay) * share)
        if page.locator("#panel .kind", has_text="이 연결의 근거").count():
            clicked = True
            break
        page.evaluate("sojae.choose(null)")
    assert clicked
    assert page.locator("#panel details .cite").count() >= 1


def test_the_pointer_brings_a_plain_tip_with_sources(near: Opened) -> None:
    page = near.page
    x, y = place(page, "dmi")
    page.mouse.move(x - 5, y - 5)
    page.mouse.move(x, y)
    page.wait_for_selector("#tip:not([hidden])")
    text = page.locator("#tip").inner_text()
    assert "대구기계부품연구원" in text
    assert "연구기관 · 기계" in text
    assert "2001-08" in text
    page.mouse.move(300, 860)
    page.wait_for_selector("#tip", state="hidden")


def test_the_language_is_switched_everywhere(near: Opened) -> None:
    page = near.page
    page.evaluate("sojae.choose({ node: 'dmi' })")
    page.click("[data-language='en']")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert (
        page.locator("h1").inner_text()
        == "Daegu Mechatronics & Materials Institute: neighbours within 1 step"
    )
    assert page.locator("#panel h2").inner_text() == "Daegu Mechatronics & Materials Institute"
    for part in ("#legend", "#counts", "#note", "#version"):
        assert not any("가" <= letter <= "힣" for letter in page.locator(part).inner_text())
    assert "A missing tie is not evidence of no tie" in page.locator("#note").inner_text()
    assert "CC BY 4.0" in page.locator("footer").inner_text()


def test_a_page_opens_in_the_language_asked_for(daegu: Snapshot, show: Show) -> None:
    opened = show(page(scene(daegu, around="dmi", layer=Layer.ALL), daegu, language="en"))
    assert opened.page.locator("[data-language='en']").get_attribute("aria-pressed") == "true"


def test_no_label_lies_on_another(read: Opened) -> None:
    boxes = read.page.evaluate("sojae.labels()")
    assert len(boxes) > 25
    for i, (x1, y1, x2, y2) in enumerate(boxes):
        for a1, b1, a2, b2 in boxes[:i]:
            assert x1 >= a2 or a1 >= x2 or y1 >= b2 or b1 >= y2


def test_nothing_is_cut_off_on_a_small_screen(near: Opened) -> None:
    page = near.page
    page.set_viewport_size({"width": 1024, "height": 768})
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for part in ("#query", "#languages", "#version"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 1024


def test_the_whole_ecosystem_is_drawn_soon(daegu: Snapshot, show: Show) -> None:
    opened = show(page(scene(daegu, isolates=True), daegu))
    opened.page.reload()
    soon = opened.page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
    )
    assert soon < 5_000, "about 700 ms where nothing else runs; the bound leaves room for a busy machine"
