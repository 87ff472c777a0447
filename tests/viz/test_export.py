from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING

import igraph
import networkx as nx
import orjson
import pandas as pd
import pytest

from viz.export import FORMATS, cell, table
from viz.scene import scene

if TYPE_CHECKING:
    from pathlib import Path

    from graph.snapshot import Snapshot
    from viz.scene import Scene


@pytest.fixture(scope="module")
def drawn(daegu: Snapshot) -> Scene:
    return scene(daegu)


def frames(scene: Scene, snapshot: Snapshot) -> dict[str, pd.DataFrame]:
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["csv"].write(scene, snapshot)))
    return {
        name: pd.read_csv(archive.open(name), encoding="utf-8-sig", dtype=str, keep_default_na=False)
        for name in archive.namelist()
    }


def test_every_format_says_what_it_is() -> None:
    assert set(FORMATS) >= {"json", "csv", "graphml"}
    for name, known in FORMATS.items():
        assert known.name == name
        assert known.summary
        assert "/" in known.media_type


@pytest.mark.parametrize("name", FORMATS)
def test_equal_scenes_give_equal_bytes(daegu: Snapshot, drawn: Scene, name: str) -> None:
    assert FORMATS[name].write(drawn, daegu) == FORMATS[name].write(drawn, daegu)


def test_json_is_the_scene(daegu: Snapshot, drawn: Scene) -> None:
    assert orjson.loads(FORMATS["json"].write(drawn, daegu)) == drawn.as_dict()


def test_tables_hold_every_node_relation_and_source_without_a_dangling_id(
    daegu: Snapshot, drawn: Scene
) -> None:
    tables = frames(drawn, daegu)
    nodes, relations, sources = (tables[f"{name}.csv"] for name in ("nodes", "relations", "sources"))
    assert set(nodes.loc[nodes["drawn"] == "true", "id"]) == {node.id for node in drawn.nodes}
    assert set(relations["id"]) == {key for tie in drawn.ties for key in tie.relations}
    assert set(relations["subject"]) | set(relations["object"]) <= set(nodes["id"])
    cited = set(";".join([*nodes["sources"], *relations["sources"]]).split(";"))
    assert cited == set(sources["id"])


def test_tables_open_as_utf8_in_excel(daegu: Snapshot, drawn: Scene) -> None:
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["csv"].write(drawn, daegu)))
    assert all(archive.read(name).startswith(b"\xef\xbb\xbf") for name in archive.namelist())
    assert frames(drawn, daegu)["nodes.csv"].set_index("id").loc["dmi", "name_ko"] == "대구기계부품연구원"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_numbers_names_and_nothing_stay_what_they_are() -> None:
    assert [cell(value) for value in (-1.5, "a=b", None, True, "대구")] == [-1.5, "a=b", "", "true", "대구"]
    assert table(["a"], [['x,"y"\n']]) == b'\xef\xbb\xbfa\r\n"x,""y""\n"\r\n'


def test_graphml_opens_in_networkx_with_typed_attributes_and_the_same_ids(
    daegu: Snapshot, drawn: Scene
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph = nx.read_graphml(io.BytesIO(FORMATS["graphml"].write(drawn, daegu)))
    assert set(graph) == {node.id for node in drawn.nodes}
    assert graph.number_of_edges() == len(drawn.ties)
    dmi = graph.nodes["dmi"]
    assert dmi["label"] == "대구기계부품연구원"
    assert [type(dmi[key]) for key in ("x", "size", "r", "community")] == [float, float, int, int]
    assert {type(data["weight"]) for _, _, data in graph.edges(data=True)} == {float}


def test_graphml_opens_in_igraph_without_a_warning(daegu: Snapshot, drawn: Scene, tmp_path: Path) -> None:
    file = tmp_path / "scene.graphml"
    file.write_bytes(FORMATS["graphml"].write(drawn, daegu))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph = igraph.Graph.Read_GraphML(str(file))
    assert graph.vs["id"] == [node.id for node in drawn.nodes]
    assert graph.ecount() == len(drawn.ties)
    assert graph.es["weight"] == [float(tie.weight) for tie in drawn.ties]
