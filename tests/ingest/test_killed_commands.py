"""kill -9 at three moments of `load table`, `rollback` and `review apply`: the state before or after, and the command ends the work.

`python -m bench.kills` does the same at length, and on Neo4j. Here each command is a fork of one process that has everything
imported: most of a command's time would go into imports.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest

from bench.kills import Target, scenes
from tests import forks

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence
    from pathlib import Path

    from bench.kills import Scene

MOMENTS = (0.15, 0.5, 0.85)
"""Shares of the time that a command takes."""


@dataclass(frozen=True, slots=True)
class Forking(Target):
    """A store on which commands are forks of one process."""

    def begin(self, words: Sequence[str]) -> subprocess.Popen[str]:
        """Begin a command; it is under way when this returns."""
        return cast(
            "subprocess.Popen[str]",
            forks.begin(*words, env={**os.environ, **self.environment, "SOJAE_STORE": self.url}),
        )


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    return scenes(tmp_path_factory.mktemp("killed"), size=20)[:3]


@pytest.mark.slow
@pytest.mark.parametrize("which", range(3), ids=["load table", "rollback", "review apply"])
def test_a_killed_command_leaves_what_was_before_or_all_that_it_was_to_do(
    commands: list[Scene], which: int, tmp_path: Path
) -> None:
    (tmp_path / "store").mkdir()
    target = Forking(f"sqlite:///{tmp_path / 'store' / 'killed.sqlite'}")
    scene = commands[which]
    scene.settle(target)
    for moment in MOMENTS:
        state, _, wrong = scene.kill(target, moment * scene.seconds)
        assert (state in {"before", "after"}, wrong) == (True, ""), (scene.name, moment, state, wrong)
