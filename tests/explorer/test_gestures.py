"""The right button, dragging together, the card's shapes, and what an embedded network says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser


def at(screen: Screen, node: str) -> tuple[float, float]:
    """Give where a node is on the screen."""
    x, y = screen.ask("id => sojae.positionOf(id)", node)
    return float(x), float(y)


def test_the_right_button_offers_what_can_be_done_there(screen: Screen) -> None:
    screen.go("?layer=direct").drawn()
    screen.page.mouse.click(*at(screen, "dmi"), button="right")
    screen.page.wait_for_selector(".menu.context")
    assert screen.find(".menu.context .title").inner_text() == "대구기계부품연구원"
    screen.page.keyboard.press("ArrowDown")
    screen.page.click("[data-menu=neighbours]")
    near = screen.ask(
        "() => [...new Set(sojae.graph.ties.flatMap(t => t.a === 'dmi' ? [t.b] : t.b === 'dmi' ? [t.a] : []))]"
    )
    assert set(screen.state()["select"]) == {"dmi", *near}
    screen.page.mouse.click(*at(screen, "dmi"), button="right")
    screen.page.click("[data-menu=hide]")
    assert screen.state()["hide"] == ["dmi"]
    screen.find(".picture").focus()
    screen.page.keyboard.press("Shift+F10")
    screen.page.wait_for_selector("[data-menu=all]")
    screen.page.keyboard.press("Escape")
    screen.page.wait_for_selector(".menu.context", state="detached")
    assert screen.complaints == []


def test_neighbours_and_the_selection_are_dragged_together(screen: Screen) -> None:
    places = "ids => Object.fromEntries(ids.map(id => { const n = sojae.graph.nodeById.get(id); return [id, [n.x, n.y]]; }))"
    screen.go("?layer=direct&select=dmi,dyetec").drawn()
    before = screen.ask(places, ["dmi", "dyetec", "ktdi"])
    x, y = at(screen, "dmi")
    mouse = screen.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 60, y + 40, steps=6)
    mouse.up()
    screen.until("() => sojae.state.at !== ''")
    after = screen.ask(places, ["dmi", "dyetec", "ktdi"])
    moved = [[after[id][i] - before[id][i] for i in (0, 1)] for id in ("dmi", "dyetec")]
    assert abs(moved[0][0]) > 20
    assert all(abs(p - q) < 2 for p, q in zip(*moved, strict=True)), "both by the same way"
    assert after["ktdi"] == before["ktdi"]


def test_the_card_is_widened_docked_and_the_link_says_so(screen: Screen) -> None:
    screen.go("?layer=direct&node=dmi").drawn()
    screen.page.wait_for_selector(".card h2")
    whole = screen.find(".stage").bounding_box()
    screen.page.click("[data-card=wide]")
    card = screen.find(".card").bounding_box()
    assert whole is not None
    assert card is not None
    assert card["width"] > 600
    screen.page.click("[data-card=docked]")
    assert "card=docked" in screen.page.url
    stage, card = screen.find(".stage").bounding_box(), screen.find(".card").bounding_box()
    assert stage is not None
    assert card is not None
    assert stage["x"] + stage["width"] <= card["x"] + 1, "beside the network, not over it"


def test_an_embedded_network_has_its_legend_counts_and_source(screen: Screen) -> None:
    screen.go("?layer=direct&embed=1&off=sector:textiles").drawn()
    nodes, ties = screen.size()
    assert f"노드 {nodes:,}개 · 연결 {ties:,}건" in screen.find("[data-part=embed-about]").inner_text()
    assert "업종 제외: 섬유" in screen.find("[data-part=embed-about]").inner_text()
    assert "기계" in screen.find("[data-part=embed-legend]").inner_text()
    assert "CC BY 4.0" in screen.find("[data-part=embed-source]").inner_text()
