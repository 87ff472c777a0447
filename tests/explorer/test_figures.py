"""Gaps, groups and positions, used as a person would; and what a screen reader's rules say of every view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.explorer.conftest import Screen

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parents[2] / "viz" / "explorer" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def gaps(screen: Screen) -> Screen:
    screen.move("?view=gaps")
    screen.page.wait_for_selector(".matrix .cell")
    return screen


def test_the_matrix_marks_what_is_clear_and_hatches_what_cannot_be_judged(gaps: Screen) -> None:
    table = gaps.ask("async () => await (await fetch('/api/v1/sectors/gaps')).json()")
    testable = {id for pair in table["pairs"] if pair["q"] is not None for id in (pair["a"], pair["b"])}
    folded = [pair for pair in table["pairs"] if {pair["a"], pair["b"]} <= testable]
    assert 0 < len(folded) < len(table["pairs"]) == 78
    assert gaps.find(".matrix .cell").count() == len(folded)
    gaps.page.click("[data-action=unfold]")
    assert gaps.find(".matrix .cell").count() == len(table["pairs"])
    clear = [p for p in table["pairs"] if p["verdict"] in {"under-connected", "over-connected"}]
    assert gaps.find(".matrix .cell circle").count() == len(clear)
    unknown = [p for p in table["pairs"] if p["q"] is None]
    assert gaps.find(".matrix .cell rect[fill='url(#hatch)']").count() == len(unknown)
    assert gaps.complaints == []
    assert gaps.foreign == []


def test_the_ranked_sentences_are_the_servers_with_coverage_beside(gaps: Screen) -> None:
    table = gaps.ask("async () => await (await fetch('/api/v1/sectors/gaps')).json()")
    tested = [p for p in table["pairs"] if p["q"] is not None]
    shown = gaps.find(".ranked .sentence").all_inner_texts()
    assert shown == [p["sentence"]["ko"] for p in tested]
    assert gaps.find(".ranked .pair").first.locator(".coverage").count() == 2


def test_layer_and_baseline_are_switched_and_the_question_is_said(gaps: Screen) -> None:
    before = gaps.find("[data-part=question]").inner_text()
    gaps.page.click(".switch [data-value=any]")
    gaps.until("() => !document.querySelector('.stale')")
    assert gaps.find("[data-part=question]").inner_text() != before
    gaps.page.click(".switch [data-value=affiliation]")
    gaps.page.wait_for_timeout(300)
    assert "gap_layer=affiliation" in gaps.page.url
    assert "baseline=any" in gaps.page.url


def test_a_pair_opens_to_ties_bridges_brokers_and_how_far_to_trust_them(gaps: Screen) -> None:
    gaps.page.click(".matrix .cell[data-pair='it-electronics~textiles']")
    gaps.page.wait_for_selector(".pair-panel .bridges > li[data-bridge]")
    gaps.page.wait_for_selector(".existing > li")
    assert gaps.find(".existing > li").count() == 1
    gaps.find(".existing summary").first.click()
    gaps.page.wait_for_selector(".existing .relation .sources")
    assert gaps.find(".bridges > li[data-bridge]").count() >= 3
    reason = gaps.find(".reasons details").first
    reason.locator("summary").first.click()
    gaps.page.wait_for_selector(".trust table")
    assert gaps.find(".trust tbody tr").count() >= 2
    names = gaps.find(".bridges > li[data-bridge] .go").all_inner_texts()
    gaps.until(
        "() => [...document.querySelectorAll('.bridges .go[data-node]')].every(b => b.textContent !== b.dataset.node)"
    )
    assert names


def test_a_pair_is_shown_in_explore(gaps: Screen) -> None:
    gaps.page.click(".matrix .cell[data-pair='metals~textiles']")
    gaps.page.click("[data-action=explore]")
    gaps.drawn()
    assert set(gaps.ask("() => [...new Set(sojae.graph.nodes.map(n => n.sector))]")) == {"metals", "textiles"}


def test_the_matrix_is_walked_by_the_keyboard(gaps: Screen) -> None:
    gaps.find(".matrix .cell[tabindex='0']").focus()
    first = gaps.ask("() => document.activeElement.dataset.at")
    gaps.page.keyboard.press("ArrowDown")
    assert gaps.ask("() => document.activeElement.dataset.at") != first
    gaps.page.keyboard.press("Enter")
    gaps.page.wait_for_selector(".pair-panel")


def test_time_moves_the_matrix(gaps: Screen) -> None:
    gaps.page.wait_for_selector("[data-date=as_of]")
    gaps.page.fill("[data-date=as_of]", "2018")
    gaps.page.keyboard.press("Enter")
    gaps.page.wait_for_selector(".gaps .counts >> text=2018")
    ties = gaps.ask("async () => (await (await fetch('/api/v1/sectors/gaps?as_of=2018')).json()).ties")
    gaps.page.wait_for_selector(f".gaps .counts >> text={ties}")


def test_a_pair_that_does_not_exist_is_dropped(screen: Screen) -> None:
    screen.move("?view=gaps&pair=metals~gold")
    screen.page.wait_for_selector(".dropped >> text=gold~metals")
    screen.page.wait_for_selector(".ranked .pair")


def test_a_ranking_by_any_measure_has_its_definition(screen: Screen) -> None:
    screen.move("?view=positions&measure=betweenness&layer=direct")
    screen.page.wait_for_selector(".ranking tbody tr")
    first = screen.ask(
        "async () => (await (await fetch('/api/v1/measures/betweenness?limit=3')).json()).values.map(v => v.id)"
    )
    shown = screen.find(".ranking tbody tr").evaluate_all("rows => rows.slice(0, 3).map(r => r.dataset.id)")
    assert shown == first
    assert len(screen.find("[data-part=definition]").inner_text()) > 40
    registry = screen.ask("async () => (await (await fetch('/api/v1/measures')).json()).results.length")
    assert screen.find("[data-control=measure] option").count() == registry
    assert screen.complaints == []


def test_two_measures_are_set_against_each_other(screen: Screen) -> None:
    screen.move("?view=positions&layer=direct&against=betweenness")
    screen.page.wait_for_selector(".scatter circle")
    assert screen.find(".scatter circle").count() == 989
    screen.find(".scatter circle").first.dispatch_event("click")
    screen.page.wait_for_selector(".card h2")
    assert screen.state()["view"] == "explore"


def test_communities_are_listed_with_their_members(screen: Screen) -> None:
    screen.move("?view=positions&layer=direct")
    screen.page.wait_for_selector("[data-community]")
    group = screen.find("[data-community]").first
    group.locator("summary").click()
    screen.page.wait_for_selector("[data-community] .members .go")


def test_communities_say_what_they_have_more_of_and_how_stable_they_are(screen: Screen) -> None:
    screen.move("?view=positions&layer=direct&group=2")
    screen.page.wait_for_selector("[data-community='2'] .inside")
    told = screen.ask(
        "async () => (await (await fetch('/api/v1/communities?layer=direct')).json()).communities"
    )
    shown = screen.find("[data-community] [data-part=stability]").all_inner_texts()
    assert [float(text.split()[-1]) for text in shown] == [
        round(c["stability"], 2) for c in told[: len(shown)]
    ]
    traits = [
        one["id"] for kind in ("sectors", "technologies") for one in told[2]["over_represented"][kind][:6]
    ]
    assert (
        screen.find("[data-community='2'] [data-trait]").evaluate_all("l => l.map(e => e.dataset.trait)")
        == traits
    )
    assert screen.complaints == []


def test_all_communities_are_opened_and_closed_at_once(screen: Screen) -> None:
    screen.move("?view=positions&layer=direct")
    screen.page.click("[data-action=open-groups]")
    assert screen.find("[data-community][open]").count() == screen.find("[data-community]").count() > 5
    screen.page.click("[data-action=open-groups]")
    assert screen.find("[data-community][open]").count() == 0


def test_a_community_is_shown_in_the_network(screen: Screen) -> None:
    screen.move("?view=positions&layer=direct&group=2")
    screen.page.click("[data-action=show-group]")
    screen.drawn()
    screen.until("() => sojae.highlighted.length > 0")
    members = screen.ask(
        "async () => (await (await fetch('/api/v1/communities?layer=direct')).json()).communities[2].members"
    )
    assert set(screen.ask("() => sojae.highlighted")) == set(members)
    screen.page.click("[data-action=unlit]")
    assert screen.ask("() => sojae.highlighted") == []


def test_a_community_has_one_name_in_every_view(screen: Screen) -> None:
    screen.go("?layer=direct&table=nodes").drawn()
    screen.until("() => sojae.renderer.hullLabels.length > 2")
    labels = screen.ask(
        "async () => (await (await fetch('/api/v1/communities?layer=direct')).json()).communities.map(c => c.label_ko)"
    )
    drawn = screen.ask("() => sojae.renderer.hullLabels.map(l => l.text)")
    assert {text for text in drawn if not text.startswith("연결 기록 없음")} <= {
        label[:25] for label in labels
    } | set(labels)
    listed = screen.find("[data-key^='community:'] .text").all_text_contents()
    assert set(listed) <= set(labels)
    assert len(listed) > 5


def test_communities_are_drawn_as_one_node_each_from_their_list(screen: Screen) -> None:
    screen.move("?view=positions&layer=direct")
    screen.page.click("[data-action=collapse-groups]")
    screen.until("() => sojae.graph?.nodes.some(n => n.id.startsWith('group:community'))")
    assert screen.ask("() => sojae.graph.nodes.every(n => n.community < 0 || n.id.startsWith('group:'))")


def test_a_sector_says_how_near_it_is_to_the_alliances_and_who_must_not_be_lost(screen: Screen) -> None:
    screen.move("?view=gaps&sector=machinery")
    screen.page.wait_for_selector("[data-part=fragile] .lost li")
    told = screen.ask(
        "async () => (await (await fetch('/api/v1/structure?layer=direct')).json()).robustness.first_lost.map(f => f.id)"
    )
    shown = screen.find("[data-part=fragile] .lost li").evaluate_all("l => l.map(e => e.dataset.id)")
    assert shown
    assert set(shown) <= set(told)
    assert "dmi" in shown
    assert screen.find("[data-part=sector] .reach").first.locator("li").count() == 5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    ["?node=dmi&table=nodes", "?from=dyetec&to=hyundai-motor&as_of=2024", "?view=gaps&pair=metals~textiles", "?view=positions&against=betweenness&group=2", "?map=1&place=gumi&table=places&compare=2024&as_of=2018", "?view=gaps&sector=machinery"],
)  # fmt: skip
def test_axe_finds_no_serious_fault(screen: Screen, query: str, theme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run viz/explorer/build.py")
    screen.move(f"{query}&theme={theme}")
    if "view=" not in query:
        screen.drawn()
    if not screen.ask("() => 'axe' in window"):
        screen.ask(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    found = screen.ask(
        """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
        .filter(v => ['serious', 'critical'].includes(v.impact)).map(v => [v.id, v.nodes.slice(0, 4).map(n => n.html.slice(0, 160))])"""
    )
    assert found == []
