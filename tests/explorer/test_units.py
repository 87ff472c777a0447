"""The explorer's own unit tests (Vitest) and its types, run by the Node that builds it."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest

EXPLORER = Path(__file__).resolve().parents[2] / "viz" / "explorer"


@pytest.mark.parametrize("script", ["types", "test"])
def test_the_script_passes(script):
    found = importlib.util.spec_from_file_location("build_explorer", EXPLORER / "build.py")
    assert found is not None
    assert found.loader is not None
    build = importlib.util.module_from_spec(found)
    found.loader.exec_module(build)
    build.install()
    npm, environment = build.npm_command()
    words = [*npm, "run", "--silent", script]
    ran = subprocess.run(words, cwd=EXPLORER, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
