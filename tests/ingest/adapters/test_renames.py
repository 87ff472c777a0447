"""Changed names: in the layouts in which they are published, chains and cycles, and what no table can mean."""

from __future__ import annotations

import random
from itertools import permutations
from time import process_time
from typing import TYPE_CHECKING

import pytest

from ingest.changes import Change
from ingest.origin import OriginError
from ingest.renaming import renamed
from tests.ingest.adapters.loads import PERSON, loaded, of_type
from tests.ingest.adapters.small_inputs import CITED
from tests.ingest.reading.files import sheet_xml, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ("변경일", "변경전 상호", "변경후 상호")
CHAIN = [("2001-03-02", "가람소재", "나들소재"), ("2010", "나들소재", "다온머티리얼즈")]


def table(folder: Path, rows, head=HEAD, name="a.csv", encoding="utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join(",".join(row) for row in (head, *rows)).encode(encoding))
    return path


def names_of(records) -> dict[str, set[tuple[str, str | None, str | None]]]:
    """Present name → former names with their dates; namesakes are joined."""
    shown = {one.id: one.name_ko for one in of_type(records, "organisation")}
    found = {name: set() for name in shown.values()}
    for one in of_type(records, "alias"):
        assert one.kind == "former_name"
        found[shown[one.node]].add((one.name, one.valid_from, one.valid_until))
    return found


def remarks_of(report) -> list[dict]:
    """Every remark on a file, with the rule as told of its first row."""
    return [
        {**note, "rule": note["first"][0]["rule"]} for one in report.recognised for note in one["remarks"]
    ]


def read(path: Path, **options: str):
    return loaded("renames", path, **CITED, **options)


def test_a_chain_gives_the_last_name_both_former_names_with_their_dates(tmp_path: Path) -> None:
    report, records = read(table(tmp_path, CHAIN, encoding="cp949"))
    assert names_of(records) == {
        "다온머티리얼즈": {("가람소재", None, "2001-03-02"), ("나들소재", "2001-03-02", "2010")}
    }
    (source,) = of_type(records, "source")
    assert (source.title, source.publisher) == ("상호변경 내역", "가나")
    assert all(one.sources == (source.id,) for one in of_type(records, "alias"))
    assert report.recognised[0]["loaded"] == 2


def test_the_order_of_rows_and_rows_given_twice_change_nothing(tmp_path: Path) -> None:
    rows = [*CHAIN, ("2012", "라온정밀", "마루정밀"), ("2013-01", "마루정밀", "바른정밀")]
    wanted = read(table(tmp_path, rows))[1]
    for n, order in enumerate(permutations(rows)):
        assert read(table(tmp_path, order, name=f"{n}.csv"))[1] == wanted
    assert read(table(tmp_path, [*rows, *rows], name="twice.csv"))[1] == wanted


def test_a_firm_that_takes_back_its_name_is_one_and_not_its_own_former_name(tmp_path: Path) -> None:
    rows = [("2003", "사이로", "바른텍"), ("2008-05", "바른텍", "사이로")]
    _, records = read(table(tmp_path, rows))
    assert names_of(records) == {"사이로": {("바른텍", "2003", "2008-05")}}
    rows += [("2011", "사이로", "바른텍")]
    _, records = read(table(tmp_path, rows, name="b.csv"))
    assert names_of(records) == {"바른텍": {("사이로", None, "2011")}}


def test_firms_that_swap_names_stay_two_by_date_or_by_number(tmp_path: Path) -> None:
    swap = {"마루정밀": {("라온정밀", None, "2005-01-01")}, "라온정밀": {("마루정밀", None, "2005-01-01")}}
    rows = [("2005-01-01", "라온정밀", "마루정밀"), ("2005-01-01", "마루정밀", "라온정밀")]
    report, records = read(table(tmp_path, rows))
    assert names_of(records) == swap
    assert any("at one time" in note["rule"] for note in remarks_of(report))
    numbered = [("2005-01-01", "라온정밀", "마루정밀", "000010"), ("2006", "마루정밀", "라온정밀", "000020")]
    _, records = read(table(tmp_path, numbered, (*HEAD, "종목코드"), "b.csv"))
    assert {one.id for one in of_type(records, "organisation")} == {
        "renames:stock_code-000010", "renames:stock_code-000020",
    }  # fmt: skip
    assert names_of(records)["라온정밀"] == {("마루정밀", None, "2006")}


def test_a_name_that_two_firms_took_is_not_followed_and_told(tmp_path: Path) -> None:
    rows = [("2001", "가람", "다온"), ("2002", "나들", "다온"), ("2010", "다온", "새온")]
    report, records = read(table(tmp_path, rows))
    assert names_of(records)["새온"] == {("다온", None, "2010")}
    assert len(of_type(records, "organisation")) == 3
    (note,) = [note for note in remarks_of(report) if "were not followed" in note["rule"]]
    assert note["remedy"] == "give full dates or a register number"
    placed = [("2001", "가람", "다온", "대구"), ("2010", "다온", "새온", "부산")]
    _, records = read(table(tmp_path, placed, (*HEAD, "소재지"), "b.csv"))
    assert len(of_type(records, "organisation")) == 2


KIND = (
    "<table><tr><th>번호</th><th>회사명</th><th>종목코드</th><th>변경일</th><th>변경전 상호</th><th>변경후 상호</th><th>대표자명</th></tr>"
    f"<tr><td>1</td><td>다온머티리얼즈</td><td>A005930</td><td>2010.01.05</td><td>나들소재(주)</td><td>(주)다온머티리얼즈</td><td>{PERSON}</td></tr>"
    f"<tr><td>2</td><td>다온머티리얼즈</td><td>5930</td><td>2001.03.02</td><td>주식회사 가람소재</td><td>나들소재(주)</td><td>{PERSON}</td></tr>"
    "</table>"
)


def test_an_html_table_named_xls_and_a_workbook_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "상호변경.xls").write_bytes(KIND.encode("euc-kr"))
    report, records = read(tmp_path / "상호변경.xls")
    (firm,) = of_type(records, "organisation")
    assert (firm.id, firm.name_ko) == ("renames:stock_code-005930", "다온머티리얼즈")
    assert names_of(records)["다온머티리얼즈"] == {
        ("주식회사 가람소재", None, "2001-03-02"), ("나들소재(주)", "2001-03-02", "2010-01-05"),
    }  # fmt: skip
    assert [(one.scheme, one.value) for one in of_type(records, "identifier")] == [("stock_code", "005930")]
    assert "대표자명" in report.recognised[0]["unread"]
    rows = [("회사명", "종목코드", "변경전상호", "변경후상호", "변경일자"), ("다온머티리얼즈", "005930", "나들소재(주)", "(주)다온머티리얼즈", "2010-01-05"),
            ("다온머티리얼즈", "005930", "주식회사 가람소재", "나들소재(주)", "2001-03-02")]  # fmt: skip
    book = write_xlsx(tmp_path / "b.xlsx", {"1": sheet_xml(rows)})
    assert read(book)[1] == records


def test_a_table_with_the_present_name_only_needs_no_chain(tmp_path: Path) -> None:
    rows = [
        ("다온", "가람", "2001", "대구"),
        ("다온", "나들", "2010", "대구"),
        ("다온", "바다", "2012", "부산"),
    ]
    _, records = read(table(tmp_path, rows, ("회사명", "구 상호", "변경일", "소재지")))
    assert len(of_type(records, "organisation")) == 3  # Daegu and Busan: nobody knows whose the others are
    _, records = read(table(tmp_path, rows[:2], ("회사명", "구 상호", "변경일", "소재지"), "b.csv"))
    assert names_of(records) == {"다온": {("가람", None, "2001"), ("나들", None, "2010")}}


def test_faults_are_rejected_and_a_change_of_form_is_skipped(tmp_path: Path) -> None:
    rows = [("2011", "주식회사 가나", "가나 주식회사"), ("2011", "같은이름", "같은이름"), ("", "무날짜", "유날짜"), ("2011", "", "다라"),
            ("어제", "마바", "사아"), ("2012", "자차", "카타")]  # fmt: skip
    report, records = read(table(tmp_path, rows))
    assert names_of(records) == {"카타": {("자차", None, "2012")}}
    assert report.recognised[0]["why"] == {"only the legal form or the spelling changed": 1}
    told = [(one.line, one.field, one.rule) for one in report.rejects]
    assert [(line, field) for line, field, _ in told] == [
        (3, "before"),
        (4, "day"),
        (5, "before"),
        (6, "day"),
    ]
    assert told[0][2] == "“같은이름” cannot be its own former name"
    assert "needs its date" in told[1][2]
    assert all(one.remedy for one in report.rejects)


def test_a_former_name_of_three_firms_is_told(tmp_path: Path) -> None:
    rows = [(year, "하나", name) for year, name in (("2012", "둘이"), ("2013", "셋이"), ("2014", "넷이"))]
    report, records = read(table(tmp_path, rows))
    assert len(of_type(records, "organisation")) == 3
    (note,) = remarks_of(report)
    assert note["rule"] == "“하나” is a former name of 3 organisations: “넷이”, “둘이”, “셋이”"


def test_a_row_may_cite_its_own_source(tmp_path: Path) -> None:
    rows = [
        ("2012", "자차", "카타", "상호변경안내", "https://example.org/1"),
        ("2013", "파하", "거너", "", ""),
    ]
    _, records = read(table(tmp_path, rows, (*HEAD, "출처", "출처 URL")))
    cited = {one.id: (one.title, one.url) for one in of_type(records, "source")}
    own = {cited[one.sources[0]] for one in of_type(records, "alias")}
    assert own == {
        ("상호변경안내", "https://example.org/1"),
        ("상호변경 내역", "https://example.org/renames"),
    }


def test_a_table_needs_its_source(tmp_path: Path) -> None:
    path = table(tmp_path, CHAIN)
    with pytest.raises(OriginError, match="missing title and publisher and url"):
        loaded("renames", path)


def made(rows: int, seed: int = 1) -> list[Change]:
    """Make chains of one to four changes with names of their own, in any order."""
    draw, changes, firm = random.Random(seed), [], 0
    while len(changes) < rows:
        firm += 1
        year = 1960
        for n in range(draw.randrange(1, 5)):
            year += draw.randrange(1, 12)
            names = f"{firm}째{n}상사", f"{firm}째{n + 1}상사"
            changes.append(Change(*names, None, str(year), (), (None, None), "", ("s",), "a", len(changes)))
    draw.shuffle(changes)
    return changes


def test_many_rows_take_time_in_proportion() -> None:
    small, large = made(5_000), made(40_000)
    began = process_time()
    renamed(small)
    first = process_time() - began
    began = process_time()
    found, remarks = renamed(large)
    assert process_time() - began < max(20 * first, 2)
    assert not remarks
    assert len(found) == len({change.before.partition("째")[0] for change in large})
    assert all(one.name == max(change.after for change in one.changes) for one in found)


def test_names_that_replace_each_other_in_a_ring_are_told(tmp_path: Path) -> None:
    names = ("가람소재", "나들소재", "다온머티리얼즈")
    ring = [("2010", one, other) for one, other in zip(names, (*names[1:], names[0]), strict=True)]
    told = [note["rule"] for note in remarks_of(read(table(tmp_path, ring))[0])]
    assert [rule for rule in told if "ring" in rule] == [
        "the names replace each other in a ring: “가람소재” → “나들소재” → “다온머티리얼즈” → “가람소재”"
    ]
    years = [(str(2010 + n), *row[1:]) for n, row in enumerate(ring)]
    for rows in (ring[:2], years):  # a chain, and a name that is taken again later
        again = read(table(tmp_path, rows, name="again.csv"))[0]
        assert not [note for note in remarks_of(again) if "ring" in note["rule"]]
