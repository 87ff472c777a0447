"""The explorer's own unit tests (Vitest), run by the Node that builds it; its types are of `make check`."""

from __future__ import annotations

import subprocess

import pytest


@pytest.mark.slow
def test_the_explorers_own_tests_pass(build_script):
    build_script.install()
    npm, environment = build_script.npm_command()
    ran = subprocess.run(
        [*npm, "run", "--silent", "test"],
        cwd=build_script.HERE,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
