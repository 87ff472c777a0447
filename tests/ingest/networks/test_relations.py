"""Several relations in one file, projects of Pajek, and files that are cut off: nothing is merged or lost silently."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from graph.attributes import attributes_of
from ingest.origin import OriginError
from tests.ingest.adapters.loads import of_type
from tests.ingest.networks.drawn import load_text, names

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Record


def details(records: set[Record]) -> list[tuple[str | None, float]]:
    """Detail and weight of each relation, sorted."""
    return sorted((tie.detail or "", tie.weight) for tie in of_type(records, "relation"))


def own(records: set[Record]) -> dict[str, dict[str, Any]]:
    """Own attributes of organisations by name."""
    return {one.name_ko: dict(attributes_of(one.attributes)) for one in of_type(records, "organisation")}


TWO = '*Vertices 2\n1 "A"\n2 "B"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('*Arcs :1 "avoid"\n1 2 3\n*Arcs :2 "helps"\n1 2 5\n*Arcs :1\n1 2 4\n', [("avoid", 7.0), ("helps", 5.0)]),
        ('*Arcs :1\n1 2 3\n*Arcs :2\n1 2 5\n', [("relation 1", 3.0), ("relation 2", 5.0)]),
        ('*Arcs\n1: 1 2 3\n10: 1 2 5\n', [("relation 1", 3.0), ("relation 10", 5.0)]),
        ('*Arcs :10 "helps"\n*Arcs :2 "avoid"\n*Arcs\n10: 1 2 5\n2: 1 2 4\n', [("avoid", 4.0), ("helps", 5.0)]),
        ('*Matrix\n0 2\n0 0\n*Matrix :2 "helps"\n0 3\n0 0\n', [("helps", 3.0), ("relation 1", 2.0)]),
        ('*Arcs "helps"\n1 2\n*Edges\n1 2\n', [("", 1.0), ("helps", 1.0)]),
        ('*Arcs :1 "helps"\n1 2\n*Arcs :1 "pays"\n1 2\n', [("helps", 1.0), ("pays", 1.0)]),
        ("*Arcs\n1 2 3\n", [("", 3.0)]),
    ],
)  # fmt: skip
def test_each_relation_of_pajek_is_a_record_with_its_own_weight(
    tmp_path: Path, text: str, expected: list[tuple[str, float]]
) -> None:
    assert details(load_text(tmp_path, "pajek", TWO + text)[1]) == expected


def test_the_relations_of_a_file_are_counted_in_the_report(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, "pajek", f'{TWO}*Arcs :1 "avoid"\n1 2\n*Arcs :2\n1 2\n2 1\n')
    assert (
        "relations: avoid ×1, relation 2 ×2; each is kept apart from the others"
        in (report.recognised[0]["notes"])
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dl n=2 nm=2 labels: x y matrix labels: helps avoids data: 0 1 0 0 0 0 3 0", [("avoids", 3.0), ("helps", 1.0)]),
        ("dl n=2 nm=2 labels: x y data: 0 1 0 0 0 0 3 0", [("relation 1", 1.0), ("relation 2", 3.0)]),
        ("dl n=2 nm=2 format=edgelist1\nlabels:\nx,y\nmatrix labels:\nhelps,avoids\ndata:\n1 2 4\n!\n1 2 5\n", [("avoids", 5.0), ("helps", 4.0)]),
    ],
)  # fmt: skip
def test_each_matrix_of_dl_is_a_relation_of_its_own(
    tmp_path: Path, text: str, expected: list[tuple[str, float]]
) -> None:
    assert details(load_text(tmp_path, "dl", text)[1]) == expected


def test_partitions_and_vectors_before_the_network_are_read_and_two_of_one_name_stay(tmp_path: Path) -> None:
    text = (
        "*Partition mode\n*Vertices 2\n1\n2\n*Vector v\n*Vertices 2\n3\n4\n*Permutation p\n*Vertices 2\n2\n1\n"
        f"*Network n\n{TWO}*Arcs\n1 2\n*Vector v\n*Vertices 2\n5\n6\n*Partition other\n*Vertices 3\n1\n1\n1\n"
    )
    report, records = load_text(tmp_path, "pajek", text)
    assert own(records) == {"A": {"mode": 1, "v": 3, "v 2": 5}, "B": {"mode": 2, "v": 4, "v 2": 6}}
    assert {"*Permutation: 1", "other (of 3 vertices): 1"} <= set(report.recognised[0]["unread"])


PROJECT = '*Network one\n*Vertices 1\n1 "A"\n*Network two\n*Vertices 2\n1 "C"\n2 "D"\n*Arcs\n1 2\n*Vector w\n*Vertices 2\n7\n8\n'


def test_an_option_chooses_another_network_of_a_project(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, "pajek", PROJECT)
    assert names(records) == ["A"]
    assert "network 1 of 2 is read: --set network=2 reads another" in report.recognised[0]["notes"]
    _, records = load_text(tmp_path, "pajek", PROJECT, network="2")
    assert own(records) == {"C": {"w": 7}, "D": {"w": 8}}
    with pytest.raises(
        OriginError, match="network=3: this project has 2 networks: give a number from 1 to 2"
    ):
        load_text(tmp_path, "pajek", PROJECT, network="3")


def test_a_last_line_without_a_line_break_is_told(tmp_path: Path) -> None:
    told = "the last line has no line break: check that the file is not cut off"
    assert told in load_text(tmp_path, "pajek", f"{TWO}*Arcs\n1 2")[0].recognised[0]["notes"]
    assert told not in load_text(tmp_path, "pajek", f"{TWO}*Arcs\n1 2\n")[0].recognised[0]["notes"]


def test_a_section_that_ends_early_is_refused_or_told(tmp_path: Path) -> None:
    with pytest.raises(OriginError, match=r"line 9: “v” has 1 values; .Vertices says 2: the download may be"):
        load_text(tmp_path, "pajek", f"{TWO}*Arcs\n1 2\n*Vector v\n*Vertices 2\n7\n")
    report, _ = load_text(tmp_path, "pajek", '*Vertices 3\n1 "A"\n2 "B"\n*Arcs\n1 2\n')
    assert "*Vertices says 3 vertices, and lists 2" in report.recognised[0]["notes"]


def test_quotes_that_do_not_match_make_no_attributes_and_are_told(tmp_path: Path) -> None:
    text = '*Vertices 3\n1 "Daily "Extra" News (Town)"\n2 "Half 0.1 0.2\n3 "C" size_of 4\n*Arcs\n1 2\n'
    report, records = load_text(tmp_path, "pajek", text)
    assert own(records) == {'Daily "Extra" News (Town)': {}, "Half 0.1 0.2": {}, "C": {"size_of": 4}}
    assert any(
        note.startswith("quotes do not match in the lines of vertices: 2, first line 2")
        for note in report.recognised[0]["notes"]
    )


def test_the_keys_of_a_multigraph_are_relations_if_they_are_words(tmp_path: Path) -> None:
    content = {
        "directed": True, "multigraph": True, "nodes": [{"id": "A"}, {"id": "B"}],
        "links": [{"source": "A", "target": "B", "key": key, "weight": weight} for key, weight in (("helps", 2), ("pays", 3), ("helps", 4))],
    }  # fmt: skip
    assert details(load_text(tmp_path, "nodelink", json.dumps(content))[1]) == [("helps", 6.0), ("pays", 3.0)]
    text = 'graph [ multigraph 1 node [ id 0 label "A" ] node [ id 1 label "B" ] edge [ source 0 target 1 key "helps" ] edge [ source 0 target 1 key "pays" ] edge [ source 0 target 1 key 0 ] ]'
    assert details(load_text(tmp_path, "gml", text)[1]) == [("", 1.0), ("helps", 1.0), ("pays", 1.0)]


def test_two_properties_between_the_same_things_of_linked_data_are_two_relations(tmp_path: Path) -> None:
    text = (
        "@prefix e: <https://example.org/> .\ne:a a e:Firm; e:name 'A'; e:helps e:b; e:pays e:b .\n"
        "e:b a e:Firm; e:name 'B' .\n"
    )
    assert details(load_text(tmp_path, "rdf", text, organisation="e:Firm", items="")[1]) == [
        ("helps", 1.0),
        ("pays", 1.0),
    ]


def test_two_interactions_of_cytoscape_between_the_same_nodes_are_two_relations(tmp_path: Path) -> None:
    edges = [
        {"id": n, "s": 1, "t": 2, "v": {"interaction": word}}
        for n, word in ((3, "licenses"), (4, "funds R&D"))
    ]
    nodes = [{"id": n, "v": {"name": name}} for n, name in ((1, "Alpha"), (2, "Beta"))]
    text = json.dumps([{"CXVersion": "2.0", "hasFragments": False}, {"nodes": nodes}, {"edges": edges}])
    _, records = load_text(tmp_path, "cx2", text)
    assert details(records) == [("funds R&D", 1.0), ("licenses", 1.0)]
