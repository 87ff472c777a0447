"""The explorer's own unit tests (Vitest) and its types (generated, checked), run by the Node that builds it."""

from __future__ import annotations

import subprocess

import pytest


@pytest.mark.slow
@pytest.mark.parametrize("script", ["types:check", "typecheck", "test"])
def test_the_script_passes(build_script, script):
    build_script.install()
    npm, environment = build_script.npm_command()
    ran = subprocess.run(
        [*npm, "run", "--silent", script],
        cwd=build_script.HERE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
