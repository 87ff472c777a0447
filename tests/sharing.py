"""How tests are shared out among workers: whole files, and all that needs a Neo4j together; what takes longest first.

xdist's own `loadgroup` writes a test's group into its id, which pytest 9.2 no longer lets it do: it then shares out single tests,
and each worker starts every server for itself. So the workers write down the groups, and whoever shares out reads them.
"""

from __future__ import annotations

import gc
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xdist.scheduler.loadscope import LoadScopeScheduling

FIRST = (
    "neo4j",
    "tests/api/test_fuzz.py",
    "tests/explorer/test_explore.py",
    "tests/lake/test_spark.py",
    "tests/api/test_jobs.py",
    "tests/api/clients",
    "tests/test_docs_site.py",
    "tests/explorer/test_links.py",
    "tests/explorer/test_review.py",
    "tests/sojae/test_serve.py",
    "tests/explorer/test_figures.py",
    "tests/explorer/test_large.py",
    "tests/explorer",
    "tests/ingest/test_killed",
    "tests/viz/test_page_in_browser.py",
    "tests/measures/gaps",
    "tests/measures/test_whole.py",
    "tests/test_image.py",
    "tests/queries",
    "tests/sojae",
    "tests/api",
)
"""What takes longest, the longest first: whoever takes a small file last ends soon after the others."""
WHERE = "groups"


def workers() -> int:
    """Give how many workers to start: one more than there are cores, since many tests wait for a server, a browser or the clock."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


def group_of(item: pytest.Item) -> str:
    """Name the group that a test belongs to."""
    return "neo4j" if item.get_closest_marker("neo4j") else item.nodeid.partition("::")[0]


def place(group: str) -> int:
    """Give the place of a group in the order of those that take longest."""
    return next((i for i, name in enumerate(FIRST) if group.startswith(name)), len(FIRST))


def pytest_configure(config: pytest.Config) -> None:
    """Let groups be shared out in our order, not in that of the number of their tests."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Leave what is imported and collected to stay: looking through it for garbage takes a quarter of that time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the groups in order; a worker writes down which test is in which."""
    groups = {item: group_of(item) for item in items}
    items.sort(key=lambda item: place(groups[item]))
    if (told := getattr(config, "workerinput", {}).get(WHERE)) is not None:
        half = Path(f"{told}.{os.getpid()}")
        half.write_text(json.dumps({item.nodeid: group for item, group in groups.items()}), encoding="utf-8")
        half.rename(told)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where to write down the groups."""
    node.workerinput[WHERE] = str(groups_file(node.config))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Share out groups as the workers have written them down."""
    from xdist.scheduler.loadscope import LoadScopeScheduling

    class Groups(LoadScopeScheduling):  # type: ignore[misc]
        known: dict[str, str] | None = None

        def _split_scope(self, nodeid: str) -> str:
            if self.known is None:
                self.known = json.loads(groups_file(config).read_text(encoding="utf-8"))
            return self.known[nodeid]

    return Groups(config, log)


def groups_file(config: pytest.Config) -> Path:
    """Give the file in which the groups of this run are written down."""
    if not hasattr(config, "sojae_groups"):
        folder = tempfile.TemporaryDirectory(prefix="sojae-groups-", ignore_cleanup_errors=True)
        config.add_cleanup(folder.cleanup)
        config.sojae_groups = Path(folder.name) / "groups.json"  # type: ignore[attr-defined]
    found: Path = config.sojae_groups  # type: ignore[attr-defined]
    return found
