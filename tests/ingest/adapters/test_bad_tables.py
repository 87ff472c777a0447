"""Bad input of tables and pairs: each gets a line with what is wrong and where, or is read for what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from ingest.origin import OriginError
from ingest.proposing import proposal_of
from tests.ingest.adapters.loads import loaded, of_type
from tests.ingest.adapters.test_pair import EDGES, NET, NODES, pair
from tests.ingest.reading.files import sheet_xml, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "source: {title: a, publisher: b, url: 'https://example.org'}\n"
PARTS = f"""
origin: parts
{SOURCE}
records:
- {{record: organisation, as: own, columns: {{name_ko: 기관}}}}
- {{record: relation, ends: {{subject: own}}, columns: {{object_name: 상위}}, constants: {{predicate: PART_OF}}}}
"""


def test_a_workbook_named_csv_is_read_as_a_workbook(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.csv", {"1": sheet_xml([("Source", "Target"), ("가나", "다라")])})
    _, records = loaded("pair", path, **NET)
    assert len(of_type(records, "relation")) == 1
    assert proposal_of(path).tables[0].form == "xlsx"


def test_half_a_list_of_edges_costs_its_last_row(tmp_path: Path) -> None:
    report, records = pair(tmp_path, NODES, EDGES[: EDGES.rindex(",2,2")])
    assert [(one.line, one.rule) for one in report.rejects] == [(4, "the header has 7 cells, this row has 3")]
    assert len(of_type(records, "relation")) == 2


def test_half_a_workbook_is_refused_before_anything_is_guessed(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"1": sheet_xml([("업체명", "지역"), ("가나", "대구")])})
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(OriginError, match=r"a\.xlsx: a broken zip or workbook .*fetch it again"):
        proposal_of(path)


def test_nodes_that_are_parts_of_each_other_are_loaded_as_they_say(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(PARTS, encoding="utf-8")
    (tmp_path / "a.csv").write_text(
        "기관,상위\n가나,다라\n다라,마바\n마바,가나\n사아,사아\n", encoding="utf-8"
    )
    report, records = loaded("table", tmp_path / "a.csv", map=str(tmp_path / "m.yaml"))
    names = {one.id: one.name_ko for one in of_type(records, "organisation")}
    assert sorted(names.values()) == ["가나", "다라", "마바", "사아"]
    ties = {(names[one.subject], names[one.object]) for one in of_type(records, "relation")}
    assert ties == {("가나", "다라"), ("다라", "마바"), ("마바", "가나")}
    assert [(one.line, one.rule) for one in report.rejects] == [(5, "a relation joins two different nodes")]


def test_formulas_without_a_value_and_macros_are_noted(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsm",
        {"1": sheet_xml([("업체명", "합"), ("가나", ("1+1", "")), ("다라", ("1+1", "2"))])},
    )
    with ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    (tmp_path / "m.yaml").write_text(
        f"origin: x\nrecord: organisation\n{SOURCE}columns: {{name_ko: 업체명}}\nattributes: {{합: number}}\n",
        encoding="utf-8",
    )
    report, _ = loaded("table", path, map=str(tmp_path / "m.yaml"))
    assert report.recognised[0]["notes"] == [
        "macros are not run",
        "formulas without a stored value are read as empty (1): open the workbook in a spreadsheet program and save it",
    ]


def test_a_zip_in_a_zip_is_refused_by_pairs_and_proposals(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("a.csv", EDGES)
    with ZipFile(tmp_path / "out.zip", "w") as archive:
        archive.write(tmp_path / "in.zip", "in.zip")
    for read in (proposal_of, lambda path: loaded("pair", path, **NET)):
        with pytest.raises(OriginError, match="an archive inside an archive"):
            read(tmp_path / "out.zip")


def test_scripts_in_names_and_columns_are_text(tmp_path: Path) -> None:
    script = "<script>alert(1)</script>"
    _, records = pair(tmp_path, f'Id,Label,"{script}"\n1,{script},=1+1\n2,나,x\n', "Source,Target\n1,2\n")
    (one,) = (one for one in of_type(records, "organisation") if "script" in one.name_ko)
    assert (one.name_ko, one.attributes) == (script, '{"<script>alert(1)</script>":"=1+1"}')
