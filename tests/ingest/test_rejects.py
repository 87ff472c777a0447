"""Rows that break a rule: named with file, line, field, rule and remedy; the rest is loaded, or nothing with `strict`."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.schema import check
from ingest.load import LoadRefused, load
from ingest.organisations import make_organisation
from ingest.origin import OriginError
from tests.origin import edit, write_folder
from tests.records import MILL, RECORDS
from tests.saying import held_records, say

if TYPE_CHECKING:
    from graph.store import Store


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a file and what a user is told."""

    name: str
    file: str
    old: str
    new: str
    line: int
    field: str
    rule: str
    remedy: str
    rejected: int = 1


FAULTS = (
    Fault("dangling subject", "relations.csv", "r1,institute", "r1,institut", 2, "subject", "no node has the id", "institute"),
    Fault("dangling object", "relations.csv", "PART_OF,union", "PART_OF,unions", 3, "object", "no node has the id", "union"),
    Fault("unknown sector", "organisations.csv", ",textiles,", ",textile,", 4, "sector", "unknown sector", "textiles"),
    Fault("end before start", "relations.csv", "2018-03,2019", "2018-03,2017", 4, "end", "is before start", "correct"),
    Fault("no date", "relations.csv", "2018-03,2019", "2018-13,2019", 4, "start", "2018-13", "correct the date"),
    Fault("duplicate id", "relations.csv", "r2,division", "r1,division", 3, "id", "different content", "keep one", 1),
    Fault("missing source", "relations.csv", "specialist institute,s1", "specialist institute,s9", 2, "sources", "“s9”", "correct the id"),
    Fault("no source", "relations.csv", "specialist institute,s1", "specialist institute,", 2, "sources", "cites", "source id"),
    Fault("unknown predicate", "relations.csv", "SPECIALIST_FOR", "SPECIALIST_OF", 2, "predicate", "unknown", "SPECIALIST_FOR"),
    Fault("wrong predicate", "relations.csv", "SPECIALIST_FOR", "DEVELOPS", 2, "predicate", "joins organisation", "another"),
    Fault("cell count", "relations.csv", "specialist institute,s1", "specialist, institute,s1", 2, "row", "9 cells", "quote"),
    Fault("no number", "programmes.csv", "700000000", "7억", 2, "budget_krw", "whole number", "digits", 2),
    Fault("no truth", "organisations.csv", "Textile Mill,false", "Textile Mill,no", 4, "name_en_is_official", "true", "false"),
    Fault("no name", "technologies.csv", "moulding,금형", "moulding,", 2, "name_ko", "not be empty", "fill", 2),
    Fault("endless name", "organisations.csv", "mill,섬유회사", f"mill,{'섬' * 1001}", 4, "name_ko", "at most 1,000 characters, this one has 1,001", "shorten"),
    Fault("endless English name", "programmes.csv", "Materials Union", "M" * 7001, 2, "name_en", "at most 7,000 characters", "shorten", 2),
    Fault("endless alias", "aliases.csv", "DMI", "D" * 1001, 2, "name", "at most 1,000 characters", "shorten"),
    Fault("bad id", "organisations.csv", "mill,섬유", "mi ll,섬유", 4, "id", "characters", "plain id"),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "origin", RECORDS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.name)
def test_a_bad_row_is_named_and_the_rest_is_loaded(
    store: Store, folder: Path, tmp_path: Path, fault: Fault
) -> None:
    edit(folder / fault.file, fault.old, fault.new)
    with pytest.raises(
        LoadRefused, match=rf"{fault.file}, line {fault.line}, {fault.field}: .*nothing was loaded"
    ):
        load(store, "daegu", [folder], strict=True)
    assert sum(store.counts().values()) == 0
    report = load(store, "daegu", [folder], rejects_to=tmp_path / "rejects.csv")
    first = report.rejects[0]
    assert (first.file, first.line, first.field) == (fault.file, fault.line, fault.field)
    assert fault.rule in first.rule
    assert fault.remedy in first.remedy
    assert report.rejected == fault.rejected
    assert sum(report.read.values()) == len(RECORDS)
    assert sum(store.counts().values()) == len(RECORDS) - fault.rejected
    with (tmp_path / "rejects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["file"] == fault.file
    assert rows[0]["line"] == str(fault.line)
    assert report.rejects_file == str(tmp_path / "rejects.csv")


def test_broken_utf8_rejects_only_its_row(store: Store, folder: Path) -> None:
    path = folder / "organisations.csv"
    path.write_bytes(path.read_bytes().replace("섬유회사".encode(), "섬유회사".encode("cp949")))
    report = load(store, "daegu", [folder])
    (reject,) = report.rejects
    assert (reject.file, reject.line, reject.field, reject.rule) == (
        "organisations.csv",
        4,
        "name_ko",
        "broken UTF-8",
    )
    assert "UTF-8" in reject.remedy
    assert len(held_records(store)) == len(RECORDS) - 1


def test_unbalanced_quotes_reject_the_rest_of_the_file_and_say_where_they_began(
    store: Store, folder: Path
) -> None:
    edit(folder / "conflicts.csv", "the institute's own word", "\"the institute's own word")
    report = load(store, "daegu", [folder])
    (reject,) = report.rejects
    assert (reject.file, reject.line, reject.field) == ("conflicts.csv", 2, "row")
    assert "quotes" in reject.remedy
    assert len(held_records(store)) == len(RECORDS) - 1


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("subject_id", "subjekt_id", "missing column subject_id"),
        ("detail,source_ids", "detail,source_ids,note", "unknown column note"),
        ("start,end", "start,start", "missing column end"),
    ],
)
def test_a_wrong_column_rejects_the_file_and_closes_nothing(
    store: Store, folder: Path, old: str, new: str, rule: str
) -> None:
    load(store, "daegu", [folder])
    edit(folder / "relations.csv", old, new)
    report = load(store, "daegu", [folder])
    (reject,) = report.rejects
    assert (reject.file, reject.line, reject.field, reject.rule) == ("relations.csv", 1, "header", rule)
    assert reject.remedy
    assert held_records(store) == set(RECORDS)


def test_columns_in_another_order_are_read_by_name(store: Store, folder: Path) -> None:
    path = folder / "aliases.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(row[::-1] for row in rows)
    assert load(store, "daegu", [folder]).rejected == 0
    assert held_records(store) == set(RECORDS)


def test_a_rejected_row_does_not_close_what_is_held_under_its_key(store: Store, folder: Path) -> None:
    load(store, "daegu", [folder])
    edit(folder / "organisations.csv", ",textiles,", ",textile,")
    report = load(store, "daegu", [folder])
    assert report.rejected == 1
    assert held_records(store) == set(RECORDS)


def test_the_same_row_twice_is_no_fault(store: Store, folder: Path) -> None:
    path = folder / "relations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    assert load(store, "daegu", [folder]).rejected == 0
    assert held_records(store) == set(RECORDS)


def test_one_id_for_nodes_of_two_kinds_is_rejected(store: Store, folder: Path) -> None:
    edit(folder / "technologies.csv", "moulding,금형", "mill,금형")
    edit(folder / "relations.csv", "DEVELOPS,moulding", "DEVELOPS,mill")
    report = load(store, "daegu", [folder])
    assert (report.rejects[0].file, report.rejects[0].line, report.rejects[0].field) == (
        "technologies.csv",
        2,
        "id",
    )
    assert "organisation" in report.rejects[0].rule
    assert {r.key for r in held_records(store)} == {r.key for r in RECORDS} - {"moulding", "r4"}


def test_an_id_held_as_another_kind_is_rejected(store: Store, folder: Path) -> None:
    load(store, "daegu", [folder])
    edit(folder / "technologies.csv", "moulding,금형", "mill,금형")
    path = folder / "organisations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("mill,")), encoding="utf-8")
    report = load(store, "daegu", [folder])
    assert [(r.file, r.line) for r in report.rejects][:1] == [("technologies.csv", 2)]
    assert sum(store.counts().values()) <= len(RECORDS)


def test_an_id_that_another_origin_gave_up_stays_of_its_kind(store: Store, folder: Path) -> None:
    say(store, RECORDS, origin="another")
    say(store, [record for record in RECORDS if record is not MILL], origin="another")
    edit(folder / "technologies.csv", "moulding,금형", "mill,금형")
    edit(folder / "relations.csv", "DEVELOPS,moulding", "DEVELOPS,mill")
    path = folder / "organisations.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("mill,")), encoding="utf-8")
    report = load(store, "daegu", [folder])
    assert [(r.file, r.field) for r in report.rejects] == [
        ("technologies.csv", "id"),
        ("relations.csv", "object"),
    ]


def test_a_name_of_a_thousand_characters_is_taken_with_its_romanisation() -> None:
    long = "뷁" * 1000
    firm = make_organisation("firm", f"{long}", ("s1",))
    assert len(firm.name_en) > 3000
    assert check(firm) == []
    assert check(replace(firm, name_en=long + "x", name_en_is_official=True))[0].field == "name_en"


def test_the_file_of_an_earlier_load_is_emptied_by_one_that_rejects_nothing(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    rejects, header = tmp_path / "rejects.csv", "file,line,type,key,field,rule,remedy\n"
    relations = folder / "relations.csv"
    whole = relations.read_text(encoding="utf-8")
    edit(relations, "SPECIALIST_FOR", "SPECIALIST_OF")
    assert load(store, "daegu", [folder], rejects_to=rejects).rejected == 1
    assert rejects.read_text(encoding="utf-8") != header
    relations.write_text(whole, encoding="utf-8")
    assert load(store, "daegu", [folder], rejects_to=rejects).rejects_file is None
    assert rejects.read_text(encoding="utf-8") == header
    rejects.write_text("old", encoding="utf-8")
    load(store, "daegu", [folder], rejects_to=rejects)  # nothing has changed
    assert rejects.read_text(encoding="utf-8") == header
    load(store, "daegu", [folder], rejects_to=tmp_path / "none.csv")
    assert not (tmp_path / "none.csv").exists()


def test_a_file_without_lines_counts_its_elements_in_messages_and_in_the_file(
    store: Store, tmp_path: Path
) -> None:
    path, rejects = tmp_path / "net.graphml", tmp_path / "rejects.csv"
    path.write_text(
        '<graphml><graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="c"/></graph></graphml>'
    )
    said = {"title": "t", "publisher": "p", "url": "https://example.org/", "items": "organisation"}
    load(store, "graphml", [path], options=said, rejects_to=rejects)
    with rejects.open(encoding="utf-8", newline="") as file:
        assert [row["line"] for row in csv.DictReader(file)] == ["element 3"]
    with pytest.raises(LoadRefused, match=r"net\.graphml, element 3, edge: no node of this file"):
        load(store, "graphml", [path], options={**said, "title": "u"}, strict=True)


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ("길" * 140_000, "a cell is longer than 131,072 characters"),
        ('"astray" cell', "unbalanced quotes"),
    ],
    ids=["long", "astray"],
)
def test_a_row_that_is_no_csv_costs_itself_and_no_row_after_it(
    store: Store, folder: Path, bad: str, rule: str
) -> None:
    lines = (folder / "organisations.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    lines.insert(1, f"new,{bad}{',' * (lines[0].count(',') - 1)}\n")
    (folder / "organisations.csv").write_text("".join(lines), encoding="utf-8")
    report = load(store, "daegu", [folder])
    assert [(r.file, r.line, r.field) for r in report.rejects] == [("organisations.csv", 2, "row")]
    assert rule in report.rejects[0].rule
    assert sum(report.new.values()) == len(RECORDS)


@pytest.mark.parametrize("header", ["h" * 140_000, "h" * 140, '"h"h'])
def test_a_header_that_is_none_is_refused_in_one_short_line(store: Store, folder: Path, header: str) -> None:
    (folder / "relations.csv").write_text(header, encoding="utf-8")
    report = load(store, "daegu", [folder])
    (first,) = report.rejects
    assert (first.file, first.line, first.field) == ("relations.csv", 1, "header")
    assert len(first.rule + first.remedy) < 600


def test_a_line_without_end_is_refused_and_not_read_to_its_end(store: Store, folder: Path) -> None:
    with (folder / "relations.csv").open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(OriginError, match="a line is longer than 8 MiB"):
        load(store, "daegu", [folder])


def test_a_file_that_ends_in_the_middle_of_a_row_is_told_and_closes_nothing(
    store: Store, folder: Path
) -> None:
    load(store, "daegu", [folder])
    before = held_records(store)
    path = folder / "relations.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("r2,") + 5], encoding="utf-8")
    report = load(store, "daegu", [folder])
    (first,) = report.rejects
    assert (first.file, first.line) == ("relations.csv", 3)
    assert "the file ends in the middle of this row" in first.rule
    assert sum(report.closed.values()) == 0
    assert held_records(store) == before
