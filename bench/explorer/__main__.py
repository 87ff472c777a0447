"""The explorer in a browser: first paint, first frame, panning, the longest freeze, search, the slider.

`python -m bench.explorer [--rounds 5] [--store URL] [part …]`; parts: daegu, picture, large, search. The peers are measured in
turn, round after round; a ratio is the median of the rounds' own ratios. `--store`: 200,000 nodes for the search.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import orjson

from bench.explorer.browser import call, chromium, first_frame, longest_task, opened
from bench.explorer.pages import build_alone, build_script, fetched, files, write_peers
from bench.serve import prepared, serving

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

    from bench.explorer.browser import Page

STATIC = Path(__file__).resolve().parent.parent.parent / "viz" / "static"
WHOLE = "layer=facts&isolates={}"
PARTS = ("daegu", "picture", "large", "search")
SECONDS = 4.0
TYPED = ("대구", "금속섬유", "ㄷㄱㄱ", "Organisation 12", "기술연구", "대구금속섭유")


@dataclass(slots=True)
class Run:
    """What one opening of one page showed."""

    first: float
    longest: float = 0.0
    frames: float = 0.0


@dataclass(slots=True)
class Runs:
    """The openings of one page, round after round."""

    name: str
    address: str
    runs: list[Run] = field(default_factory=list)

    def middle(self, what: str) -> float:
        """Give the middle figure."""
        return median(getattr(run, what) for run in self.runs)

    def beside(self, other: Runs, what: str) -> float:
        """Give the middle of the rounds' ratios."""
        pairs = zip(self.runs, other.runs, strict=True)
        return median(getattr(ours, what) / max(getattr(theirs, what), 1e-9) for ours, theirs in pairs)


def bundle() -> None:
    """Tell how much the page is, as it goes over the network."""
    packed = {
        path: len(gzip.compress(path.read_bytes(), 9)) for path in STATIC.rglob("*.*") if path.is_file()
    }
    print(f"bundle: {sum(packed.values()) / 1000:.0f} kB gzip in {len(packed)} files (wanted: ≤ 300)")


def daegu(browser: Browser, folder: Path, rounds: int) -> None:
    """First paint from a cold cache, and a step of the slider in picture and matrix."""
    with serving("sojae.asgi:app", SOJAE_STORE=prepared(folder, 0, 0)) as port:
        base = f"http://127.0.0.1:{port}/explorer/"
        scene = orjson.loads(fetched(f"http://127.0.0.1:{port}/api/v1/scene?isolates=true"))
        fetched(f"http://127.0.0.1:{port}/api/v1/sectors/gaps")
        first: list[float] = []
        steps: dict[str, list[tuple[float, float]]] = {"explore": [], "gaps": []}
        for number in range(rounds):
            with opened(browser, base) as page:
                first.append(first_frame(page, len(scene["nodes"])))
            for view, found in steps.items():
                with opened(browser, f"{base}?view={view}") as page:
                    page.wait_for_selector(".time .bars")
                    call(page, "() => bench.still()")
                    for year in range(2010, 2025, 3):
                        found.append(call(page, "([y, v]) => bench.slide(y, v)", [year + number % 3, view]))
        print(
            f"Daegu, first frame with {len(scene['nodes'])} organisations: {median(first):.0f} ms (≤ 1,500)"
        )
        for view, found in steps.items():
            drawn, shown = ([step[i] for step in found] for i in (0, 1))
            print(
                f"Daegu, slider step, {view}: {median(drawn):.0f} ms until drawn, longest {max(drawn):.0f};"
                f" {median(shown):.0f} ms until a processor without a graphics card has shown it (≤ 200)"
            )


def measured(browser: Browser, page_of: Runs, nodes: int, pans: bool) -> None:
    """Open a page twice and note what it showed: to see the whole first frame holds the page up."""
    with opened(browser, page_of.address) as page:
        run = Run(first_frame(page, nodes))
        call(page, "() => bench.still()")
        if pans:
            run.frames = call(page, "seconds => bench.pan(seconds)", SECONDS)
    with opened(browser, page_of.address) as page:
        run.longest = longest_task(page, nodes)
    page_of.runs.append(run)


def picture(browser: Browser, folder: Path, rounds: int, nodes: int, ties: int, pans: bool) -> None:
    """Ours beside sigma alone and, where it can be waited for, pyvis, on the same graph."""
    with serving("sojae.asgi:app", SOJAE_STORE=prepared(folder, nodes, ties)) as port:
        api, words = f"http://127.0.0.1:{port}/api/v1", "layer=facts&isolates=true"
        scene = orjson.loads(fetched(f"{api}/scene?{words}"))
        count = len(scene["nodes"])
        pages = build_alone(folder)
        write_peers(pages, scene, fetched(f"{api}/page?{words}") if pans else None)
        ours = Runs("sojae", f"http://127.0.0.1:{port}/explorer/?layer=facts&isolates=show")
        with opened(browser, ours.address) as page:
            first_frame(page, count)
            size = call(page, "() => bench.size()")
        with files(pages) as base:
            shape = f"?width={size['width']}&height={size['height']}"
            alone = Runs("sigma alone", f"{base}/index.html{shape}")
            peers = [ours, alone, *([Runs("pyvis", f"{base}/pyvis.html")] if pans else [])]
            for _ in range(rounds):
                for peer in peers:
                    measured(browser, peer, count, pans)
    title = f"{count:,} nodes, {len(scene['ties']):,} ties"
    table(title, peers, ours, pans)


def table(title: str, peers: Iterable[Runs], ours: Runs, pans: bool) -> None:
    """Print the middle figures, and ours beside each peer."""
    print(f"\n{title:<28}{'first frame ms':>16}{'ours ×':>8}{'longest task ms':>17}", end="")
    print(f"{'frames/s panning':>18}{'ours ×':>8}" if pans else "")
    for peer in peers:
        print(f"{peer.name:<28}{peer.middle('first'):>16,.0f}{ours.beside(peer, 'first'):>8.2f}", end="")
        print(f"{peer.middle('longest'):>17,.0f}", end="")
        print(f"{peer.middle('frames'):>18.1f}{ours.beside(peer, 'frames'):>8.2f}" if pans else "")


def search(browser: Browser, store: str) -> None:
    """From the key to the result on the screen, key by key."""
    # another view: what is asked for here is the search, not the picture of 20,000 nodes
    with (
        serving("sojae.asgi:app", SOJAE_STORE=store) as port,
        opened(browser, f"http://127.0.0.1:{port}/explorer/?view=gaps") as page,
    ):
        page.wait_for_selector("#query")
        call(page, "() => bench.still()")
        took = [number for text in TYPED for number in keys(page, text)]
    took.sort()
    late = took[int(len(took) * 0.95)]
    print(
        f"search at 200,000 nodes: {median(took):.0f} ms from the key, 95 % within {late:.0f} ms, {took[-1]:.0f} at most (≤ 100)"
    )


def keys(page: Page, text: str) -> list[float]:
    """Type a text; give the milliseconds of each key."""
    page.fill("#query", "")
    page.focus("#query")
    found: list[float] = []
    for letter in text:
        call(page, "() => { window.next = bench.typed(); }")
        page.keyboard.press(letter) if letter.isascii() and letter != " " else press(page, letter)
        found.append(call(page, "() => window.next"))
    return found


def press(page: Page, letter: str) -> None:
    """Type a letter that no key of a keyboard bears, with the key event that a person's typing has."""
    page.evaluate(
        "() => document.querySelector('#query').dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', bubbles: true }))"
    )
    page.keyboard.insert_text(letter)


def main() -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--store", help="none: 200,000 nodes and 1,000,000 relations are made")
    words = parser.parse_args()
    parts = words.parts or PARTS
    build_script().build()
    bundle()
    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        folders = {part: Path(place) / part for part in parts}
        for folder in folders.values():
            folder.mkdir()
        if "daegu" in parts:
            daegu(browser, folders["daegu"], words.rounds)
        if "picture" in parts:
            picture(browser, folders["picture"], words.rounds, 5_000, 20_000, pans=True)
        if "large" in parts:
            picture(browser, folders["large"], words.rounds, 20_000, 80_000, pans=False)
        if "search" in parts:
            search(browser, words.store or prepared(folders["search"], 200_000, 1_000_000))


if __name__ == "__main__":
    main()
