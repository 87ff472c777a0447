"""Selecting many nodes, and what is done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser

FRIENDS = "dmi,dyetec,ktdi"


def corners(screen: Screen, ids: list[str], margin: float = 6) -> tuple[float, float, float, float]:
    """Give the box on the screen around some nodes."""
    places = screen.ask("ids => ids.map(id => sojae.positionOf(id))", ids)
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def inside(screen: Screen, box: tuple[float, float, float, float]) -> set[str]:
    """Give the nodes drawn in a box, worked out here from their positions."""
    places: dict[str, list[float]] = screen.ask(
        "() => Object.fromEntries(sojae.graph.nodes.map(n => [n.id, sojae.positionOf(n.id)]))"
    )
    left, top, right, bottom = box
    return {id for id, (x, y) in places.items() if left <= x <= right and top <= y <= bottom}


def ties(screen: Screen) -> list[tuple[str, str]]:
    """Give the ends of the ties that are drawn."""
    return [(a, b) for a, b in screen.ask("() => sojae.graph.ties.map(t => [t.a, t.b])")]


def test_a_rectangle_selects_the_nodes_inside_it_and_names_their_ties_and_common_partners(
    screen: Screen,
) -> None:
    screen.go("?layer=direct").drawn()
    box = corners(screen, ["dmi", "dyetec"])
    expected = inside(screen, box)
    assert len(expected) > 2
    mouse = screen.page.mouse
    screen.page.click("[data-tool=rectangle]")
    mouse.move(box[0], box[1])
    mouse.down()
    mouse.move(box[2], box[3], steps=5)
    assert screen.find(".outline polygon").count() == 1
    mouse.up()
    assert set(screen.state()["select"]) == expected
    among = [pair for pair in ties(screen) if set(pair) <= expected]
    partners: dict[str, set[str]] = {}
    for a, b in ties(screen):
        if (a in expected) != (b in expected):
            partners.setdefault(b if a in expected else a, set()).add(a if a in expected else b)
    common = {node for node, of in partners.items() if len(of) > 1}
    said = screen.find(".selection .soft").first.inner_text()
    assert said == f"서로 간 연결 {len(among)}건 · 공통 상대 {len(common)}곳"
    assert set(screen.ask("() => sojae.highlighted")) == expected


def test_shift_adds_single_nodes_and_shift_drag_adds_a_rectangle(screen: Screen) -> None:
    screen.move("?layer=direct").drawn()
    mouse, keys = screen.page.mouse, screen.page.keyboard
    keys.down("Shift")
    for node in ("dmi", "dyetec", "dmi"):
        mouse.click(*screen.ask("id => sojae.positionOf(id)", node))
    assert screen.state()["select"] == ["dyetec"]
    left, top, right, bottom = box = corners(screen, ["ktdi", "dmi"])
    before = screen.state()["cam"]
    mouse.move(left, top)
    mouse.down()
    mouse.move(right, bottom, steps=4)
    mouse.up()
    keys.up("Shift")
    assert set(screen.state()["select"]) == inside(screen, box) | {"dyetec"}
    assert screen.state()["cam"] == before
    keys.press("Escape")
    assert screen.state()["select"] == []


def test_a_lasso_selects_what_it_encloses_and_not_its_bounding_box(screen: Screen) -> None:
    screen.move("?layer=direct").drawn()
    screen.page.click("[data-tool=lasso]")
    box = screen.ask(
        "() => { const b = document.querySelector('.picture').getBoundingClientRect(); return [b.x, b.y, b.right, b.bottom]; }"
    )
    left, top, right, bottom = box[0] + 120, box[1] + 60, box[2] - 60, box[3] - 60
    mouse = screen.page.mouse
    mouse.move(left, top)
    mouse.down()
    for x, y in ((right, top), (left, bottom), (left, top)):  # a triangle: half of the box
        mouse.move(x, y, steps=12)
    mouse.up()
    places = screen.ask("() => sojae.graph.nodes.map(n => [n.id, ...sojae.positionOf(n.id)])")
    slope = (bottom - top) / (right - left)
    expected = {id for id, x, y in places if left < x and top < y and y < bottom - (x - left) * slope}
    chosen = set(screen.state()["select"])
    assert len(chosen ^ expected) <= 3, "nodes on the line itself may fall on either side"
    assert len(chosen) > 20
    screen.page.click("[data-tool=move]")


def test_what_is_selected_is_kept_hidden_pinned_and_bundled_and_the_address_says_so(screen: Screen) -> None:
    screen.move(f"?layer=direct&select={FRIENDS}").drawn()
    everyone = screen.size()[0]
    screen.page.click("[data-action=keep-only]")
    assert screen.size()[0] == 3
    assert "only=" in screen.page.url
    screen.page.click("[data-action=keep-all]")
    assert screen.size()[0] == everyone
    screen.move(f"?layer=direct&select={FRIENDS}").drawn()
    screen.page.click("[data-action=pin-selected]")
    assert {p["id"] for p in screen.state()["pin"]} == set(FRIENDS.split(","))
    screen.page.click("[data-action=pin-selected]")
    screen.page.click("[data-action=hide-selected]")
    assert screen.size()[0] == everyone - 3
    assert set(screen.state()["hide"]) == set(FRIENDS.split(","))

    screen.move(f"?layer=direct&select={FRIENDS}").drawn()
    around = {
        b if a in FRIENDS.split(",") else a
        for a, b in ties(screen)
        if (a in FRIENDS.split(",")) != (b in FRIENDS.split(","))
    }
    screen.page.click("[data-action=bundle]")
    group: dict[str, Any] = screen.ask("() => sojae.graph.nodes.find(n => n.id.startsWith('group:bundle:'))")
    assert set(group["members"]) == set(FRIENDS.split(","))
    assert screen.size()[0] == everyone - 2
    assert {b if a == group["id"] else a for a, b in ties(screen) if group["id"] in {a, b}} == around
    screen.page.mouse.click(*screen.ask("id => sojae.positionOf(id)", group["id"]))
    screen.until(f"() => sojae.graph.nodes.length === {everyone}")


def test_a_large_selection_travels_behind_the_hash_and_a_reload_shows_it(screen: Screen) -> None:
    screen.go("?layer=direct").drawn()
    ids = screen.ask("() => sojae.graph.nodes.map(n => n.id)")
    left, top, right, bottom = corners(screen, ids, 3)
    screen.page.click("[data-tool=rectangle]")
    mouse = screen.page.mouse
    mouse.move(left, top)
    mouse.down()
    mouse.move(right, bottom)
    mouse.up()
    chosen = set(screen.state()["select"])
    assert len(chosen) > 700
    sent, _, kept = screen.page.url.partition("#")
    assert len(sent) < 200
    assert "select=" in kept
    screen.page.reload()
    screen.drawn()
    assert set(screen.state()["select"]) == chosen
