"""Links, languages, brightness, screens and embedding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.explorer.conftest import Screen

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser
HANGUL = re.compile("[가-힣]")


def test_a_link_shows_somebody_else_the_same(screen: Screen, look: Look, daegu_server: str) -> None:
    screen.go().drawn()
    screen.page.select_option("[data-control=layer]", "direct")
    screen.page.click("[data-key='sector:automotive']")
    screen.until("() => sojae.graph.ties.length < 748")
    screen.page.mouse.click(*screen.ask("() => sojae.positionOf('dmi')"))
    screen.page.wait_for_selector(".card h2")
    screen.page.click(".zoom button >> nth=0")
    screen.page.wait_for_timeout(700)
    other = look(daegu_server)
    other.page.goto(screen.page.url)
    other.drawn()
    other.page.wait_for_selector(".card h2")
    mine, theirs = screen.state(), other.state()
    assert theirs == mine
    assert other.size() == screen.size()
    assert other.ask("() => sojae.positionOf('dmi')") == pytest.approx(
        screen.ask("() => sojae.positionOf('dmi')"), abs=2
    )


def test_a_movement_stands_in_the_address_bar_once_it_rests(screen: Screen) -> None:
    """Browsers refuse an address that changes a hundred times in half a minute, and draw their own frame anew for each."""
    screen.go().drawn()
    screen.page.wait_for_selector(".time .bars")
    written = screen.ask(
        """() => { const replace = history.replaceState.bind(history); let count = 0;
        history.replaceState = (...words) => { count += 1; replace(...words); };
        const slider = document.querySelector('[data-control=as_of]');
        for (let i = 0; i < 150; i++) { slider.value = String(2000 + i % 20); slider.dispatchEvent(new Event('input', { bubbles: true })); }
        window.written = () => count; return count; }"""
    )
    assert written == 0
    screen.until("() => location.search.includes('as_of=2009')")
    assert screen.ask("() => window.written()") == 1
    assert screen.state()["as_of"] == "2009"


def test_back_from_a_step_that_ends_a_movement_is_where_the_movement_began(screen: Screen) -> None:
    screen.go().drawn()
    screen.page.wait_for_selector(".time .bars")
    screen.ask(
        """() => { const slider = document.querySelector('[data-control=as_of]');
        for (const year of ['2005', '2012']) { slider.value = year; slider.dispatchEvent(new Event('input', { bubbles: true })); }
        slider.dispatchEvent(new Event('change', { bubbles: true })); }"""
    )
    screen.until("() => location.search.includes('as_of=2012')")
    screen.page.go_back()
    screen.until("() => sojae.state.as_of === null && !location.search.includes('as_of')")


def test_a_stale_link_opens_what_can_be_opened_and_says_what_was_dropped(screen: Screen) -> None:
    screen.go(
        "?node=nobody&around=nowhere&lyer=all&as_of=20x&colour=gravity&off=sector:textiles&tie=dmi~nobody"
    ).drawn()
    screen.until("() => sojae.graph.nodes.length === 860")
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


def test_on_a_narrow_screen_the_facets_are_folded_and_can_be_opened(look: Look, daegu_server: str) -> None:
    screen = look(daegu_server, viewport={"width": 800, "height": 1100}).go("?lang=en").drawn()
    assert not screen.find(".facets").is_visible()
    button = screen.find("[data-action=filters]")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    screen.page.wait_for_selector(".facets [data-key='sector:textiles']", state="visible")
    screen.page.click("[data-key='sector:textiles']")
    assert screen.size()[0] == 860
    screen.page.keyboard.press("Escape")
    screen.page.wait_for_selector(".facets", state="hidden")
    assert screen.ask("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "view", ["explore&map=1&table=nodes", "gaps&sector=metals", "positions&against=betweenness"]
)
@pytest.mark.parametrize(("width", "height"), [(800, 1100), (1024, 768), (1440, 900)])
def test_no_view_is_wider_than_the_screen(
    look: Look, daegu_server: str, view: str, width: int, height: int
) -> None:
    screen = look(daegu_server, viewport={"width": width, "height": height}).move(f"?view={view}&lang=en")
    screen.page.wait_for_selector(".map .spot, .matrix .cell, .ranking tbody tr")
    screen.page.wait_for_timeout(400)
    assert screen.ask("() => document.documentElement.scrollWidth <= innerWidth")


def test_embedded_it_stands_in_a_page_of_others_with_its_state_and_time(screen: Screen) -> None:
    screen.go("?embed=1&map=1&place=gumi&as_of=2020&lang=en&theme=dark").drawn()
    screen.page.wait_for_selector(".map .spot.chosen")
    screen.page.wait_for_selector(".time .bars")
    assert screen.find(".top, .facets, footer, .counts").count() == 0
    assert screen.ask("() => document.documentElement.dataset.theme") == "dark"
    link = screen.find("a.full").get_attribute("href") or ""
    assert {"place=gumi", "as_of=2020"} <= set(link.lstrip("?").split("&"))
    assert screen.complaints == []
