"""The docs name every command, route, setting, measure, predicate and problem; code in the README runs."""

from __future__ import annotations

import ast
import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs import tables
from ingest.adapters import adapters
from sojae.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_table_of_the_reference_is_what_the_code_says():
    """Commands, routes, measures, problems, predicates and settings: nothing is copied by hand."""
    told = tables.stale()
    assert not told, "\n".join(told)


def test_commands_are_told_with_what_they_take_and_those_inside_others_too():
    told = tables.commands() + tables.command_options()
    for words in ("sojae review merge", "`--dry-run`", "`--figure`", "integer, 1 to 3", "`outward`, `any`"):
        assert words in told, words
    assert {name.partition(" ")[0] for name, _ in tables.all_commands()} == set(COMMANDS)


def test_a_stale_table_is_told_with_its_lines_and_the_command_that_writes_it(tmp_path, monkeypatch):
    text = page("reference/model.md").replace("| `SUPPLIES` |", "| `SELLS` |")
    (tmp_path / "model.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "PAGES", tmp_path)
    [told] = tables.stale()
    assert told.startswith("docs/model.md: `python -m docs.tables` writes it again")
    assert "missing: | `SUPPLIES` |" in told
    assert "too much: | `SELLS` |" in told
    tables.main()
    assert not tables.stale()


def test_every_table_stands_on_a_page():
    named = {found["name"] for text in tables.pages().values() for found in tables.BLOCK.finditer(text)}
    assert named == set(tables.TABLES)


@pytest.mark.parametrize("name", sorted(adapters()))
def test_every_origin_has_its_line_with_its_options(name):
    line = re.search(rf"^\| `{name}` \|.*$", page("reference/origins.md"), re.MULTILINE)
    assert line
    likewise = "likewise" in line[0]
    for option in adapters()[name].options:
        assert likewise or option in line[0], option


def test_links_between_pages_lead_somewhere():
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
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
    for path, name in named_tests(page("explanation/traps.md")):
        if path not in there:
            tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
            there[path] = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name.startswith("test_"), name
        assert name in there[path], f"docs/explanation/traps.md: {path} has no {name}"


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
