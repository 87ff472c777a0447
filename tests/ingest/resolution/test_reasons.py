"""Reasons of decisions, in Korean and in English: places in one language, no alias that nobody gave, brackets shown."""

from __future__ import annotations

import pytest

from ingest.resolution.grouping import grouped, in_lists
from ingest.resolution.index import Index
from ingest.resolution.organisations import Name, OrganisationRecord
from ingest.resolution.reasons import in_words, said


def record(key: str, name: str, **facts: str) -> OrganisationRecord:
    """A record of a list with one name."""
    return OrganisationRecord(key, "asked", (Name(name),), **facts)


def known(key: str, name: str, **facts: str) -> OrganisationRecord:
    """A known organisation with one name."""
    return OrganisationRecord(key, "graph", (Name(name),), own_ids=True, **facts)


@pytest.mark.parametrize(
    ("piece", "en", "ko"),
    [
        ("same place|경기도", "same province Gyeonggi", "같은 시·도: 경기도"),
        ("same place|대구", "same place Daegu", "같은 지역: 대구"),
        ("other place|대구 / Ulsan", "other place Daegu / Ulsan", "다른 지역: 대구 / 울산"),
        ("same sector|textiles", "same sector textiles", "같은 분야: 섬유"),
        ("same identifier|brn|1248100998", "same identifier brn 1248100998", "식별번호 일치: 사업자등록번호 1248100998"),
        ("would join bodies that are two|different crn", None, "별개 기관을 잇게 됨: 법인등록번호 다름"),
        ("match weight|place|city|+1.4", "place, same city: +1.4 bits", "소재지, 같은 도시: +1.4 비트"),
        ("rule|identifier", "rule both have one number of a register", "적용 규칙: 등록번호가 같음"),
    ],
)  # fmt: skip
def test_a_piece_of_evidence_is_in_one_language(piece, en, ko):
    assert said(piece, "ko") == ko
    if en is not None:
        assert said(piece, "en").replace("rule: ", "rule ") == en


def test_parts_of_the_match_weight_are_no_part_of_a_reason():
    assert in_words(("rare name", "match weight|prior|rare|-13.0", "rule|name alone")).ko == "드문 이름"


def test_rows_of_one_name_that_are_not_merged_say_so_without_claiming_that_they_are_two():
    rows = [{"record_id": f"{place}", "list": "a"} for place in range(3)]
    records = [record(row["record_id"], "가람나노텍") for row in rows]
    for found in grouped(in_lists(records, rows)):
        assert found.decision == "new"
        assert found.reason.en.endswith("and 1 more; not enough agrees to merge")
        assert found.reason.ko.endswith("이름 일치; 병합하기에는 일치하는 정보가 부족")
        assert "another organisation" not in found.reason.en


@pytest.mark.parametrize("name", ["가람나노텍", "Garam Nanotech"])
def test_a_decision_has_its_reason_in_two_languages(name):
    (found,) = Index([known("n", name, city="Daegu")]).resolve([record("1", name, city="대구광역시")])
    assert f"same name {name}" in found.reason.en
    assert f"이름 일치: {name}" in found.reason.ko
    assert "same place Daegu" in found.reason.en
    assert "같은 지역: 대구" in found.reason.ko


@pytest.mark.parametrize(
    ("asked", "there", "told"),
    [
        ("Naru", "NARU Corporation", "same name NARU Corporation"),
        ("Garamnaru (Sweden)", "Garamnaru (Portugal)", "same name Garamnaru (Sweden) / Garamnaru (Portugal)"),
    ],
)
def test_no_alias_is_claimed_that_nobody_gave_and_brackets_that_differ_are_shown(asked, there, told):
    (found,) = Index([known("n", there, city="Daegu")]).resolve([record("1", asked, city="Daegu")])
    assert told in found.reason.en
    assert "alias" not in found.reason.en


def test_what_a_name_alone_cannot_tell_is_said_of_any_organisation():
    (found,) = Index([known("n", "가람산업")]).resolve([record("1", "가람산업")])
    assert found.reason.en == "a name alone does not identify an organisation: same name 가람산업"
    assert found.reason.ko.startswith("이름만으로는 같은 기관인지 알 수 없음: ")
