"""Names of persons never enter: of each origin the fields that ORIGINS.md names, and no way round by rejects, logs or answers."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from ingest.load import load
from ingest.origin import OriginError
from tests.ingest.adapters.loads import PERSON, new_store
from tests.ingest.loading import NOW
from tests.ingest.reading.files import sheet_xml, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

P = PERSON


def factories(folder: Path) -> list[Path]:
    """대표자명 of KICOX, as CSV in cp949, and of a city's workbook."""
    head = "공장관리번호,회사명,대표자명,종업원합계,시도명,시군구명\n"
    rows = (
        f"130111000624601,가나소재,{P},12,대구광역시,달서구\n12,다라,{P},3,대구광역시,달서구\n마바,{P},{P}\n"
    )
    (folder / "a.csv").write_bytes((head + rows).encode("cp949"))
    sheet = sheet_xml(
        [("회사명", "대표자명", "전화번호", "주소"), ("사아금속", P, P, "대구 달서구"), ("", P, P, "")]
    )
    return [folder / "a.csv", write_xlsx(folder / "b.xlsx", {"1": sheet})]


def krx(folder: Path) -> list[Path]:
    """대표자명 of the exchange's list."""
    rows = [
        ("회사명", "종목코드", "대표자명", "지역"),
        ("가나소재", "005930", P, "대구광역시"),
        ("다라", "12345678", P, ""),
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    (folder / "list.xls").write_bytes(f"<table>{table}<tr><td>마바<td>{P}</tr></table>".encode("euc-kr"))
    return [folder / "list.xls"]


def ntis(folder: Path) -> list[Path]:
    """Manager/Name and Researchers/Name of projects; a researcher alone who leads one."""

    def hit(number: str, agency: str) -> str:
        return (
            f"<HIT><ProjectNumber>{number}</ProjectNumber><ProjectYear>2020</ProjectYear><ProjectTitle><Korean>합금</Korean></ProjectTitle>"
            f"<Manager><Name>{P}</Name></Manager><Researchers><Name>{P};{P}</Name></Researchers>"
            f"<ResearchAgency><Name>{agency}</Name></ResearchAgency></HIT>"
        )

    hits = hit("1", "(주)가나소재") + hit("", "(주)가나소재") + hit("2", P)
    (folder / "a.xml").write_text(f"<RESULT><TOTALHITS>3</TOTALHITS>{hits}</RESULT>", encoding="utf-8")
    return [folder / "a.xml"]


def kipris(folder: Path) -> list[Path]:
    """Inventors, agents, and applicants who are persons."""

    def item(number: str, applicants: str) -> str:
        return (
            f"<item><applicationNumber>{number}</applicationNumber><applicantName>{applicants}</applicantName>"
            f"<inventorName>{P}|{P}</inventorName><agentName>{P}</agentName><applicationDate>20200102</applicationDate>"
            "<ipcNumber>C22C 1/02</ipcNumber></item>"
        )

    items = item("1020200000001", f"(주)가나소재|{P}") + item("10", P) + item("1020200000002", P)
    body = f"<response><header><resultCode>00</resultCode></header><body><items>{items}</items></body></response>"
    (folder / "a.xml").write_text(body, encoding="utf-8")
    return [folder / "a.xml"]


def dart_company(folder: Path) -> list[Path]:
    """ceo_nm of companies."""
    said = {
        "status": "000",
        "corp_code": "00999999",
        "corp_name": "가나소재",
        "ceo_nm": P,
        "phn_no": P,
        "stock_code": "",
    }
    for n, more in enumerate(({}, {"corp_code": "1"})):
        (folder / f"{n}.json").write_text(json.dumps({**said, **more}, ensure_ascii=False), encoding="utf-8")
    return sorted(folder.glob("*.json"))


def factoryon(folder: Path) -> list[Path]:
    """rprsntvNm of factories."""
    item = {"fctryManageNo": "130111000624601", "cmpnyNm": "가나소재", "rprsntvNm": P, "cmpnyTelno": P}
    body = {"items": {"item": [item, {**item, "cmpnyNm": ""}]}, "totalCount": 2}
    said = {"response": {"header": {"resultCode": "00"}, "body": body}}
    (folder / "a.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return [folder / "a.json"]


def cordis(folder: Path) -> list[Path]:
    """contactForm and its like."""
    head = "projectID;organisationID;name;activityType;country;role;contactForm;contactTitle;contactFirstNames;contactLastNames;contactEmail"
    rows = f"101;999993953;KNU;HES;KR;coordinator;{P};{P};{P};{P};{P}\n101;;;HES;KR;participant;{P};{P};{P};{P};{P}"
    (folder / "a.csv").write_text(f"{head}\n{rows}\n", encoding="utf-8")
    (folder / "b.csv").write_text("id;acronym;title;startDate\n101;A;Alloys;2022-01-01\n", encoding="utf-8")
    return [folder / "a.csv", folder / "b.csv"]


ORIGINS: dict[str, Callable[[Path], list[Path]]] = {
    "factories": factories, "krx": krx, "ntis": ntis, "kipris": kipris, "dart-company": dart_company, "factoryon": factoryon,
    "cordis": cordis,
}  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
def test_the_fields_that_hold_persons_are_dropped_at_the_door(
    tmp_path: Path, origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (tmp_path / "said").mkdir()
    (tmp_path / "kept").mkdir()
    files = ORIGINS[origin](tmp_path / "said")
    assert any(PERSON in path.read_bytes().decode("latin-1") or path.suffix == ".xlsx" for path in files)
    with new_store(tmp_path / "kept") as store:
        report = load(store, origin, files, now=NOW, rejects_to=tmp_path / "kept" / "rejects.csv")
    assert sum(report.new.values()) > 1
    assert report.rejected, "a rejected row is a way by which a person might be told"
    for path in (tmp_path / "kept").iterdir():
        held = path.read_bytes()
        assert PERSON.encode() not in held, path
        assert PERSON.encode("utf-16-le") not in held, path
    assert PERSON not in caplog.text
    assert PERSON not in repr(report)


def test_a_strict_load_does_not_tell_a_person_either(tmp_path: Path) -> None:
    files = factories(tmp_path)
    with new_store(tmp_path) as store, pytest.raises(Exception, match="nothing was loaded") as refused:
        load(store, "factories", files, now=NOW, strict=True)
    assert PERSON not in str(refused.value)


def test_a_header_that_names_nothing_but_persons_is_no_list_of_bodies(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"대표자명,전화번호\n{P},1\n", encoding="utf-8")
    with new_store(tmp_path) as store, pytest.raises(OriginError, match="no header found") as refused:
        load(store, "factories", [tmp_path / "a.csv"], now=NOW)
    assert PERSON not in str(refused.value)
