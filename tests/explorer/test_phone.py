"""Phones and tablets: the card is a sheet from below, targets are 44 px, the matrix is read at its own size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.explorer.test_figures import AXE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.explorer.conftest import Screen

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True, "is_mobile": True}
SMALL = """() => [...document.querySelectorAll('.top button, .counts button, .panel .actions button, .panel .close, .grip, .zoom button, .play')]
  .filter(e => e.checkVisibility()).map(e => [e.textContent || e.title || e.ariaLabel, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 32).map(([name, box]) => `${name} ${box.width}×${box.height}`)"""
SERIOUS = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
  .filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes[0].html)"""


def sheet(screen: Screen) -> dict[str, float]:
    box = screen.find(".panel.card").bounding_box()
    assert box is not None
    return dict(box)


def test_the_card_is_a_sheet_that_a_tap_makes_tall(look: Look, daegu_server: str) -> None:
    screen = look(daegu_server, **PHONE).go("?node=dmi&lang=ko").drawn()
    screen.find(".panel.card .facts").wait_for()
    low = sheet(screen)
    assert (low["x"], low["width"]) == (0, 390)
    assert low["y"] + low["height"] == pytest.approx(844, abs=1)
    assert low["y"] > 844 / 3
    screen.find(".grip").tap()
    assert sheet(screen)["y"] < 100
    assert screen.ask("() => document.documentElement.scrollWidth") == 390
    assert screen.ask(SMALL) == []
    screen.ask(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    assert screen.ask(SERIOUS) == []
    screen.find(".panel .close").tap()
    screen.find(".panel.card").wait_for(state="detached")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_tablet_has_targets_for_fingers_too(look: Look, daegu_server: str, language: str) -> None:
    screen = look(daegu_server, **TABLET).move(f"?node=dmi&lang={language}").drawn()
    screen.find(".panel.card .facts").wait_for()
    assert screen.ask(SMALL) == []
    assert screen.ask("() => document.documentElement.scrollWidth") == 1024
    assert sheet(screen)["x"] > 512, "beside the picture, where there is room"


def test_the_matrix_is_scrolled_instead_of_shrunk(look: Look, daegu_server: str) -> None:
    screen = look(daegu_server, **PHONE).move("?view=gaps&lang=ko")
    cell = screen.find(".matrix .cell .frame").first
    cell.wait_for()
    box = cell.bounding_box()
    assert box is not None
    assert box["width"] >= 43.9
    assert screen.ask("() => document.documentElement.scrollWidth") == 390
    assert screen.ask(
        "() => { const b = document.querySelector('.matrix-box'); return b.scrollWidth > b.clientWidth; }"
    )
