"""Finds a Chromium and a Korean font for tests that look at pages, and installs them where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT = "fonts-noto-cjk"
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # no other host is found, whatever a page asks for
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # without a graphics card only WebGL goes over OpenGL: pages drawn by it as well take twice the time
    "--disable-gpu-rasterization",
    "--disable-gpu-compositing",
)


class Missing(Exception):
    """There is no Chromium, or no Korean font; the message says why."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A Chromium that can be started: its path and the arguments that keep it off the network and give it WebGL."""

    executable: str
    arguments: tuple[str, ...] = ARGUMENTS


def find() -> Chromium:
    """Find the system's Chromium, else Debian's package as root, else Playwright's own.

    Raises:
        Missing: no way is open.
    """
    path = system() or debian() or playwrights()
    if path is None:
        raise Missing("no Chromium: install one (Debian: apt-get install chromium fonts-noto-cjk)")
    with suppress(Missing):  # pages are looked at all the same
        korean_font()
    return Chromium(path)


def korean_font() -> None:
    """See to it that pages and figures can show Hangul.

    Raises:
        Missing: there is no font for it and none can be installed.
    """
    if not has_korean_font():
        install("fontconfig", FONT)
    if not has_korean_font():
        raise Missing(f"no Korean font: install one (Debian: apt-get install fontconfig {FONT})")


def system() -> str | None:
    """Look for an installed Chromium."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def debian() -> str | None:
    """Install Debian's Chromium as root."""
    install("chromium", "fontconfig", FONT)
    return system()


def install(*packages: str) -> None:
    """Install Debian packages, if this is Debian and we may."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        apt = ["apt-get", "-q", "-y"]
        for command in ([*apt, "update"], [*apt, "install", "--no-install-recommends", *packages]):
            subprocess.run(command, env=environment, check=False, stdout=sys.stderr)


def playwrights() -> str | None:
    """Take Playwright's own Chromium, downloading it if need be."""
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], check=False, stdout=sys.stderr
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def has_korean_font() -> bool:
    """Tell whether pages can show Hangul."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=ko"], capture_output=True, check=False).stdout.strip())
