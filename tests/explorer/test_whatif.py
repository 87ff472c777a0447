"""What-if on the gaps screen, and what a pair hangs on, in the browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser
NAMES = "한국재료연구원\n다이텍연구원\n한국섬유개발연구원\n포항금속소재산업진흥원\n없는기관주식회사"


def shot(screen: Screen, name: str) -> None:
    """Keep a picture where a person wants to look at it."""
    if folder := os.environ.get("LOOK_IN"):
        screen.page.screenshot(path=Path(folder) / f"{name}.png")


def test_a_pair_tells_what_it_hangs_on(screen: Screen) -> None:
    screen.go("?view=gaps&pair=metals~textiles&lang=ko")
    panel = screen.find("[data-part=hangs]")
    panel.locator(".sentence").wait_for()
    assert "기대치의 절반 이상(55%)이 다이텍연구원 한 곳에서 나옵니다" in panel.inner_text()
    assert panel.locator("[data-driver=dyetec].lost").count() == 1
    years = panel.locator("[data-year]")
    assert years.count() == 20
    panel.scroll_into_view_if_needed()
    years.nth(19).hover()
    assert "2026: 실제 0, 예상 5.7" in panel.inner_text()
    note = panel.locator("[data-part=course-note]").inner_text()
    assert "위 판정(예상 7.2건)은 기준일이 없어 종료된 관계까지 셉니다" in note
    assert "2026년은 2026년 2월 5일까지의 출처만" in note
    assert panel.locator("[data-driver=ktdi] [data-node]").inner_text() == "한국섬유개발연구원"
    shot(screen, "hangs-ko")
    screen.go("?view=gaps&pair=metals~textiles&lang=en")
    screen.find("[data-part=hangs] .sentence").wait_for()
    assert "involve one organisation, DYETEC Institute" in screen.find("[data-part=hangs]").inner_text()
    screen.find("[data-part=hangs]").scroll_into_view_if_needed()
    shot(screen, "hangs-en")


def test_pasted_names_become_an_alliance_and_the_address_holds_it(screen: Screen) -> None:
    screen.go("?view=gaps&lang=ko")
    screen.find("[data-action=whatif]").click()
    screen.find("[data-control=names]").fill(NAMES)
    screen.find("[data-action=find]").click()
    screen.find("[data-match]").first.wait_for()
    assert screen.find("[data-match]").count() == 5
    assert (
        "찾지 못함" in screen.find("[data-match=없는기관주식회사]").inner_text()
        or screen.find("[data-match=없는기관주식회사] select").input_value() == ""
    )
    for row in screen.find("[data-match] select").all():
        options = row.locator("option").all()
        if not row.input_value() and "없는기관" not in (row.get_attribute("aria-label") or ""):
            row.select_option(options[1].get_attribute("value"))
    shot(screen, "whatif-names-ko")
    screen.find("[data-action=add-step]").click()
    result = screen.find("[data-part=scenario-result]")
    result.wait_for()
    assert "회원 4곳이 이 얼라이언스에 참여하면" in result.inner_text()
    cell = screen.find("[data-then='metals~textiles']")
    assert "0→0" in cell.inner_html()
    shot(screen, "whatif-ko")
    address = screen.page.url
    assert "scenario=alliance" in address
    screen.go(f"?{address.partition('?')[2]}&lang=en")
    result.wait_for()
    assert "If 4 members join this alliance" in result.inner_text()
    shot(screen, "whatif-en")


def test_a_removal_is_mechanical_and_says_what_it_costs(screen: Screen) -> None:
    screen.go("?view=gaps&whatif=1&scenario=remove!dyetec&made_on=0000000000000000&lang=ko")
    result = screen.find("[data-part=scenario-result]")
    result.wait_for()
    said = result.inner_text()
    assert "535곳에서 493곳" in said
    assert "자료 버전 0000000000000000에서 작성" in said
    assert screen.find("[data-then='machinery~textiles'].given").count() == 1
    assert result.locator("[data-changed='metals~textiles'] .not-enough-data").count() == 1
    shot(screen, "removal-ko")
    screen.go("?view=gaps&whatif=1&scenario=remove!dyetec&lang=en")
    result.wait_for()
    assert "493 instead of 535 organisations" in result.inner_text()
    result.locator(".whole").scroll_into_view_if_needed()
    shot(screen, "removal-en")


def test_an_organisation_that_is_unknown_is_refused_with_a_remedy(screen: Screen) -> None:
    screen.go("?view=gaps&whatif=1&scenario=remove!dyetecx&lang=en")
    failure = screen.find("[data-part=whatif] .failure, [data-part=whatif] [role=alert]").first
    failure.wait_for()
    assert screen.find("[data-part=scenario-result]").count() == 0
