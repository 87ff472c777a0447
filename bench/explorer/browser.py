"""A Chromium without any cache, whose pages carry the probe."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.engines.chromium import find

if TYPE_CHECKING:
    from collections.abc import Generator

    from playwright.sync_api import Browser, Page

PROBE = Path(__file__).resolve().parent / "probe.js"
PATIENCE = 240_000
SCREEN = {"width": 1440, "height": 900}


@contextmanager
def chromium() -> Generator[Browser]:
    """Start the system's Chromium, with WebGL drawn by the processor."""
    system = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system.executable,
            headless=False,  # the arguments say `--headless=new`
            args=list(system.arguments),
        )
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str) -> Generator[Page]:
    """Open a page in a context of its own: nothing is cached, nothing kept."""
    context = browser.new_context(viewport=SCREEN, locale="ko-KR", service_workers="block")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(path=PROBE)
    page.goto(address, wait_until="commit")
    try:
        yield page
    finally:
        context.close()


def first_frame(page: Page, nodes: int) -> float:
    """Give the milliseconds from the beginning of the navigation until a frame with all nodes stands."""
    return float(page.evaluate("nodes => bench.whole(nodes, true)", nodes))


def longest_task(page: Page, nodes: int) -> float:
    """Give the milliseconds that the page answered nobody at the longest until all stood still; nothing waits for the graphics card."""
    page.evaluate("nodes => bench.whole(nodes, false)", nodes)
    page.evaluate("() => bench.still()")
    return float(page.evaluate("() => bench.longest()"))


def call(page: Page, script: str, argument: Any = None) -> Any:
    """Ask the probe."""
    return page.evaluate(script, argument)
