"""The map beside the network, used as a person would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser
COUNTS = "() => Object.fromEntries([...document.querySelectorAll('.map [data-place]')].map(e => [e.dataset.place, Number(e.dataset.count)]))"


def mapped(screen: Screen, query: str = "?map=1") -> Screen:
    screen.move(query).drawn()
    screen.page.wait_for_selector(".map .spot")
    return screen


def test_the_map_is_opened_beside_the_network_and_asks_nobody_else(screen: Screen) -> None:
    screen.go().drawn()
    assert screen.find(".map").count() == 0
    screen.page.click("[data-action=map]")
    screen.page.wait_for_selector(".map .spot")
    assert "map=1" in screen.page.url
    assert screen.find(".map .flows path").count() > 5
    screen.page.keyboard.press("Control+z")
    screen.page.wait_for_selector(".map", state="detached")
    assert screen.foreign == []
    assert screen.complaints == []


def test_every_organisation_is_counted_somewhere_as_the_server_counts(screen: Screen) -> None:
    counts = mapped(screen).ask(COUNTS)
    assert sum(counts.values()) == 989
    found = screen.ask("async () => await (await fetch('/api/v1/places')).json()")
    told = {place["id"]: place["organisations"] for place in found["results"]}
    for place in ("daegu", "daegu-dalseo", "daegu-dalseong", "gumi", "japan", "daegu-gyeongbuk"):
        assert counts[place] == told[place]
    assert counts["pohang"] == told["pohang"] + told["pohang-nam"], (
        "districts elsewhere stand with their city"
    )
    assert counts["none"] == found["unknown"]["organisations"]


def test_a_place_that_is_clicked_brightens_its_organisations_and_narrows_the_table(screen: Screen) -> None:
    mapped(screen, "?map=1&table=nodes")
    screen.page.click(".map .spot[data-place=daegu-dalseo]")
    assert "place=daegu-dalseo" in screen.page.url
    bright = screen.ask("() => sojae.highlighted")
    members = screen.ask(
        "async () => (await (await fetch('/api/v1/places?members=true')).json()).results.find(p => p.id === 'daegu-dalseo').members"
    )
    assert set(bright) == set(members)
    assert screen.find(".twin table").get_attribute("aria-rowcount") == str(len(members) + 1)
    assert "달서구" in screen.find(".said-place").inner_text()
    screen.page.keyboard.press("Escape")
    assert screen.state()["place"] is None
    assert screen.ask("() => sojae.highlighted") == []
    screen.page.keyboard.press("Control+z")
    assert screen.state()["place"] == "daegu-dalseo"


def test_a_node_that_is_chosen_marks_its_place(screen: Screen) -> None:
    mapped(screen)
    screen.page.mouse.click(*screen.ask("() => sojae.positionOf('dmi')"))
    screen.page.wait_for_selector(".map .spot.chosen")
    assert screen.find(".map .spot.chosen").get_attribute("data-place") == "daegu-dalseo"
    screen.move("?map=1&node=hyundai-motor").drawn()
    screen.page.wait_for_selector(".map .chip.here, .map .spot.chosen")


def test_a_card_leads_to_the_map(screen: Screen) -> None:
    screen.move("?node=dmi").drawn()
    screen.page.wait_for_selector(".card [data-action=on-map]")
    assert "대구 달서구" in screen.find(".card .facts").inner_text()
    screen.page.click(".card [data-action=on-map]")
    screen.page.wait_for_selector(".map .spot.chosen")


def test_filters_of_the_network_are_those_of_the_map(screen: Screen) -> None:
    before = mapped(screen).ask(COUNTS)
    screen.page.click("[data-key='sector:machinery']")
    after = screen.ask(COUNTS)
    assert sum(after.values()) == screen.size()[0]
    assert after["daegu-dalseo"] < before["daegu-dalseo"]


def test_the_facet_of_places_counts_as_the_map_does(screen: Screen) -> None:
    counts = mapped(screen).ask(COUNTS)
    screen.find("details.facet:has([data-key^='place:'])").evaluate("e => { e.open = true; }")
    line = screen.find("[data-key='place:daegu-dalseong']")
    assert line.inner_text().split() == ["달성군", str(counts["daegu-dalseong"])]
    line.click()
    assert screen.size()[0] == 989 - counts["daegu-dalseong"]
    assert screen.ask(COUNTS)["daegu-dalseong"] == 0


def test_who_has_no_point_on_the_map_can_be_chosen_too(screen: Screen) -> None:
    mapped(screen)
    screen.page.click(".map .chip[data-place=none]")
    assert len(screen.ask("() => sojae.highlighted")) == 339
    screen.page.click(".map .chip[data-place=japan]")
    assert len(screen.ask("() => sojae.highlighted")) == 9


def test_the_map_is_walked_by_the_keyboard(screen: Screen) -> None:
    mapped(screen)
    assert screen.find(".map .spot[tabindex='0']").count() == 1
    screen.find(".map .spot[data-place=daegu]").focus()
    screen.page.keyboard.press("ArrowLeft")
    second = screen.ask("() => document.activeElement.dataset.place")
    assert second != "daegu"
    screen.page.keyboard.press("Enter")
    assert screen.state()["place"] == second


def test_the_map_has_a_table_of_its_own(screen: Screen) -> None:
    mapped(screen, "?map=1&table=places&lang=en")
    rows = screen.find(".twin tbody tr[data-id]")
    assert rows.first.inner_text().split("\t")[:3] == ["Place unknown", "", "339"]
    screen.find(".twin tr[data-id=gumi]").click()
    assert screen.state()["place"] == "gumi"
    assert screen.find(".map .spot.chosen").get_attribute("data-place") == "gumi"


def test_names_on_the_map_are_in_the_language_chosen_and_lie_on_no_other(screen: Screen) -> None:
    mapped(screen)
    assert any("달성군" in name for name in screen.find(".map .names text").all_text_contents())
    boxes = screen.find(".map .names text").evaluate_all(
        "list => list.map(e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
    )
    for i, (x1, y1, x2, y2) in enumerate(boxes):
        for a1, b1, a2, b2 in boxes[:i]:
            assert x1 >= a2 - 3 or a1 >= x2 - 3 or y1 >= b2 - 6 or b1 >= y2 - 6
    screen.page.click("[data-language=en]")
    assert any("Dalseong-gun" in name for name in screen.find(".map .names text").all_text_contents())


def test_a_place_that_does_not_exist_is_dropped(screen: Screen) -> None:
    screen.move("?map=1&place=atlantis").drawn()
    screen.page.wait_for_selector(".dropped >> text=place=atlantis")
    assert screen.state()["place"] is None


def test_the_map_is_saved_as_a_picture_that_other_programs_open(screen: Screen) -> None:
    mapped(screen, "?map=1&theme=dark")
    picture = screen.saved("map").read_text(encoding="utf-8")
    root = ElementTree.fromstring(picture)
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any((text or "").startswith("대구 ") for text in texts)
    assert any("f2bd416c30119016" in (text or "") for text in texts), "what it was made from"
    assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) >= screen.find(".map .spot").count()
    assert re.search(r"color\(|rgba\(|var\(|class=", picture) is None
