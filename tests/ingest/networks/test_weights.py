"""Weights of edges are read from every format; parallel edges of one statement weigh together, and what is no weight is rejected."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.ingest.adapters.loads import loaded, of_type
from tests.ingest.networks.drawn import LABEL, SAID, edges, gexf, graphml, load_text, node, weights

if TYPE_CHECKING:
    from pathlib import Path

NODES = node("a", "가나") + node("b", "다라") + node("c", "마바")


def weighted(*told: str) -> str:
    """A GraphML file with edges between a and b, each with a weight."""
    data = "".join(f'<edge source="a" target="b"><data key="w">{weight}</data></edge>' for weight in told)
    return graphml(NODES + data, LABEL + '<key id="w" for="edge" attr.name="Weight" attr.type="double"/>')


def test_graphml_has_them_as_data_in_whatever_letters(tmp_path: Path) -> None:
    assert weights(load_text(tmp_path, "graphml", weighted("2.5"))[1]) == [2.5]
    assert weights(load_text(tmp_path, "graphml", weighted("1e-05"))[1]) == [1e-05]


def test_an_edge_that_says_nothing_weighs_one(tmp_path: Path) -> None:
    assert weights(load_text(tmp_path, "graphml", graphml(NODES + '<edge source="a" target="b"/>'))[1]) == [
        1.0
    ]


def test_gexf_has_them_as_an_attribute_or_as_a_value(tmp_path: Path) -> None:
    declared = '<attributes class="edge"><attribute id="0" title="weight" type="float"/></attributes>'
    value = '><attvalues><attvalue for="0" value="4"/></attvalues></edge>'
    assert weights(load_text(tmp_path, "gexf", gexf(edges('weight="3.0"/>')))[1]) == [3.0]
    assert weights(load_text(tmp_path, "gexf", gexf(declared + edges(value)))[1]) == [4.0]


def test_each_spell_bears_the_weight_of_its_edge(tmp_path: Path) -> None:
    spells = 'weight="2"><spells><spell start="2017" end="2018"/><spell start="2020"/></spells></edge>'
    assert weights(load_text(tmp_path, "gexf", gexf(edges(spells)))[1]) == [2.0, 2.0]


def test_the_strength_of_a_link_of_vosviewer_is_its_weight(tmp_path: Path) -> None:
    (tmp_path / "map.txt").write_text("id\tlabel\n1\t가나\n2\t다라\n", encoding="utf-8")
    (tmp_path / "network.txt").write_text("1\t2\t3\n", encoding="utf-8")
    assert weights(loaded("vosviewer", tmp_path / "network.txt", tmp_path / "map.txt", **SAID)[1]) == [3.0]
    items = [{"id": 1, "label": "가나"}, {"id": 2, "label": "다라"}]
    said = {"network": {"items": items, "links": [{"source_id": 1, "target_id": 2, "strength": 7}]}}
    (tmp_path / "net.json").write_text(json.dumps(said), encoding="utf-8")
    assert weights(loaded("vosviewer", tmp_path / "net.json", **SAID)[1]) == [7.0]


def test_parallel_edges_of_one_statement_weigh_together_and_are_told(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, "graphml", weighted("2", "0.5"))
    assert weights(records) == [2.5]
    assert report.recognised[0]["loaded"] == 5
    assert (
        "duplicate edges: 1, merged into one relation each, with their weights added"
        in report.recognised[0]["notes"]
    )


def test_parallel_edges_that_say_different_things_stay_two(tmp_path: Path) -> None:
    _, records = load_text(
        tmp_path,
        "gexf",
        gexf(edges('kind="SUPPLIES" weight="2"/>', 'weight="3" start="2020"/>', 'weight="4"/>')),
    )
    assert weights(records) == [2.0, 3.0, 4.0]


@pytest.mark.parametrize(
    "weight", ["0", "-1", "0.0", "abc", "NaN", "Infinity", "1,5", "1_0", "１２", "1e999"]
)
def test_what_is_no_positive_number_rejects_its_own_edge(tmp_path: Path, weight: str) -> None:
    report, records = load_text(tmp_path, "graphml", weighted("2", weight))
    assert weights(records) == [2.0]
    assert [(r.line, r.field) for r in report.rejects] == [(5, "weight")]
    assert "not a positive number" in report.rejects[0].rule


def test_weights_that_add_up_beyond_measure_lose_the_edge_that_is_too_much_and_no_other(
    tmp_path: Path,
) -> None:
    report, records = load_text(tmp_path, "graphml", weighted("1e308", "1e308"))
    assert weights(records) == [1e308]
    assert [(r.line, r.field) for r in report.rejects] == [(5, "weight")]
    assert "is too large" in report.rejects[0].rule


def test_an_id_does_not_depend_on_the_weight(tmp_path: Path) -> None:
    ids = {
        tie.id
        for text in ("2", "3")
        for tie in of_type(load_text(tmp_path, "graphml", weighted(text))[1], "relation")
    }
    assert len(ids) == 1
