"""The review queue: read without a key, decided by keys of the keyboard, undone, and true beside other persons who decide."""

from __future__ import annotations

import json
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from graph.stores import open_store
from tests.doubts import OPEN, say_doubts
from tests.explorer.conftest import SOON
from tests.explorer.test_figures import AXE
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.explorer.conftest import Screen
    from tests.served import Served

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser
REFUSED = ("401", "403", "409")
"""Statuses that the browser itself writes to its console."""


@pytest.fixture
def server(built: None, tmp_path: Path) -> Iterator[Served]:
    """A server with five pairs that a person has to decide."""
    url = f"sqlite:///{tmp_path / 'doubts.sqlite'}"
    store = open_store(url)
    store.prepare()
    say_doubts(store)
    store.close()
    with served(url, tmp_path) as running:
        yield running


def asked(server: Served, path: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{server.base}/api/v1/{path}") as answer:
        found: dict[str, Any] = json.loads(answer.read())
    return found


def decided_elsewhere(server: Served, pair: str, decision: str) -> None:
    request = urllib.request.Request(
        f"{server.base}/api/v1/review/{pair}",
        json.dumps({"decision": decision}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {server.secret}"},
    )
    urllib.request.urlopen(request).close()


def review(look: Look, server: Served, query: str = "", **options: Any) -> Screen:
    """Open the queue; a key of another test's page is forgotten."""
    screen = look(server.base, **options).go(f"?view=review{query}")
    screen.page.wait_for_selector("[data-part=pair]", timeout=SOON * 1000)
    return screen


def with_key(screen: Screen, server: Served) -> Screen:
    """Give the key as a person does."""
    screen.page.fill("[data-control=key]", server.secret)
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector("[data-part=key]", timeout=SOON * 1000)
    return screen


def stored(screen: Screen) -> None:
    """Wait until nothing is on its way to the server."""
    screen.until("() => document.querySelector('[data-part=progress]')?.dataset.pending === '0'")


def press(screen: Screen, letter: str, pair: str, status: str) -> None:
    """Press a key and wait until a pair has a status and it is stored."""
    screen.page.keyboard.press(letter)
    screen.page.wait_for_selector(f"[data-pair='{pair}'][data-status={status}]", timeout=SOON * 1000)
    stored(screen)


def shown(screen: Screen) -> str | None:
    return screen.find(".queue [aria-current]").get_attribute("data-pair")


def progress(screen: Screen) -> str:
    return screen.find("[data-part=done]").inner_text().strip()


def serious(screen: Screen) -> list[str]:
    return [one for one in screen.complaints if not any(status in one for status in REFUSED)]


def test_without_a_key_the_queue_is_read_only_and_says_so(look: Look, server: Served) -> None:
    screen = review(look, server)
    assert "읽기 전용" in screen.find("[data-part=read-only]").inner_text()
    assert screen.find("[data-verdict]:disabled").count() == 3
    screen.page.keyboard.press("m")
    assert progress(screen) == "5건 중 0건 판정"
    screen.page.keyboard.press("j")
    screen.until("() => sojae.state.review === 'dart:00000030~krx:000030'")
    facts = screen.find("[data-part=pair] tbody tr")
    marked = facts.evaluate_all("rows => Object.fromEntries(rows.map(r => [r.dataset.fact, r.className]))")
    assert (marked["name"], marked["sector"], marked["products"]) == ("same", "unknown", "unknown")
    told = screen.find("[data-fact=name]").inner_text()
    assert all(name in told for name in ("한울정밀", "Hanul Precision", "한울금형", "일치"))
    assert "대구소재연구원" in screen.find("[data-fact=relations]").inner_text()
    assert "상장법인목록" in screen.find("[data-fact=sources] [data-side=b]").inner_text()
    assert (screen.complaints, screen.foreign) == ([], [])
    assert asked(server, "review")["totals"] == {"open": 5, "decided": 0}


def test_the_whole_queue_is_decided_by_keys_and_undone_by_keys(look: Look, server: Served) -> None:
    before = asked(server, "")["graph_version"]
    screen = with_key(review(look, server, "&lang=en"), server)
    words = {OPEN[0]: "s", OPEN[1]: "m", OPEN[2]: "s", OPEN[3]: "m", OPEN[4]: "m"}
    for count, pair in enumerate(OPEN):
        assert shown(screen) == pair
        press(screen, words[pair], pair, "decided")
        assert progress(screen) == f"{count + 1} of 5 decided"
    assert "decided as one organisation" in screen.find("[data-part=announcement]").inner_text()
    found = {one["pair"]: one["decision"] for one in asked(server, "review?status=decided")["results"]}
    assert found == {pair: {"m": "merge", "s": "split"}[word] for pair, word in words.items()}
    assert asked(server, "organisations/krx:000030")["id"] == "dart:00000030"
    version = asked(server, "")["graph_version"]
    screen.until(f"() => document.querySelector('.version').textContent.includes('{version}')")
    for count in range(5):
        pair = shown(screen)
        assert pair is not None
        screen.page.keyboard.press("u")
        screen.until(
            f"() => document.querySelector('[data-part=done]').textContent.includes('{4 - count} of 5')"
        )
        stored(screen)
    assert asked(server, "review?status=decided")["total"] == 0
    assert asked(server, "")["graph_version"] == before
    assert serious(screen) == []


def test_decisions_are_shown_at_once_and_stored_together_in_the_order_of_the_last_word(
    look: Look, server: Served
) -> None:
    """Keys pressed faster than the server stores: it is held up until all are pressed."""
    screen = with_key(review(look, server), server)
    sent: list[Any] = []

    def hold(route: Any) -> None:
        sent.append(json.loads(route.request.post_data))
        screen.page.wait_for_timeout(600)
        route.continue_()

    screen.page.route("**/api/v1/review", hold)
    try:
        for letter in "smsm":
            screen.page.keyboard.press(letter)
        assert progress(screen) == "5건 중 4건 판정"
        screen.page.keyboard.press("u")  # the last one
        stored(screen)
    finally:
        screen.page.unroute("**/api/v1/review")
    found = {one["pair"]: one["decision"] for one in asked(server, "review?status=decided")["results"]}
    assert found == {OPEN[0]: "split", OPEN[1]: "merge", OPEN[2]: "split"}
    assert [len(one["decisions"]) for one in sent] == [1, 2]
    assert progress(screen) == "5건 중 3건 판정"
    assert len(asked(server, "loads?origin=review")["results"]) == 2


def test_other_views_show_at_once_what_was_decided(look: Look, server: Served) -> None:
    screen = look(server.base).go("?isolates=show").drawn()
    nodes = screen.size()[0]
    screen.page.click("[data-view=review]")
    screen.page.wait_for_selector("[data-part=pair]")
    with_key(screen, server)
    screen.page.keyboard.press("j")
    screen.until(f"() => sojae.state.review === '{OPEN[1]}'")
    press(screen, "m", OPEN[1], "decided")
    screen.page.click("[data-view=explore]")
    screen.until(f"() => sojae.graph?.nodes.length === {nodes - 1}")
    assert serious(screen) == []


def test_a_wrong_key_is_refused_and_a_korean_keyboard_decides_too(look: Look, server: Served) -> None:
    screen = review(look, server)
    screen.page.fill("[data-control=key]", "guess")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector("[data-part=key-problem]")
    assert "등록되지 않은 API 키" in screen.find("[data-part=key-problem]").inner_text()
    with_key(screen, server)
    screen.page.keyboard.press("j")
    screen.until(f"() => sojae.state.review === '{OPEN[1]}'")
    screen.ask(
        "() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅡ', code: 'KeyM', bubbles: true }))"
    )
    screen.page.wait_for_selector(f"[data-pair='{OPEN[1]}'][data-status=decided]", timeout=SOON * 1000)
    stored(screen)
    assert asked(server, "review?status=decided")["results"][0]["decision"] == "merge"
    screen.page.click("[data-action=forget-key]")
    assert screen.find("[data-part=read-only]").is_visible()
    screen.page.reload()
    screen.page.wait_for_selector("[data-part=read-only]")


def test_a_merge_that_numbers_contradict_is_refused_with_the_remedy(look: Look, server: Served) -> None:
    screen = with_key(review(look, server), server)
    screen.page.keyboard.press("m")
    screen.page.wait_for_selector("[data-part=refusal]")
    assert "‘다른 기관’으로 판정하세요" in screen.find("[data-part=refusal]").inner_text()
    assert (shown(screen), progress(screen)) == (OPEN[1], "5건 중 0건 판정")
    screen.page.click("[data-refused]")
    assert shown(screen) == OPEN[0]
    assert "등록번호 불일치" in screen.find("[data-part=why]").inner_text()
    assert serious(screen) == []


def test_a_pair_that_somebody_else_has_decided_meanwhile_is_not_decided_over(
    look: Look, server: Served
) -> None:
    screen = with_key(review(look, server, f"&review={OPEN[1]}"), server)
    assert shown(screen) == OPEN[1]
    decided_elsewhere(server, OPEN[1], "split")
    screen.page.keyboard.press("m")
    screen.page.wait_for_selector("[data-part=refusal]")
    assert "그사이 자료가 바뀌었습니다" in screen.find("[data-part=refusal]").inner_text()
    assert asked(server, "review?status=decided")["results"][0]["decision"] == "split"
    screen.page.click("[data-refused]")
    screen.until(
        "() => document.querySelector('[data-part=why]').textContent.includes('다른 기관으로 판정함')"
    )
    assert serious(screen) == []


def test_a_filter_by_reason_and_the_list_of_decisions_are_in_the_address(look: Look, server: Served) -> None:
    screen = with_key(review(look, server), server)
    screen.page.select_option("[data-control=reason]", "probability")
    screen.until("() => document.querySelectorAll('.queue li').length === 3")
    assert (shown(screen), screen.state()["reason"]) == (OPEN[2], "probability")
    press(screen, "s", OPEN[2], "decided")
    screen.page.click("[data-value=decided]")
    screen.until(
        "() => sojae.state.queue === 'decided' && document.querySelectorAll('.queue li').length === 1"
    )
    again = look(server.base).go("?view=review&queue=decided&lang=en")
    again.page.wait_for_selector("[data-part=pair]")
    assert "decided: two organisations" in again.find("[data-part=why]").inner_text()
    again.go("?view=review&reason=cluster&lang=en")
    again.page.wait_for_selector("[data-part=nothing]")
    assert "Nothing left for this reason" in again.find("[data-part=nothing]").inner_text()


def test_a_card_opens_the_pair_in_doubt(look: Look, server: Served) -> None:
    screen = look(server.base).go("?node=krx:000040&isolates=show")
    screen.page.wait_for_selector(".card [data-part=perhaps]", timeout=SOON * 1000)
    screen.page.click("[data-part=perhaps] > summary")
    screen.page.click("[data-action=review]")
    screen.page.wait_for_selector("[data-part=pair]")
    assert shown(screen) == OPEN[4]
    screen.page.click("[data-side=a] [data-node]")
    screen.until("() => sojae.state.view === 'explore' && sojae.state.node === 'dart:00000040'")


@pytest.mark.parametrize("wide", [1440, 800])
def test_axe_finds_no_serious_fault_in_the_queue(look: Look, server: Served, wide: int) -> None:
    screen = review(look, server, "&lang=en", viewport={"width": wide, "height": 900})
    screen.ask(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    for key in (False, True):
        if key:
            with_key(screen, server)
        for theme in ("light", "dark"):
            screen.move(f"?view=review&theme={theme}&lang=en").page.wait_for_selector("[data-part=pair]")
            assert screen.ask("() => document.documentElement.dataset.theme") == theme
            found = screen.ask(
                """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .filter(v => ['serious', 'critical'].includes(v.impact)).map(v => [v.id, v.nodes.slice(0, 4).map(n => n.html.slice(0, 160))])"""
            )
            assert (theme, key, found) == (theme, key, [])
    assert screen.ask("() => document.documentElement.scrollWidth <= innerWidth")
    screen.page.click("[data-action=forget-key]")
