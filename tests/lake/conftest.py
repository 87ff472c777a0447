"""The Daegu data as a lake, written once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from viz.lake import write_lake

if TYPE_CHECKING:
    from pathlib import Path

    from graph.snapshot import Snapshot


@pytest.fixture(scope="session")
def lake_folder(daegu: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    write_lake(daegu, folder)
    return folder
