"""A story: views that are kept, captioned, exchanged as a file, played and printed, with notes on nodes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.explorer.test_figures import AXE
from tests.explorer.test_phone import SERIOUS

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser
PICTURES = """() => [...document.querySelectorAll('.story-print section')].map(s => [s.querySelector('p').textContent,
  s.querySelectorAll('svg circle, svg rect').length > 10])"""


def test_a_story_is_kept_exchanged_played_and_printed(screen: Screen) -> None:
    screen.go("?lang=ko&layer=direct&as_of=2019").drawn()
    screen.ask("() => localStorage.removeItem('sojae.story')")
    screen.go("?lang=ko&layer=direct&as_of=2019").drawn()
    page = screen.page
    page.click("[data-action=story]")
    page.click("[data-action=add-step]")
    screen.find(".story-steps [data-step='1'] textarea").fill("2019년의 직접 관계")
    page.click("[data-view=gaps]")
    page.click("[data-action=add-step]")
    screen.find(".story-steps [data-step='2'] textarea").fill("업종 사이의 공백")
    screen.ask(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    assert screen.ask(SERIOUS) == []

    with page.expect_download() as download:
        page.click("[data-action=save-story]")
    file = Path(download.value.path())
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert [step["caption"] for step in kept["steps"]] == ["2019년의 직접 관계", "업종 사이의 공백"]
    assert "as_of=2019" in kept["steps"][0]["view"]
    assert "lang" not in kept["steps"][0]["view"]
    screen.ask("() => localStorage.removeItem('sojae.story')")
    screen.go("?lang=en").drawn()
    page.click("[data-action=story]")
    assert screen.find(".story-steps li").count() == 0
    screen.find("[data-control=story-file]").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": file.read_bytes()}
    )
    screen.find(".story-steps [data-step='2']").wait_for()

    page.click("[data-action=play-story]")
    assert (screen.state()["as_of"], screen.state()["layer"]) == ("2019", "direct")
    assert screen.state()["lang"] == "en", "a story is told in the language of whoever plays it"
    assert "2019년의 직접 관계" in screen.find("[data-part=presentation]").inner_text()
    assert not screen.find("header.top").is_visible()
    page.keyboard.press("ArrowRight")
    assert screen.state()["view"] == "gaps"
    page.keyboard.press("Escape")
    assert screen.find("[data-part=presentation]").count() == 0

    screen.ask("() => { window.print = () => { window.printed = true; }; }")
    page.click("[data-action=print-story]")
    screen.until("() => Boolean(window.printed)")
    assert screen.ask(PICTURES) == [["2019년의 직접 관계", True], ["업종 사이의 공백", True]]
    assert screen.complaints == []


def test_a_note_stands_beside_its_node(screen: Screen) -> None:
    screen.go("?lang=ko&node=dmi").drawn()
    screen.page.click("[data-action=story]")
    screen.find("[data-control=note]").fill("시험·인증의 중심")
    note = screen.find("[data-note=dmi]")
    note.wait_for()
    box, (x, y) = note.bounding_box(), screen.ask("() => sojae.positionOf('dmi')")
    assert box is not None
    assert abs(box["x"] - x) < 40
    assert abs(box["y"] - y) < 40
    screen.find("[data-control=note]").fill("")
    assert note.count() == 0
