"""A browser that records what it asks for and complains of, and pages to open in it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from graph.model import Alias, Organisation, Relation, Source
from graph.snapshot import Snapshot
from graph.stores import open_store
from tests.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "“쌍따옴표” \"double\" 'single' `tick` ${1} {{ 7*7 }} {% raw %} \\u003c",
    "\u202eעברית مرحبا\u202c\u200f",
    "가" * 300,
    "🧵🏭 섬유👩‍🔬",
    "<!-- <b>bold</b> --> &amp; ]]>\u2028\u2029",
)


@dataclass(slots=True)
class Opened:
    """A page in the browser, what it asked for and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def showing(browser: Browser, file: Path, name: str) -> Iterator[Callable[[str], Opened]]:
    """Open pages from a file with every other request recorded and blocked; screenshots are kept beside it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ko-KR")

    def open_page(html: str) -> Opened:
        file.write_text(html, encoding="utf-8")
        opened = Opened(context.new_page())
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("dialog", lambda dialog: (opened.complaints.append(dialog.message), dialog.dismiss()))

        def answer(route: object) -> None:
            address = route.request.url  # type: ignore[attr-defined]
            if address == file.as_uri():
                route.continue_()  # type: ignore[attr-defined]
                return
            opened.requests.append(address)
            route.abort()  # type: ignore[attr-defined]

        opened.page.route("**/*", answer)
        opened.page.goto(file.as_uri())
        opened.page.wait_for_function("window.sojae")
        opened.page.wait_for_timeout(300)
        return opened

    yield open_page
    for number, page in enumerate(context.pages):
        page.screenshot(path=file.with_name(f"{name}-{number}.png"))
    context.close()


@pytest.fixture
def show(
    browser: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Opened]]:
    """Open a page for one test."""
    with showing(browser, tmp_path / "page.html", request.node.name) as show:
        yield show


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A snapshot whose names, titles and addresses are out to do harm."""
    bad = Source("s1", HOSTILE[1], HOSTILE[0], "2020", "javascript:alert(3)")
    good = Source("s2", "Report", "Publisher", None, 'https://example.org/?a="><script>')
    names = [
        Organisation(
            f"o{i}", name, name[::-1], False, "company", "metals", name, name, name, None, "javascript:alert(4)", ("s1",)
        )
        for i, name in enumerate(HOSTILE)
    ]  # fmt: skip
    ties = [
        Relation(f"r{i}", "o0", "COLLABORATES_WITH", f"o{i}", "2020", None, HOSTILE[i], ("s1", "s2"))
        for i in range(1, len(HOSTILE))
    ]
    aliases = [Alias("o0", name, "variant", None, None, ("s1",)) for name in HOSTILE[1:]]
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'graph.sqlite'}")
    store.prepare()
    say(store, [bad, good, *names, *ties, *aliases])
    snapshot = Snapshot(store)
    store.close()
    return snapshot
