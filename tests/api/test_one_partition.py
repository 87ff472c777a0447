"""One network has one division: picture, communities, files and page name the same groups by the same numbers."""

from __future__ import annotations

import re
from collections import defaultdict

import networkx as nx
import orjson
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.model import Relation
from graph.rows import from_row
from graph.stores import open_store
from graph.vocabulary import RecordType
from tests.measures.drawing import SOURCE, drawn, key
from tests.saying import say

ASKED = [
    "layer=direct",
    "layer=direct&as_of=2018&seed=2",
    "layer=affiliation&resolution=0.4",
    "layer=technology&since=2015&undated=drop",
    "layer=all",
    "layer=all&as_of=2012&resolution=3&seed=7",
    "layer=facts&as_of=2010",
]


def answer(client, path):
    found = client.get(f"/api/v1/{path}")
    assert found.status_code == 200, found.text
    return found.json()


def groups(answered):
    return {group["id"]: set(group["members"]) for group in answered["communities"]}


def grouped(nodes):
    """Node id → community, turned round; isolates have none."""
    found = defaultdict(set)
    for node, community in nodes:
        if community >= 0:
            found[community].add(node)
    return dict(found)


@pytest.mark.parametrize("words", ASKED)
def test_a_scene_has_the_communities_of_its_layer_period_resolution_and_seed(client, words):
    told = answer(client, f"communities?{words}")
    for isolates in ("false", "true"):
        scene = answer(client, f"scene?isolates={isolates}&{words}")
        assert grouped((node["id"], node["community"]) for node in scene["nodes"]) == groups(told)
        assert scene["communities"]["of"] == "layer"
        assert scene["communities"]["modularity"] == told["modularity"]
        alone = [node["id"] for node in scene["nodes"] if node["community"] < 0]
        assert len(alone) + scene["hidden"]["isolates"] == told["isolates"]
    assert told["stability"]["modularity_low"] <= told["modularity"] <= told["stability"]["modularity_high"]


@pytest.mark.parametrize(
    "words", ["layer=direct", "layer=all&as_of=2015&resolution=2", "layer=technology&seed=4"]
)
def test_files_and_page_hold_the_same_communities(client, words):
    expected = groups(answer(client, f"communities?{words}"))
    scene = client.get(f"/api/v1/export?format=json&{words}").json()
    assert grouped((node["id"], node["community"]) for node in scene["nodes"]) == expected
    drawn = nx.parse_graphml(client.get(f"/api/v1/export?format=graphml&{words}").text)
    assert grouped(drawn.nodes(data="community")) == expected
    cyjs = client.get(f"/api/v1/export?format=cyjs&{words}").json()["elements"]["nodes"]
    assert grouped((node["data"]["id"], node["data"]["community"]) for node in cyjs) == expected
    gexf = client.get(f"/api/v1/export?format=gexf&{words}").text
    found = re.findall(r'<node id="([^"]+)".*?<attvalue for="community" value="(-?\d+)"/>', gexf)
    assert grouped((key, int(value)) for key, value in found) == expected
    data = re.search(r"const DATA = (\{.*\});", client.get(f"/api/v1/page?{words}").text)
    assert data is not None
    page = orjson.loads(data[1].encode())["nodes"]
    assert grouped((node["id"], node["group"]) for node in page) == expected


def test_the_measure_names_the_same_groups(client):
    values = answer(client, "measures/community?layer=all&limit=1000")["values"]
    assert grouped((one["id"], int(one["value"])) for one in values) == groups(
        answer(client, "communities?layer=all")
    )


def test_a_limit_leaves_nodes_out_and_no_other_number_in(client):
    told = {
        member: number
        for number, members in groups(answer(client, "communities?layer=all")).items()
        for member in members
    }
    scene = answer(client, "scene?layer=all&limit=60")
    assert len(scene["nodes"]) == 60
    assert scene["communities"]["of"] == "layer"
    assert all(told[node["id"]] == node["community"] for node in scene["nodes"])


def test_what_a_choice_is_divided_into_is_told_to_be_its_own(client):
    for words in ("around=dmi", "sectors=metals,machinery", "predicates=SUPPLIES"):
        assert answer(client, f"scene?{words}")["communities"]["of"] == "choice"


def test_the_legend_the_ties_and_the_nodes_of_a_scene_count_the_same(client):
    for words in ("layer=all", "layer=direct&as_of=2015", "layer=facts&isolates=true", "around=dmi&depth=2"):
        scene = answer(client, f"scene?{words}")
        count = dict.fromkeys(("sector", "kind"), 0)
        for line in scene["legend"]:
            if line["group"] in count:
                count[line["group"]] += line["count"]
        programmes = sum(node["kind"] == "programme" for node in scene["nodes"])
        assert count["kind"] == len(scene["nodes"])
        assert count["sector"] == len(scene["nodes"]) - programmes
        ends = {end for tie in scene["ties"] for end in (tie["source"], tie["target"])}
        assert ends <= {node["id"] for node in scene["nodes"]}
        if "isolates" not in words and "around" not in words:
            assert len(ends) == len(scene["nodes"])


def test_weights_that_relations_bear_leave_one_partition(tmp_path):
    """Two triangles, joined by a heavy tie: by number of ties two groups, by weight the heavy tie's ends are one."""
    drawn(tmp_path, [], 9)
    store = open_store(f"sqlite:///{tmp_path / 'drawn.sqlite'}")
    edges = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]
    bodies = [
        from_row(RecordType.ORGANISATION, row) for rows in store.rows(RecordType.ORGANISATION) for row in rows
    ]
    ties = [
        Relation(
            f"r{i}",
            key(a),
            "COLLABORATES_WITH",
            key(b),
            None,
            None,
            None,
            ("s",),
            weight=50.0 if (a, b) == (2, 3) else 1.0,
        )
        for i, (a, b) in enumerate(edges)
    ]
    say(store, [SOURCE, *bodies, *ties])
    with TestClient(create_app(store)) as client:
        told = answer(client, "communities?layer=direct")
        scene = answer(client, "scene?layer=direct&isolates=true")
    assert grouped((node["id"], node["community"]) for node in scene["nodes"]) == groups(told)
    assert told["isolates"] == 3
    assert any({key(2), key(3)} <= members for members in groups(told).values())
