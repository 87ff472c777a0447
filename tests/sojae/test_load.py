"""`sojae load` as its users see it: what was recognised, what was rejected, and how far it is, on a terminal and in a log."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.synthetic import write_folder as write_synthetic
from graph.stores.embedded import EmbeddedStore
from ingest.adapters import adapters
from sojae.cli import Interrupted, interruption_message
from sojae.commands.load import Lines
from tests import forks

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
        **os.environ, "SOJAE_STORE": f"sqlite:///{folder / 'graph.sqlite'}",
        "XDG_DATA_HOME": str(folder / "data"),
    }  # fmt: skip

    def run(*words: str, **options: int) -> subprocess.CompletedProcess[str]:
        return forks.run("load", *words, env=environment, cwd=folder, **options)

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
    assert "1 row rejected, the rest was loaded: see rejects.csv" in told
    assert "rejected 1" in done.stdout
    (head, row) = (folder / "rejects.csv").read_text(encoding="utf-8").splitlines()
    assert head == "file,line,type,key,field,rule,remedy"
    assert row.startswith("list.csv,3,organisation,,사업자등록번호,")


TIES = """origin: ties
record: relation
source: {title: 협력, publisher: 시청, url: 'https://example.org'}
columns: {subject: 갑, object: 을}
constants: {predicate: COLLABORATES_WITH}
"""


def test_rejected_rows_are_told_by_rule_with_the_first_of_each_and_all_stand_in_the_file(
    load, folder
) -> None:
    (folder / "ties.yaml").write_text(TIES, encoding="utf-8")
    rows = "".join(f"table-list:00{i % 9},unknown-{i}\n" for i in range(1491))
    (folder / "ties.csv").write_text(f"갑,을\n{rows}x,x\n", encoding="utf-8")
    assert load("table", "list.csv", "--map", "map.yaml").returncode == 0
    done = load("table", "ties.csv", "--map", "ties.yaml", "--rejects", "rejects.csv", "--json")
    assert (
        "object: 1,325 × no node has the id “…”; the first ones:" in done.stderr
        or "× no node has the id “…”" in done.stderr
    )
    assert (
        "ties.csv, line 1493, object: a relation joins two different nodes: correct the subject or the object"
        in done.stderr
    )
    assert len(done.stderr.splitlines()) < 20
    report = json.loads(done.stdout)
    assert report["rejected"] == 1492
    assert sum(group["times"] for group in report["rejects_by_rule"]) == 1492
    assert all(len(group["first"]) <= 3 for group in report["rejects_by_rule"])
    assert len((folder / "rejects.csv").read_text(encoding="utf-8").splitlines()) == 1493


def test_near_names_are_told_for_the_rows_that_are_shown(load, folder) -> None:
    (folder / "ties.yaml").write_text(TIES, encoding="utf-8")
    (folder / "ties.csv").write_text("갑,을\ntable-list:001,table-list:0012\n", encoding="utf-8")
    load("table", "list.csv", "--map", "map.yaml")
    done = load("table", "ties.csv", "--map", "ties.yaml")
    assert "no node has the id “table-list:0012”: did you mean “table-list:001”?" in done.stderr


def test_what_stands_in_a_file_does_not_steer_the_terminal(load, folder) -> None:
    (folder / "list.csv").write_text(
        "번호,업체명,사업자등록번호,x\x1b[31my\n1,가나,a\x1b[31mb,\n", encoding="utf-8"
    )
    done = load("table", "list.csv", "--map", "map.yaml")
    assert "\x1b" not in done.stderr
    assert "a<U+001B>[31mb" in done.stderr


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
    assert done.stderr == "sojae: 6,325 records read\n"
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
    assert b"records read" not in told
    assert json.loads(done.stdout)["rejected"] == 0


def test_a_long_load_tells_a_log_now_and_then_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    for every, lines in ((0.0, 4), (60.0, 1)):
        progress = Lines(every)
        for done in (10_000, 20_000):
            progress(done, 25_000, "merging" if done == 20_000 else "reading")
        progress(25_000, 25_000)
        progress.end()
        told = capsys.readouterr().err.splitlines()
        assert len(told) == lines
        assert told[-1] == "sojae: 25,000 records read"
        assert lines == 1 or told[:2] == [
            "sojae: reading: 10,000 records so far",
            "sojae: merging: 20,000 records so far",
        ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_load_that_is_interrupted_says_so_and_leaves_what_was_before(tmp_path: Path, number: int) -> None:
    folder, store = (
        write_synthetic(tmp_path / "many", nodes=6_000, ties=20_000, seed=1),
        tmp_path / "s.sqlite",
    )
    with subprocess.Popen(
        [sys.executable, "-m", "sojae.cli", "load", "daegu", str(folder), "--store", f"sqlite:///{store}"],
        cwd=ROOT, text=True, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        log, end = store.with_name("s.sqlite-wal"), time.monotonic() + 60
        while not (log.exists() and log.stat().st_size > 1 << 20) and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    name = signal.Signals(number).name
    assert (
        said.splitlines()[-1]
        == f"sojae: interrupted ({name}): either all or none of it was written: see `sojae history`"
    )
    assert EmbeddedStore(store).loads() == []


def test_the_first_records_are_shown_as_they_would_be_and_nothing_is_stored(load, folder) -> None:
    done = load("table", "list.csv", "--map", "map.yaml", "--dry-run", "--show", "5")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:2] == [
        "organisation: ㈜가나소재 (Ganasojae): organisation_kind company [list.csv, line 2]",
        "    numbers: brn 1248100998",
    ]
    answer = json.loads(
        load("table", "list.csv", "--map", "map.yaml", "--dry-run", "--show", "5", "--json").stdout
    )
    assert [one["name"] for one in answer["records"]] == ["㈜가나소재"]
    assert load("table", "list.csv", "--map", "map.yaml", "--show", "5").returncode == 2


def test_an_interrupted_dry_run_says_that_nothing_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["sojae", "load", "table", "a.csv", "--dry-run"])
    assert (
        interruption_message(Interrupted(signal.SIGINT)) == "sojae: interrupted (SIGINT): nothing was written"
    )


def test_an_unknown_origin_is_answered_with_near_names_or_where_all_are_listed(load) -> None:
    assert load("tabel", "a.csv").stderr == "sojae: Unknown origin “tabel”: did you mean “table”?\n"
    told = load("nosuch", "a.csv").stderr
    assert told == "sojae: Unknown origin “nosuch”: `sojae load --help` lists the origins\n"
    listed = load("--help").stdout
    assert all(f"\n  {name} " in listed and one.about in listed for name, one in adapters().items())
