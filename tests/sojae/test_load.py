"""`sojae load` as its users see it: what was recognised, what was rejected, and how far it is, on a terminal and in a log."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sojae.commands.load import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
MAPPING = """origin: list
record: organisation
source: {title: 명단, publisher: 시청, url: 'https://example.org'}
columns: {id: 번호, name_ko: 업체명, brn: 사업자등록번호}
"""
LIST = "번호;업체명;대표자;사업자등록번호\n001;㈜가나소재;x;124-81-00998\n002;다라금속;x;124-81-00999\n\n합계;2;;\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "list.csv").write_bytes(LIST.encode("cp949"))
    return tmp_path


@pytest.fixture
def load(folder: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    environment = {
        **os.environ, "SOJAE_STORE": f"sqlite:///{folder / 'graph.sqlite'}", "PYTHONPATH": str(ROOT),
        "XDG_DATA_HOME": str(folder / "data"),
    }  # fmt: skip

    def run(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "sojae.cli", "load", *words]
        told = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
        return subprocess.run(command, env=environment, cwd=folder, check=False, **told)  # type: ignore[call-overload,no-any-return]

    return run


def test_encoding_delimiter_rows_and_rejects_are_told_and_nothing_is_guessed_silently(load, folder) -> None:
    done = load("table", "list.csv", "--map", "map.yaml", "--rejects", "rejects.csv")
    assert done.returncode == 0, done.stderr
    told = done.stderr
    assert "list.csv: delimited text, cp949, semicolon, encoding: " in told
    assert "header in row 1; 4 rows = 1 loaded + 1 rejected + 2 skipped (a sum: 1, empty: 1)" in told
    assert "list.csv: not read: 대표자" in told
    assert "list.csv, line 3, 사업자등록번호: " in told
    assert "check digit" in told
    assert "1 row rejected, the rest was taken: see rejects.csv" in told
    assert "rejected 1" in done.stdout
    (head, row) = (folder / "rejects.csv").read_text(encoding="utf-8").splitlines()
    assert head == "file,line,type,key,field,rule,remedy"
    assert row.startswith("list.csv,3,organisation,,사업자등록번호,")


def test_strict_stops_at_the_row_and_writes_nothing(load, folder) -> None:
    done = load("table", "list.csv", "--map", "map.yaml", "--strict")
    assert done.returncode == 1
    assert "list.csv, line 3, 사업자등록번호: " in done.stderr
    assert "(--strict: nothing was loaded)" in done.stderr
    assert json.loads(load("table", "list.csv", "--map", "map.yaml", "--dry-run", "--json").stdout)["new"][
        "organisation"
    ], "it is still new"


def test_a_dry_run_shows_what_is_new_changed_and_gone_and_writes_nothing(load, folder) -> None:
    assert load("table", "list.csv", "--map", "map.yaml").returncode == 0
    before = (folder / "graph.sqlite").read_bytes()
    (folder / "list.csv").write_bytes("번호;업체명;사업자등록번호\n003;마바화학;\n".encode("cp949"))
    done = load("table", "list.csv", "--map", "map.yaml", "--dry-run")
    assert "would be: read 2, new 1, changed 0, unchanged 1, closed 2, rejected 0" in done.stdout
    assert (folder / "graph.sqlite").read_bytes() == before


def test_a_log_gets_plain_lines_and_no_bar(load) -> None:
    done = load("daegu", "--json")
    assert done.stderr == "sojae: 6,325 entries read\n"
    assert json.loads(done.stdout)["rejected"] == 0


def test_a_terminal_gets_a_bar(load) -> None:
    ours, theirs = pty.openpty()
    done = load("daegu", "--json", stderr=theirs)
    os.close(theirs)
    told = b""
    try:
        while piece := os.read(ours, 1 << 16):
            told += piece
    except OSError:
        pass  # the terminal is closed
    os.close(ours)
    assert done.returncode == 0
    assert b"reading  [" in told
    assert b"100%" in told
    assert b"entries read" not in told
    assert json.loads(done.stdout)["rejected"] == 0


def test_a_long_load_tells_a_log_now_and_then_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    for every, lines in ((0.0, 4), (60.0, 1)):
        progress = Lines(every)
        for done in (10_000, 20_000):
            progress(done, 25_000)
        progress(25_000, 25_000)
        progress.end()
        told = capsys.readouterr().err.splitlines()
        assert len(told) == lines
        assert told[-1] == "sojae: 25,000 entries read"
        assert lines == 1 or told[0] == "sojae: reading: 10,000 entries so far"
