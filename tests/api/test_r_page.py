"""The page for R does what it shows, where R and its packages are at hand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from tests.served import ROOT

PAGE = ROOT / "docs" / "how-to" / "r.md"
ADDRESS = "http://127.0.0.1:8000"
BLOCKS = re.findall(r"```r\n(.*?)```\n\n```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

NEEDS = {"httr2": ("jsonlite",)}
"""Packages that another one asks for only when it is used."""


def has(package: str) -> bool:
    """Return whether R has a package."""
    asked = ["Rscript", "-e", f"quit(status = !requireNamespace('{package}', quietly = TRUE))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no Rscript here")
@pytest.mark.parametrize(("program", "shown"), BLOCKS, ids=("httr2", "arrow"))
def test_a_program_in_r_prints_what_the_page_shows(server, tmp_path, program, shown):
    package = re.search(r"library\((\w+)\)", program)
    assert package
    missing = [name for name in (package[1], *NEEDS.get(package[1], ())) if not has(name)]
    if missing:
        pytest.skip(f"R has no {missing[0]} here")
    script = tmp_path / "program.R"
    script.write_text(program.replace(ADDRESS, server.base), encoding="utf-8")
    run = subprocess.run(
        ["Rscript", "--vanilla", "--encoding=UTF-8", str(script)],
        env={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert run.stdout == shown, run.stderr
