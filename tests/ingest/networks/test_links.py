"""Which JSON is which, and how the ends, names and weights of its links are called."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ingest.origin import OriginError
from ingest.recognising import origin_for
from tests.ingest.adapters.loads import of_type
from tests.ingest.networks.drawn import load_text, names, ties, weights

if TYPE_CHECKING:
    from pathlib import Path

BARE = {
    "nodes": [{"data": {"name": "A", "id": "1"}}, {"position": {"x": 1}, "data": {"id": "2", "name": "B"}}],
    "edges": [{"data": {"source": "1", "target": "2", "weight": 3}}],
}


def recognised(folder: Path, content: Any) -> str:
    """The origin of a JSON file."""
    (folder / "a.json").write_text(json.dumps(content), encoding="utf-8")
    return origin_for([folder / "a.json"])


def test_cytoscape_without_elements_is_read_and_recognised(tmp_path: Path) -> None:
    _, records = load_text(tmp_path, "cyjs", json.dumps(BARE))
    assert (names(records), weights(records)) == (["A", "B"], [3.0])
    assert recognised(tmp_path, BARE) == "cyjs"
    assert recognised(tmp_path, {"edges": BARE["edges"], "nodes": BARE["nodes"]}) == "cyjs"
    with pytest.raises(
        OriginError, match="Cytoscape JSON, not node-link JSON: load it with `sojae load cyjs`"
    ):
        load_text(tmp_path, "nodelink", json.dumps(BARE))


def test_nodes_that_have_their_id_beside_their_data_are_node_link(tmp_path: Path) -> None:
    content = {
        "nodes": [{"id": "1", "data": {"label": "A", "id": 7}}, {"id": "2", "data": {"label": "B"}}],
        "edges": [{"id": "e", "source": "1", "target": "2", "data": {"weight": 2}}],
    }
    assert recognised(tmp_path, content) == "nodelink"
    _, records = load_text(tmp_path, "nodelink", json.dumps(content))
    assert (names(records), weights(records)) == (["A", "B"], [2.0])


@pytest.mark.parametrize(
    "pair",
    [("n1", "n2"), ("from", "to"), ("start", "end"), ("head", "tail"), ("a", "b"), ("Source", "Target"), ("source_id", "target_id"), ("startNode", "endNode")],
)  # fmt: skip
def test_synonyms_of_the_ends_are_read(tmp_path: Path, pair: tuple[str, str]) -> None:
    content = {"nodes": [{"id": "B"}, {"id": "A"}], "links": [dict(zip(pair, "BA", strict=True))]}
    _, records = load_text(tmp_path, "nodelink", json.dumps(content), predicate="SUPPLIES")
    known = {one.id: one.name_ko for one in of_type(records, "organisation")}
    [tie] = of_type(records, "relation")
    assert (known[tie.subject], known[tie.object], tie.start) == ("B", "A", None)


def test_start_and_end_beside_ends_are_times(tmp_path: Path) -> None:
    links = [{"from": "A", "to": "B", "start": 2019, "end": 2021}]
    content = {"nodes": [{"id": "A"}, {"id": "B"}], "links": links}
    _, records = load_text(tmp_path, "nodelink", json.dumps(content))
    assert ties(records) == [("COLLABORATES_WITH", "2019", "2021")]


def test_links_without_known_ends_are_refused_with_their_fields(tmp_path: Path) -> None:
    content = {"nodes": [{"id": "A"}, {"id": "B"}], "links": [{"here": "A", "there": "B", "weight": 1}]}
    with pytest.raises(
        OriginError, match="no link has two ends; its fields are “here”, “there”, “weight”: call"
    ):
        load_text(tmp_path, "nodelink", json.dumps(content))


@pytest.mark.parametrize(
    ("link", "weight"),
    [({"value": 5}, 5.0), ({"value": "5"}, 5.0), ({"value": 5, "weight": 2}, 2.0), ({"value": 5, "Weight": 2}, 2.0), ({"value": "high"}, 1.0)],
)  # fmt: skip
def test_the_value_of_a_link_is_its_weight_if_it_has_no_other(
    tmp_path: Path, link: dict[str, Any], weight: float
) -> None:
    links = [{"source": "A", "target": "B", **link}]
    content = {"nodes": [{"id": "A"}, {"id": "B"}], "links": links}
    assert weights(load_text(tmp_path, "nodelink", json.dumps(content))[1]) == [weight]


@pytest.mark.parametrize("field", ["lab", "title", "caption", "Title"])
def test_further_fields_name_nodes_without_a_label(tmp_path: Path, field: str) -> None:
    nodes = [{"id": 1, field: "A"}, {"id": 2, "label": "B", field: "x"}]
    report, records = load_text(tmp_path, "nodelink", json.dumps({"nodes": nodes, "links": []}))
    assert names(records) == ["A", "B"]
    own = {one.name_ko: one.attributes for one in of_type(records, "organisation")}
    assert own == {"A": None, "B": f'{{"{field}":"x"}}'}
    assert report.recognised[0]["unread"] == []


def test_links_may_name_nodes_by_their_title(tmp_path: Path) -> None:
    content = {"nodes": [{"title": "A"}, {"title": "B"}], "links": [{"source": "A", "target": "B"}]}
    assert len(of_type(load_text(tmp_path, "nodelink", json.dumps(content))[1], "relation")) == 1
