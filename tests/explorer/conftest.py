"""The built explorer, served by a real server with the Daegu data, in a browser that records what it asks and complains of."""

from __future__ import annotations

import importlib.util
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.model import Alias, Organisation, Relation, Source
from graph.stores import open_store
from tests.conftest import skip_or_fail
from tests.daegu import daegu_at
from tests.saying import say
from tests.served import served
from tests.viz.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "out" / "explorer"  # screenshots of what failed
SOON = 15.0
CALM = 4  # looks, a twentieth of a second apart
READ_BACK = "GPU stall due to ReadPixels"
"""What the driver says since the tests' Chromium puts pages together without a graphics card: nothing of ours."""
BAD_NAMES = (*HOSTILE, '=HYPERLINK("//evil","x")', "@SUM(1+1)*cmd")


@dataclass(slots=True)
class Screen:
    """A page of the explorer, what it asked of other hosts, what it complained of."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    under_way: set[Request] = field(default_factory=set)
    stays: bool = False

    def go(self, query: str = "") -> Screen:
        """Open the explorer in a state; wait until what it shows is there."""
        self.page.goto(f"{self.base}/explorer/{query}")
        return self

    def move(self, query: str = "") -> Screen:
        """Show a state in the page that is open, as the browser's Back does, and wait until it has answered.

        A quarter of the cost of a fresh page, which is left open for whoever moves next. What tells of a first load, patches
        the page, or needs to find closed what no address tells begins with `go`.
        """
        self.stays = True
        if not self.page.url.startswith(f"{self.base}/explorer/"):
            return self.go(query).calm()
        self.page.evaluate(
            """query => { const asked = new URLSearchParams(query);
            if (!asked.has("lang")) asked.set("lang", navigator.language.startsWith("ko") ? "ko" : "en");
            history.pushState(null, "", `?${asked}`); dispatchEvent(new PopStateEvent("popstate")); }""",
            query,
        )
        return self.calm()

    def calm(self) -> Screen:
        """Wait until the page has asked nothing for a while and waits for no answer; loading or not."""
        end, rest = time.monotonic() + SOON, 0
        while time.monotonic() < end:
            self.page.wait_for_timeout(50)
            rest = 0 if self.under_way else rest + 1
            if rest == CALM:
                return self
        pytest.fail(f"still waits for {[request.url for request in self.under_way]}")

    def drawn(self) -> Screen:
        """Wait until a picture stands."""
        self.until("() => (window.sojae?.graph?.nodes.length ?? 0) > 0")
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 120))))"
        )
        return self

    def until(self, script: str) -> None:
        """Wait until a script says so; Playwright's own wait needs eval, which the page's policy forbids."""
        end = time.monotonic() + SOON
        while time.monotonic() < end:
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(20)
        pytest.fail(f"never became true: {script}")

    def ask(self, script: str, argument: Any = None) -> Any:
        """Give what a script says."""
        return self.page.evaluate(script, argument)

    def find(self, selector: str) -> Locator:
        """Find elements."""
        return self.page.locator(selector)

    def size(self) -> tuple[int, int]:
        """Give how many nodes and ties are drawn."""
        nodes, ties = self.ask("() => [sojae.graph.nodes.length, sojae.graph.ties.length]")
        return int(nodes), int(ties)

    def saved(self, what: str) -> Path:
        """Save something by the menu of downloads; give the file."""
        self.page.click("[data-action=download]")
        with self.page.expect_download() as download:
            self.page.click(f"[data-save={what}]")
        return Path(download.value.path())

    def state(self) -> dict[str, Any]:
        """Give the state of the page."""
        state: dict[str, Any] = self.ask("() => sojae.state")
        return state


@pytest.fixture(scope="session")
def build_script() -> ModuleType:
    """The script that builds the explorer, imported by its path: it is in no room."""
    spec = importlib.util.spec_from_file_location("build_explorer", ROOT / "viz" / "explorer" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def built(build_script: ModuleType) -> None:
    """The explorer, built if its sources changed."""
    try:
        build_script.build()
    except build_script.BuildError as error:
        skip_or_fail(str(error))
    if not (ROOT / "viz" / "static" / "index.html").is_file():
        skip_or_fail("the explorer is not built (SOJAE_SKIP_EXPLORER=1)")


@pytest.fixture(scope="session")
def daegu_server(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the Daegu data."""
    folder = tmp_path_factory.mktemp("explorer")
    with served(daegu_at(folder / "daegu.sqlite"), folder) as server:
        yield server.base


@pytest.fixture(scope="session")
def hostile_server(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose names, titles and addresses are out to do harm."""
    folder = tmp_path_factory.mktemp("explorer")
    url = f"sqlite:///{folder / 'hostile.sqlite'}"
    store = open_store(url)
    store.prepare()
    bad = Source("s1", HOSTILE[1], HOSTILE[0], "2020", "javascript:alert(3)")
    names = [
        Organisation(
            f"o{i}", name, name[::-1], False, "company", "metals", name, name, name, None, "javascript:alert(4)", ("s1",)
        )
        for i, name in enumerate(BAD_NAMES)
    ]  # fmt: skip
    ties = [
        Relation(f"r{i}", "o0", "COLLABORATES_WITH", f"o{i}", "2020", None, BAD_NAMES[i], ("s1",))
        for i in range(1, len(BAD_NAMES))
    ]
    say(store, [bad, *names, *ties, *(Alias("o0", n, "variant", None, None, ("s1",)) for n in HOSTILE[1:])])
    store.close()
    with served(url, folder) as server:
        yield server.base


@dataclass(slots=True)
class Window:
    """A page that tests use one after the other: a new one for each would cost more than most tests."""

    page: Page
    screen: Screen | None = None
    base: str = ""


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Callable[..., Window]]:
    """Give the window of a kind, opened once."""
    opened: dict[str, Window] = {}

    def window(number: int, **options: Any) -> Window:
        usual = {"viewport": {"width": 1440, "height": 900}, "locale": "ko-KR", "reduced_motion": "reduce"}
        given = {**usual, **options}
        key = repr((number, sorted(given.items(), key=str)))
        if key not in opened:
            opened[key] = Window(browser.new_context(**given).new_page())
            opened[key].page.set_default_timeout(SOON * 1000)
            listen(opened[key])
        return opened[key]

    yield window
    for one in opened.values():
        one.page.context.close()


def listen(window: Window) -> None:
    """Tell the screen in use what its page complains of and what it asks other hosts, of which the browser finds none.

    A route for each request would cost twice: it goes through Python, and a page with routes keeps no cache.
    """
    page = window.page

    def complain(text: str) -> None:
        if window.screen is not None:
            window.screen.complaints.append(text)

    def note(request: Request) -> None:
        if window.screen is None:
            return
        window.screen.under_way.add(request)
        if not request.url.startswith((window.base, "blob:", "data:")):
            window.screen.foreign.append(request.url)

    def done(request: Request) -> None:
        if window.screen is not None:
            window.screen.under_way.discard(request)

    page.on("pageerror", lambda error: complain(str(error)))

    def hear(message: ConsoleMessage) -> None:
        if READ_BACK not in message.text:
            complain(f"{message.type}: {message.text}")

    page.on("console", hear)
    page.on("dialog", lambda dialog: (complain(dialog.message), dialog.dismiss()))
    page.on("request", note)
    page.on("requestfinished", done)
    page.on("requestfailed", done)


@pytest.fixture
def look(windows: Callable[..., Window], request: pytest.FixtureRequest) -> Iterator[Callable[..., Screen]]:
    """Open the explorer of a server; a screenshot is kept if the test fails."""
    used: list[Window] = []

    def open_screen(base: str, **options: Any) -> Screen:
        window = windows(len(used), **options)
        window.screen, window.base = Screen(window.page, base), base
        used.append(window)
        return window.screen

    yield open_screen
    failed = request.node.stash.get(FAILED, False)
    for number, window in enumerate(used):
        if failed:
            KEPT.mkdir(parents=True, exist_ok=True)
            window.page.screenshot(path=KEPT / f"{request.node.name}-{number}.png")
        if failed or not (window.screen and window.screen.stays):
            window.page.goto("about:blank")
        window.screen = None


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Remember whether a test failed, for those who keep pictures of it."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def screen(look: Callable[..., Screen], daegu_server: str) -> Screen:
    """The explorer with the Daegu data, in Korean, on a laptop's screen."""
    return look(daegu_server)
