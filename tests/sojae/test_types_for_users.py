"""Types for whoever installs the wheel: mypy and pyright know what `import sojae` gives, and report what it does not have."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

import pytest

from wheel_stubs import stubs

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "tests" / "out" / "mypy"
"""Where mypy keeps what it has read of packages between runs; git ignores it."""
RIGHT = """
import sojae

eco = sojae.open("sqlite:///daegu.sqlite")
near = eco.neighbourhood("dmi", depth=1, predicates=["SUPPLIES"])
count: int = near.totals.nodes
names: list[str] = [node.name_ko for node in near.nodes]
ratio: float | None = eco.gaps().pairs[0].ratio
sentence: str = eco.gaps().pairs[0].sentence.ko
density: float | None = eco.structure_by_year().years[0].density
x: float = eco.scene().nodes[0].x
founded: str | None = eco.organisations(sector="metals").results[0].founded
mine: sojae.Ecosystem = eco
"""
WRONG = {
    "eco.neighbourhood('dmi', dept=1)": "dept",
    "eco.neighbourhood('dmi', depth='two')": "int",
    "near.total": "total",
    "near.nodes[0].nam_ko": "nam_ko",
    "eco.gaps().pairs[0].ratoi": "ratoi",
    "eco.structure_by_year().years[0].densty": "densty",
    "eco.scene().nodes[0].colr": "colr",
    "sojae.opn()": "opn",
}
"""What a user gets wrong, each with a word that the checker must say."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return stubs(ROOT)


@pytest.fixture(scope="module")
def installed(made: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that holds what a wheel gives a type checker; gives its folder."""
    folder = tmp_path_factory.mktemp("user")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    [site] = (folder / "env").glob("lib/python*/site-packages")
    # a .pth file adds the packages of the tests, but not the checkout that a .pth file among them adds in turn
    (site / "packages.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    for place, stub in made.items():
        (site / place).parent.mkdir(parents=True, exist_ok=True)
        (site / place).write_text(stub, encoding="utf-8")
    (site / "sojae" / "py.typed").touch()
    script = RIGHT + "".join(f"{line}\n" for line in WRONG)
    (folder / "script.py").write_text(script, encoding="utf-8")
    return folder


def lines_of(script: str) -> dict[int, str]:
    first = script.count("\n") + 1
    return {first + number: word for number, word in enumerate(WRONG.values())}


def test_mypy_and_pyright_know_what_is_there_and_report_what_is_not(installed: Path) -> None:
    python = str(installed / "env" / "bin" / "python")
    commands = {
        "mypy": ["--strict", "--cache-dir", str(CACHE), "--python-executable", python, "script.py"],
        "pyright": ["--outputjson", "--pythonpath", python, "script.py"],
    }
    running = {
        tool: subprocess.Popen(
            [Path(sys.executable).with_name(tool), *arguments],
            cwd=installed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for tool, arguments in commands.items()
    }  # fmt: skip
    told = {tool: process.communicate(timeout=120) for tool, process in running.items()}
    found = re.findall(r"^script\.py:(\d+): error: (.*)$", told["mypy"][0], re.MULTILINE)
    by_mypy = {int(line): text for line, text in found}
    reports: list[dict[str, Any]] = json.loads(told["pyright"][0])["generalDiagnostics"]
    by_pyright = {
        one["range"]["start"]["line"] + 1: one["message"] for one in reports if one["severity"] == "error"
    }
    for said in (by_mypy, by_pyright):
        assert said.keys() == lines_of(RIGHT).keys(), told
        assert all(word in said[line] for line, word in lines_of(RIGHT).items()), said


def test_every_module_that_a_stub_imports_has_one(made: dict[str, str]) -> None:
    imported = {
        name
        for stub in made.values()
        for name in re.findall(r"^ *from (sojae[\w.]*) import", stub, re.MULTILINE)
    }
    paths = {name.replace(".", "/") for name in imported}
    assert all(f"{path}.pyi" in made or f"{path}/__init__.pyi" in made for path in paths)
    assert not any(
        re.search(r"^ *from (graph|ingest|queries|api|viz)\b", stub, re.MULTILINE) for stub in made.values()
    )
