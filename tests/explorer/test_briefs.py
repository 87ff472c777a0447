"""A brief in one click: from the gaps, a sector, a programme and a scenario, in the language of the page."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from tests.explorer.conftest import Screen

pytestmark = pytest.mark.browser

PLACES = [
    ("?view=gaps", ".left", "sojae-gaps-ko", "업종 간 연결 공백 현황"),
    ("?view=gaps&sector=metals&lang=en", "[data-part=sector]", "sojae-sector-metals-en", "The sector Metals"),
    ("?node=alliance-metals", "[data-part=evaluation]", "sojae-programme-alliance-metals-ko", "평가"),
]


@pytest.mark.parametrize(("query", "part", "name", "title"), PLACES, ids=["gaps", "sector", "programme"])
def test_a_brief_is_saved_in_the_language_of_the_page(
    screen: Screen, query: str, part: str, name: str, title: str
) -> None:
    screen.go(query)
    screen.page.wait_for_selector(f"{part} [data-brief=pdf]")
    with screen.page.expect_download(timeout=60_000) as saved:
        screen.page.click(f"{part} [data-brief=pdf]")
    assert saved.value.suggested_filename == f"{name}.pdf"
    assert title in str(PdfReader(io.BytesIO(Path(saved.value.path()).read_bytes())).metadata.title)
    assert screen.complaints == []
    assert screen.foreign == []


def test_the_layer_of_the_page_is_that_of_the_brief(screen: Screen) -> None:
    screen.go("?view=gaps&gap_layer=all&as_of=2022&lang=en")
    screen.page.wait_for_selector(".left [data-brief=html]")
    with screen.page.expect_download(timeout=60_000) as saved:
        screen.page.click(".left [data-brief=html]")
    page = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "layer=all" in page
    assert "as_of=2022" in page


def test_a_refused_brief_says_why(screen: Screen) -> None:
    screen.go("?view=gaps")
    screen.page.wait_for_selector(".left [data-brief=pdf]")
    screen.page.context.set_offline(offline=True)
    screen.page.click(".left [data-brief=pdf]")
    screen.page.wait_for_selector(".brief [role=alert]")
    screen.page.context.set_offline(offline=False)
    with screen.page.expect_download(timeout=60_000):
        screen.page.click(".brief [role=alert] button")
