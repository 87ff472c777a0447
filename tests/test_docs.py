"""The docs name every command, route, setting, measure, predicate and problem; code in the README runs."""

from __future__ import annotations

import ast
import doctest
import importlib
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from api.app import create_app
from graph.measures import measures
from graph.schema import JOINS
from graph.stores import open_store
from graph.vocabulary import Predicate
from ingest.adapters import adapters
from sojae.cli import COMMANDS
from sojae.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("predicate", list(Predicate))
def test_every_predicate_has_its_line(predicate):
    line = re.search(rf"^\| {predicate} \| ([^|]*) \|", page("model.md"), re.MULTILINE)
    assert line
    for subject, obj in JOINS[predicate]:
        assert str(subject) in line[1]
        assert str(obj) in line[1]


@pytest.mark.parametrize("name", sorted(measures()))
def test_every_measure_has_its_line_as_the_registry_says_it(name):
    found = measures()[name]
    line = f"| [`{name}`]({name}.md) ({found.title_ko}) | {found.unit} | {found.range} | {found.summary} |"
    assert line in page("measures/README.md")


@pytest.mark.parametrize("name", sorted(field.name for field in fields(Settings)))
def test_every_setting_has_its_line(name):
    assert f"| `{PREFIX}{name.upper()}` |" in page("settings.md")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_its_line(name):
    assert f"| `sojae {name}" in page("commands.md")


@pytest.mark.parametrize("name", sorted(adapters()))
def test_every_origin_has_its_line_with_its_options(name):
    line = re.search(rf"^\| `{name}` \|.*$", page("origins.md"), re.MULTILINE)
    assert line
    likewise = "likewise" in line[0]
    for option in adapters()[name].options:
        assert likewise or option in line[0], option


def test_every_route_has_its_line(tmp_path):
    document = create_app(open_store(f"sqlite:///{tmp_path / 'none.sqlite'}")).openapi()
    text = page("api/README.md")
    for path in document["paths"]:
        short = path.removeprefix("/api/v1") or "/"
        assert f"{short.partition('{')[0].rstrip('/') or '/'}" in text, path


def test_every_problem_has_its_anchor():
    text = page("problems.md")
    kinds: set[str] = set()
    for file in (ROOT / "api").rglob("*.py"):
        kinds |= set(re.findall(r'Problem\(\s*"([a-z-]+)"', file.read_text(encoding="utf-8")))
    assert len(kinds) > 5
    for kind in kinds:
        assert f'<a id="{kind}"></a>' in text, kind


def test_links_between_pages_lead_somewhere():
    for file in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file}: {target}"


def test_python_in_the_readme_runs(tmp_path):
    environment = {**os.environ, "SOJAE_STORE": f"sqlite:///{tmp_path / 'readme.sqlite'}"}
    subprocess.run(
        [sys.executable, "-m", "sojae.cli", "load", "daegu"], check=True, env=environment, cwd=ROOT
    )
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        subprocess.run([sys.executable, "-c", block], check=True, env=environment, cwd=ROOT)


def named_tests(text: str) -> list[tuple[str, str]]:
    """Give the tests that the rows of tables name, and fail where a row names none."""
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| trap |")]
    named = [re.findall(r"`([\w/]+\.py)::(\w+)`", row) for row in rows]
    assert len(rows) > 70
    assert all(named), [row for row, found in zip(rows, named, strict=True) if not found]
    return [one for found in named for one in found]


def test_every_trap_has_a_test_that_is_there():
    there: dict[str, set[str]] = {}
    for path, name in named_tests(page("traps.md")):
        if path not in there:
            tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
            there[path] = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name.startswith("test_"), name
        assert name in there[path], f"docs/traps.md: {path} has no {name}"


EXAMPLES = sorted(
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    for room in ("graph", "ingest", "queries", "api", "viz", "sojae")
    for path in (ROOT / room).rglob("*.py")
    if "node_modules" not in path.parts and ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_in_docstrings_give_what_they_say(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted
    assert not found.failed


def test_no_file_names_a_package_registry():
    hosts = (
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "registry.npmjs" + ".org",
        "repo1.maven" + ".org",
        "repo.maven" + ".apache",
    )
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False)
    files = listed.stdout.split("\n") if listed.returncode == 0 else []
    for name in filter(None, files):
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".sqlite"}:
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not any(host in text for host in hosts), name


def test_every_member_of_every_closed_set_is_described_in_two_languages_and_nothing_else_is() -> None:
    from graph.vocabulary import WORDS, Term

    members = {(kind.__name__, member.value) for kind in Term.__subclasses__() for member in kind}
    assert set(WORDS) == members
    assert all(ko and en for ko, en in WORDS.values())
