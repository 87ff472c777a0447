"""What commands share: options, opening the store, printing an answer as text or JSON, failing with one line."""

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

StoreUrl = Annotated[
    str | None, typer.Option("--store", help="address of the store; default: the setting SOJAE_STORE")
]
Json = Annotated[bool, typer.Option("--json", help="print one JSON value instead of text")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="only relations that hold on this day")]
Since = Annotated[str | None, typer.Option("--since", help="only relations that start on or after this date")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="largest number of results")]


def ready_streams() -> None:
    """Make every character printable: what the terminal's encoding lacks is written in plain form instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=FALLBACK)


def in_utf8() -> None:
    """Restart in Python's UTF-8 mode where the locale is ASCII only, so that arguments and file names are read as they are."""
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        arguments = [sys.executable, *sys.orig_argv[1:]]
        os.execve(sys.executable, arguments, {**os.environ, "PYTHONUTF8": "1"})  # noqa: S606  # this program


REFUSED, WRONG_USAGE = 1, 2


def fail(message: str, code: int = REFUSED) -> NoReturn:
    """Print the reason on stderr and exit with 1, or another code."""
    print(f"sojae: {visible(message)}", file=sys.stderr)
    raise SystemExit(code)


def opened(url: str | None) -> tuple[Settings, Store]:
    """Open the store at this address, or the one of the settings."""
    settings = read_settings()
    return settings, store_from(settings, url)


def view_of(url: str | None) -> View:
    """Read the whole graph."""
    from queries.view import view_of as read

    _, store = opened(url)
    view = read(store)
    if not view.snapshot.ids:
        print(
            f"sojae: {store.address} is empty: load data first, for instance with `sojae load daegu`",
            file=sys.stderr,
        )
    return view


def show(result: dict[str, Any], *, as_json: bool, lines: Callable[[dict[str, Any]], Iterable[str]]) -> None:
    """Print a result as JSON or as lines of text."""
    if as_json:
        write_json(orjson.dumps(result, option=orjson.OPT_NON_STR_KEYS))
    else:
        show_lines(lines(result))


def write_json(encoded: bytes) -> None:
    """Print one JSON value."""
    sys.stdout.buffer.write(encoded + b"\n")
    sys.stdout.flush()


def show_lines(lines: Iterable[str]) -> None:
    """Print lines of text."""
    line = None
    for line in lines:
        print(visible(line))
    if line is None:
        print("sojae: nothing found", file=sys.stderr)
