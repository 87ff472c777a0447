"""A load in a process of its own, to be killed: `python -m tests.ingest.loading URL FOLDER STAGE`.

Says `begun` and then `ended VERSION` or the error. Login: SOJAE_TEST_USER and SOJAE_TEST_PASSWORD.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from graph.store import StoreError
from graph.stores import open_store
from graph.stores.neo4j import Neo4jStore
from ingest.load import load
from tests.forks import begin

if TYPE_CHECKING:
    from graph.store import Store

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def opened(url: str, user: str | None, password: str | None, stage: int | None) -> Store:
    """Open a store; a Neo4j with a stage size of its own, if one is given."""
    if url.startswith("sqlite") or stage is None:
        return open_store(url, user=user, password=password)
    return Neo4jStore(url, user=user, password=password, stage=stage)


class Loading:
    """A load under way in another process."""

    def __init__(
        self, url: str, folder: Path, login: dict[str, str | None], stage: int | None = None
    ) -> None:
        environment = {**os.environ}
        environment.update({f"SOJAE_TEST_{name.upper()}": value or "" for name, value in login.items()})
        arguments = [url, str(folder), str(stage or "")]
        self.process = begin(*arguments, module="tests.ingest.loading", env=environment, strict=True)

    def begun(self) -> Loading:
        """Wait until the load begins."""
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "begun\n", self.process.communicate()
        return self

    def ended(self) -> str:
        """Wait for the end and give what was said; nothing else may be printed."""
        said, noise = self.process.communicate(timeout=60)
        assert noise == ""
        return said.strip()

    def kill_after(self, seconds: float) -> bool:
        """Kill it in the midst, with no word of farewell; tells whether it was still at work."""
        time.sleep(seconds)
        at_work = self.process.poll() is None
        self.process.kill()
        self.process.communicate()
        return at_work


def main() -> None:
    """Load, and say how it went."""
    url, folder, stage = sys.argv[1:]
    user, password = os.environ.get("SOJAE_TEST_USER"), os.environ.get("SOJAE_TEST_PASSWORD")
    store = opened(url, user or None, password, int(stage) if stage else None)
    print("begun", flush=True)
    try:
        store.prepare()
        print("ended", load(store, "daegu", [Path(folder)], now=NOW).graph_version, flush=True)
    except StoreError as error:
        print(f"{type(error).__name__}: {error}", flush=True)
    store.close()


if __name__ == "__main__":
    main()
