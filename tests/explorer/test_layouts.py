"""What is drawn is laid out again, and the address keeps the places."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser
PLACES = "() => Object.fromEntries(sojae.graph.nodes.map(n => [n.id, [n.x, n.y]]))"


def places(screen: Screen) -> dict[str, list[float]]:
    """Give where each node stands."""
    found: dict[str, list[float]] = screen.ask(PLACES)
    return found


def apart(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Give the largest distance between the places of a node in two layouts."""
    return max(abs(a - b) for key in one for a, b in zip(one[key], other[key], strict=True))


def test_a_layout_moves_every_node_travels_in_the_link_and_is_taken_back(screen: Screen) -> None:
    screen.go("?layer=direct&isolates=hide").drawn()
    before = places(screen)
    screen.page.click("[data-action=layout]")
    screen.page.click("[data-layout=layers]")
    screen.until("() => sojae.state.at !== ''")
    after = places(screen)
    assert set(after) == set(before)
    assert apart(before, after) > 100
    sent, _, kept = screen.page.url.partition("#")
    assert "arrange=layers" in sent
    assert "at=" in kept
    # sectors are bands, one below the other, in the order of the legend
    bands = screen.ask(
        """async () => { const order = (await (await fetch('./vocabulary.json')).json()).sectors.map(s => s.id);
        const ys = order.map(s => sojae.graph.nodes.filter(n => n.sector === s).map(n => n.y)).filter(l => l.length);
        return ys.map(l => [Math.min(...l), Math.max(...l)]); }"""
    )
    assert len(bands) > 8
    assert all(low[1] < high[0] for low, high in itertools.pairwise(bands))

    screen.page.reload()
    screen.drawn()
    assert apart(after, places(screen)) < 0.01
    screen.page.click("[data-action=as-before]")
    screen.until("() => sojae.state.at === ''")
    assert apart(before, places(screen)) < 0.01
    screen.page.keyboard.press("Control+z")
    assert apart(after, places(screen)) < 0.01


def test_a_short_link_names_a_layout_and_gets_its_places(screen: Screen) -> None:
    screen.go("?layer=direct&around=dmi&arrange=circle:kind").drawn()
    screen.until("() => sojae.state.at !== ''")
    radii = screen.ask(
        """() => { const ns = sojae.graph.nodes; const m = k => ns.reduce((s, n) => s + n[k], 0) / ns.length;
        const b = k => (Math.min(...ns.map(n => n[k])) + Math.max(...ns.map(n => n[k]))) / 2;
        return ns.map(n => Math.hypot(n.x - b('x'), n.y - b('y'))); }"""
    )
    assert max(radii) / min(radii) < 1.1


def test_forces_run_in_a_worker_while_the_page_is_alive(screen: Screen) -> None:
    screen.go("?layer=all").drawn()
    screen.ask(
        """() => { window.longest = 0; let last = performance.now();
        const tick = () => { const now = performance.now(); if (sojae.arranging) window.longest = Math.max(window.longest, now - last);
          last = now; setTimeout(tick, 5); }; tick(); }"""
    )
    screen.page.click("[data-action=layout]")
    screen.page.click("[data-layout=forces]")
    screen.until("() => sojae.state.at !== ''")
    took, longest = screen.ask("() => [sojae.arrangedIn, window.longest]")
    assert took > 0
    assert longest < took, "no pause as long as the layout itself"
    assert screen.complaints == []
