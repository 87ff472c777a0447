"""What a new user comes for, from the first sight to the answer, by nothing but what the page offers."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.explorer.conftest import Screen

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser


def test_the_partners_of_an_institute_in_two_years_the_difference_and_a_source(screen: Screen) -> None:
    screen.go().drawn()
    screen.page.wait_for_selector(".time .bars")
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("ㄷㅇㅌㅇㄱㅇ")
    screen.page.wait_for_selector("#query-list li[data-id=dyetec]")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector(".card .relation")
    screen.page.fill("[data-date=as_of]", "2018")
    screen.page.keyboard.press("Enter")
    first = screen.find(".card .relations").first.locator(".relation").first
    assert "유효하지 않음" not in first.inner_text(), "those of the day come first"
    screen.page.click("[data-action=compare]")
    screen.page.fill("[data-date=compare]", "2024")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector(".card [data-difference=fresh]")
    counts = screen.ask(
        """async () => { const near = async day => new Set((await (await fetch(`/api/v1/scene?as_of=${day}`)).json()).ties
        .flatMap(t => t.source === 'dyetec' ? [t.target] : t.target === 'dyetec' ? [t.source] : []));
        const [then, now] = [await near('2018'), await near('2024')];
        return [[...now].filter(x => !then.has(x)).length, [...then].filter(x => !now.has(x)).length]; }"""
    )
    assert screen.find(".card [data-difference=fresh]").inner_text() == f"신규 {counts[0]}"
    assert counts[1] == 0 or str(counts[1]) in screen.find(".card [data-difference=ended]").inner_text()
    relation = screen.find(".card .relation").first
    relation.locator(".sources > summary").click()
    relation.locator(".cite a").first.wait_for()
    assert (relation.locator(".cite a").first.get_attribute("href") or "").startswith("http")


def test_how_an_automotive_firm_and_a_textile_firm_are_connected(look: Look, daegu_server: str) -> None:
    screen = look(daegu_server, locale="en-GB").go().drawn()
    screen.page.click("[data-action=paths]")
    for field, typed in (("#path-from", "Pyung Hwa Oil Seal"), ("#path-to", "Baekil")):
        screen.page.fill(field, typed)
        screen.page.wait_for_selector(f"{field}-list li[data-id]")
        screen.page.press(field, "Enter")
    screen.page.wait_for_selector(".steps .relation")
    ends = screen.ask(
        "() => [sojae.state.from, sojae.state.to].map(id => sojae.graph.nodeById.get(id).sector)"
    )
    assert ends == ["automotive", "textiles"]
    assert all(step.locator(".relation .sources").count() for step in screen.find(".steps > li").all())


def test_the_worst_gap_why_three_pairs_with_evidence_and_the_table(screen: Screen) -> None:
    screen.go().drawn()
    screen.page.click("[data-view=gaps]")
    screen.page.wait_for_selector(".ranked .pair")
    worst = screen.find(".ranked .pair").first
    sentence = worst.locator(".sentence").inner_text()
    assert "예상되는데" in sentence
    worst.click()
    screen.page.wait_for_selector(".bridges > li[data-bridge]")
    assert sentence in screen.find(".pair-panel").inner_text()
    for pair in screen.find(".bridges > li[data-bridge]").all()[:3]:
        reason = pair.locator(".reasons summary").first
        reason.click()
        pair.locator(".relation .sources").first.wait_for()
    rows = list(csv.DictReader(io.StringIO(screen.saved("bridges").read_text(encoding="utf-8-sig"))))
    assert len(rows) >= 3
    assert all(row["relations"] for row in rows[:3])


def test_the_link_of_the_map_and_a_comparison_shows_somebody_else_the_same(
    screen: Screen, look: Look, daegu_server: str
) -> None:
    screen.go("?as_of=2018&compare=2024").drawn()
    screen.page.click("[data-action=map]")
    screen.page.click(".map .spot[data-place=gumi]")
    screen.page.click("[data-action=table]")
    other = look(daegu_server)
    other.page.goto(screen.page.url)
    other.drawn()
    other.page.wait_for_selector(".map .spot.chosen")
    assert other.state() == screen.state()
    other.until("() => sojae.graph.compared")
    assert other.size() == screen.size()
    assert other.ask("() => sojae.highlighted.sort()") == screen.ask("() => sojae.highlighted.sort()")
    assert other.find(".twin table").get_attribute("aria-rowcount") == screen.find(
        ".twin table"
    ).get_attribute("aria-rowcount")
