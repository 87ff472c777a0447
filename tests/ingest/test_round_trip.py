"""What we write we read back: each format of the Daegu data, loaded into an empty store, gives the graph that it came from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import orjson
import pytest

from graph.attributes import attributes_text
from graph.model import Alias, Identifier, Organisation, Relation, SameAs, Source, Technology
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.texts import tidied
from graph.vocabulary import Layer, RecordType
from ingest.load import load
from ingest.origin import OriginError
from tests.ingest.adapters.loads import new_store
from tests.saying import held_records, say
from tests.viz.exporting import FORMATS, HARMFUL, content, facts, picture
from viz.scene import scene

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record
    from graph.store import Store
    from ingest.session import LoadReport

READ_BACK = ("graphml", "gexf", "cyjs", "ndjson", "jsonld", "parquet")


def read_back(snapshot: Snapshot, name: str, folder: Path, **options: str) -> tuple[LoadReport, set[Record]]:
    """Write a snapshot's facts as a file and load it into an empty store."""
    held = facts(snapshot)
    if FORMATS[name].picture:
        held = replace(held, scene=scene(snapshot, layer=Layer.FACTS, isolates=True))
    path = folder / f"whole.{FORMATS[name].extension}"
    path.write_bytes(content(name, held))
    with new_store(folder) as store:
        report = load(store, name, [path], options=options)
        return report, held_records(store)


@pytest.mark.parametrize("name", READ_BACK)
def test_the_daegu_data_come_back_record_by_record(
    daegu: Snapshot, daegu_records: set[Record], name: str, tmp_path: Path
) -> None:
    report, records = read_back(daegu, name, tmp_path)
    assert records == daegu_records
    assert report.graph_version == daegu.graph_version
    assert (report.rejected, report.skipped) == (0, 0)
    for one in report.recognised:
        assert one["rows"] == one["loaded"]


@pytest.fixture(scope="module")
def daegu_records(daegu_store: Store) -> set[Record]:
    """Every record of the Daegu data."""
    return held_records(daegu_store)


OWN = attributes_text({
    "grade": "A", "code": "007", "dash": "-", "employees": 120, "share": 0.30000000000000004, "listed": True, "since": "2018-06", "mixed <&>": 1,
    "sector": "batteries", "Name Ko": "x", "x": 1.5, "attributes.x": "y", "nodeKind": "company", "id": "i", "same_as": "krx:o01", "한글; 이름": "값",
})  # fmt: skip
"""Own attributes that collide with columns of ours in some spelling, or look like values of another type."""


def odd_records() -> list[Record]:
    """Records with numbers, verdicts, several origins and texts that are hard to write."""
    source = Source("s1", HARMFUL[1], "p", "2020", "https://example.org/1")
    other = Source("s2", "numbers", "p", None, "https://example.org/2")
    texts = [tidied(text) for text in HARMFUL if "\x00" not in text]
    bodies = [
        Organisation(
            f"krx:o{i:02}",
            text.strip(),
            text.strip(),
            i % 2 == 0,
            "company",
            None,
            None,
            None,
            None,
            None,
            None,
            ("s1",),
        )
        for i, text in enumerate(texts)
    ]
    return [
        source, other, replace(bodies[0], attributes=OWN), *bodies[1:],
        Alias("krx:o00", "별명", "former_name", "2001", "2009-05", ("s2",)),
        Technology("t1", "기술", "technology", True, "other", None, ("s1",), None, '{"mixed <&>":"text","share":1}'),
        Identifier("krx:o01", "crn", "1301110006246", "1999", None, ("s2",)),
        Relation("r1", "krx:o00", "COLLABORATES_WITH", "krx:o01", None, "2010-02", "a?>b", ("s1", "s2"), 2.5, None, OWN),
        SameAs("krx:o00", "krx:o02", "person", "split", None, (), ()),
    ]  # fmt: skip


@pytest.mark.parametrize("name", READ_BACK)
def test_numbers_dates_of_names_and_verdicts_come_back_too(name: str, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'odd.sqlite'}")
    store.prepare()
    say(store, odd_records(), origin="krx")
    held, snapshot = held_records(store), Snapshot(store)
    store.close()
    _, records = read_back(snapshot, name, tmp_path)
    assert {r for r in records if r.type != RecordType.SAME_AS or r.by == "person"} == held


def test_a_file_under_another_title_closes_nothing_of_the_first(daegu: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "part.ndjson"
    path.write_bytes(content("ndjson", facts(daegu)))
    with new_store(tmp_path) as store:
        whole = load(store, "ndjson", [path])
        lines = path.read_bytes().splitlines(keepends=True)
        firm = next(line for line in lines if b'"type":"organisation"' in line)
        cited = [f'"type":"source","id":"{key}"'.encode() for key in orjson.loads(firm)["sources"]]
        small = tmp_path / "small.ndjson"
        small.write_bytes(b"".join([firm, *(line for line in lines if any(one in line for one in cited))]))
        report = load(store, "ndjson", [small], options={"title": "another"})
        assert sum(report.closed.values()) == 0
        assert len(held_records(store)) == sum(whole.new.values())


def test_a_picture_of_ties_is_told_to_be_none_of_statements(daegu: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "ties.graphml"
    path.write_bytes(content("graphml", picture(daegu, Layer.DIRECT)))
    said = {"title": "t", "publisher": "p", "url": "https://example.org/n"}
    with new_store(tmp_path) as store:
        report = load(store, "graphml", [path], options=said)
    assert any("its edges are ties" in note for note in report.recognised[0]["notes"])
    with new_store(tmp_path) as store, pytest.raises(OriginError, match="needs the author of the network"):
        load(store, "graphml", [path])


@pytest.mark.parametrize("name", ["ndjson", "jsonld", "parquet"])
def test_a_file_that_is_no_export_of_ours_is_refused_with_its_sort(name: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(orjson.dumps({"nodes": [], "links": []}))
    with new_store(tmp_path) as store, pytest.raises(OriginError, match="this is node-link JSON, not"):
        load(store, name, [path])


def test_a_line_that_is_no_record_is_rejected_alone(daegu: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "broken.ndjson"
    lines = content("ndjson", facts(daegu)).splitlines(keepends=True)
    path.write_bytes(
        b"".join([*lines, b'{"type":"organization","id":"x"}\n', b'{"type":"source","id":"y"}\n'])
    )
    with new_store(tmp_path) as store:
        report = load(store, "ndjson", [path])
    assert [(r.field, r.line) for r in report.rejects] == [
        ("type", len(lines) + 1),
        ("title", len(lines) + 2),
    ]
    assert report.recognised[0]["loaded"] == len(lines) - 1  # the first tells of the file
