"""Sojae without any extra: what the dependencies alone must carry, and the sentence that names the extra for the rest.

The environment is a real one: a fresh venv that holds the packages of `dependencies` in pyproject.toml and what they
require, linked from the environment of the tests, and nothing else.
"""

from __future__ import annotations

import json
import os
import subprocess
import tomllib
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]

pytestmark = pytest.mark.slow  # commands of another environment cannot be forks of this one


def required(lines: Iterable[str], extras: Iterable[str] = ("",)) -> Iterable[Requirement]:
    for line in lines:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
            yield requirement


def closure(lines: list[str]) -> dict[str, Distribution]:
    """Give every package that the lines bring with them."""
    found: dict[str, Distribution] = {}
    waiting = list(required(lines))
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement = waiting.pop()
        key = (requirement.name.lower(), frozenset(requirement.extras))
        if key in seen:
            continue
        seen.add(key)
        found[key[0]] = one = distribution(requirement.name)
        waiting += required(one.requires or (), ("", *requirement.extras))
    return found


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the environment and load the bundled data with it; gives its folder."""
    folder = tmp_path_factory.mktemp("small")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    [site] = (folder / "env").glob("lib/python*/site-packages")
    for one in closure(PROJECT["dependencies"]).values():
        for top in {file.parts[0] for file in one.files or () if file.parts[0] not in {"..", "__pycache__"}}:
            if not (site / top).exists():
                (site / top).symlink_to(Path(str(one.locate_file(top))))
    done = run(folder, "load", "daegu")
    assert done.returncode == 0, done.stderr
    assert "f2bd416c30119016" in done.stdout + done.stderr
    return folder


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SOJAE_", "PYTHON"))}
    return {**kept, "PYTHONPATH": str(ROOT), "SOJAE_STORE": f"sqlite:///{folder / 'small.sqlite'}"}


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(folder / "env" / "bin" / "python"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, env=environment(folder), cwd=folder, check=False
    )


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return python(folder, "-m", "sojae.cli", *arguments)


def test_nothing_of_an_extra_is_there(small):
    named = {Requirement(line).name for lines in EXTRAS.values() for line in lines}
    packages = named - {"sojae"}  # an extra may contain another
    asked = f"import importlib.util as u; print([p for p in {sorted(packages)} if u.find_spec(p)])"
    assert python(small, "-c", asked).stdout.strip() == "[]"
    assert len(packages) >= 6


def test_the_extra_all_is_all_of_them_but_spark():
    [line] = EXTRAS["all"]
    assert Requirement(line).name == "sojae"
    assert Requirement(line).extras == EXTRAS.keys() - {"all", "spark"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "--json"),
        ("gaps", "--json"),
        ("measure", "betweenness", "--json"),
        ("communities", "--json"),
        ("structure", "--json"),
        ("bridges", "metals", "textiles", "--json"),
        ("neighbourhood", "dyetec", "--json"),
    ],
    ids=lambda words: words[0],
)
def test_commands_answer(small, arguments):
    done = run(small, *arguments)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["graph_version"] == "f2bd416c30119016"


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (("page", "daegu.html"), "page"),
        (("gaps", "--figure", "gaps.svg"), "figures"),
        (("export", "parquet", "daegu.zip"), "parquet"),
        (("mcp",), "mcp"),
        (("brief", "gaps", "--out", "daegu.pdf"), "briefs"),
        (("brief", "gaps", "--out", "daegu.html"), "briefs"),
    ],
    ids=["page", "figures", "parquet", "mcp", "brief-pdf", "brief-html"],
)
def test_what_needs_an_extra_names_it_in_one_line(small, arguments, extra):
    done = run(small, *arguments)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert f"pip install 'sojae[{extra}]'" in done.stderr
    assert not list(small.glob("daegu.*"))


def test_a_notebook_is_told_which_extra_brings_pandas(small):
    script = "import sojae; eco = sojae.open(); t = eco.measure('degree', limit=1000); print(len(t)); t.to_pandas()"
    done = python(small, "-c", script)
    assert done.stdout.strip() == "989"
    assert "NotInstalled: to_pandas() needs the package pandas" in done.stderr
    assert "pip install 'sojae[notebook]'" in done.stderr


def test_many_records_are_told_which_extra_compares_them(small):
    script = "from ingest.resolution.batch import within; within(None)"
    done = python(small, "-c", script)
    assert "pip install 'sojae[resolve]'" in done.stderr


SERVED = """
import asyncio, httpx
from api.app import create_app
from graph.stores import open_store
import os

async def main():
    app = create_app(open_store(os.environ["SOJAE_STORE"]))
    async with app.router.lifespan_context(app):
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")
        for path in ("nodes/dmi/neighbourhood", "sectors/gaps", "export?format=gexf", "page", "export?format=parquet"):
            answer = await client.get("/api/v1/" + path)
            print(answer.status_code, answer.json().get("type", "") if answer.status_code == 501 else "")
asyncio.run(main())
"""


def test_the_api_answers_and_what_needs_an_extra_is_a_problem(small):
    done = python(small, "-c", SERVED)
    assert done.stdout.split("\n")[:3] == ["200 ", "200 ", "200 "], done.stderr
    assert done.stdout.split("\n")[3:5] == ["501 /docs/problems#not-installed"] * 2, done.stderr


def test_the_small_installation_stays_small():
    """369 MB with what Python compiles, of at most 450 (docs/how-to/install.md says how each extra adds to it)."""
    files = {
        Path(str(file.locate()))
        for one in closure(PROJECT["dependencies"]).values()
        for file in one.files or ()
    }
    weight = sum(file.stat().st_size for file in files if file.suffix != ".pyc" and file.is_file())
    assert 100e6 < weight < 360e6
