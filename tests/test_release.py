"""One version, told alike wherever it stands; files for a forge and for whoever cites are well-formed and call the project's own list."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from api.routes.root import EXAMPLE

ROOT = Path(__file__).resolve().parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("viz/explorer/package.json", r'"version": "([^"]+)"'),
        ("viz/explorer/package-lock.json", r'"version": "([^"]+)"'),
        ("api/program.py", r'return "(\d[^"]+)"'),
        ("CITATION.cff", r"^version: (.+)$"),
        ("CHANGELOG.md", r"^## (\d[^ ]+) – \d{4}-\d\d-\d\d$"),
        ("README.md", r"sojae-([\d.]+)-py3"),
        ("docs/how-to/install.md", r"sojae-([\d.]+)-py3"),
        ("docs/tutorial/index.md", r"sojae-([\d.]+)-py3"),
    ],
)
def test_the_version_is_told_alike(name, pattern):
    found = re.search(pattern, text(name), re.MULTILINE)
    assert found, name
    assert found[1] == VERSION, name


def test_the_api_document_bears_the_version():
    document = json.loads(text("docs/api/openapi.json"))
    assert document["info"]["version"] == VERSION
    assert EXAMPLE["version"] == VERSION


def test_the_changelog_has_releases_with_added_changed_and_fixed():
    releases = re.split(r"^## ", text("CHANGELOG.md"), flags=re.MULTILINE)[1:]
    assert releases[0].startswith("Unreleased\n")
    days = [re.match(r"\d+\.\d+\.\d+ – (\d{4}-\d\d-\d\d)\n", release) for release in releases[1:]]
    assert all(days)
    assert [day[1] for day in days if day] == sorted((day[1] for day in days if day), reverse=True)
    for release in releases:
        parts = re.findall(r"^### (.+)$", release, re.MULTILINE)
        assert parts == [
            part for part in ("Added", "Changed", "Removed", "Fixed", "Security") if part in parts
        ]


def test_the_citation_names_the_project_and_nobody():
    citation = yaml.safe_load(text("CITATION.cff"))
    assert citation["authors"] == [{"name": "The Sojae project"}]
    assert citation["cff-version"] == "1.2.0"


def test_a_commit_and_a_forge_run_the_projects_own_lists():
    [repository] = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    assert repository["repo"] == "local"
    assert [hook["entry"] for hook in repository["hooks"]] == ["make check"]
    workflow = yaml.safe_load(text(".github/workflows/ci.yml"))
    runs = [step["run"] for step in workflow["jobs"]["ci"]["steps"] if "run" in step]
    assert runs == ["bash .ci/run"]
    assert "make check" in text(".ci/run")


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")), ids=lambda path: path.stem
)
def test_a_template_asks_for_what_it_needs(path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    ids = [field["id"] for field in form["body"]]
    assert len(set(ids)) == len(ids)
    assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_what_is_committed_keeps_to_the_editorconfig():
    """No text file of ours has spaces at the end of a line, and each ends with one line break."""
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False)
    if listed.returncode:
        pytest.skip("no git here")
    for name in listed.stdout.split():
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".ts", ".tsx", ".css", ".toml", ".yaml", ".yml", ".cff"}
            and path.is_file()
        ):
            content = path.read_bytes()
            assert not re.search(rb"[ \t]\n", content), name
            assert not content or (content.endswith(b"\n")), name
