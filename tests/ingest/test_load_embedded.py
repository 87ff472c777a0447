"""A load into the embedded store: twice changes nothing, what is gone is closed, bad rows are named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.stores import open_store
from graph.vocabulary import DATA
from ingest.load import LoadRefused, load


@pytest.fixture
def store(tmp_path: Path):
    store = open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}")
    store.prepare()
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "daegu", tmp_path / "daegu"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def first_line(path: Path, start: str) -> str:
    return next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(start))


def test_loading_twice_changes_nothing(store):
    first = load(store, "daegu")
    again = load(store, "daegu")
    assert sum(first.new.values()) == sum(again.unchanged.values()) == 6325
    assert first.graph_version == again.graph_version == store.revision().graph_version
    assert len(store.loads()) == 1


def test_a_relation_no_longer_said_is_closed_and_reopened_when_said_again(store, folder):
    before = load(store, "daegu", [folder]).graph_version
    line = first_line(folder / "relations.csv", "r00837,")
    edit(folder / "relations.csv", line + "\n", "")
    report = load(store, "daegu", [folder])
    assert report.closed["relation"] == 1
    record, day = store.closed("relation", "r00837")
    assert record.subject == "dmi"
    assert day
    assert report.graph_version != before
    edit(folder / "relations.csv", "r00838,", line + "\nr00838,")
    assert load(store, "daegu", [folder]).graph_version == before


@pytest.mark.parametrize(
    ("file", "start", "old", "new", "field"),
    [
        ("relations.csv", "r00837,", ",dmi,", ",dmj,", "subject"),
        ("organisations.csv", "dmi,", ",machinery,", ",machines,", "sector"),
        ("relations.csv", "r00837,", "2017-06-20,,", "2017-06-20,2016,", "end"),
        ("relations.csv", "r00837,", "SPECIALIST_FOR", "SPECIALIST_OF", "predicate"),
        ("relations.csv", "r00837,", "s0290", "s9999", "sources"),
        ("relations.csv", "r00837,", "s0290", "", "sources"),
        ("relations.csv", "r00837,", "SPECIALIST_FOR", "DEVELOPS", "predicate"),
        ("relations.csv", "r00837,", "r00837,", "r00836,", "id"),
        ("relations.csv", "r00837,", "s0290", "s0290,more", "row"),
    ],
)
def test_a_bad_row_is_rejected_with_its_place_and_the_rest_is_loaded(
    store, folder, tmp_path, file, start, old, new, field
):
    line = first_line(folder / file, start)
    edit(folder / file, line, line.replace(old, new, 1))
    report = load(store, "daegu", [folder], rejects_to=tmp_path / "rejects.csv")
    reject = report.rejects[0]
    assert (reject.file, reject.field) == (file, field)
    assert reject.line > 1
    assert reject.remedy
    assert sum(report.read.values()) == sum(report.new.values()) + report.rejected
    assert (tmp_path / "rejects.csv").read_text(encoding="utf-8").count("\n") == report.rejected + 1
    with pytest.raises(LoadRefused):
        load(store, "daegu", [folder], strict=True)


def test_broken_utf8_rejects_only_its_row(store, folder):
    path = folder / "sources.csv"
    path.write_bytes(path.read_bytes().replace("쌍용양회".encode(), b"\xff\xfe", 1))
    report = load(store, "daegu", [folder])
    assert report.rejects[0].rule == "broken UTF-8"
    assert report.new["organisation"] > 900


def test_a_dry_run_writes_nothing(store):
    report = load(store, "daegu", dry_run=True)
    assert report.new["relation"] == 3227
    assert sum(store.counts().values()) == 0
