"""The Daegu data in a file of its own, served by a real server; jobs that begin at once."""

from __future__ import annotations

import os
import subprocess
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from api.jobs import process
from tests import forks
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


@pytest.fixture(autouse=True)
def computed_by_forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs of an application in this process are computed by forks; a server starts a Python for each, as it does for users."""
    ours = SimpleNamespace(Popen=computing, PIPE=subprocess.PIPE)
    monkeypatch.setattr(process, "subprocess", ours)


def computing(_command: object, **_options: Any) -> forks.Fork:
    """Begin a process that computes a job."""
    read, write = os.pipe()
    fork = forks.begin(module="api.jobs.child", stdin=read, stderr=2)
    os.close(read)
    fork.stdin = os.fdopen(write, "wb")
    return fork
