"""The Daegu data in a file of its own, served by a real server."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from graph.stores import open_store
from ingest.load import load
from tests.served import Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the Daegu data for the tests of one file; they may write to it."""
    folder = tmp_path_factory.mktemp("served")
    address = f"sqlite:///{folder / 'daegu.sqlite'}"
    with closing(open_store(address)) as store:
        store.prepare()
        load(store, "daegu")
    with served(address, folder) as running:
        yield running
