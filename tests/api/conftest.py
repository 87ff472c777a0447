"""The Daegu data in a file of its own, served by a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.daegu import daegu_at
from tests.served import Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of the Daegu data for the tests of one file; they may write to it."""
    folder = tmp_path_factory.mktemp("served")
    with served(daegu_at(folder / "daegu.sqlite"), folder) as running:
        yield running
