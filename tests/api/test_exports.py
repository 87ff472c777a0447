"""`/export` and `Accept`: files by name and by type, streamed, refused with a problem where they cannot be."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import networkx as nx
import orjson
import pandas as pd
import pytest
from starlette.testclient import TestClient

from api.errors import Problem
from api.negotiation import preferred
from queries.limits import LIMITS
from tests.api.tables import rows
from viz.exports import formats

if TYPE_CHECKING:
    pass

FORMATS = formats()
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def get(client: TestClient, path: str, accept: str | None = None, status: int = 200):
    answer = client.get(f"/api/v1{path}", headers={} if accept is None else {"Accept": accept})
    assert answer.status_code == status, answer.text
    return answer


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_file_with_a_name_a_type_and_a_tag(client, name):
    answer = get(client, f"/export?format={name}&around=dmi")
    known = FORMATS[name]
    assert answer.headers["content-type"] == known.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="sojae-dmi.{known.extension}"'
    assert "content-length" not in answer.headers
    tag = answer.headers["etag"]
    again = client.get(f"/api/v1/export?format={name}&around=dmi", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert get(client, f"/export?format={name}&around=dmi").content == answer.content


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "parquet"])  # a zip is CSV
def test_accept_asks_for_a_format_as_well_as_its_name(client, name):
    known = FORMATS[name]
    by_name = get(client, f"/export?format={name}&around=dmi")
    by_type = get(client, "/export?around=dmi", known.media_type)
    assert by_type.content == by_name.content
    assert by_type.headers["content-type"] == by_name.headers["content-type"]
    assert by_type.headers["vary"].startswith("Accept")


def test_a_type_of_one_table_gives_the_relations_or_the_part_asked_for(client):
    answer = get(client, "/export", "text/csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].endswith('"sojae-facts-relations.csv"')
    assert len(pd.read_csv(io.BytesIO(answer.content))) == 3227
    nodes = get(client, "/export?part=nodes", "application/vnd.apache.parquet")
    assert len(pd.read_parquet(io.BytesIO(nodes.content))) == 989 + 355 + 314


def test_the_format_in_the_address_is_stronger_than_accept(client):
    assert get(client, "/export?format=gexf", "text/html").headers["content-type"] == "application/gexf+xml"


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", BROWSER, "application/*;q=0.2"])
@pytest.mark.parametrize("path", ["/export?around=dmi", "/scene?around=dmi", "/nodes/dmi/neighbourhood"])
def test_those_who_ask_for_nothing_special_get_json(client, path, accept):
    assert get(client, path, accept).headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "path", ["/export", "/scene?around=dmi", "/nodes/dmi/neighbourhood", "/export?part=nodes"]
)
@pytest.mark.parametrize("accept", ["text/turtle", "application/pdf;q=0.5, text/html", "bogus"])
def test_what_is_not_on_offer_is_refused_with_what_is(client, path, accept):
    problem = get(client, path, accept, 406).json()
    assert problem["type"].endswith("#not-acceptable")
    assert problem["errors"][0]["parameter"] == "Accept"
    assert "application/" in problem["errors"][0]["remedy"]


def test_a_scene_as_another_file_holds_the_same_nodes_and_ties(client):
    scene = get(client, "/scene?layer=direct&sectors=metals,textiles").json()
    file = get(client, "/scene?layer=direct&sectors=metals,textiles", "application/graphml+xml")
    graph = nx.read_graphml(io.BytesIO(file.content))
    assert set(graph) == {node["id"] for node in scene["nodes"]}
    assert graph.number_of_edges() == len(scene["ties"])
    assert {node["id"]: node["x"] for node in scene["nodes"]} == dict(graph.nodes(data="x"))
    archive = get(client, "/scene?layer=direct&sectors=metals,textiles", "application/zip")
    tables = zipfile.ZipFile(io.BytesIO(archive.content))
    assert len(pd.read_csv(tables.open("nodes.csv"))) == len(scene["nodes"])


def test_a_neighbourhood_as_another_file_holds_the_same_nodes_and_relations(client):
    path = "/nodes/dmi/neighbourhood?depth=2&limit=1000"
    found, whole = get(client, path).json(), get(client, f"{path}&among=true").json()
    file = get(client, path, "application/gexf+xml")
    assert file.headers["content-disposition"] == 'attachment; filename="sojae-dmi.gexf"'
    graph = nx.read_gexf(io.BytesIO(file.content), version="1.3")
    assert set(graph) == {node["id"] for node in found["nodes"]}
    assert {data["id"] for *_, data in graph.edges(data=True)} == {row["id"] for row in whole["relations"]}
    lines = get(client, path, "application/x-ndjson").content.splitlines()
    assert sum(orjson.loads(line)["type"] == "relation" for line in lines) == len(found["relations"])


def test_a_file_without_a_limit_has_the_whole_neighbourhood_and_one_with_a_limit_links_to_the_rest(client):
    path = "/nodes/dmi/neighbourhood"
    assert get(client, path).json()["totals"] == {"nodes": 131, "relations": 141, "among": 372}
    whole = get(client, path, "application/graphml+xml")
    graph = nx.read_graphml(io.BytesIO(whole.content))
    assert (len(graph), graph.number_of_edges()) == (131, 372)
    assert "next" not in whole.headers["link"]
    star = get(client, f"{path}?among=false", "application/graphml+xml")
    assert nx.read_graphml(io.BytesIO(star.content)).number_of_edges() == 141
    cut = get(client, f"{path}?limit=40", "application/graphml+xml")
    following = cut.headers.get_list("link")[-1]
    assert following.endswith('; rel="next"')
    assert len(nx.read_graphml(io.BytesIO(cut.content))) == 40


def test_a_neighbourhood_that_is_too_large_for_a_file_is_refused_with_its_size(client, monkeypatch):
    monkeypatch.setitem(LIMITS, "neighbourhood_file_nodes", 130)
    answer = get(client, "/nodes/dmi/neighbourhood", "application/gexf+xml", 422)
    fault = answer.json()["errors"][0]
    assert fault["rule"] == "the neighbourhood has 131 nodes, more than the 130 that a file can have"
    assert "/export?around=dmi" in fault["remedy"]


def test_a_later_page_of_a_neighbourhood_names_no_node_that_is_not_in_the_file(client):
    first = get(client, "/nodes/dmi/neighbourhood?limit=20").json()
    path = f"/nodes/dmi/neighbourhood?limit=20&cursor={first['next']}"
    elements = orjson.loads(get(client, path, "application/vnd.cytoscape+json").content)["elements"]
    ids = {node["data"]["id"] for node in elements["nodes"]}
    assert {edge["data"][end] for edge in elements["edges"] for end in ("source", "target")} <= ids


def test_words_choose_the_same_in_a_file_as_in_a_picture(client):
    words = "layer=facts&predicates=DEVELOPS&as_of=2020&undated=drop"
    relations = get(client, f"/export?format=csv&part=relations&{words}")
    table = pd.read_csv(io.BytesIO(relations.content))
    assert set(table["predicate"]) == {"DEVELOPS"}
    scene = get(client, f"/scene?{words}").json()
    assert set(table["id"]) == {key for tie in scene["ties"] for key in tie["relations"]}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("format=gexff", "format"),
        ("format=graphml&part=nodes", "part"),
        ("format=csv&part=ties", "part"),
        ("format=ndjson&positions=true", "positions"),
        ("format=json&positions=false", "positions"),
        ("format=json&limit=20001", "limit"),
        ("limit=0", "limit"),
        ("sectors=metal", "sectors"),
        ("colour=red", "colour"),
    ],
)
def test_words_that_cannot_be_are_refused_with_the_remedy(client, query, parameter):
    problem = get(client, f"/export?{query}", status=422).json()
    assert problem["errors"][0]["parameter"] == parameter
    assert problem["errors"][0]["remedy"]


def test_an_unknown_node_in_the_middle_is_not_found(client):
    assert "dmi" in get(client, "/export?format=gexf&around=dmj", status=404).json()["detail"]
    get(client, "/nodes/dmj/neighbourhood", "application/gexf+xml", 404)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "a/json"),
        ("a/xml", "a/xml"),
        ("a/xml;q=0.4, a/json;q=0.5", "a/json"),
        ("a/*, a/json;q=0.1", "a/xml"),
        ("A/XML ; Q=1", "a/xml"),
        ("a/xml;q=bogus", "a/xml"),
        ("b/none, */*;q=0.1", "a/json"),
        (",,a/xml,", "a/xml"),
    ],
)
def test_the_type_liked_best_is_chosen(accept, chosen):
    assert preferred(accept, ["a/json", "a/xml"]) == chosen


@pytest.mark.parametrize("accept", ["b/none", "*/*;q=0", "a/*;q=0", "a/json;q=0, a/xml;q=0"])
def test_no_type_is_chosen_that_is_not_accepted(accept):
    with pytest.raises(Problem):
        preferred(accept, ["a/json", "a/xml"])


SET = ("dmi", "dyetec", "ktdi", "daegu-technopark", "daegu-materials-convergence-union")


def among_the_set():
    """Give the ids of the relations between two nodes of the set."""
    return {
        row["relation_id"] for row in rows("relations") if {row["subject_id"], row["object_id"]} <= set(SET)
    }


def test_ids_choose_the_nodes_of_a_scene_and_the_relations_among_them(client):
    scene = get(client, f"/scene?ids={','.join(SET)}&isolates=true").json()
    assert {node["id"] for node in scene["nodes"]} == set(SET)
    assert {relation for tie in scene["ties"] for relation in tie["relations"]} == among_the_set() != set()


@pytest.mark.parametrize("name", ["csv", "ndjson", "graphml", "gexf", "cyjs", "jsonld"])
def test_every_format_honours_ids(client, name):
    answer = get(client, f"/export?format={name}&ids={','.join(SET)}")
    text = answer.content
    if name == "csv":
        text = zipfile.ZipFile(io.BytesIO(text)).read("relations.csv")
    found = {row["relation_id"] for row in rows("relations") if f"{row['relation_id']}" in text.decode()}
    assert found == among_the_set()


def test_ids_that_no_node_has_and_too_many_ids_are_refused(client):
    fault = get(client, "/scene?ids=dmi,dmj", status=404).json()["errors"][0]
    assert (fault["parameter"], "“dmi”" in fault["remedy"]) == ("ids", True)
    assert get(client, "/export?format=csv&ids=dmi,dmj", status=404).json()["errors"][0]["parameter"] == "ids"
    many = ",".join(f"n{i}" for i in range(1001))
    assert "maximum of 1000" in get(client, f"/scene?ids={many}", status=422).json()["errors"][0]["rule"]
    assert "empty filter" in get(client, "/scene?ids=,", status=422).json()["errors"][0]["rule"]


@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet"])
@pytest.mark.parametrize(("part", "count"), [("aliases", 476), ("conflicts", 51), ("identifiers", 0)])
def test_further_names_identifiers_and_conflicts_are_tables_of_their_own(client, form, part, count):
    answer = get(client, f"/export?format={form}&part={part}")
    if form == "parquet":
        assert len(pd.read_parquet(io.BytesIO(answer.content))) == count
    else:
        assert len(answer.content.decode().splitlines()) == count + (form == "csv")


def test_a_parquet_table_is_read_in_ranges(client):
    path = "/export?format=parquet&part=relations"
    whole = get(client, path)
    assert whole.headers["accept-ranges"] == "bytes"
    size = len(whole.content)
    for asked, expected in (
        ("bytes=0-3", whole.content[:4]),
        ("bytes=-8", whole.content[-8:]),
        (f"bytes={size - 100}-{size + 50}", whole.content[-100:]),
    ):
        part = client.get(f"/api/v1{path}", headers={"Range": asked})
        assert (part.status_code, part.content) == (206, expected)
        assert part.headers["etag"] == whole.headers["etag"]
        first = size - len(expected) if expected != whole.content[:4] else 0
        assert part.headers["content-range"] == f"bytes {first}-{first + len(expected) - 1}/{size}"
    beyond = client.get(f"/api/v1{path}", headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    several = client.get(f"/api/v1{path}", headers={"Range": "bytes=0-1,4-5"})
    assert (several.status_code, several.content) == (200, whole.content)
    for tag, status in ((whole.headers["etag"], 206), ('"another"', 200)):
        conditional = client.get(f"/api/v1{path}", headers={"Range": "bytes=0-3", "If-Range": tag})
        assert conditional.status_code == status
    head = client.head(f"/api/v1{path}")
    assert (head.headers["content-length"], head.content) == (str(size), b"")


def test_the_records_of_what_is_drawn_are_exactly_those_asked_for(client):
    body = {
        "format": "csv",
        "part": "relations",
        "nodes": ["dmi", "dyetec", "union-metals"],
        "relations": ["r00837"],
    }
    answer = client.post("/api/v1/export", json=body)
    assert answer.headers["content-disposition"] == 'attachment; filename="sojae-drawn-relations.csv"'
    assert [row["id"] for row in csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")))] == ["r00837"]
    nodes = client.post("/api/v1/export", json={**body, "part": "nodes"}).text.lstrip("\ufeff")
    assert {row["id"] for row in csv.DictReader(io.StringIO(nodes))} == {"dmi", "dyetec", "union-metals"}
    for name in ("ndjson", "jsonld", "parquet"):
        assert client.post("/api/v1/export", json={**body, "format": name, "part": None}).content
    for wrong in ({"nodes": ["dmj"]}, {"relations": ["r9999999"]}):
        assert client.post("/api/v1/export", json={**body, **wrong}).status_code == 404
    assert client.post("/api/v1/export", json={**body, "format": "gexf"}).status_code == 422
