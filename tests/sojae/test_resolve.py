"""`sojae resolve`: a table in, decisions out, and how well that went."""

from __future__ import annotations

import codecs
import csv
import json
import os
import re

import pytest

from sojae.commands.explaining import columns
from tests import forks

TABLE = """record_id,name_ko,name_en,kind,sector,city,brn
1,(재)다이텍연구원,,research_institute,textiles,대구,
2,,KATRI,,,,
3,아진산업 주식회사,,company,automotive,경산시,
4,없는회사이름,,compny,,,123
5,아진산업,,company,automotive,Gyeongsan,
"""
GOLD = "record_id,entity_id\n1,dyetec\n2,katri\n3,ajin-industrial\n4,\n5,ajin-industrial\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "table.csv").write_text(TABLE, encoding="cp949")
    (tmp_path / "gold.csv").write_text(GOLD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def resolve(daegu_store, files):
    environment = {**os.environ, "SOJAE_STORE": daegu_store.address}

    def run(*words):
        return forks.run("resolve", *words, env=environment, cwd=files)

    return run


def test_each_row_gets_a_decision_with_its_reason_and_what_is_left_aside_is_told(resolve):
    done = resolve("table.csv")
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[:3] for row in rows] == [
        ["1", "merge", "dyetec"],
        ["2", "review", ""],
        ["3", "merge", "ajin-industrial"],
        ["4", "new", ""],
        ["5", "merge", "ajin-industrial"],
    ]
    assert "same place Gyeongsan" in rows[2][4]
    assert "line 5: kind “compny” is ignored: did you mean “company”?" in done.stderr
    assert "record 4: brn “123” fails its check" in done.stderr


def test_a_column_that_is_not_read_is_named_on_stderr_and_in_the_answer(resolve, files):
    (files / "more.csv").write_text(
        "record_id,name_ko,home page,city,메모\n1,(재)다이텍연구원,dyetec.or.kr,대구,가\n", encoding="utf-8"
    )
    for words in (("more.csv",), ("more.csv", "--within")):
        done = resolve(*words, "--json")
        assert "more.csv: columns not read: “home page”, “메모”; read are record_id, name_ko" in done.stderr
        (note,) = json.loads(done.stdout)["notes"]
        assert "“home page”, “메모”" in note
    assert "not read" not in resolve("table.csv").stderr


def test_reasons_are_in_korean_on_request_and_in_both_languages_in_json(resolve):
    rows = [line.split("\t") for line in resolve("table.csv", "--language", "ko").stdout.splitlines()]
    assert "같은 지역: 경산" in rows[2][4]
    (third,) = [
        one for one in json.loads(resolve("table.csv", "--json").stdout)["results"] if one["record_id"] == "3"
    ]
    assert "같은 지역: 경산" in third["reason_ko"]
    assert "same place Gyeongsan" in third["reason"]
    refused = resolve("table.csv", "--language", "fr")
    assert refused.returncode != 0
    assert "language" in refused.stderr


def test_a_gold_table_gives_the_figures_and_what_was_confused(resolve):
    done = resolve("table.csv", "--evaluate", "gold.csv", "--json")
    body = json.loads(done.stdout)
    assert body["counts"] == {"merge": 3, "review": 1, "new": 1}
    assert body["evaluation"]["pairs"] == {"precision": 1.0, "recall": 0.75, "f1": 0.8571}
    assert body["evaluation"]["confused"] == [{"record_id": "2", "said": None, "truth": "katri"}]
    assert body["results"][0]["candidates"][0]["node"]["id"] == "dyetec"


def test_the_csv_holds_candidates_and_can_be_read_back(resolve, files):
    assert resolve("table.csv", "--out", "answers.csv").returncode == 0
    assert (files / "answers.csv").read_bytes().startswith(codecs.BOM_UTF8), "Excel needs the mark for Korean"
    with (files / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["record_id", "entity_id", "decision", "score", "reason", "candidates"]
    assert rows[1]["candidates"] == "katri 0.8214; katri-automobile 0.8214"


@pytest.mark.parametrize("how", [(), ("--within",)])
def test_a_record_without_a_name_stands_in_the_answers_with_its_reason(resolve, files, how):
    lines = ["6,,,company,textiles,대구,", "7,,,,,,124-81-00998", "8,다이텍,,company,,,124-81-00998"]
    (files / "table.csv").write_text(TABLE + "\n".join(lines) + "\n", encoding="utf-8")
    done = resolve("table.csv", *how, "--out", "answers.csv", "--evaluate", "gold.csv")
    assert done.returncode == 0, done.stderr
    assert "line 7: record 6 has no name: fill it in" in done.stderr
    with (files / "answers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["record_id"]: row for row in csv.DictReader(file)}
    assert list(rows) == list("12345678"), "nothing is lost"
    assert [rows["6"][name] for name in ("decision", "score", "reason")] == ["review", "", "no name"]
    assert rows["6"]["entity_id"] == ("6" if how else "")
    if how:  # a number tells who it is where a name is missing
        assert rows["7"]["decision"] == rows["8"]["decision"] == "merge"
    else:
        assert rows["7"]["reason"] == "no name"


def test_within_groups_the_rows_of_one_body_under_its_first(resolve):
    done = resolve("table.csv", "--within", "--evaluate", "gold.csv", "--json")
    body = json.loads(done.stdout)
    assert [row["entity_id"] for row in body["results"]] == ["1", "2", "3", "4", "3"]
    assert body["evaluation"]["pairs"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("a,b\n1,2\n", "record_id"),
        ("record_id,name_ko\n1,가\n1,나\n", "“1” appears twice"),
        ("record_id,name_ko\n,\n", "no record to look up"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_remedy(resolve, files, table, told):
    (files / "bad.csv").write_text(table, encoding="utf-8")
    done = resolve("bad.csv")
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_what_of_a_gold_table_cannot_be_counted_is_told(resolve, files):
    (files / "gold.csv").write_text("record_id,entity_id\n1,dyetec\n3,nobody\n99,katri\n", encoding="utf-8")
    done = resolve("table.csv", "--evaluate", "gold.csv")
    assert "record 99 of the gold table is not in the file and does not count" in done.stderr
    assert "no node has the id nobody of the gold table: it counts as missed" in done.stderr
    assert "2 records of the gold table" in done.stdout


ROWS = """record_id,name_ko,kind,sector,city,district
a/1,가나다라산업,company,metals,대구,달서구
a/2,마바사아정밀,company,textiles,대구,
a/3,마바사정밀,company,textiles,대구,
b/1,(주)가나다라산업,company,metals,대구,달서구
b/2,마바사아정밀,company,automotive,대구,
"""


def test_two_rows_are_explained_by_a_sum_that_adds_up(resolve, files):
    (files / "rows.csv").write_text(ROWS, encoding="utf-8")
    told = json.loads(resolve("rows.csv", "--within", "--explain", "a/2", "b/2", "--json").stdout)
    assert (told["decision"], told["rule"]) == ("review", "contradiction")
    assert sum(factor["bits"] for factor in told["factors"]) == pytest.approx(told["weight"], abs=0.05)
    lines = resolve("rows.csv", "--within", "--explain", "a/2", "b/2").stdout.splitlines()
    assert lines[1] == "review by rules, probability 0.984"
    assert "1 in 5,300, from 2 equal names (rare names)" in lines[2]
    assert [line.split()[0] for line in lines[3:8]] == ["name", "place", "sector", "kind", "sum"]
    apart = json.loads(resolve("rows.csv", "--within", "--explain", "a/2", "a/3", "--json").stdout)
    assert (apart["decision"], apart["rule"]) == (None, "one list")


def test_an_explanation_in_korean_has_no_english_word(resolve, files):
    (files / "rows.csv").write_text(ROWS, encoding="utf-8")
    words = ("rows.csv", "--within", "--explain", "a/2", "b/2")
    english, korean = (resolve(*words, "--language", code).stdout.splitlines() for code in ("en", "ko"))
    assert len(korean) == len(english)
    assert korean[1] == "검토 (규칙), 확률 0.984"
    assert "5,300쌍 중 1쌍, 일치하는 이름 2쌍에서 추정 (드문 이름)" in korean[2]
    assert [line.split()[0] for line in korean[3:8]] == ["이름", "소재지", "분야", "기관", "합계"]
    assert korean[8].startswith("적용 규칙: ")
    assert not re.search("[a-z]{2}", "\n".join(korean[1:]))
    ends = [columns(line[: line.index("│")]) for line in korean[2:8]]
    assert len(set(ends)) == 1  # the zero of all bars is in one column


def test_a_row_and_a_node_and_two_nodes_are_explained(resolve):
    told = json.loads(resolve("table.csv", "--explain", "3", "ajin-industrial", "--json").stdout)
    assert (told["decision"], told["factors"][0]["comparison"]) == ("merge", "prior")
    nodes = resolve("--explain", "dmi", "dyetec")
    assert "rule: merging would join two distinct organisations" in nodes.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "give FILE, or only --explain A B for two nodes"),
        (("table.csv", "--explain", "3", "ajin"), 1, "No node has the id “ajin”"),
        (("table.csv", "--within", "--explain", "3", "33"), 1, "no row has the record_id “33”"),
        (("--explain", "dmi", "dmi"), 2, "“dmi” is also a"),
    ],
)
def test_a_pair_that_cannot_be_explained_is_refused(resolve, words, code, said):
    done = resolve(*words)
    assert done.returncode == code
    assert said in done.stderr


def test_the_prior_by_band_is_told(resolve, files):
    (files / "rows.csv").write_text(ROWS, encoding="utf-8")
    done = resolve("rows.csv", "--within", "--json")
    assert "prior: rare names 1 in 5,300 (2 equal names); first guess 1 in 5,000, 5 records" in done.stderr
    fit = json.loads(done.stdout)["fit"]
    assert (fit["records"], fit["bands"]["rare"]["pairs"], fit["bands"]["rare"]["raised"]) == (5, 2, False)
    assert set(fit["u"]) == {"place", "sector", "kind", "website", "founded"}
