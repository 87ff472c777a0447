"""Hostile names, and an API that is away, slow or answers with a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.explorer.conftest import BAD_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.explorer.conftest import Screen

    Look = Callable[..., Screen]

pytestmark = pytest.mark.browser


def test_hostile_names_are_text_everywhere(look: Look, hostile_server: str) -> None:
    screen = look(hostile_server).go("?table=nodes").drawn()
    for number, name in enumerate(BAD_NAMES):
        screen.move(f"?node=o{number}&table=nodes").drawn()
        screen.page.wait_for_selector(".card .facts")
        assert screen.find(".card h2").evaluate("e => e.textContent") == name
    screen.page.fill("#query", "img")
    screen.page.wait_for_selector("#query-list li")
    assert screen.find("img:not([src='./icon.svg']), .card script, a[href^='javascript']").count() == 0
    assert screen.complaints == []
    assert screen.foreign == []


def test_a_server_that_is_away_is_told_with_a_remedy_and_a_retry(screen: Screen) -> None:
    screen.go().drawn()

    def answer(route: Any) -> None:
        route.abort()

    screen.page.route("**/api/v1/scene*", answer)
    screen.page.select_option("[data-control=layer]", "technology")
    screen.page.wait_for_selector(".stage .message[role=alert]")
    assert "서버에 연결할 수 없습니다" in screen.find(".stage .message").inner_text()
    screen.page.unroute("**/api/v1/scene*", answer)
    screen.page.click(".stage .message .primary")
    screen.page.wait_for_selector(".stage .message", state="detached")
    screen.until("() => sojae.graph.ties.length > 0")


def test_a_problem_of_the_server_is_shown_with_its_remedy(screen: Screen) -> None:
    problem = {
        "type": "/docs/problems#store",
        "title": "The store cannot answer",
        "status": 503,
        "detail": "Start Neo4j.",
    }
    screen.page.route("**/api/v1/scene*", lambda route: route.fulfill(status=503, json=problem))
    told = {}
    for language in ("en", "ko"):
        screen.go(f"?lang={language}")
        screen.page.wait_for_selector(".stage .message")
        told[language] = screen.find(".stage .message").inner_text()
    screen.page.unroute("**/api/v1/scene*")
    assert "Start Neo4j." in told["en"]
    # the API writes in English: a Korean page says in Korean what the type of the problem means
    assert "저장소에 연결할 수 없습니다" in told["ko"]
    assert "Neo4j" not in told["ko"]


def test_hostile_names_are_text_in_every_view(look: Look, hostile_server: str) -> None:
    screen = look(hostile_server)
    for query in (
        "?map=1&table=places",
        "?map=1&table=ties&tie=o0~o1&lang=en",
        "?from=o1&to=o2",
        "?view=positions&against=degree",
        "?view=gaps",
        "?embed=1",
    ):
        screen.move(query).page.wait_for_timeout(300)
        assert screen.find("img:not([src='./icon.svg']), main script, a[href^='javascript']").count() == 0
        assert screen.complaints == []


def test_places_that_no_table_knows_are_counted_on_the_map(look: Look, hostile_server: str) -> None:
    screen = look(hostile_server).go("?map=1").drawn()
    screen.page.wait_for_selector(".map [data-place=unlisted]")
    assert screen.find(".map [data-place=unlisted]").get_attribute("data-count") == str(len(BAD_NAMES))
    assert "기관 수는 아래에" in screen.find(".chart .message").inner_text()


def test_what_takes_long_says_for_how_long_and_can_be_stopped(screen: Screen) -> None:
    screen.go().drawn()

    def wait(route: Any) -> None:
        del route  # never answered

    screen.page.route("**/api/v1/scene*", wait)
    screen.page.select_option("[data-control=layer]", "direct")
    screen.page.wait_for_selector(".stage [data-action=stop]")
    assert "초" in screen.find(".stage .spinner").inner_text()
    screen.page.click(".stage [data-action=stop]")
    assert "중지했습니다" in screen.find(".stage .message").inner_text()
    screen.page.unroute("**/api/v1/scene*")
    screen.page.click(".stage .message .primary")
    screen.until("() => sojae.graph.ties.length === 748")


TROUBLES = {
    "away": None,
    "not found": (404, {"type": "/docs/problems#unknown-id", "title": "Unknown id", "status": 404, "detail": "Look it up."}),
    "refused": (422, {"title": "Invalid parameter", "status": 422, "detail": "It is wrong.", "errors": [{"parameter": "layer", "rule": "no such layer", "remedy": "choose all"}]}),
    "too many": (429, {"title": "Too many requests", "status": 429, "detail": "Wait a little."}),
    "a proxy's page": (502, "<html><h1>Bad gateway</h1></html>"),
    "not JSON": (200, "<html>login</html>"),
    "empty": (500, ""),
}  # fmt: skip


CASES = [
    ("", "scene", [trouble for trouble in TROUBLES if trouble != "not found"]),
    ("?map=1", "places", ["away", "a proxy's page", "not found"]),
    *((query, route, ["away", "a proxy's page"]) for query, route in [("?view=gaps", "sectors/gaps"), ("?view=positions", "measures/degree"), ("?node=dmi", "nodes/dmi/neighbourhood")]),
]  # fmt: skip


def answering(trouble: str, asked: list[str]) -> Callable[[Any], None]:
    told = TROUBLES[trouble]

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        if told is None:
            route.abort()
        elif isinstance(told[1], str):
            route.fulfill(status=told[0], body=told[1], content_type="text/html")
        else:
            route.fulfill(status=told[0], json=told[1])

    return answer


@pytest.mark.parametrize(("query", "route", "troubles"), CASES)
def test_whatever_goes_wrong_there_is_a_message_and_a_way_on(
    screen: Screen, query: str, route: str, troubles: list[str]
) -> None:
    """The first trouble is met by a page that opens, each other by the way on from the one before."""
    address = f"**/api/v1/{route}*"
    message = screen.find(".message[role=alert]").first
    for number, trouble in enumerate(troubles):
        asked: list[str] = []
        answer = answering(trouble, asked)
        screen.page.route(address, answer)
        try:
            if number:
                message.locator(".primary").click()
            else:
                screen.go(query)
                message.wait_for()
            screen.calm()
            assert asked, trouble
            assert len(message.inner_text()) > 25, trouble
        finally:
            screen.page.unroute(address)
    before = screen.find(".message[role=alert]").count()
    message.locator(".primary").click()
    screen.until(f"() => document.querySelectorAll('.message[role=alert]').length < {before}")


def test_a_page_whose_server_is_gone_is_not_blank(screen: Screen) -> None:
    screen.page.route("**/*.json", lambda route: route.abort())
    screen.page.route("**/api/**", lambda route: route.abort())
    screen.go()
    screen.page.wait_for_selector(".message[role=alert]")
    assert "sojae serve" in screen.find(".message").first.inner_text()
    screen.page.unroute("**/*.json")
    screen.page.unroute("**/api/**")
    screen.page.click(".message .primary")
    screen.drawn()


def test_a_browser_without_graphics_says_so_and_shows_all_else(look: Look, daegu_server: str) -> None:
    """Managed machines switch WebGL off: then a canvas gives no such context."""
    screen = look(daegu_server, viewport={"width": 1439, "height": 900})
    screen.page.add_init_script(
        "const had = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        " return /webgl/.test(kind) ? null : had.call(this, kind, ...rest); };"
    )
    screen.go("?map=1")
    screen.page.wait_for_selector("[data-part=unable]")
    assert "하드웨어 가속" in screen.find("[data-part=unable]").inner_text()
    screen.page.wait_for_selector(".facets [data-key='sector:textiles']")
    screen.page.wait_for_selector(".map .spot")
    screen.page.click("[data-part=unable] button")
    screen.page.wait_for_selector(".twin tbody tr")
    screen.page.click("[data-action=download]")
    assert screen.find(".menu [data-save=png]").count() == 0
    assert screen.find(".menu [data-save=gexf]").count() == 1
    screen.page.keyboard.press("Escape")
    screen.page.click("[data-view=gaps]")
    screen.page.wait_for_selector(".matrix .cell")
    screen.page.click("[data-view=explore]")
    screen.page.wait_for_selector("[data-part=unable]")
    assert screen.complaints == []


def test_a_graphics_card_that_is_reset_gets_the_picture_again(screen: Screen) -> None:
    screen.go("?node=dmi").drawn()
    screen.page.wait_for_selector(".card h2")
    screen.until("() => sojae.frames > 0")
    place = screen.ask("() => sojae.positionOf('dmi')")
    screen.ask(
        "() => { window.first = sojae.renderer; first.sigma.context.getExtension('WEBGL_lose_context').loseContext(); }"
    )
    screen.until("() => sojae.renderer !== null && sojae.renderer !== first && sojae.frames > 0")
    screen.until("() => sojae.renderer.sigma.getGraph().order === 989")
    assert screen.ask("() => sojae.positionOf('dmi')") == pytest.approx(place, abs=3)
    assert screen.find(".stage canvas.sigma-edges").count() == 1
