"""True under every filter: picture, header, legend and table say the same, line by line of issue 17, part 1."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser

READY = "() => document.querySelector('.time .bars, .time .dateless') !== null"


def header(screen: Screen) -> str:
    """What the line above the picture says, without thousands separators."""
    return screen.find("[data-part=counts]").inner_text().replace(",", "")


def told(screen: Screen, before: str) -> int:
    """The number that the header says after some words."""
    found = re.search(rf"{re.escape(before)} (\d+)", header(screen))
    assert found is not None, f"“{before}” not in {header(screen)}"
    return int(found[1])


def untied(screen: Screen) -> int:
    """How many nodes of the picture have no tie, counted on the picture's own model."""
    count: int = screen.ask(
        "() => { const tied = new Set(sojae.graph.ties.flatMap(t => [t.a, t.b]));"
        " return sojae.graph.nodes.filter(n => !tied.has(n.id)).length; }"
    )
    return count


def test_the_view_around_a_node_keeps_the_layer_that_is_chosen(screen: Screen) -> None:
    screen.move("?around=dmi").drawn()
    kinds = screen.ask("() => [...new Set(sojae.graph.nodes.map(n => n.kind))]")
    assert kinds == ["organisation"], "as in the whole picture of this layer"
    assert screen.find("[data-control=layer]").input_value() == "all"
    screen.move("?around=dmi&layer=direct").drawn()
    assert set(screen.ask("() => sojae.graph.ties.flatMap(t => t.predicates)")) <= {
        "COLLABORATES_WITH",
        "SUPPLIES",
        "SUPPORTS",
    }
    # only “all records” has programmes: the layer changes where everybody sees it, and the address says so
    screen.move("?around=union-metals").drawn()
    screen.until("() => sojae.state.layer === 'facts'")
    assert screen.find("[data-control=layer]").input_value() == "facts"
    assert screen.state()["around"] == "union-metals"


@pytest.mark.parametrize("query", ["", "as_of=2015", "as_of=2015&compare=2022", "since=2018&layer=direct"])
def test_without_a_tie_is_one_number_in_header_picture_and_table(screen: Screen, query: str) -> None:
    screen.move(f"?table=nodes&{query}").drawn()
    screen.until(READY)
    screen.calm()
    number = untied(screen)
    assert number > 300
    assert told(screen, "연결 기록 없음") == number
    assert f"연결 기록 없음 {number}" in screen.find("[data-part=rows]").inner_text().replace(",", "")
    heading = screen.ask("() => sojae.renderer.hullLabels.map(one => one.text).find(t => t.includes('없음'))")
    assert f"연결 기록 없음 {number}" in heading.replace(",", "")
    assert told(screen, "연결이 있는 기관") + number == screen.size()[0]


def test_two_days_have_one_count_everywhere_and_their_legend_filters(screen: Screen) -> None:
    screen.move("?as_of=2015&compare=2022&table=ties").drawn()
    screen.until("() => document.querySelector('[data-status=fresh]')?.innerText > 0")
    by_status = screen.ask(
        "() => Object.fromEntries(['fresh', 'ended', 'changed', 'kept'].map(s => [s, sojae.graph.ties.filter(t => t.status === s).length]))"
    )
    legend = {
        s: int(screen.find(f"[data-status={s}]").inner_text().replace(",", ""))
        for s in ("fresh", "ended", "changed", "kept")
    }
    assert legend == by_status
    assert min(by_status.values()) > 0
    assert f"신규 {by_status['fresh']} 종료 {by_status['ended']}" in header(screen).replace("  ", " ")
    rows = screen.find("[data-part=rows]")
    assert int(rows.inner_text().replace(",", "")) == sum(by_status.values()) == screen.size()[1]
    screen.page.click("[data-key='status:kept']")
    assert screen.size()[1] == sum(by_status.values()) - by_status["kept"]
    assert int(rows.inner_text().replace(",", "")) == screen.size()[1]
    assert screen.find("[data-status=kept]").inner_text().replace(",", "") == str(by_status["kept"])


def test_who_gained_and_who_lost_is_a_list_that_counts_the_drawn_ties(screen: Screen) -> None:
    screen.move("?as_of=2015&compare=2022&table=nodes&sort=-gained").drawn()
    screen.until("() => document.querySelector('[data-status=fresh]')?.innerText > 0")
    expected = screen.ask(
        """() => { const found = {}; for (const t of sojae.graph.ties) if (t.status === 'fresh')
        for (const id of [t.a, t.b]) found[id] = (found[id] ?? 0) + 1;
        return Object.entries(found).sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1)); }"""
    )
    screen.page.click("[data-part=gained] summary")
    first = screen.find("[data-part=gained] li").first
    assert first.locator("[data-node]").get_attribute("data-node") == expected[0][0]
    assert first.inner_text().endswith(f"+{expected[0][1]}")
    assert screen.find("[data-part=gained] summary .count").inner_text() == str(len(expected))
    cells = screen.find(".twin tbody tr:not([aria-hidden]) td").all_inner_texts()
    titles = [t.rstrip(" ▾▴") for t in screen.find(".twin thead th").all_inner_texts()]
    assert cells[titles.index("늘어난 연결")] == str(expected[0][1])
    assert screen.find("[data-part=lost]").count() == 1


def test_nothing_founded_after_the_day_is_drawn_if_that_is_asked(screen: Screen) -> None:
    screen.move("?as_of=2005").drawn()
    screen.until(READY)
    screen.calm()
    everything = screen.size()[0]
    screen.page.click("[data-control=founded]")
    assert "founded=1" in screen.page.url
    founded = screen.ask(
        """async () => { const found = []; let cursor = '';
        do { const page = await (await fetch(`/api/v1/organisations?fields=id,founded&limit=1000${cursor}`)).json();
          found.push(...page.results); cursor = page.next ? `&cursor=${page.next}` : null; } while (cursor);
        return Object.fromEntries(found.filter(o => o.founded).map(o => [o.id, o.founded])); }"""
    )
    later = {key for key, day in founded.items() if day[:4] > "2005"}
    drawn = set(screen.ask("() => sojae.graph.nodes.map(n => n.id)"))
    assert later
    assert not drawn & later
    assert everything - len(drawn) == len(later) == told(screen, "기준일 뒤에 생겨 뺀 노드")


def test_a_collapsed_picture_says_what_it_draws(screen: Screen) -> None:
    screen.move("?collapse=community:*").drawn()
    groups, ties = screen.ask(
        "() => [sojae.graph.nodes.filter(n => n.id.startsWith('group:')).length, sojae.graph.ties.length]"
    )
    alone = screen.size()[0] - groups
    assert f"묶음 {groups}개와 노드 {alone}개 그 사이 연결 {ties}건" in header(screen)


def ways(screen: Screen) -> list[list[str]]:
    """The nodes of each path, read from the panel one after the other."""
    found = []
    for i in range(screen.find(".paths [aria-pressed].chip:not([data-via])").count()):
        screen.find(".paths [aria-pressed].chip:not([data-via])").nth(i).click()
        screen.until(f"() => sojae.state.way === {i}")
        found.append(
            screen.ask(
                "() => [...document.querySelectorAll('.steps .from [data-node]')].map(b => b.dataset.node)"
            )
        )
    return found


def test_paths_keep_layer_dates_and_conditions_and_every_step_is_drawn(screen: Screen) -> None:
    screen.move("?from=dyetec&to=hyundai-motor&layer=direct&as_of=2018").drawn()
    screen.page.wait_for_selector(".steps > li")
    screen.until("() => sojae.graph.ties.length < 500")
    found = ways(screen)
    assert len(found) == 5
    assert found == sorted(found, key=len)
    for way in found:
        for one, other in pairwise(way):
            key = "~".join(sorted((one, other)))
            assert screen.ask("key => sojae.graph.ties.some(t => t.key === key)", key), (
                "a step is a tie that is drawn"
            )
    # by hand: the shortest way of the drawn ties is as long as breadth-first search says
    length = screen.ask(
        """() => { const seen = new Set(['dyetec']); let front = ['dyetec'];
        for (let n = 1; front.length; n++) { const next = [];
          for (const t of sojae.graph.ties) for (const [p, q] of [[t.a, t.b], [t.b, t.a]])
            if (front.includes(p) && !seen.has(q)) { seen.add(q); next.push(q); }
          if (seen.has('hyundai-motor')) return n; front = next; } }"""
    )
    assert len(found[0]) == length + 1
    between = found[0][1]
    screen.move(f"?from=dyetec&to=hyundai-motor&layer=direct&as_of=2018&avoid={between}").drawn()
    screen.until(f"() => !document.querySelector('.steps [data-node={between}]')")
    assert all(between not in way for way in ways(screen))
    screen.move("?from=dyetec&to=hyundai-motor&layer=direct&via=SUPPLIES").drawn()
    screen.page.wait_for_selector("[data-part=no-path], .steps > li")
    for way in ways(screen):
        for one, other in pairwise(way):
            key = "~".join(sorted((one, other)))
            assert "SUPPLIES" in screen.ask(
                "key => sojae.graph.ties.find(t => t.key === key).predicates", key
            )


def test_a_shared_link_opens_on_its_path_also_where_groups_are_collapsed(screen: Screen) -> None:
    screen.go("?from=dyetec&to=hyundai-motor&way=1&collapse=community:*&cam=0.1!0.1!0.3").drawn()
    screen.page.wait_for_selector(".steps > li")
    screen.page.wait_for_timeout(300)
    nodes = screen.ask(
        "() => [...document.querySelectorAll('.steps .from [data-node]')].map(b => b.dataset.node)"
    )
    assert len(nodes) > 2
    for node in nodes:
        x, y = screen.ask("id => sojae.positionOf(id)", node)
        assert 210 < x < 1070
        assert 80 < y < 810
    assert set(screen.ask("() => sojae.highlighted")) == set(nodes)
    screen.page.goto("about:blank")


def test_an_end_outside_the_layer_is_said_and_found_in_all_records(screen: Screen) -> None:
    screen.move("?from=dmi&to=union-metals").drawn()
    screen.page.wait_for_selector("[data-part=no-path]")
    assert "유니언 금속응용 분과" in screen.find("[data-part=no-path]").inner_text()
    screen.page.click("[data-action=all-records]")
    screen.page.wait_for_selector(".steps > li")
    assert screen.find("[data-control=layer]").input_value() == "facts"


def test_colours_of_communities_are_those_of_no_sector_and_the_legend_has_them(screen: Screen) -> None:
    screen.move("?colour=community").drawn()
    screen.until('() => document.querySelectorAll("[data-facet=community] .mark").length > 5')
    sectors = screen.ask(
        "async () => (await (await fetch('vocabulary.json')).json()).sectors.map(s => s.colour.toLowerCase())"
    )
    drawn = set(
        screen.ask(
            "() => sojae.graph.nodes.filter(n => n.community >= 0).map(n =>"
            " sojae.renderer.sigma.getGraph().getNodeAttributes('·' + n.id).color.toLowerCase())"
        )
    )
    assert len(drawn) > 8
    assert len(drawn & set(sectors)) == 0
    assert screen.find("[data-facet=sector] .mark.organisation").count() == 0, "no second palette"
    assert "커뮤니티" in screen.find("[data-part=meaning-colour]").inner_text()


def test_a_number_has_a_scale_and_is_computed_on_what_is_drawn_as_the_server_computes_it(
    screen: Screen,
) -> None:
    screen.move("?colour=harmonic&size=betweenness&layer=direct").drawn()
    screen.until(
        "() => document.querySelector('[data-part=scale]') !== null && sojae.ofDrawn('betweenness') !== null"
    )
    assert "그린 네트워크" in screen.find("[data-part=meaning-size]").inner_text()
    for name in ("harmonic", "betweenness"):
        here = screen.ask("name => Object.fromEntries(sojae.ofDrawn(name))", name)
        there = screen.ask(
            """async name => Object.fromEntries((await (await fetch(`/api/v1/measures/${name}?layer=direct&limit=10000`)).json())
            .values.map(v => [v.id, v.value]))""",
            name,
        )
        assert here.keys() == there.keys()
        assert all(abs(here[key] - there[key]) < 1e-9 for key in there)
    top = max(screen.ask("() => Object.values(Object.fromEntries(sojae.ofDrawn('harmonic')))"))
    assert float(screen.find("[data-part=scale] span").last.inner_text()) == pytest.approx(top, rel=1e-3)


def test_types_differ_by_colour_and_dashes_and_arrows_follow_direction(screen: Screen) -> None:
    screen.move("?layer=direct").drawn()
    screen.until("() => sojae.renderer.sigma.getGraph().filterEdges((_, e) => e.arrows > 0).length > 50")
    looks = screen.ask(
        """() => { const graph = sojae.renderer.sigma.getGraph(); const found = {};
        for (const t of sojae.graph.ties) if (t.predicates.length === 1) { const e = graph.getEdgeAttributes(t.key);
          (found[t.predicates[0]] ??= new Set()).add(`${e.color}/${e.pattern}/${e.arrows > 0}`); }
        return Object.fromEntries(Object.entries(found).map(([p, s]) => [p, [...s]])); }"""
    )
    assert set(looks) == {"COLLABORATES_WITH", "SUPPLIES", "SUPPORTS"}
    assert all(len(look) == 1 for look in looks.values())
    kinds = {predicate: look[0].split("/") for predicate, look in looks.items()}
    assert len({(colour, dash) for colour, dash, _ in kinds.values()}) == 3
    assert {predicate for predicate, kind in kinds.items() if kind[2] == "true"} == {"SUPPLIES", "SUPPORTS"}
    for predicate, (colour, _, _) in kinds.items():
        mark = screen.find(f"[data-key='predicate:{predicate}'] .line-sample")
        assert mark.get_attribute("data-colour") == colour


def test_thresholds_keep_only_ties_that_have_so_much(screen: Screen) -> None:
    screen.move().drawn()
    heavy = screen.ask("() => sojae.graph.ties.filter(t => t.weight >= 2).length")
    screen.move("?thin=weight!2").drawn()
    assert screen.size()[1] == heavy == told(screen, "2590 중")
    screen.move("?thin=backbone!0.1").drawn()
    assert 0 < screen.size()[1] < 2590
