"""Which origin reads a file is told by its content, whatever its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.origin import OriginError
from ingest.proposing import proposal_of
from ingest.recognising import origin_for
from tests.ingest.adapters.small_inputs import SMALL_INPUTS
from tests.ingest.networks.books import workbook

if TYPE_CHECKING:
    from pathlib import Path

NETWORKS = (
    *(
        "graphml",
        "gexf",
        "gml",
        "pajek",
        "cyjs",
        "nodelink",
        "cx2",
        "kumu",
        "rdf",
        "dl",
        "matrix",
    ),
    *("ndjson", "jsonld", "parquet", "table"),
)


@pytest.mark.parametrize("origin", NETWORKS)
def test_the_small_input_of_each_network_is_recognised_under_any_name(origin: str, tmp_path: Path) -> None:
    files, _ = SMALL_INPUTS[origin](tmp_path)
    for number, path in enumerate(files):
        path.rename(tmp_path / f"file{number}")
    assert origin_for([tmp_path / f"file{number}" for number in range(len(files))]) == origin


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Source;Target;Weight\na;b;1\n", "pair"),
        (":START_ID(firm),:END_ID(firm),:TYPE\na,b,SUPPLIES\n", "pair"),
        ("companyId:ID(Company),name:string,:LABEL\nc1,Alpha,Company\n", "pair"),
        (":END_ID(Company),share:float,:START_ID(Company)\na,0.5,b\n", "pair"),
        ('"","Reporter","Partner","Trade_Value"\n"1","Korea","Japan",120\n', "pair"),
        (" (from), (to), (weight)\nA,B,3\n", "pair"),
        ("from;relation;to\nAlpha;supplies;Beta\n", "pair"),
        ("exporter,importer,value\nKOR,JPN,3.5\n", "pair"),
        ("source_node_id,target_node_id,relationship_type,source_id\na,b,requires,s1\n", "pair"),
        ("From Company,To Company\nAlpha,Beta\n", "pair"),
        ("project,from,to\nA,2020-01,2021-12\n", "table"),
        (",a,b,c\na,0,1,2\nb,1,0,3\n", "matrix"),
        ("Name,City,Staff\n가나,Daegu,3\n다라,Gumi,4\n", "table"),
        ("name,a,b\na,0,1\nc,1,0\n", "table"),
        ('{"directed":true,"multigraph":false,"graph":{},"nodes":[],"edges":[]}', "nodelink"),
        ('{"elements":[{"label":"A"}],"connections":[]}', "kumu"),
        ('{"elements":{"nodes":[{"data":{"id":"a"}}]}}', "cyjs"),
        ("<http://ex.org/a> <http://ex.org/b> <http://ex.org/c> .\n", "rdf"),
        ("# comment\n@base <http://ex.org/> .\n", "rdf"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>', "rdf"),
        ('[{"@id":"x","@type":["y"]}]', "rdf"),
        ("*Partition p\n*Vertices 2\n1\n2\n", "pajek"),
    ],
)
def test_a_text_is_recognised_by_its_beginning(text: str, origin: str, tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text(text, encoding="utf-8")
    assert origin_for([path]) == origin


def test_a_map_of_vosviewer_is_recognised_with_its_network(tmp_path: Path) -> None:
    (tmp_path / "map.txt").write_text("id\tlabel\tx\ty\tcluster\n1\t가나\t0\t0\t1\n", encoding="utf-8")
    (tmp_path / "network.txt").write_text("1\t2\t3\n", encoding="utf-8")
    assert origin_for([tmp_path / "network.txt", tmp_path / "map.txt"]) == "vosviewer"


def test_nodes_and_edges_of_gephi_are_a_pair(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("Id,Label,Grade\n1,가나,A\n2,다라,B\n", encoding="utf-8")
    (tmp_path / "edges.csv").write_text("Source,Target,Type\n1,2,Undirected\n", encoding="utf-8")
    assert origin_for([tmp_path / "nodes.csv", tmp_path / "edges.csv"]) == "pair"


def test_a_workbook_of_kumu_is_told_from_others_by_its_sheets(tmp_path: Path) -> None:
    map_ = workbook(tmp_path / "a.xlsx", Elements=[["Label"], ["A"]], Connections=[["From", "To"]])
    other = workbook(tmp_path / "b.xlsx", List=[["Name", "City"], ["A", "Daegu"]])
    assert (origin_for([map_]), origin_for([other])) == ("kumu", "table")


def test_files_of_several_origins_or_of_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.gml").write_text("graph [ node [ id 1 ] ]\n", encoding="utf-8")
    (tmp_path / "b.net").write_text("*Vertices 1\n", encoding="utf-8")
    (tmp_path / "c.dot").write_text("digraph { a -> b }\n", encoding="utf-8")
    with pytest.raises(
        OriginError, match=r"belong to several origins: a\.gml .gml., b\.net .pajek.: load those of one"
    ):
        origin_for([tmp_path / "a.gml", tmp_path / "b.net"])
    with pytest.raises(
        OriginError, match=r"this is DOT .Graphviz., which no origin reads: export it as GraphML"
    ):
        origin_for([tmp_path / "c.dot"])
    with pytest.raises(OriginError, match="no such file"):
        origin_for([tmp_path / "gone"])


def test_a_map_in_geojson_is_called_so_and_a_list_with_a_column_type_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "m").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"name":"a"}}]}'
    )
    with pytest.raises(
        OriginError, match=r"^m: this is GeoJSON \(a map, not a list\), which no origin reads"
    ):
        origin_for([tmp_path / "m"])
    with pytest.raises(OriginError, match=r"^m: this is GeoJSON \(a map, not a list\), not a table"):
        proposal_of(tmp_path / "m")
    (tmp_path / "l").write_text('[{"name":"Alpha Co.","type":"SME"},{"name":"Beta Co.","type":"SME"}]')
    assert origin_for([tmp_path / "l"]) == "table"
