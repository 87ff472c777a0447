"""The analyst's view, used as a person would."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Download

    from tests.explorer.conftest import Screen

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser
HANGUL = re.compile("[가-힣]")


def size(screen: Screen) -> tuple[int, int]:
    nodes, ties = screen.ask("() => [sojae.drawn.nodes.length, sojae.drawn.ties.length]")
    return int(nodes), int(ties)


def text_of(download: Download) -> str:
    return Path(download.path()).read_text(encoding="utf-8")


def test_first_sight_shows_every_organisation_asks_nobody_else_and_complains_of_nothing(
    screen: Screen,
) -> None:
    screen.go().drawn()
    assert size(screen) == (989, 2590)
    assert "기관·기업 989" in screen.find("[data-part=counts]").inner_text()
    screen.page.wait_for_selector(".time .bars")
    assert screen.foreign == []
    assert screen.complaints == []


def test_the_page_is_served_under_a_policy_that_forbids_eval_and_foreign_hosts(screen: Screen) -> None:
    answer = screen.page.goto(f"{screen.base}/explorer/")
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_no_name_lies_on_another(screen: Screen) -> None:
    screen.go().drawn()
    boxes = screen.ask("() => sojae.labels()")
    assert len(boxes) > 25
    for i, (x1, y1, x2, y2) in enumerate(boxes):
        for a1, b1, a2, b2 in boxes[:i]:
            assert x1 >= a2 or a1 >= x2 or y1 >= b2 or b1 >= y2


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ㄷㅇㅌ", "다이텍연구원"),
        ("dyetec", "다이텍연구원"),
        ("다이택연구원", "다이텍연구원"),
        ("Hyundai Motor", "현대자동차"),
    ],
)
def test_search_finds_a_name_opens_its_card_and_flies_there(screen: Screen, typed: str, name: str) -> None:
    screen.go().drawn()
    screen.page.keyboard.press("/")
    screen.page.keyboard.type(typed)
    screen.page.wait_for_selector("#query-list li[data-id]")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector(".card h2")
    assert screen.find(".card h2").inner_text() == name
    screen.page.wait_for_timeout(300)
    x, y = screen.ask("() => sojae.place(sojae.state.node)")
    assert 220 < x < 1060, "left of the card"
    assert 90 < y < 800


def test_a_technology_that_is_not_drawn_is_brought_in_by_search(screen: Screen) -> None:
    screen.go().drawn()
    before = size(screen)
    technology = screen.ask(
        "async () => (await (await fetch('/api/v1/technologies?limit=1')).json()).results[0]"
    )
    screen.page.fill("#query", technology["name_ko"])
    screen.page.click(f"#query-list li[data-id='{technology['id']}']")
    screen.until(f"() => sojae.drawn.of.has('{technology['id']}')")
    assert size(screen)[0] == before[0] + 1
    assert size(screen)[1] > before[1]


def test_a_click_on_a_node_opens_its_card_with_dated_ties_and_sources_one_click_away(screen: Screen) -> None:
    screen.go().drawn()
    screen.page.mouse.click(*screen.ask("() => sojae.place('dmi')"))
    screen.page.wait_for_selector(".card [data-predicate]")
    assert screen.find(".card h2").inner_text() == "대구기계부품연구원"
    specialist = screen.find(".card [data-predicate=SPECIALIST_FOR] li.relation")
    assert "2017-06-20" in specialist.inner_text()
    if not specialist.locator("details[open]").count():
        specialist.locator("summary").click()
    link = specialist.locator(".cite a").first
    assert (link.get_attribute("href") or "").startswith("http")
    assert "noopener" in (link.get_attribute("rel") or "")
    # all are there: what is cut is named and opens
    told = int(re.sub(r"\D", "", screen.find(".card h3.total").inner_text()))
    counted = sum(int(n) for n in screen.find(".card [data-predicate] h3 .count").all_inner_texts())
    assert counted == told
    assert screen.foreign == []


def test_the_pointer_on_a_node_brightens_its_neighbours_and_says_what_it_is(screen: Screen) -> None:
    screen.go().drawn()
    x, y = screen.ask("() => sojae.place('dmi')")
    screen.page.mouse.move(x - 30, y - 30)
    screen.page.mouse.move(x, y, steps=4)
    screen.page.wait_for_selector(".tip")
    assert "대구기계부품연구원" in screen.find(".tip").inner_text()
    assert "연구기관 · 기계" in screen.find(".tip").inner_text()


def test_a_click_on_a_tie_opens_its_evidence(screen: Screen) -> None:
    screen.go("?tie=dmi~daegu-technopark").drawn()
    screen.page.wait_for_selector(".card .cite a, .card .sources")
    assert "이 연결의 근거" in screen.find(".card").inner_text()
    assert screen.find(".card li.relation").count() >= 1


def test_a_hub_is_opened_after_a_preview_by_kind_and_sector(screen: Screen) -> None:
    screen.go("?node=dmi").drawn()
    screen.page.click("[data-action=expand]")
    screen.page.wait_for_selector(".expand .chip[data-kind]")
    before = size(screen)[0]
    chip = screen.find(".expand .chip[data-kind=technology]")
    count = int(chip.locator("b").inner_text())
    chip.click()
    assert str(count) in screen.find("[data-action=add]").inner_text()
    screen.page.click("[data-action=add]")
    screen.until(f"() => sojae.drawn.nodes.length === {before + count}")
    assert "expand=dmi!kinds:technology" in screen.page.url
    screen.page.click("[data-action=fold]")
    assert size(screen)[0] == before


def test_facets_filter_with_true_counts_and_are_undone(screen: Screen) -> None:
    screen.go().drawn()
    before = size(screen)[0]
    line = screen.find("[data-key='sector:textiles']")
    count = int(line.locator(".count").inner_text())
    line.click()
    assert size(screen)[0] == before - count
    assert line.get_attribute("aria-pressed") == "false"
    assert f"{before} 가운데 {before - count}" in screen.find("[data-part=counts]").inner_text()
    screen.page.keyboard.press("Control+z")
    assert size(screen)[0] == before
    screen.page.keyboard.press("Control+Shift+Z")
    assert size(screen)[0] == before - count
    screen.page.click("[data-action=clear]")
    line.click(modifiers=["Alt"])
    assert size(screen)[0] == count


def test_a_predicate_switched_off_takes_its_ties_away_as_the_server_would(screen: Screen) -> None:
    screen.go().drawn()
    screen.page.wait_for_selector(".time .bars")
    kept = screen.ask("() => [...sojae.drawn.facets.get('predicate').keys()]")
    screen.page.click("[data-key='predicate:MEMBER_OF']")
    rest = ",".join(p for p in kept if p != "MEMBER_OF")
    ties = screen.ask(
        "async p => (await (await fetch(`/api/v1/scene?predicates=${p}`)).json()).ties.length", rest
    )
    assert size(screen)[1] == ties


@pytest.mark.parametrize("layer", ["all", "direct", "affiliation", "technology", "facts"])
@pytest.mark.parametrize("day", ["2010", "2018-06", "2021-03-15"])
def test_the_slider_shows_what_the_server_says_of_a_day(screen: Screen, layer: str, day: str) -> None:
    screen.go(f"?layer={layer}&as_of={day}").drawn()
    screen.page.wait_for_selector(".time .bars")
    ours, theirs = screen.ask(
        """async ([layer, day]) => { const scene = await (await fetch(`/api/v1/scene?layer=${layer}&as_of=${day}`)).json();
        const key = (a, b) => a < b ? `${a}~${b}` : `${b}~${a}`;
        return [sojae.drawn.ties.map(t => t.key).sort(), scene.ties.map(t => key(t.source, t.target)).sort()]; }""",
        [layer, day],
    )
    assert ours == theirs


def test_every_step_of_the_slider_is_drawn(screen: Screen) -> None:
    screen.go("?as_of=2015").drawn()
    screen.page.wait_for_selector(".time .bars")
    steps = screen.ask(
        """async () => { const slider = document.querySelector('[data-control=as_of]'), seen = [];
        for (let year = 2016; year <= 2022; year++) {
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, String(year));
          slider.dispatchEvent(new Event('input', { bubbles: true }));
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); seen.push(sojae.drawn.ties.length); }
        return seen; }"""
    )
    assert screen.state()["as_of"] == "2022"
    assert len(set(steps)) > 1


def test_time_is_played_and_stops_at_the_end(screen: Screen) -> None:
    screen.go("?as_of=2024").drawn()
    screen.page.click(".play")
    screen.until("() => sojae.state.as_of === '2025'")
    screen.page.click(".play")
    now = screen.state()["as_of"]
    screen.page.wait_for_timeout(1200)
    assert screen.state()["as_of"] == now


def test_two_dates_are_compared(screen: Screen) -> None:
    screen.go("?node=dyetec&as_of=2018&compare=2024").drawn()
    screen.page.wait_for_selector("[data-part=comparison]")
    screen.until(
        """() => {
          const counts = Object.groupBy(sojae.filtered.ties, t => t.status);
          const shown = status => document.querySelector(`[data-status=${status}]`)?.innerText.replaceAll(",", "");
          if (!counts.fresh || !counts.ended) return false; // the relations are not there yet
          return ["fresh", "ended", "changed", "kept"].every(s => Number(shown(s)) === (counts[s]?.length ?? 0)); }"""
    )
    counts = screen.ask("() => Object.groupBy(sojae.filtered.ties, t => t.status)")
    assert len(counts["fresh"]) > 0
    assert len(counts["ended"]) > 0


def test_a_date_that_is_none_is_refused_with_the_form_to_write(screen: Screen) -> None:
    screen.go().drawn()
    screen.page.wait_for_selector("[data-date=as_of]")
    screen.page.fill("[data-date=as_of]", "2018-13")
    assert "YYYY" in screen.find(".date [role=alert]").inner_text()
    screen.page.fill("[data-date=as_of]", "2018-12")
    screen.page.keyboard.press("Enter")
    assert screen.state()["as_of"] == "2018-12"


def test_the_ways_between_two_bodies_have_evidence_on_every_step(screen: Screen) -> None:
    screen.go().drawn()
    screen.page.click("[data-action=paths]")
    for field, typed in (("#path-from", "다이텍"), ("#path-to", "현대자동차")):
        screen.page.fill(field, typed)
        screen.page.wait_for_selector(f"{field}-list li[data-id]")
        screen.page.press(field, "Enter")
    screen.page.wait_for_selector(".steps > li")
    assert screen.find(".steps > li").count() >= 2
    for step in screen.find(".steps > li").all():
        assert step.locator("li.relation .sources").count() >= 1
    assert screen.find(".paths .chip").count() >= 2
    screen.find(".paths .chip").nth(1).click()
    assert "way=1" in screen.page.url
    for node in screen.ask("() => [sojae.state.from, sojae.state.to]"):
        x, y = screen.ask("id => sojae.place(id)", node)
        assert 210 < x < 1070
        assert 80 < y < 810


def test_hidden_and_pinned_nodes(screen: Screen) -> None:
    screen.go("?node=dmi").drawn()
    screen.page.click("[data-action=pin]")
    screen.page.click("[data-key='sector:machinery']")
    assert screen.ask("() => sojae.drawn.of.has('dmi')"), "pinned: in sight whatever the filters say"
    screen.page.click("[data-action=hide]")
    assert not screen.ask("() => sojae.drawn.of.has('dmi')")
    screen.page.click("[data-action=unhide]")
    assert screen.state()["hide"] == []


def test_a_dragged_node_stays_where_it_was_put(screen: Screen) -> None:
    screen.go().drawn()
    x, y = screen.ask("() => sojae.place('dmi')")
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x - 60, y - 40, steps=8)
    screen.page.mouse.up()
    screen.until("() => sojae.state.pin.length === 1")
    screen.page.wait_for_timeout(200)
    at = screen.ask("() => sojae.place('dmi')")
    assert at == pytest.approx([x - 60, y - 40], abs=4)
    assert "pin=dmi@" in screen.page.url


def test_sizes_colours_and_ranges_by_any_measure(screen: Screen) -> None:
    screen.go("?colour=betweenness&size=betweenness&range=betweenness!0.005!1").drawn()
    screen.until("() => sojae.drawn.nodes.length < 200")
    count = screen.ask(
        """async () => (await (await fetch('/api/v1/measures/betweenness?layer=all&limit=10000')).json()).values
        .filter(v => v.value >= 0.005).length"""
    )
    assert size(screen)[0] == count
    registry = screen.ask(
        "async () => (await (await fetch('/api/v1/measures')).json()).results.map(m => m.name)"
    )
    offered = screen.find("[data-control=size] option").evaluate_all("list => list.map(o => o.value)")
    assert set(registry) <= set(offered)


def test_sectors_are_collapsed_and_opened(screen: Screen) -> None:
    screen.go("?colour=community").drawn()
    screen.find(".appearance").evaluate("e => { e.open = true; }")
    screen.page.select_option("[data-control=collapse]", "sector")
    screen.until("() => sojae.drawn.nodes.every(n => n.id.startsWith('group:'))")
    groups = size(screen)[0]
    assert groups == screen.find("[data-key^='sector:']").count()
    screen.page.mouse.click(*screen.ask("() => sojae.place('group:sector:textiles')"))
    screen.until("() => sojae.drawn.of.has('dyetec')")
    assert screen.find("[data-part=counts]").inner_text().startswith("기관·기업 989")


def test_only_what_surrounds_a_node_and_back(screen: Screen) -> None:
    screen.go("?node=dmi").drawn()
    screen.page.click("[data-action=focus]")
    screen.until("() => sojae.drawn.nodes.length < 300 && sojae.drawn.of.has('dmi')")
    assert "이웃" in screen.find("[data-part=counts]").inner_text()
    assert {n["kind"] for n in screen.ask("() => sojae.drawn.nodes")} == {
        "organisation",
        "technology",
        "programme",
    }
    screen.page.click("[data-action=whole]")
    screen.until("() => sojae.drawn.nodes.length === 989")


def test_the_table_twin_is_sorted_and_saved_with_formulas_made_harmless(screen: Screen) -> None:
    screen.go("?table=nodes").drawn()
    rows = screen.find(".twin tbody tr[data-id]")
    assert "대구광역시" in rows.first.inner_text()
    screen.page.click("[data-sort=name]")
    names = [row.split("\t")[0] for row in rows.all_inner_texts()[:15]]
    assert names == screen.ask("names => [...names].sort(new Intl.Collator('ko').compare)", names)
    with screen.page.expect_download() as saved:
        screen.page.click(".twin [data-action=csv]")
    table = list(csv.reader(io.StringIO(text_of(saved.value).removeprefix("\ufeff"))))
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


def test_the_picture_moves_by_the_keyboard(screen: Screen) -> None:
    screen.go().drawn()
    screen.find(".picture").focus()
    x = screen.ask("() => sojae.place('dmi')")[0]
    screen.page.keyboard.press("ArrowRight")
    screen.until(f"() => sojae.place('dmi')[0] < {x - 20}")
    screen.page.keyboard.press("0")
    screen.until(f"() => Math.abs(sojae.place('dmi')[0] - {x}) < 2")


def test_a_node_under_its_own_card_is_moved_out(screen: Screen) -> None:
    screen.go("?node=daegu-city").drawn()
    screen.page.wait_for_selector(".card h2")
    screen.until("() => sojae.place('daegu-city')[0] < 1060")


def test_downloads_hold_what_is_drawn(screen: Screen) -> None:
    screen.go("?off=sector:textiles&layer=direct").drawn()

    def saved(what: str) -> Download:
        screen.page.click("[data-action=download]")
        with screen.page.expect_download() as download:
            screen.page.click(f"[data-save={what}]")
        return download.value

    picture = ElementTree.fromstring(text_of(saved("svg")))
    shapes = [e for e in picture if e.tag.rpartition("}")[2] == "circle"]
    assert len(shapes) == size(screen)[0]
    assert Path(saved("png").path()).read_bytes().startswith(b"\x89PNG")
    graph = ElementTree.fromstring(text_of(saved("graphml")))
    nodes = [e for e in graph.iter() if e.tag.endswith("}node")]
    named = screen.ask("() => sojae.drawn.nodes.filter(n => n.sector).length")
    assert len(nodes) == named
    assert "<html" in text_of(saved("page"))
    assert screen.foreign == []


def test_a_link_shows_somebody_else_the_same(screen: Screen, look: Look, daegu_server: str) -> None:
    screen.go().drawn()
    screen.page.select_option("[data-control=layer]", "direct")
    screen.page.click("[data-key='sector:automotive']")
    screen.until("() => sojae.drawn.ties.length < 748")
    screen.page.mouse.click(*screen.ask("() => sojae.place('dmi')"))
    screen.page.wait_for_selector(".card h2")
    screen.page.click(".zoom button >> nth=0")
    screen.page.wait_for_timeout(700)
    other = look(daegu_server)
    other.page.goto(screen.page.url)
    other.drawn()
    other.page.wait_for_selector(".card h2")
    mine, theirs = screen.state(), other.state()
    assert theirs == mine
    assert size(other) == size(screen)
    assert other.ask("() => sojae.place('dmi')") == pytest.approx(
        screen.ask("() => sojae.place('dmi')"), abs=2
    )


def test_a_stale_link_opens_what_can_be_opened_and_says_what_was_dropped(screen: Screen) -> None:
    screen.go(
        "?node=nobody&around=nowhere&lyer=all&as_of=20x&colour=gravity&off=sector:textiles&tie=dmi~nobody"
    ).drawn()
    screen.until("() => sojae.drawn.nodes.length === 860")
    screen.page.wait_for_selector(".dropped")
    for part in (
        "node=nobody",
        "around=nowhere",
        "lyer=all",
        "as_of=20x",
        "colour=gravity",
        "tie=dmi~nobody",
    ):
        screen.page.wait_for_selector(f".dropped >> text={part}")
    screen.page.click(".dropped button")
    assert screen.find(".dropped").count() == 0
    assert "nobody" not in screen.page.url


def test_the_language_is_switched_everywhere(screen: Screen) -> None:
    screen.go("?node=dmi").drawn()
    screen.page.wait_for_selector(".card .facts")
    screen.page.click("[data-language=en]")
    assert screen.ask("() => document.documentElement.lang") == "en"
    assert screen.find(".card h2").inner_text() == "Daegu Mechatronics & Materials Institute"
    for part in (".tabs", ".facets", "[data-part=counts]", ".time", "footer", ".card .actions"):
        text = screen.find(part).first.inner_text()
        assert not HANGUL.search(text), (part, text)


def test_a_reader_of_english_is_met_in_english(look: Look, daegu_server: str) -> None:
    screen = look(daegu_server, locale="en-GB").go().drawn()
    assert "989 organisations" in screen.find("[data-part=counts]").inner_text()


def test_brightness_follows_the_device_and_the_switch(look: Look, daegu_server: str) -> None:
    screen = look(daegu_server, color_scheme="dark").go().drawn()
    theme = "() => document.documentElement.dataset.theme"
    assert screen.ask(theme) == "dark"
    screen.page.click("[data-action=theme]")
    assert screen.ask(theme) == "light"
    assert "theme=light" in screen.page.url


def test_embedded_it_shows_the_picture_only(screen: Screen) -> None:
    screen.go("?embed=1&around=dmi").drawn()
    assert screen.find(".top, .facets, footer").count() == 0
    link = screen.find("a.full").get_attribute("href") or ""
    assert "around=dmi" in link
    assert "embed" not in link


def test_nothing_is_cut_off_on_a_tablet(look: Look, daegu_server: str) -> None:
    screen = look(daegu_server, viewport={"width": 1024, "height": 768}).go("?node=dmi&lang=en").drawn()
    assert screen.ask("() => document.documentElement.scrollWidth <= innerWidth")
    for part in ("#query", ".languages", ".card", ".time"):
        box = screen.find(part).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 1024


def test_hostile_names_are_text_everywhere(look: Look, hostile_server: str) -> None:
    from tests.viz.conftest import HOSTILE

    screen = look(hostile_server).go("?table=nodes").drawn()
    for number, name in enumerate(HOSTILE):
        screen.go(f"?node=o{number}&table=nodes").drawn()
        screen.page.wait_for_selector(".card .facts")
        assert screen.find(".card h2").evaluate("e => e.textContent") == name
    screen.page.fill("#query", "img")
    screen.page.wait_for_selector("#query-list li")
    screen.page.click("[data-action=download]")
    with screen.page.expect_download() as saved:
        screen.page.click("[data-save=svg]")
    ElementTree.fromstring(text_of(saved.value))
    assert screen.find("img:not([src='./icon.svg']), .card script, a[href^='javascript']").count() == 0
    assert screen.complaints == []
    assert screen.foreign == []


def test_a_server_that_is_away_is_told_with_a_remedy_and_a_retry(screen: Screen) -> None:
    screen.go().drawn()

    def answer(route: Any) -> None:
        route.abort()

    screen.page.route("**/api/v1/scene*", answer)
    screen.page.select_option("[data-control=layer]", "technology")
    screen.page.wait_for_selector(".stage .message[role=alert]")
    assert "서버에 닿지 않습니다" in screen.find(".stage .message").inner_text()
    screen.page.unroute("**/api/v1/scene*", answer)
    screen.page.click(".stage .message .primary")
    screen.page.wait_for_selector(".stage .message", state="detached")
    screen.until("() => sojae.drawn.ties.length > 0")


def test_a_problem_of_the_server_is_shown_with_its_remedy(screen: Screen) -> None:
    problem = {
        "type": "/docs/problems#store",
        "title": "The store cannot answer",
        "status": 503,
        "detail": "Start Neo4j.",
    }
    screen.page.route("**/api/v1/scene*", lambda route: route.fulfill(status=503, json=problem))
    screen.go()
    screen.page.wait_for_selector(".stage .message")
    told = screen.find(".stage .message").inner_text()
    screen.page.unroute("**/api/v1/scene*")
    assert "Start Neo4j." in told
