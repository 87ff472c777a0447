"""The first records of a load, shown before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.load import load
from ingest.preview import lines_of, previewed
from tests.ingest.adapters.loads import new_store
from tests.ingest.loading import NOW
from tests.saying import held_records

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = "source: {title: 명단, publisher: 시청, url: 'https://example.org'}\n"
FIRMS = f"origin: firms\nrecord: organisation\n{SOURCE}columns: {{id: 번호, name_ko: 업체명, city: 지역, brn: 사업자번호}}\nattributes: rest\n"
TIES = f"origin: ties\nrecord: relation\nnodes: firms\n{SOURCE}columns: {{subject_number: a, object_number: b}}\nconstants: {{predicate: SUPPLIES}}\nattributes: rest\n"
LIST = "번호,업체명,지역,사업자번호,직원수\n1,㈜가나,대구,124-81-00998,12\n2,다라,포항시,,\n"


def written(folder: Path) -> dict[str, str]:
    for name, text in (("f.yaml", FIRMS), ("t.yaml", TIES), ("f.csv", LIST), ("t.csv", "a,b,금액\n1,2,30\n")):
        (folder / name).write_text(text, encoding="utf-8")
    return {name: str(folder / name) for name in ("f.yaml", "t.yaml")}


def test_a_preview_shows_names_place_numbers_and_own_columns_and_stores_nothing(tmp_path: Path) -> None:
    maps = written(tmp_path)
    with new_store(tmp_path) as store:
        report, records = previewed(
            store, "table", [tmp_path / "f.csv"], options={"map": maps["f.yaml"]}, most=1
        )
        assert held_records(store) == set()
        assert store.loads() == []
    assert report.dry_run
    assert report.new["organisation"] == 2
    (one,) = records
    assert (one["name"], one["fields"]["city"], one["identifiers"], one["attributes"], one["line"]) == (
        "㈜가나", "Daegu", {"brn": "1248100998"}, {"직원수": 12}, 2,
    )  # fmt: skip


def test_ends_of_relations_are_shown_by_the_names_of_an_earlier_load(tmp_path: Path) -> None:
    maps = written(tmp_path)
    with new_store(tmp_path) as store:
        load(store, "table", [tmp_path / "f.csv"], options={"map": maps["f.yaml"]}, now=NOW)
        _, records = previewed(store, "table", [tmp_path / "t.csv"], options={"map": maps["t.yaml"]})
    assert list(lines_of(records)) == [
        "relation: ㈜가나 —SUPPLIES→ 다라 [t.csv, line 2]",
        "    attributes: 금액 = 30",
    ]


def test_an_input_that_was_loaded_before_is_shown_all_the_same(tmp_path: Path) -> None:
    maps = written(tmp_path)
    with new_store(tmp_path) as store:
        load(store, "table", [tmp_path / "f.csv"], options={"map": maps["f.yaml"]}, now=NOW)
        report, records = previewed(store, "table", [tmp_path / "f.csv"], options={"map": maps["f.yaml"]})
    assert (len(records), report.new["organisation"], report.unchanged["organisation"]) == (2, 0, 2)
