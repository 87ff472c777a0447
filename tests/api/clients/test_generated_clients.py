"""Generators of typed clients read the document, what they make compiles, and it fetches the right figures from a real server."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from api.openapi import COMMITTED
from tests.api.clients.generators import generated, needed, run, spectral

pytestmark = pytest.mark.slow  # compilers and linters of other languages

PROGRAMS = Path(__file__).parent / "programs"
FIGURES = "141 15 59 78 80 3D프린팅산업협회"
"""Relations of dmi, nodes avoided with `hubs`, relations of two predicates, pairs of sectors, metal firms, a chosen field."""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return Path(shutil.copy(COMMITTED, tmp_path / "openapi.json"))


def test_go(document, server, tmp_path):
    needed("go")
    folder = generated("go", document, tmp_path / "client")
    (folder / "cmd").mkdir()
    shutil.copy(PROGRAMS / "main.go", folder / "cmd")
    run("go", "vet", "./...", cwd=folder)
    assert run("go", "run", "./cmd", server.base, cwd=folder).strip() == FIGURES


def test_java(document, server, tmp_path):
    folder = generated("java", document, tmp_path / "client")
    shutil.copy(PROGRAMS / "Main.java", folder / "src" / "main" / "java")
    run("mvn", "-q", "-B", "compile", "dependency:build-classpath", "-Dmdep.outputFile=classpath", cwd=folder)
    path = f"target/classes:{(folder / 'classpath').read_text(encoding='utf-8')}"
    assert run("java", "-cp", path, "Main", server.base, cwd=folder).strip() == " ".join(FIGURES.split()[:4])


def test_python(document, server, tmp_path):
    folder = generated("python", document, tmp_path / "client")
    shutil.copy(PROGRAMS / "main.py", folder)
    assert run(sys.executable, "main.py", server.base, cwd=folder).strip() == FIGURES


def test_spectral_finds_no_error(document, tmp_path):
    (tmp_path / ".spectral.yaml").write_text('extends: ["spectral:oas"]\n', encoding="utf-8")
    program = spectral()
    told = subprocess.run(
        [program, "lint", document, "--format", "json", "--quiet"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    ).stdout
    faults = [
        f"{'.'.join(map(str, one['path']))}: {one['message']}"
        for one in orjson.loads(told)
        if one["severity"] == 0
    ]
    assert faults == []
