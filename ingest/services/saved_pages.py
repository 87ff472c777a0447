"""Saved responses: an interrupted fetch continues, and the last complete one stays until the next is complete."""

from __future__ import annotations

import json
import shutil
import time
from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from graph.plurals import plural
from ingest.origin import OriginError
from ingest.services.client import AGAIN, ServiceStop

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from pathlib import Path

MOST_PAGES = 10_000
STALE = 31 * 86_400  # seconds after which an incomplete fetch starts again


class PageContent(NamedTuple):
    """The content of a page: number of items, total, and first item."""

    items: int
    total: int
    first: str


class Pages:
    """The pages of one query to one service."""

    def __init__(self, folder: Path, origin: str, question: Mapping[str, str]) -> None:
        data = json.dumps(sorted(question.items()), ensure_ascii=False)
        self.folder = folder / origin / blake2b(data.encode(), digest_size=8).hexdigest()
        self.under_way, self.whole = self.folder / "under-way", self.folder / "whole"
        with writing(self.folder):
            if self.under_way.exists() and time.time() - self.under_way.stat().st_mtime > STALE:
                shutil.rmtree(self.under_way)
            self.under_way.mkdir(parents=True, exist_ok=True)
            (self.folder / "question.json").write_text(data, encoding="utf-8")

    def kept(self, number: int) -> bytes | None:
        """Return a saved page."""
        path = self.under_way / f"{number:06d}"
        return path.read_bytes() if path.exists() else None

    def keep(self, number: int, body: bytes) -> None:
        """Save a page atomically."""
        with writing(self.folder):
            half = self.under_way / "half"
            half.write_bytes(body)
            half.rename(self.under_way / f"{number:06d}")

    def finish(self) -> list[Path]:
        """Replace the last complete response and return the pages in order."""
        with writing(self.folder):
            before = self.folder / "before"
            shutil.rmtree(before, ignore_errors=True)
            (self.under_way / "half").unlink(missing_ok=True)
            if self.whole.exists():
                self.whole.rename(before)
            self.under_way.rename(self.whole)
            shutil.rmtree(before, ignore_errors=True)
            return sorted(self.whole.iterdir())


def fetch_pages(
    pages: Pages, ask: Callable[[int], bytes], look: Callable[[bytes], PageContent], name: str
) -> list[Path]:
    """Fetch pages until all items are there.

    Args:
        pages: the saved pages.
        ask: fetches a page by its number, from 1.
        look: counts the items of a page; raises OriginError for an invalid one, which is not saved.
        name: the service, for messages.
    """
    got, before = 0, ""
    for number in range(1, MOST_PAGES + 1):
        body = pages.kept(number)
        fresh = body is None
        if body is None:
            body = ask(number)
        found = look(body)
        if number > 1 and found.items and found.first == before:
            raise OriginError(f"{name}: page {number} repeats page {number - 1}: narrow the query")
        if fresh:
            pages.keep(number, body)
        got, before = got + found.items, found.first
        if got >= found.total:
            return pages.finish()
        if not found.items:
            raise OriginError(
                f"{name}: {plural(found.total, 'item')} announced, {got} received: narrow the query"
            )
    raise OriginError(f"{name}: more than {MOST_PAGES} pages: narrow the query")


class Allowance:
    """The monthly call limit of a service, counted in a file."""

    def __init__(self, folder: Path, origin: str, most: int) -> None:
        self.path = folder / origin / f"calls-{time.strftime('%Y-%m')}"
        self.most = most

    @property
    def used(self) -> int:
        """Calls of this month."""
        try:
            return int(self.path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    def spend(self) -> None:
        """Count one call.

        Raises:
            ServiceStop: the limit is reached.
        """
        used = self.used
        if used >= self.most:
            raise ServiceStop(
                f"{self.path.parent.name}: the {self.most} calls of this month are used: {AGAIN} next month"
            )
        with writing(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_text(str(used + 1), encoding="ascii")


@contextmanager
def writing(place: Path) -> Generator[None]:
    """Raise an OriginError if a folder is not writable."""
    try:
        yield
    except OSError as error:
        raise OriginError(
            f"{place}: {error.strerror}: give another folder with --set pages=FOLDER"
        ) from error
