"""Own attributes of nodes and edges of a network: kept with their types, without persons and graphics."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from graph.attributes import attributes_of
from ingest.origin import OriginError
from tests.ingest.adapters.loads import PERSON, of_type
from tests.ingest.networks.drawn import LABEL, edges, gexf, graphml, load_text, node

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record


def own(records: set[Record], type_: str = "organisation") -> list[dict[str, object]]:
    """The own attributes of the records of a type, in the order of names or ids."""
    found = of_type(records, type_)
    return [
        dict(attributes_of(one.attributes))
        for one in sorted(found, key=lambda one: getattr(one, "name_ko", ""))
    ]


def keys(*declared: tuple[str, str, str]) -> str:
    """Keys of GraphML: id, name and type (none if empty)."""
    return LABEL + "".join(
        f'<key id="{id_}" for="node" attr.name="{name}"{f" attr.type={type_!r}" if type_ else ""}/>'
        for id_, name, type_ in declared
    )


def data(**values: str) -> str:
    return "".join(f'<data key="{name}">{text}</data>' for name, text in values.items())


def test_attributes_have_the_types_that_their_file_declares(tmp_path: Path) -> None:
    declared = keys(
        ("a", "staff", "int"),
        ("b", "share", "double"),
        ("c", "listed", "boolean"),
        ("d", "Code", "string"),
        ("e", "x", "double"),
    )
    text = graphml(node("1", "가나", data(a="12", b="0.5", c="true", d="12", e="3.5")), declared)
    report, records = load_text(tmp_path, "graphml", text)
    assert own(records) == [{"staff": 12, "share": 0.5, "listed": True, "Code": "12"}]
    one = report.recognised[0]
    assert (one["attributes"], one["unread"]) == (["staff", "share", "listed", "Code"], ["x"])


def test_where_a_file_declares_no_types_all_values_of_an_attribute_decide(tmp_path: Path) -> None:
    inside = node("1", "가나", data(a="12", b="7", c="2018.06.20")) + node(
        "2", "다라", data(a="1,250", b="007", c="2019-01-02")
    )
    _, records = load_text(
        tmp_path, "graphml", graphml(inside, keys(("a", "staff", ""), ("b", "code", ""), ("c", "seen", "")))
    )
    assert own(records) == [
        {"staff": 12, "code": "7", "seen": "2018-06-20"},
        {"staff": 1250, "code": "007", "seen": "2019-01-02"},
    ]


def test_gexf_and_json_have_types_of_their_own(tmp_path: Path) -> None:
    titles = '<attributes class="edge"><attribute id="0" title="share" type="double"/><attribute id="1" title="note" type="string"/></attributes>'
    inside = titles + edges(
        '><attvalues><attvalue for="0" value="2.50"/><attvalue for="1" value="2.50"/></attvalues></edge>'
    )
    assert own(load_text(tmp_path, "gexf", gexf(inside))[1], "relation") == [{"share": 2.5, "note": "2.50"}]
    (tmp_path / "json").mkdir()
    elements = [{"data": {"id": "1", "name": "가나", "code": "12", "staff": 12, "listed": False, "tags": ["a", "b"], "gone": None}}]  # fmt: skip
    _, records = load_text(tmp_path / "json", "cyjs", json.dumps({"elements": {"nodes": elements}}))
    assert own(records) == [{"code": "12", "staff": 12, "listed": False, "tags": "a;b"}]


def test_persons_are_dropped_from_own_attributes_and_told(tmp_path: Path) -> None:
    text = graphml(
        node("1", "가나", data(a=PERSON, b="A")), keys(("a", "대표자명", "string"), ("b", "grade", "string"))
    )
    report, records = load_text(tmp_path, "graphml", text)
    assert own(records) == [{"grade": "A"}]
    assert "dropped, since persons are never loaded: 대표자명" in report.recognised[0]["notes"]
    assert report.recognised[0]["unread"] == ["대표자명"]


def test_values_that_look_like_persons_are_left_out_and_counted(tmp_path: Path) -> None:
    declared = keys(("a", "담당", "string"), ("b", "note", "string"), ("c", "업체", "string"))
    text = graphml(
        node("1", "가나", data(a="홍길동", b="문의 a@b.kr", c="이마트"))
        + node("2", "다라", data(a="품질관리팀", b="010-1234-5678")),
        declared,
    )
    report, records = load_text(tmp_path, "graphml", text)
    assert own(records) == [{"업체": "이마트"}, {"담당": "품질관리팀"}]
    [note] = [one for one in report.recognised[0]["notes"] if one.startswith("values left out")]
    assert all(
        f"{what} ×1" in note
        for what in ("담당 (names of persons)", "note (e-mail addresses)", "note (mobile phone numbers)")
    )


def test_an_attribute_that_cannot_be_kept_is_cleaned_or_left_out_and_its_node_stays(tmp_path: Path) -> None:
    elements = [
        {"data": {"id": "1", "name": "가나", "a,b\u0007": "x\u0093y", "long": "가" * 10_001, "big": 1 << 70}},
    ]
    report, records = load_text(tmp_path, "cyjs", json.dumps({"elements": {"nodes": elements}}))
    assert own(records)[0]["a;b"] == "x y"
    assert len(str(own(records)[0]["long"])) == 10_000
    assert report.rejected == 0
    assert "texts are cut at 10,000 characters: long ×1" in report.recognised[0]["notes"]
    declared = keys(("a", "staff", "int"))
    (tmp_path / "second").mkdir()
    report, records = load_text(
        tmp_path / "second", "graphml", graphml(node("1", "가나", data(a="many")), declared)
    )
    assert own(records) == [{}]
    assert (
        "values that are not of their declared type are left out: staff ×1" in report.recognised[0]["notes"]
    )


def test_a_file_with_more_columns_than_a_record_may_have_keeps_the_first(tmp_path: Path) -> None:
    element = {"data": {"id": "1", "name": "가나", **{f"c{n}": n for n in range(300)}}}
    report, records = load_text(tmp_path, "cyjs", json.dumps({"elements": {"nodes": [element]}}))
    assert len(own(records)[0]) == 200
    assert any("100 are not" in note for note in report.recognised[0]["notes"])


def test_words_for_kinds_sectors_and_predicates_that_are_none_of_ours_stay_as_attributes(
    tmp_path: Path,
) -> None:
    inside = node("1", "가나", data(a="Tier 1", b="batteries")) + node(
        "2", "다라", data(a="company", b="metals")
    )
    inside += '<edge source="1" target="2"><data key="e">친구</data></edge>'
    declared = keys(("a", "type", "string"), ("b", "sector", "string"))
    _, records = load_text(
        tmp_path, "graphml", graphml(inside, declared + '<key id="e" for="edge" attr.name="Label"/>')
    )
    assert own(records) == [{"type": "Tier 1", "sector": "batteries"}, {}]
    assert [one.sector for one in of_type(records, "organisation") if one.name_ko == "다라"] == ["metals"]
    assert own(records, "relation") == [{"label": "친구"}]


def test_a_column_can_be_declared_to_hold_sectors_by_id_or_name(tmp_path: Path) -> None:
    inside = "".join(
        node(str(n), name, data(a=sector))
        for n, (name, sector) in enumerate(
            (("가", "금속"), ("나", "Textiles"), ("다", "이차전지"), ("라", "metals"))
        )
    )
    text = graphml(inside, keys(("a", "Industry", "string")))
    report, records = load_text(tmp_path, "graphml", text, sector="industry")
    found = sorted(of_type(records, "organisation"), key=lambda one: one.name_ko)
    assert [one.sector for one in found] == ["metals", "textiles", None, "metals"]
    assert own(records) == [{"Industry": word} for word in ("금속", "Textiles", "이차전지", "metals")]
    assert any("3 found; 1 node has another value" in note for note in report.recognised[0]["notes"])
    with pytest.raises(OriginError, match=r"sector=industri: no node has this attribute: .*Industry"):
        load_text(tmp_path, "graphml", text, sector="industri")


def test_of_duplicate_edges_the_first_value_is_kept_and_the_difference_told(tmp_path: Path) -> None:
    inside = node("1", "가나") + node("2", "다라")
    inside += "".join(
        f'<edge source="1" target="2"><data key="e">{text}</data></edge>' for text in ("one", "two")
    )
    report, records = load_text(
        tmp_path, "graphml", graphml(inside, LABEL + '<key id="e" for="edge" attr.name="contract"/>')
    )
    assert own(records, "relation") == [{"contract": "one"}]
    assert any("duplicate edges with other attributes: 1" in note for note in report.recognised[0]["notes"])
