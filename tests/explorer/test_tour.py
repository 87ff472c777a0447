"""The tour of six steps, and the keyboard map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.explorer.test_figures import AXE
from tests.explorer.test_phone import SERIOUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser


def test_the_tour_is_offered_once_has_six_steps_and_can_be_called_again(
    look: Callable[..., Screen], daegu_server: str
) -> None:
    screen = look(daegu_server).go()
    screen.ask("() => localStorage.removeItem('sojae.tour')")
    screen.go("?lang=ko").drawn()
    screen.page.click("[data-part=tour-offer] [data-action=tour-start]")
    titles = []
    for number in range(1, 7):
        card = screen.find(f"[data-part=tour][data-step='{number}'] .tour-card")
        card.wait_for()
        box, ring = card.bounding_box(), screen.find(".tour .ring").bounding_box()
        assert box is not None
        assert ring is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1440
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 900
        titles.append(card.locator("h2").inner_text())
        screen.page.keyboard.press("Enter")
    assert len(set(titles)) == 6
    assert screen.find("[data-part=tour]").count() == 0
    screen.go("?lang=ko").drawn()
    assert screen.find("[data-part=tour-offer]").count() == 0
    screen.page.keyboard.press("?")
    screen.page.click("[data-part=help] [data-action=tour-start]")
    screen.find("[data-part=tour][data-step='1'] .tour-card").wait_for()
    screen.page.keyboard.press("Escape")
    assert screen.find("[data-part=tour]").count() == 0
    assert screen.complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_keyboard_map_opens_with_a_question_mark(screen: Screen, theme: str) -> None:
    screen.move(f"?lang=ko&theme={theme}").drawn()
    screen.page.keyboard.press("?")
    dialog = screen.find("[data-part=help]")
    dialog.wait_for()
    assert "실행 취소" in dialog.inner_text()
    screen.ask(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    assert screen.ask(SERIOUS) == []
    screen.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
