"""Finds a Chromium for the tests: the system's, else Debian's package (as root), else Playwright's own download."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.engines.neo4j_server import install

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
KOREAN_FONT = "fonts-noto-cjk"
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


class NoChromium(Exception):
    """Why no Chromium can be had on this machine."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser: `playwright.chromium.launch(executable_path=…, args=[…])`, with a profile of its own."""

    executable_path: str
    args: tuple[str, ...] = ARGUMENTS


def find_chromium() -> Chromium:
    """Find a Chromium and see that Korean can be drawn.

    Raises:
        NoChromium: none can be had; the message says why.
    """
    need_a_korean_font()
    path = on_the_system()
    if path is None and install("chromium", KOREAN_FONT):
        path = on_the_system()
    if path is None:
        path = of_playwright()
    if path is None:
        raise NoChromium(
            f"no Chromium: install one ({' or '.join(NAMES[:3])}; Debian: apt-get install chromium {KOREAN_FONT})"
        )
    return Chromium(path)


def on_the_system() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def of_playwright() -> str | None:
    """Give the path of Playwright's own browser, downloading it when that is possible."""
    from playwright.sync_api import Error, sync_playwright

    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Error:
        return None
    if not Path(path).exists():
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=240)
        except subprocess.TimeoutExpired:
            return None
    return path if Path(path).exists() else None


def need_a_korean_font() -> None:
    """Install a Korean font where none is found and that is allowed; pictures without one show boxes."""
    if shutil.which("fc-list") is None:
        install(KOREAN_FONT, "fontconfig")
        return
    done = subprocess.run(["fc-list", ":lang=ko"], capture_output=True, check=False)
    if not done.stdout.strip():
        install(KOREAN_FONT)
