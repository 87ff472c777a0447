"""What commands share: options, opening the store, printing an answer for people or as JSON, failing with one line."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import orjson
import typer

from graph.printable import FALLBACK
from graph.texts import visible
from sojae.settings import Settings, read_settings
from sojae.stores import store_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.store import Store
    from queries.view import View

StoreUrl = Annotated[str | None, typer.Option("--store", help="address of the store; default: SOJAE_STORE")]
Json = Annotated[bool, typer.Option("--json", help="print exactly one JSON value")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="only relations that hold on this day")]
Since = Annotated[str | None, typer.Option("--since", help="only relations that start on or after this date")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000)]


def ready_streams() -> None:
    """Let output go out whatever the terminal's encoding is: what it does not have is written plainly, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=FALLBACK)


def in_utf8() -> None:
    """Begin anew in Python's UTF-8 mode where the locale knows only ASCII: names of files and words come in as they are."""
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        words = [sys.executable, *sys.orig_argv[1:]]
        os.execve(sys.executable, words, {**os.environ, "PYTHONUTF8": "1"})  # noqa: S606  # ourselves


def fail(message: str) -> NoReturn:
    """Say why on stderr and end with 1."""
    print(f"sojae: {visible(message)}", file=sys.stderr)
    raise SystemExit(1)


def opened(url: str | None) -> tuple[Settings, Store]:
    """Open the store that an option or the settings name."""
    settings = read_settings()
    return settings, store_from(settings, url)


def view_of(url: str | None) -> View:
    """Read the whole graph."""
    from queries.view import view_of as read

    _, store = opened(url)
    view = read(store)
    if not view.snapshot.ids:
        print(
            f"sojae: {store.address} holds nothing yet: fill it, for instance by: sojae load daegu",
            file=sys.stderr,
        )
    return view


def show(body: dict[str, Any], *, as_json: bool, lines: Callable[[dict[str, Any]], Iterable[str]]) -> None:
    """Print an answer as JSON, or as lines for people."""
    if as_json:
        write_json(orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS))
    else:
        show_lines(lines(body))


def write_json(body: bytes) -> None:
    """Print exactly one JSON value."""
    sys.stdout.buffer.write(body + b"\n")
    sys.stdout.flush()


def show_lines(lines: Iterable[str]) -> None:
    """Print lines for people."""
    line = None
    for line in lines:
        print(visible(line))
    if line is None:
        print("sojae: nothing found", file=sys.stderr)
