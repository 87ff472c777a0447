"""kill -9 at three moments of `load table`, `rollback` and `review apply`: the state before or after, and the command ends the work.

`python -m bench.kills` does the same at length, and on Neo4j. Here one process has everything imported, and each command is a
fork of it: most of a command's time would go into imports.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import pytest

from bench.kills import CHILD, ROOT, Target, scenes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.kills import Scene

MOMENTS = (0.15, 0.5, 0.85)
"""Shares of the time that a command takes."""
FORKING = """
import json
import sojae.commands.status, api.serving, graph.search
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if child == 0:
        said = os.open(asked["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1), os.dup2(said, 2)
        os.environ["SOJAE_STORE"], sys.argv = asked["store"], ["sojae", *asked["words"]]
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
        finally:
            sys.stdout.flush(), sys.stderr.flush()
            os._exit(code)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass(slots=True)
class Forked:
    """A command under way, as `subprocess` would give it."""

    pid: int
    answers: IO[str]
    said: Path
    returncode: int | None = None

    def poll(self) -> int | None:
        """Tell whether it has ended."""
        return 0 if self.returncode is not None or select.select([self.answers], [], [], 0)[0] else None

    def kill(self) -> None:
        """End it at once; one that has ended by itself is gone already."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def communicate(self, timeout: float = 60) -> tuple[str, str]:
        """Wait for its end."""
        if self.returncode is None:
            assert select.select([self.answers], [], [], timeout)[0], "it does not end"
            self.returncode = int(self.answers.readline())
        return self.said.read_text(encoding="utf-8"), ""


@dataclass(frozen=True, slots=True)
class Forking(Target):
    """A store on which commands are forks of one process."""

    parent: subprocess.Popen[str] | None = None
    said: Path = Path()

    def begin(self, words: Sequence[str]) -> subprocess.Popen[str]:
        """Begin a command; it is under way when this returns."""
        assert self.parent is not None
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        asked = {"words": words, "store": self.url, "said": str(self.said)}
        self.parent.stdin.write(json.dumps(asked) + "\n")
        self.parent.stdin.flush()
        found = Forked(int(self.parent.stdout.readline()), self.parent.stdout, self.said)
        return cast("subprocess.Popen[str]", found)


@pytest.fixture(scope="module")
def parent() -> Iterator[subprocess.Popen[str]]:
    text = CHILD.replace('print("begun", flush=True)\nmain()\n', FORKING)
    assert text.endswith(FORKING)
    with subprocess.Popen(
        [sys.executable, "-u", "-c", text], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1
    ) as process:  # fmt: skip
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    return scenes(tmp_path_factory.mktemp("killed"), size=20)[:3]


@pytest.mark.parametrize("which", range(3), ids=["load table", "rollback", "review apply"])
def test_a_killed_command_leaves_what_was_before_or_all_that_it_was_to_do(
    commands: list[Scene], parent: subprocess.Popen[str], which: int, tmp_path: Path
) -> None:
    (tmp_path / "store").mkdir()
    target = Forking(
        f"sqlite:///{tmp_path / 'store' / 'killed.sqlite'}", parent=parent, said=tmp_path / "said"
    )
    scene = commands[which]
    scene.settle(target)
    for moment in MOMENTS:
        state, _, wrong = scene.kill(target, moment * scene.seconds)
        assert (state in {"before", "after"}, wrong) == (True, ""), (scene.name, moment, state, wrong)
