"""The analyst's view, used as a person would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser


def test_first_sight_shows_every_organisation_asks_nobody_else_and_complains_of_nothing(
    screen: Screen,
) -> None:
    screen.go().drawn()
    assert screen.size() == (989, 2590)
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
    x, y = screen.ask("() => sojae.positionOf(sojae.state.node)")
    assert 220 < x < 1060, "left of the card"
    assert 90 < y < 800


def test_a_technology_that_is_not_drawn_is_brought_in_by_search(screen: Screen) -> None:
    screen.go().drawn()
    before = screen.size()
    technology = screen.ask(
        "async () => (await (await fetch('/api/v1/technologies?limit=1')).json()).results[0]"
    )
    screen.page.fill("#query", technology["name_ko"])
    screen.page.click(f"#query-list li[data-id='{technology['id']}']")
    screen.until(f"() => sojae.graph.nodeById.has('{technology['id']}')")
    assert screen.size()[0] == before[0] + 1
    assert screen.size()[1] > before[1]


def test_a_click_on_a_node_opens_its_card_with_dated_ties_and_sources_one_click_away(screen: Screen) -> None:
    screen.go().drawn()
    screen.page.mouse.click(*screen.ask("() => sojae.positionOf('dmi')"))
    screen.page.wait_for_selector(".card [data-predicate]")
    assert screen.find(".card h2").inner_text() == "대구기계부품연구원"
    specialist = screen.find(".card [data-predicate=SPECIALIST_FOR] li.relation")
    assert "2017년 6월 20일부터" in specialist.inner_text()
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
    x, y = screen.ask("() => sojae.positionOf('dmi')")
    screen.page.mouse.move(x - 30, y - 30)
    screen.page.mouse.move(x, y, steps=4)
    screen.page.wait_for_selector(".tip")
    assert "대구기계부품연구원" in screen.find(".tip").inner_text()
    assert "연구기관 · 기계" in screen.find(".tip").inner_text()


def test_a_click_on_a_tie_opens_its_evidence(screen: Screen) -> None:
    screen.move("?tie=dmi~daegu-technopark").drawn()
    screen.page.wait_for_selector(".card .cite a, .card .sources")
    assert "이 연결의 근거" in screen.find(".card").inner_text()
    assert screen.find(".card li.relation").count() >= 1


def test_a_hub_is_opened_after_a_preview_by_kind_and_sector(screen: Screen) -> None:
    screen.go("?node=dmi").drawn()
    screen.page.click("[data-action=expand]")
    screen.page.wait_for_selector(".expand .chip[data-kind]")
    before = screen.size()[0]
    chip = screen.find(".expand .chip[data-kind=technology]")
    count = int(chip.locator("b").inner_text())
    chip.click()
    assert str(count) in screen.find("[data-action=add]").inner_text()
    screen.page.click("[data-action=add]")
    screen.until(f"() => sojae.graph.nodes.length === {before + count}")
    assert "expand=dmi!kinds:technology" in screen.page.url
    screen.page.click("[data-action=fold]")
    assert screen.size()[0] == before


def test_facets_filter_with_true_counts_and_are_undone(screen: Screen) -> None:
    screen.move().drawn()
    before = screen.size()[0]
    line = screen.find("[data-key='sector:textiles']")
    count = int(line.locator(".count").inner_text())
    line.click()
    assert screen.size()[0] == before - count
    assert line.get_attribute("aria-pressed") == "false"
    assert f"{before} 중 {before - count}" in screen.find("[data-part=counts]").inner_text()
    screen.page.keyboard.press("Control+z")
    assert screen.size()[0] == before
    screen.page.keyboard.press("Control+Shift+Z")
    assert screen.size()[0] == before - count
    screen.page.click("[data-action=clear]")
    line.click(modifiers=["Alt"])
    assert screen.size()[0] == count


def test_a_predicate_switched_off_takes_its_ties_away_as_the_server_would(screen: Screen) -> None:
    screen.move().drawn()
    screen.page.wait_for_selector(".time .bars")
    kept = screen.ask("() => [...sojae.graph.facets().get('predicate').keys()]")
    screen.page.click("[data-key='predicate:MEMBER_OF']")
    rest = ",".join(p for p in kept if p != "MEMBER_OF")
    ties = screen.ask(
        "async p => (await (await fetch(`/api/v1/scene?predicates=${p}`)).json()).ties.length", rest
    )
    assert screen.size()[1] == ties


@pytest.mark.parametrize("layer", ["all", "direct", "affiliation", "technology", "facts"])
@pytest.mark.parametrize("day", ["2010", "2018-06", "2021-03-15"])
def test_the_slider_shows_what_the_server_says_of_a_day(screen: Screen, layer: str, day: str) -> None:
    # the relations, by which a day is told, come after the first frame
    screen.move(f"?layer={layer}&as_of={day}").drawn()
    screen.page.wait_for_selector(".time .bars")
    assert screen.ask("() => [sojae.state.layer, sojae.state.as_of]") == [layer, day]
    theirs = screen.ask(
        """async ([layer, day]) => { const scene = await (await fetch(`/api/v1/scene?layer=${layer}&as_of=${day}`)).json();
        const key = (a, b) => a < b ? `${a}~${b}` : `${b}~${a}`;
        return window.theirs = scene.ties.map(t => key(t.source, t.target)).sort(); }""",
        [layer, day],
    )
    screen.until("() => sojae.graph.ties.length === window.theirs.length")
    ours = screen.ask("() => sojae.graph.ties.map(t => t.key).sort()")
    assert ours == theirs


def test_every_step_of_the_slider_is_drawn(screen: Screen) -> None:
    screen.move("?as_of=2015").drawn()
    screen.page.wait_for_selector(".time .bars")
    steps = screen.ask(
        """async () => { const slider = document.querySelector('[data-control=as_of]'), seen = [];
        for (let year = 2016; year <= 2022; year++) {
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, String(year));
          slider.dispatchEvent(new Event('input', { bubbles: true }));
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); seen.push(sojae.graph.ties.length); }
        return seen; }"""
    )
    assert screen.state()["as_of"] == "2022"
    assert len(set(steps)) > 1


def test_time_is_played_and_stops_at_the_end(screen: Screen) -> None:
    screen.go("?as_of=2024").drawn()
    screen.page.click(".play")
    screen.until(  # at once in the page: a slow machine would play to the end meanwhile
        """() => sojae.state.as_of === '2025' && (document.querySelector('.play').click(), true)"""
    )
    now = screen.state()["as_of"]
    screen.page.wait_for_timeout(1200)
    assert screen.state()["as_of"] == now


def test_two_dates_are_compared(screen: Screen) -> None:
    screen.move("?node=dyetec&as_of=2018&compare=2024").drawn()
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
    screen.move().drawn()
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
    for step in screen.find(".steps > li").all():
        assert step.locator("li.relation .sources").count() >= 1
    assert screen.find(".paths [role=group] > .chip").count() >= 2
    screen.find(".paths [role=group] > .chip").nth(1).click()
    screen.until("() => location.search.includes('way=1')")
    for node in screen.ask("() => [sojae.state.from, sojae.state.to]"):
        x, y = screen.ask("id => sojae.positionOf(id)", node)
        assert 210 < x < 1070
        assert 80 < y < 810


def test_hidden_and_pinned_nodes(screen: Screen) -> None:
    screen.move("?node=dmi").drawn()
    screen.page.click("[data-action=pin]")
    screen.page.click("[data-key='sector:machinery']")
    assert screen.ask("() => sojae.graph.nodeById.has('dmi')"), "pinned: in sight whatever the filters say"
    screen.page.click("[data-action=hide]")
    assert not screen.ask("() => sojae.graph.nodeById.has('dmi')")
    screen.page.click("[data-action=unhide]")
    assert screen.state()["hide"] == []


def test_a_dragged_node_stays_where_it_was_put(screen: Screen) -> None:
    screen.go().drawn()
    x, y = screen.ask("() => sojae.positionOf('dmi')")
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x - 60, y - 40, steps=8)
    screen.page.mouse.up()
    screen.until("() => sojae.state.pin.length === 1")
    screen.page.wait_for_timeout(200)
    at = screen.ask("() => sojae.positionOf('dmi')")
    assert at == pytest.approx([x - 60, y - 40], abs=4)
    assert "pin=dmi@" in screen.page.url


def test_sizes_colours_and_ranges_by_any_measure(screen: Screen) -> None:
    screen.move("?colour=betweenness&size=betweenness&range=betweenness!0.005!1").drawn()
    screen.until("() => sojae.graph.nodes.length < 200")
    count = screen.ask(
        """async () => (await (await fetch('/api/v1/measures/betweenness?layer=all&limit=10000')).json()).values
        .filter(v => v.value >= 0.005).length"""
    )
    assert screen.size()[0] == count
    registry = screen.ask(
        "async () => (await (await fetch('/api/v1/measures')).json()).results.map(m => m.name)"
    )
    offered = screen.find("[data-control=size] option").evaluate_all("list => list.map(o => o.value)")
    assert set(registry) <= set(offered)


def test_sectors_are_collapsed_and_opened(screen: Screen) -> None:
    screen.go("?colour=community").drawn()
    screen.find(".appearance").evaluate("e => { e.open = true; }")
    screen.page.select_option("[data-control=collapse]", "sector")
    screen.until("() => sojae.graph.nodes.every(n => n.id.startsWith('group:'))")
    groups = screen.size()[0]
    assert groups == screen.find("[data-key^='sector:']").count()
    screen.page.mouse.click(*screen.ask("() => sojae.positionOf('group:sector:textiles')"))
    screen.until("() => sojae.graph.nodeById.has('dyetec')")
    assert screen.find("[data-part=counts]").inner_text().startswith("기관·기업 989")


def test_only_what_surrounds_a_node_and_back(screen: Screen) -> None:
    screen.move("?node=dmi").drawn()
    screen.page.click("[data-action=focus]")
    screen.until("() => sojae.graph.nodes.length < 300 && sojae.graph.nodeById.has('dmi')")
    assert "이웃" in screen.find("[data-part=counts]").inner_text()
    assert {n["kind"] for n in screen.ask("() => sojae.graph.nodes")} == {"organisation"}, "in the same layer"
    screen.page.select_option("[data-control=layer]", "facts")
    screen.until("() => new Set(sojae.graph.nodes.map(n => n.kind)).size === 3")
    screen.page.select_option("[data-control=layer]", "all")
    screen.page.click("[data-action=whole]")
    screen.until("() => sojae.graph.nodes.length === 989")


def test_the_picture_moves_by_the_keyboard(screen: Screen) -> None:
    screen.go().drawn()
    screen.find(".picture").focus()
    x = screen.ask("() => sojae.positionOf('dmi')")[0]
    screen.page.keyboard.press("ArrowRight")
    screen.until(f"() => sojae.positionOf('dmi')[0] < {x - 20}")
    screen.page.keyboard.press("0")
    screen.until(f"() => Math.abs(sojae.positionOf('dmi')[0] - {x}) < 2")


def test_a_node_under_its_own_card_is_moved_out(screen: Screen) -> None:
    screen.go("?node=daegu-city").drawn()
    screen.page.wait_for_selector(".card h2")
    screen.until("() => sojae.positionOf('daegu-city')[0] < 1060")


def test_a_programme_is_found_and_keeps_those_who_have_a_part_in_it(screen: Screen) -> None:
    screen.go().drawn()
    screen.page.click("[data-facet=programme] > summary")
    screen.page.fill("[data-facet=programme] input", "얼라이언스")
    line = screen.find("[data-facet=programme] .pick").first
    assert "얼라이언스" in line.inner_text()
    key = (line.get_attribute("data-key") or "").removeprefix("programme:")
    count = int(line.locator(".count").inner_text())
    line.click()
    assert screen.size()[0] == count
    told = screen.ask(
        """async id => new Set((await (await fetch(`/api/v1/relations?object=${id}&limit=1000`)).json()).results.map(r => r.subject)).size""",
        key,
    )
    assert count <= told
    assert f"programme={key}" in screen.page.url
    screen.page.keyboard.press("Escape")
    screen.page.click("[data-action=clear]")
    assert screen.size()[0] == 989


def test_a_programme_counts_under_all_other_filters(screen: Screen) -> None:
    screen.go("?off=sector:textiles").drawn()
    screen.page.click("[data-facet=programme] > summary")
    line = screen.find("[data-facet=programme] .pick").first
    count = int(line.locator(".count").inner_text().replace(",", ""))
    line.click()
    assert screen.size()[0] == count


def test_a_programme_that_does_not_exist_is_dropped(screen: Screen) -> None:
    screen.move("?programme=nothing").drawn()
    screen.page.wait_for_selector(".dropped >> text=programme=nothing")
    screen.until("() => sojae.graph.nodes.length === 989")


def test_two_dates_have_two_handles_that_do_not_pass_each_other(screen: Screen) -> None:
    screen.move("?as_of=2018&compare=2020").drawn()
    screen.page.wait_for_selector(".years input")
    assert screen.find(".years input").count() == 2
    screen.find(".years [data-control=compare]").focus()
    screen.page.keyboard.press("ArrowRight")
    assert screen.state()["compare"] == "2021"
    screen.find(".years [data-control=as_of]").focus()
    for _ in range(6):
        screen.page.keyboard.press("ArrowRight")
    assert screen.state()["as_of"] == "2021"


def test_every_community_is_drawn_as_one_node_and_opened_again(screen: Screen) -> None:
    screen.go("?collapse=community:*").drawn()
    groups = screen.ask("() => sojae.graph.nodes.filter(n => n.id.startsWith('group:')).map(n => n.id)")
    assert len(groups) > 5
    screen.page.mouse.click(*screen.ask("id => sojae.positionOf(id)", groups[0]))
    screen.until(
        f"() => sojae.graph.nodes.filter(n => n.id.startsWith('group:')).length === {len(groups) - 1}"
    )
