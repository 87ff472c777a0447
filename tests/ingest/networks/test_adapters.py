"""Networks from other tools: GraphML, GEXF, and VOSviewer's map and network, as their adapters load them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ingest.load import TookNothing
from ingest.origin import OriginError
from tests.ingest.adapters.loads import PERSON, loaded, of_type

if TYPE_CHECKING:
    from pathlib import Path

SAID = {
    "title": "그림",
    "publisher": "대구테크노파크",
    "url": "https://example.org/net",
    "items": "organisation",
}
GRAPHML = f"""<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="label" attr.type="string"/>
<key id="d1" for="node" attr.name="ceo" attr.type="string"/><key id="d2" for="edge" attr.name="predicate" attr.type="string"/>
<key id="d3" for="node" attr.name="city" attr.type="string"/>
<graph edgedefault="undirected"><node id="n0"><data key="d0">가나소재</data><data key="d1">{PERSON}</data><data key="d3">Daegu</data></node>
<node id="n1"><data key="d1"></data><data key="d0">다라</data></node><edge source="n1" target="n0"/>
<edge source="n0" target="n1"><data key="d2">SUPPLIES</data></edge><edge source="n0" target="gone"/></graph></graphml>"""
GEXF = f"""<?xml version="1.0" encoding="UTF-8"?><gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected">
<attributes class="node"><attribute id="0" title="ceo" type="string"/><attribute id="1" title="city" type="string"/></attributes>
<nodes><node id="a" label="가나소재"><attvalues><attvalue for="0" value="{PERSON}"/><attvalue for="1" value="Daegu"/></attvalues></node>
<node id="b" label="다라"/></nodes><edges><edge id="0" source="b" target="a" start="2020"/></edges></graph></gexf>"""


def test_graphml_gives_nodes_and_edges_and_passes_over_attributes_that_are_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "net.graphml"
    path.write_text(GRAPHML, encoding="utf-8")
    report, records = loaded("graphml", path, **SAID)
    assert {(firm.name_ko, firm.city) for firm in of_type(records, "organisation")} == {
        ("가나소재", "Daegu"),
        ("다라", None),
    }
    assert sorted(tie.predicate for tie in of_type(records, "relation")) == ["COLLABORATES_WITH", "SUPPLIES"]
    assert report.recognised[0]["unread"] == ["ceo"]
    assert report.rejected == 1


def test_gexf_gives_nodes_and_edges_with_their_time(tmp_path: Path) -> None:
    path = tmp_path / "net.gexf"
    path.write_text(GEXF, encoding="utf-8")
    report, records = loaded("gexf", path, **SAID)
    assert {(firm.name_ko, firm.city) for firm in of_type(records, "organisation")} == {
        ("가나소재", "Daegu"),
        ("다라", None),
    }
    assert [tie.start for tie in of_type(records, "relation")] == ["2020"]
    assert report.recognised[0]["unread"] == ["ceo"]


def test_vosviewer_gives_the_same_from_text_files_and_from_json(tmp_path: Path) -> None:
    (tmp_path / "map.txt").write_text(
        f"id\tlabel\tx\ty\tauthors\n1\t가나소재\t0.1\t0.2\t{PERSON}\n2\t다라\t1\t2\t{PERSON}\n",
        encoding="utf-8",
    )
    (tmp_path / "network.txt").write_text("1\t2\t3\n", encoding="utf-8")
    _, records = loaded("vosviewer", tmp_path / "map.txt", tmp_path / "network.txt", **SAID)
    assert len(of_type(records, "organisation")) == 2
    assert len(of_type(records, "relation")) == 1
    items = [{"id": 1, "label": "가나소재", "description": PERSON}, {"id": 2, "label": "다라"}]
    said = {"network": {"items": items, "links": [{"source_id": 1, "target_id": 2, "strength": 3}]}}
    (tmp_path / "net.json").write_text(json.dumps(said, indent=1, ensure_ascii=False), encoding="utf-8")
    assert loaded("vosviewer", tmp_path / "net.json", **SAID)[1] == records


def test_a_drawing_without_its_source_or_of_unknown_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "net.graphml"
    path.write_text(GRAPHML, encoding="utf-8")
    with pytest.raises(OriginError, match="--set publisher=… --set url=…"):
        loaded("graphml", path, title="x")
    with pytest.raises(OriginError, match="predicate=LIKES"):
        loaded("graphml", path, **SAID, predicate="LIKES")


@pytest.mark.parametrize("origin", ["graphml", "gexf"])
def test_entities_in_a_drawing_are_refused(tmp_path: Path, origin: str) -> None:
    path = tmp_path / "net.xml"
    path.write_text(
        GRAPHML.replace("<graphml", '<!DOCTYPE g [<!ENTITY a "b">]><graphml', 1), encoding="utf-8"
    )
    with pytest.raises(OriginError, match="declares a document type"):
        loaded(origin, path, **SAID)


def test_a_network_of_which_nothing_says_what_its_nodes_are_is_refused_row_by_row_since_they_may_be_persons(
    tmp_path: Path,
) -> None:
    (tmp_path / "map.txt").write_text(f"id\tlabel\n1\t{PERSON}\n", encoding="utf-8")
    said = {name: value for name, value in SAID.items() if name != "items"}
    with pytest.raises(TookNothing) as nothing:
        loaded("vosviewer", tmp_path / "map.txt", **said)
    rules = [one.rule for one in nothing.value.report.rejects]
    assert rules == ["the node has no kind, and persons are never loaded"]


def test_what_another_origin_reads_is_named_whoever_is_asked(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text('{"network":{"items":[],"links":[]}}', encoding="utf-8")
    with pytest.raises(
        OriginError, match="VOSviewer JSON, not Cytoscape JSON: load it with `sojae load vosviewer`"
    ):
        loaded("cyjs", tmp_path / "map.json", **SAID)
    (tmp_path / "other.jsonld").write_text('{"@context":"https://schema.org","@graph":[]}', encoding="utf-8")
    with pytest.raises(OriginError, match="Sojae did not write"):
        loaded("jsonld", tmp_path / "other.jsonld")
    source = "source: {title: t, publisher: p, url: 'https://example.org/'}"
    (tmp_path / "m.yaml").write_text(
        f"origin: x\nrecord: organisation\n{source}\ncolumns: {{name_ko: a}}\n", encoding="utf-8"
    )
    for origin, text in (("graphml", GRAPHML), ("gexf", GEXF)):
        (tmp_path / "net").write_text(text, encoding="utf-8")
        with pytest.raises(OriginError, match=f"not a table: load it with `sojae load {origin}`"):
            loaded("table", tmp_path / "net", map=str(tmp_path / "m.yaml"))


def test_elements_of_cytoscape_in_a_bare_list_are_taken(tmp_path: Path) -> None:
    nodes = [{"data": {"id": own, "label": own}} for own in ("가나", "다라")]
    path = tmp_path / "net.cyjs"
    path.write_text(
        json.dumps([*nodes, {"data": {"source": "가나", "target": "다라", "weight": "2.5"}}]),
        encoding="utf-8",
    )
    _, records = loaded("cyjs", path, **SAID)
    assert len(of_type(records, "organisation")) == 2
    assert [tie.weight for tie in of_type(records, "relation")] == [2.5]
