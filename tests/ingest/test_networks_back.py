"""GML and Pajek: what is exported is loaded into an empty store as the same network."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.attributes import attributes_of
from graph.model import Organisation, Relation, Source
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.vocabulary import Kind, Layer
from ingest.load import load
from tests.ingest.adapters.loads import new_store, of_type
from tests.saying import held_records, say
from tests.viz.exporting import FORMATS, content, facts, picture

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record
    from viz.exports.contents import Contents

SAID = {"title": "t", "publisher": "p", "url": "https://example.org/n"}
OWN = '{"Name Ko":"x","code":"007","grade":"A","listed":true,"share":0.30000000000000004,"staff":12,"큰 수":9000000000}'


def back(contents: Contents, name: str, folder: Path, **options: str) -> set[Record]:
    """Write a file and load it into an empty store."""
    path = folder / f"net.{FORMATS[name].extension}"
    path.write_bytes(content(name, contents))
    with new_store(folder) as store:
        report = load(store, name, [path], options={**SAID, **options})
        assert report.rejected == 0
        return held_records(store)


def named_ties(records: set[Record]) -> Counter[tuple[str, str, float]]:
    known = {one.key: one.name_ko for kind in Kind for one in of_type(records, kind)}
    return Counter(
        (*sorted((known[tie.subject], known[tie.object])), tie.weight) for tie in of_type(records, "relation")
    )


@pytest.mark.parametrize("name", ["gml", "pajek"])
def test_the_ties_of_the_daegu_data_come_back_with_names_and_weights(
    daegu: Snapshot, name: str, tmp_path: Path
) -> None:
    drawn = picture(daegu, Layer.DIRECT)
    records = back(drawn, name, tmp_path, items="organisation")
    names = {node.id: daegu.rows[daegu.index[node.id]][1] for node in drawn.scene.nodes}
    assert Counter(one.name_ko for one in of_type(records, "organisation")) == Counter(names.values())
    assert named_ties(records) == Counter(
        (*sorted((names[tie.source], names[tie.target])), float(tie.weight)) for tie in drawn.scene.ties
    )


@pytest.mark.parametrize("name", ["gml", "pajek"])
def test_facts_come_back_with_kinds_predicates_and_direction(
    daegu: Snapshot, name: str, tmp_path: Path
) -> None:
    held = facts(daegu)
    records = back(held, name, tmp_path)
    rows = [daegu.relation_row(number) for number in held.relations.tolist()]
    assert {kind: len(of_type(records, kind)) for kind in Kind} == {kind: daegu.counts[kind] for kind in Kind}
    told = Counter((tie.predicate) for tie in of_type(records, "relation"))
    assert set(told) == {str(row[2]) for row in rows}
    assert sum(tie.weight for tie in of_type(records, "relation")) == sum(row[8] for row in rows)


def test_own_attributes_come_back_from_gml_with_their_types(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'from.sqlite'}")
    store.prepare()
    source = Source("s", "t", "p", None, "https://example.org/")
    firms = [
        Organisation(own, name, name, True, "company", *[None] * 6, ("s",), None, attributes)
        for own, name, attributes in (("a", '가 "나" & \\ 다', OWN), ("b", "라", None))
    ]
    tie = Relation("r", "a", "SUPPLIES", "b", "2018-06", None, "d", ("s",), 2.5, None, OWN)
    say(store, [source, *firms, tie])
    contents = facts(Snapshot(store))
    store.close()
    records = back(contents, "gml", tmp_path)
    [first, _] = sorted(of_type(records, "organisation"), key=lambda one: one.name_ko)
    assert (first.name_ko, first.attributes) == ('가 "나" & \\ 다', OWN)
    [found] = of_type(records, "relation")
    assert (found.predicate, found.start, found.weight, found.attributes) == ("SUPPLIES", "2018-06", 2.5, OWN)
    graph = nx.parse_gml(content("gml", contents).decode(), label="id")
    assert graph.nodes[0]["label"] == '가 "나" & \\ 다'
    assert attributes_of(OWN)["staff"] == graph.nodes[0]["staff"]


@pytest.mark.parametrize("name", ["gml", "pajek"])
def test_networkx_finds_the_same_ties_in_the_file(daegu: Snapshot, name: str, tmp_path: Path) -> None:
    drawn = picture(daegu, Layer.DIRECT)
    path = tmp_path / "net"
    path.write_bytes(content(name, drawn))
    graph = nx.read_gml(path, label="id") if name == "gml" else nx.read_pajek(path, encoding="utf-8-sig")
    weights = sorted(float(data["weight"]) for *_, data in graph.edges(data=True))
    assert weights == sorted(float(tie.weight) for tie in drawn.scene.ties)
