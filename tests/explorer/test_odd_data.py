"""The explorer on data that no one foresaw: each state has its own calm screen, and every number on it is true.

One server answers for all stores, each below a path of its own, as behind a proxy that rewrites nothing.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.explorer.oddities import KNOWN_TO_JAVASCRIPT, write_stores
from tests.served import ROOT, free_port, wait_until_ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.explorer.conftest import Screen

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser
ENGLISH = {"locale": "en-GB"}


@pytest.fixture(scope="module")
def many(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with every odd store."""
    folder = tmp_path_factory.mktemp("odd")
    write_stores(folder)
    port, log = free_port(), folder / "server.log"
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--port",
        str(port),
        "tests.explorer.many:app",
    ]
    environment = {**os.environ, "MANY_STORES": str(folder)}
    with (
        log.open("wb") as told,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=told, stderr=told) as process,
    ):
        try:
            wait_until_ready(f"http://127.0.0.1:{port}/empty/ready", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def open_store_named(look: Look, many: str) -> Callable[..., Screen]:
    """Open the explorer of one of the stores, in a language."""

    def open_it(name: str, query: str = "", *, english: bool = False) -> Screen:
        screen = look(f"{many}/{name}", **(ENGLISH if english else {}))
        return screen.go(query)

    return open_it


def text(screen: Screen, selector: str) -> str:
    screen.page.wait_for_selector(selector)
    return " ".join(screen.find(selector).first.inner_text().split())


def clean(screen: Screen) -> None:
    assert screen.complaints == []
    assert screen.foreign == []


@pytest.mark.parametrize("view", ["", "?view=gaps", "?view=positions", "?map=1&table=nodes"])
def test_an_empty_store_says_how_to_load(open_store_named: Callable[..., Screen], view: str) -> None:
    screen = open_store_named("empty", view)
    told = text(screen, "[data-part=nothing-yet]")
    assert "적재된 자료가 없습니다" in told
    assert "sojae load daegu" in told
    assert screen.find(".message[role=alert]").count() == 0
    assert screen.find("footer .licence").inner_text() == ""
    screen.page.click("[data-language=en]")
    assert "No data loaded yet" in text(screen, "[data-part=nothing-yet]")
    clean(screen)


def test_a_network_without_a_date_is_drawn_and_says_why_there_is_no_slider(
    open_store_named: Callable[..., Screen],
) -> None:
    screen = open_store_named("undated").drawn()
    assert screen.size() == (8, 8)
    assert text(screen, "[data-part=counts]").startswith(
        "기관·기업 8 · 이 관계 종류와 시점에 연결이 있는 기관 7 · 연결 8"
    )
    assert "날짜가 기록된 연결이 없어" in text(screen, "[data-part=dateless]")
    assert screen.find(".time input[type=range]").count() == 0
    # the page answers: a date that is asked for by the address shows the undated ties, and without them nothing
    screen.move("?as_of=2015&undated=drop").drawn()
    screen.until("() => sojae.graph.ties.length === 0")
    assert "연결이 있는 기관 0" in text(screen, "[data-part=counts]")
    screen.page.click("[data-part=dateless] input[type=checkbox]")
    screen.until("() => sojae.graph.ties.length === 8")
    for view in ("?view=gaps", "?view=positions"):
        screen.move(view)
        screen.page.wait_for_selector(".matrix, .ranking")
    clean(screen)


def test_one_node_alone_stands_in_the_middle_with_its_card(open_store_named: Callable[..., Screen]) -> None:
    screen = open_store_named("single", english=True).drawn()
    assert screen.size() == (1, 0)
    assert text(screen, "[data-part=counts]").startswith("1 organisation · 0 with a tie")
    assert "This layer has no tie" in text(screen, "[data-part=dateless]")
    screen.page.mouse.click(*screen.ask("() => sojae.positionOf('n0')"))
    assert "가나산업" in text(screen, ".card h2")
    screen.move("?view=gaps")
    screen.page.wait_for_selector(".gaps .matrix, .gaps .ranked")
    screen.move("?view=positions")
    screen.page.wait_for_selector(".communities")
    clean(screen)


def test_without_any_sector_one_colour_is_explained_and_groups_are_offered(
    open_store_named: Callable[..., Screen],
) -> None:
    screen = open_store_named("sectorless").drawn()
    assert "업종 정보가 없어" in text(screen, "[data-part=sectorless]")
    assert "모두 2019년에 시작" in text(screen, "[data-part=one-year]")
    screen.page.click("[data-part=sectorless] button")
    screen.until("() => sojae.state.colour === 'community'")
    screen.page.wait_for_selector("[data-key='community:0']")
    counts = [int(n) for n in screen.find("[data-key^='community:'] .count").all_inner_texts()]
    assert sum(counts) == 7
    clean(screen)


def test_ids_that_javascript_knows_are_nodes_like_any_other(open_store_named: Callable[..., Screen]) -> None:
    screen = open_store_named("javascript").drawn()
    assert screen.size() == (4, 6)
    drawn = screen.ask("() => [sojae.renderer.sigma.getGraph().order, sojae.renderer.sigma.getGraph().size]")
    assert drawn == [4, 6]
    for key in KNOWN_TO_JAVASCRIPT:
        screen.page.mouse.click(*screen.ask("id => sojae.positionOf(id)", key))
        screen.until(f"() => sojae.state.node === '{key}'")
        assert text(screen, ".card h2") == f"기관 {key}"
        assert len(screen.ask("() => sojae.highlighted")) == 4
    screen.move("?node=constructor&expand=constructor;toString&layer=all&map=1&table=places").drawn()
    screen.until("() => sojae.graph.nodeById.has('prototype') && sojae.graph.nodeById.has('isPrototypeOf')")
    screen.page.wait_for_selector(".twin tbody tr")
    screen.move("?from=constructor&to=valueOf&layer=facts").drawn()
    screen.page.wait_for_selector(".panel ol, .panel .way, .panel li")
    screen.move("?hide=constructor&pin=toString").drawn()
    assert screen.size() == (3, 3)
    clean(screen)


@pytest.mark.parametrize(
    ("english", "told"),
    [
        (False, "1592, 9999년에 시작된 연결 2건은 이 범위 밖에 있습니다"),
        (True, "2 ties starting in 1592, 9999 are outside this range"),
    ],
)
def test_outlier_years_do_not_stretch_the_slider_and_are_told(
    open_store_named: Callable[..., Screen], english: bool, told: str
) -> None:
    screen = open_store_named("outliers", english=english).drawn()
    screen.page.wait_for_selector(".time .bars")
    slider = screen.find(".time input[type=range]")
    assert (slider.get_attribute("min"), slider.get_attribute("max")) == ("2000", "2018")
    assert screen.find(".time .bars i").count() == 19
    assert text(screen, "[data-part=outside]") == told
    screen.page.fill("[data-date=as_of]", "1600")
    screen.page.keyboard.press("Enter")
    screen.until("() => sojae.graph.ties.length === 1")
    clean(screen)


def test_the_foot_names_the_licence_of_each_origin_in_either_language(
    open_store_named: Callable[..., Screen],
) -> None:
    screen = open_store_named("other").drawn()
    assert (
        text(screen, "footer .licence")
        == "자료 이용 조건: 명시되지 않음 (edits) · CC BY-SA 4.0 (table-firms)"
    )
    screen.page.click("[data-language=en]")
    assert text(screen, "footer .licence") == "Data licence: not stated (edits) · CC BY-SA 4.0 (table-firms)"
    picture = screen.saved("svg").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0 (table-firms)" in picture
    clean(screen)
