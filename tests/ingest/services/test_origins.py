"""Each service is asked by the real client over a real connection, and what it answers becomes the graph; no person does."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from graph.snapshot import Snapshot
from ingest.load import load
from tests.ingest.services.loaded import empty_store, everything
from tests.ingest.services.serving import ANSWERS, answer, serving, told

PERSONS = ("가나다", "라마바", "사아자", "홍길동")


def ntis(words, _):
    return answer("ntis-1.xml" if words["startPosition"] == "1" else "ntis-2.xml")


def kipris(words, _):
    return answer("kipris-1.xml")


def dart(words, _):
    return answer(f"dart-{words['corp_code']}.json")


SERVICES = {
    "ntis": (ntis, {"words": "금속"}),
    "kipris": (kipris, {"applicants": "한빛메탈"}),
    "dart-company": (dart, {"codes": "00999999;00888888"}),
    "factoryon": (lambda *_: answer("factoryon.json"), {"firms": "한빛메탈"}),
}


@pytest.mark.parametrize("origin", SERVICES)
def test_no_person_enters_and_a_second_load_changes_nothing(origin, tmp_path):
    reply, asked = SERVICES[origin]
    with serving(reply) as service, empty_store(tmp_path) as store:
        first = load(store, origin, options=told(service, tmp_path, **asked))
        again = load(store, origin, options=told(service, tmp_path, **asked))
        held = everything(store)
    assert sum(first.new.values()) > 0
    assert not any(name in held for name in PERSONS)
    assert "한빛메탈" in held
    assert sum(again.new.values()) + sum(again.changed.values()) + sum(again.closed.values()) == 0
    for one in first.recognised:
        assert one["rows"] == one["loaded"] + one["rejected"] + one["skipped"]


def test_the_years_of_a_project_are_one_programme_led_run_and_paid_for(tmp_path):
    with serving(ntis) as service, empty_store(tmp_path) as store:
        load(store, "ntis", options=told(service, tmp_path, words="금속"))
        snapshot = Snapshot(store)
    ways = {name: place for place, name in enumerate(snapshot.ids)}
    row = snapshot.rows[ways["ntis:1711000001"]]
    assert "ntis:1711000002" not in ways
    assert row[1] == "경량 금속소재 개발"
    assert row[2:4] == ("Light metals", 1)
    assert row[5:8] == ("2019-04-01", "2021-12-31", 350_000_000)
    said = {
        (relation["predicate"], snapshot.rows[ways[relation["subject"]]][1])
        for number in range(len(snapshot.relations))
        if (relation := orjson.loads(snapshot.relation_json(number)))["object"] == "ntis:1711000001"
    }
    assert said == {
        ("LEADS", "(주)한빛메탈"), ("OPERATES", "한국산업기술평가관리원"), ("FUNDS", "산업통상자원부"),
    }  # fmt: skip
    technologies = {
        row[1] for number, row in enumerate(snapshot.rows) if snapshot.kind(number) == "technology"
    }
    assert technologies == {"금속재료", "정밀생산기계"}


def test_patents_applied_for_together_are_dated_ties_and_their_classes_technologies(tmp_path):
    with serving(kipris) as service, empty_store(tmp_path) as store:
        report = load(store, "kipris", options=told(service, tmp_path, applicants="한빛메탈"))
        snapshot = Snapshot(store)
    relations = [orjson.loads(snapshot.relation_json(number)) for number in range(len(snapshot.relations))]
    tie = [relation for relation in relations if relation["predicate"] == "COLLABORATES_WITH"]
    assert [(one["start"], one["detail"]) for one in tie] == [
        ("2018-03-02", "joint patent application 1020180000001")
    ]
    assert {relation["object"] for relation in relations if relation["predicate"] == "DEVELOPS"} == {
        "ipc:C22C", "ipc:B21C",
    }  # fmt: skip
    assert report.rejected == 1
    assert report.skipped == 1


def test_the_older_service_and_its_capital_letters_are_read_of_a_file(tmp_path):
    with empty_store(tmp_path) as store:
        load(store, "kipris", [ANSWERS / "kipris-older.xml"])
        held = everything(store)
    assert "두레섬유" in held
    assert "ipc:D06M" in held


def test_a_company_of_dart_has_its_numbers_place_and_class(tmp_path):
    with serving(dart) as service, empty_store(tmp_path) as store:
        report = load(store, "dart-company", options=told(service, tmp_path, codes="00999999,00888888"))
        snapshot = Snapshot(store)
    assert report.skipped == 1
    assert snapshot.rows[0][:10] == (
        "dart-company:00999999", "(주)한빛메탈", "Hanbit Metal Co., Ltd.", 1, "company", "metals", None, "Daegu", "Dalseo-gu",
        "1999-03-01",
    )  # fmt: skip
    assert {(row[1], row[2]) for row in snapshot.identifier_rows} == {
        ("corp_code", "00999999"), ("stock_code", "005930"), ("crn", "1301110006246"), ("brn", "1248100998"),
        ("ksic", "10:24221"),
    }  # fmt: skip


def test_factoryon_answers_one_item_without_a_list_and_xml_where_json_was_asked_for(tmp_path: Path):
    held = []
    for name in ("factoryon.json", "factoryon.xml"):
        folder = tmp_path / name
        folder.mkdir()
        with serving(lambda *_, name=name: answer(name)) as service, empty_store(folder) as store:
            load(store, "factoryon", options=told(service, folder, firms="한빛메탈"))
            held.append(everything(store))
    assert held[0] == held[1]
    for said in ("factoryon:130111000624601", "1301110006246", "10:24221", "10:25924", "Gyeongsan", "metals"):
        assert said in held[0]
