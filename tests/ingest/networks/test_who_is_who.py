"""Nodes of one file are distinct unless the file says otherwise; persons stay out and are counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from graph.snapshot import Snapshot
from ingest.load import load
from ingest.origin import OriginError
from tests.ingest.adapters.loads import PERSON, loaded, new_store, of_type
from tests.ingest.networks.drawn import LABEL, SAID, edges, gexf, graphml, load_text, names, node

if TYPE_CHECKING:
    from pathlib import Path

ALIKE = (
    "KIST",
    "GIST",
    "KIMS",
    "GIMS",
    "Plant B",
    "Plant F",
    "Ford",
    "Port",
    "GE",
    "KE",
    "LG",
    "RG",
    "Posco",
    "Bosco",
)


def shown(folder: Path, origin: str, *texts: str) -> list[str]:
    """Names of the nodes that a store shows once files of one origin are loaded, each under a title of its own."""
    with new_store(folder) as store:
        for number, text in enumerate(texts):
            path = folder / f"in{number}.{origin}"
            path.write_text(text, encoding="utf-8")
            load(store, origin, [path], options={**SAID, "title": f"그림 {number}"})
        return sorted(row[1] for row in Snapshot(store).rows)


def star(labels: tuple[str, ...]) -> str:
    """A network in which all are tied to one hub."""
    inside = node("hub", "허브") + "".join(node(f"n{i}", label) for i, label in enumerate(labels))
    return graphml(inside + "".join(f'<edge source="n{i}" target="hub"/>' for i in range(len(labels))))


def test_names_that_sound_alike_are_two_in_one_file_and_in_two(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert len(shown(tmp_path / "one", "graphml", star(ALIKE))) == len(ALIKE) + 1
    apart = shown(tmp_path / "two", "graphml", star(ALIKE[::2]), star(ALIKE[1::2]))
    assert set(ALIKE) <= set(apart)


def test_two_nodes_with_one_label_stay_two_and_are_told(tmp_path: Path) -> None:
    twice = node("1", "Alpha Metal") + node("2", "Alpha Metal") + node("3", "다라")
    ties = '<edge source="1" target="3"/><edge source="2" target="3"/>'
    assert shown(tmp_path, "graphml", graphml(twice + ties)).count("Alpha Metal") == 2
    report, records = load_text(tmp_path, "graphml", graphml(twice + ties))
    assert len(of_type(records, "relation")) == 2
    assert any("“Alpha Metal” ×2" in note for note in report.recognised[0]["notes"])


def test_they_stay_two_in_gexf_and_vosviewer_too(tmp_path: Path) -> None:
    for folder in ("gexf", "vosviewer"):
        (tmp_path / folder).mkdir()
    nodes = '<nodes><node id="1" label="Alpha Metal"/><node id="2" label="Alpha Metal"/></nodes>'
    assert shown(tmp_path / "gexf", "gexf", gexf(nodes)).count("Alpha Metal") == 2
    said = {"network": {"items": [{"id": n, "label": "Alpha Metal"} for n in (1, 2)], "links": []}}
    assert shown(tmp_path / "vosviewer", "vosviewer", json.dumps(said)).count("Alpha Metal") == 2


def test_a_shared_register_number_or_same_as_makes_two_nodes_one(tmp_path: Path) -> None:
    keys = LABEL + '<key id="c" for="node" attr.name="crn"/><key id="s" for="node" attr.name="same_as"/>'
    number = '<data key="c">130111-0006246</data>'
    inside = (
        node("1", "가나", number)
        + node("2", "가나전자", number)
        + node("3", "다라", '<data key="s">4</data>')
        + node("4", "다라산업")
    )
    assert len(shown(tmp_path, "graphml", graphml(inside + '<edge source="3" target="1"/>', keys))) == 2


SAME = LABEL + '<key id="s" for="node" attr.name="same_as"/><key id="r" for="node" attr.name="ror"/>'


def same(own: str, label: str, other: str = "", ror: str = "") -> str:
    """A node that is the same as another, or has a number."""
    data = (f'<data key="s">{other}</data>' if other else "") + (f'<data key="r">{ror}</data>' if ror else "")
    return node(own, label, data)


@pytest.mark.parametrize(
    ("inside", "shown_name"),
    [
        (same("b", "나래소재", "a") + same("a", "가람소재", "b"), "가람소재"),
        (same("a", "가람소재", "b") + same("b", "나래소재", "c") + same("c", "다온소재", "a"), "가람소재"),
        (same("a", "가람소재", "b") + same("b", "나래소재", "c") + same("c", "다온소재"), "다온소재"),
        (same("z", "가람소재", "c") + same("c", "나래소재", "d") + same("d", "다온소재", "c"), "나래소재"),
    ],
    ids=["mutual", "circle", "chain", "into a circle"],
)
def test_nodes_that_the_file_says_are_the_same_are_one_with_the_other_names_as_aliases(
    tmp_path: Path, inside: str, shown_name: str
) -> None:
    tie = same("t", "마루재단") + '<edge source="a" target="t"/><edge source="c" target="t"/>'
    for text in (inside, inside + tie) if 'id="c"' in inside and 'id="a"' in inside else (inside,):
        report, records = load_text(tmp_path, "graphml", graphml(text, SAME))
        assert [name for name in names(records) if name != "마루재단"] == [shown_name]
        others = {"가람소재", "나래소재", "다온소재"} - {shown_name}
        assert {alias.name for alias in of_type(records, "alias")} == {one for one in others if one in inside}
        assert not report.rejects
        assert not report.recognised[0]["remarks"]
        assert any("made one by `same_as`" in note for note in report.recognised[0]["notes"])


@pytest.mark.parametrize("back", ["", "a"], ids=["chain", "circle"])
def test_nodes_said_to_be_the_same_with_different_numbers_stay_apart_and_are_told(
    tmp_path: Path, back: str
) -> None:
    inside = (
        same("a", "가람소재", "b", "01e666568")
        + same("b", "나래소재", "c")
        + same("c", "다온소재", back, "02e123464")
    )
    report, records = load_text(tmp_path, "graphml", graphml(inside, SAME))
    assert names(records) == ["가람소재", "나래소재", "다온소재"]
    (remark,) = report.recognised[0]["remarks"]
    assert remark["field"] == "same_as"
    assert [one["line"] for one in remark["first"]] == ([1, 2, 3] if back else [1, 2])
    assert "ror: “a: 01e666568”, “c: 02e123464”" in remark["first"][0]["rule"]
    assert "correct the number" in remark["remedy"]


def test_a_node_that_is_the_same_as_nobody_is_rejected(tmp_path: Path) -> None:
    keys = LABEL + '<key id="s" for="node" attr.name="same_as"/>'
    report, records = load_text(
        tmp_path, "graphml", graphml(node("1", "가나", '<data key="s">9</data>') + node("2", "다라"), keys)
    )
    assert names(records) == ["다라"]
    assert [r.field for r in report.rejects] == ["same_as"]


def test_one_id_with_two_names_is_rejected_and_so_are_its_edges_since_whose_they_are_cannot_be_known(
    tmp_path: Path,
) -> None:
    first, second = node("1", "가나") + node("2", "마바") + node("3", "사아"), node("1", "다라")
    one, other = ('<edge source="2" target="1"/>', '<edge source="2" target="3"/>')
    for inside in (first + one + second + other, first + second + one + other, one + other + first + second):
        report, records = load_text(tmp_path, "graphml", graphml(inside))
        assert names(records) == ["가나", "마바", "사아"]
        assert len(of_type(records, "relation")) == 1
        assert [r.rule for r in report.rejects] == [
            "the id “1” also belongs to “가나”",
            "two nodes have the id “1”, so the edge is ambiguous",
        ]


def test_an_edge_at_an_id_that_a_person_bears_too_is_not_taken(tmp_path: Path) -> None:
    keys = LABEL + '<key id="t" for="node" attr.name="type"/>'
    firms, person = node("1", "가나") + node("2", "다라"), node("1", PERSON, '<data key="t">person</data>')
    tie = '<edge source="1" target="2"/>'
    for inside in (firms + tie + person, person + firms + tie, firms + person + tie):
        _, records = load_text(tmp_path, "graphml", graphml(inside, keys))
        assert of_type(records, "relation") == []


def test_two_graphs_in_one_file_share_their_ids(tmp_path: Path) -> None:
    inner = f'</graph><graph edgedefault="directed">{node("1", "다라")}{node("2", "마바")}<edge source="1" target="2"/>'
    report, records = load_text(tmp_path, "graphml", graphml(node("1", "가나") + inner))
    assert of_type(records, "relation") == []
    assert [r.field for r in report.rejects] == ["id", "edge"]


@pytest.mark.parametrize("label", ["None", "", "-", "N/A", "없음"])
def test_a_node_whose_label_says_nothing_bears_its_id_and_keeps_its_ties(tmp_path: Path, label: str) -> None:
    inside = node("가나", "가나소재") + node("n2", label) + '<edge source="가나" target="n2"/>'
    report, records = load_text(tmp_path, "graphml", graphml(inside))
    assert (names(records), len(of_type(records, "relation"))) == (["n2", "가나소재"], 1)
    assert "nodes without a label, named by their ids: 1" in report.recognised[0]["notes"]


def test_an_edge_at_a_node_that_breaks_a_rule_says_so_and_is_told_after_it(tmp_path: Path) -> None:
    keys = LABEL + '<key id="f" for="node" attr.name="founded"/>'
    ties = '<edge source="1" target="2"/><edge source="3" target="1"/>'
    inside = (
        node("1", "가나", '<data key="f">0000-13</data>')
        + node("2", "다라")
        + node("3", "마바")
        + node("None", "None")
    )
    report, records = load_text(
        tmp_path, "graphml", graphml(inside + ties + '<edge source="None" target="2"/>', keys)
    )
    assert names(records) == ["다라", "마바"]
    rules = [group["rule"] for group in report.rejects_by_rule]
    assert rules[-1] == "a node at its end was rejected"
    assert report.rejects_by_rule[-1]["times"] == 3
    assert not any("graphml-" in reject.rule or "nodes: " in reject.remedy for reject in report.rejects)


def test_words_on_nodes_that_name_no_kind_of_ours_are_told(tmp_path: Path) -> None:
    keys = (
        LABEL + '<key id="t" for="node" attr.name="type" attr.type="boolean"><default>false</default></key>'
    )
    inside = (
        node("1", "가나", '<data key="t">drug</data>')
        + node("2", "다라", '<data key="t">company</data>')
        + node("3", "마바")
    )
    report, _ = load_text(tmp_path, "graphml", graphml(inside, keys))
    note = "unknown kinds of nodes (drug ×1, false ×1) are read as organisation (from `items`)"
    assert note in report.recognised[0]["notes"]


def test_without_items_the_report_says_what_the_file_says(tmp_path: Path) -> None:
    keys = LABEL + '<key id="t" for="node" attr.name="labelV"/>'
    inside = (
        node("1", "가나", '<data key="t">drug</data>')
        + node("2", "다라", '<data key="t">company</data>')
        + node("3", "마바")
    )
    path = tmp_path / "in.graphml"
    path.write_text(graphml(inside, keys), encoding="utf-8")
    said = {name: value for name, value in SAID.items() if name != "items"}
    report, _ = loaded("graphml", path, **said)
    assert [r.rule for r in report.rejects] == [
        "`label_v` is “drug”, which is not a kind of the graph, and persons are never loaded",
        "the node has no kind, and persons are never loaded",
    ]


def test_attributes_that_the_file_does_not_declare_become_own_attributes(tmp_path: Path) -> None:
    value = (
        '<attvalues><attvalue for="turnover" value="1"/><attvalue for="weight" value="9"/></attvalues></edge>'
    )
    report, records = load_text(tmp_path, "gexf", gexf(edges(">" + value)))
    assert report.recognised[0]["attributes"] == ["turnover"]
    assert [tie.weight for tie in of_type(records, "relation")] == [9.0]
    data = node("1", "가나", '<data key="turnover">1</data>')
    assert load_text(tmp_path, "graphml", graphml(data))[0].recognised[0]["attributes"] == ["turnover"]


@pytest.mark.parametrize(("direction", "told"), [("undirected", True), ("directed", False)])
def test_an_edge_without_a_direction_that_says_what_has_one_is_read_from_source_to_target_and_told(
    tmp_path: Path, direction: str, told: bool
) -> None:
    keys = LABEL + '<key id="p" for="edge" attr.name="predicate"/>'
    tie = '<edge source="b" target="a"><data key="p">SUPPLIES</data></edge>'
    text = graphml(node("a", "가나") + node("b", "다라") + tie, keys).replace(
        '"undirected"', f'"{direction}"'
    )
    drawing = gexf(edges('kind="SUPPLIES"/>'), f'defaultedgetype="{direction}"')
    note = "undirected edges with the directed predicate SUPPLIES: 1, read from source to target"
    for origin, said, subject in (("graphml", text, "다라"), ("gexf", drawing, "가나소재")):
        report, records = load_text(tmp_path, origin, said)
        (relation,) = of_type(records, "relation")
        assert {o.id: o.name_ko for o in of_type(records, "organisation")}[relation.subject] == subject
        assert (note in report.recognised[0]["notes"]) is told


@pytest.mark.parametrize("word", ["Person", "people", "인물", "개인", "Natural Person"])
@pytest.mark.parametrize("name", ["type", "Class", "entity_type", "유형", "노드 구분"])
def test_persons_stay_out_with_their_ties_and_are_counted(tmp_path: Path, name: str, word: str) -> None:
    keys = LABEL + f'<key id="t" for="node" attr.name="{name}"/>'
    inside = (
        node("1", "가나")
        + node("2", PERSON, f'<data key="t">{word}</data>')
        + '<edge source="1" target="2"/>'
    )
    report, records = load_text(tmp_path, "graphml", graphml(inside, keys))
    assert names(records) == ["가나"]
    assert report.recognised[0]["why"] == {f"a person ({name}: {word})": 1, "a tie to a person": 1}
    assert report.rejected == 0


def test_persons_stay_out_of_gexf_and_vosviewer(tmp_path: Path) -> None:
    declared = '<attributes class="node"><attribute id="0" title="Type" type="string"/></attributes>'
    person = f'<nodes><node id="p" label="{PERSON}"><attvalues><attvalue for="0" value="Person"/></attvalues></node></nodes>'
    _, records = load_text(tmp_path, "gexf", gexf(declared + person + edges("/>")))
    assert names(records) == ["가나소재", "다라"]
    path = tmp_path / "map.txt"
    path.write_text(f"id\tlabel\tkind\n1\t{PERSON}\tauthor\n2\t다라\torganisation\n", encoding="utf-8")
    report, records = loaded("vosviewer", path, **SAID)
    assert (names(records), report.skipped) == (["다라"], 1)


def test_an_edge_to_no_node_is_rejected_by_its_own_row(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, "graphml", graphml(node("1", "가나") + '<edge source="1" target="9"/>'))
    assert [(r.line, r.field, r.rule) for r in report.rejects] == [
        (2, "edge", "no node of this file has the id “9”")
    ]


def test_nodes_of_two_files_of_one_load_with_one_id_and_two_names_are_told(tmp_path: Path) -> None:
    for number, label in enumerate(("가나", "다라")):
        (tmp_path / f"{number}.graphml").write_text(graphml(node("n0", label)), encoding="utf-8")
    report, records = loaded("graphml", tmp_path / "0.graphml", tmp_path / "1.graphml", **SAID)
    assert (names(records), report.rejected) == (["가나"], 1)


def test_the_label_of_a_vertex_tells_a_person_and_ties_to_it_are_counted(tmp_path: Path) -> None:
    keys = LABEL + '<key id="v" for="node" attr.name="labelV"/>'
    inside = node("1", PERSON, '<data key="v">person</data>') + node(
        "2", "가나", '<data key="v">company</data>'
    )
    report, records = load_text(tmp_path, "graphml", graphml(inside + '<edge source="1" target="2"/>', keys))
    assert names(records) == ["가나"]
    assert report.recognised[0]["why"] == {"a person (labelV: person)": 1, "a tie to a person": 1}


def test_a_map_that_calls_its_items_persons_is_refused_whatever_items_says(tmp_path: Path) -> None:
    said = {
        "network": {"items": [{"id": 1, "label": PERSON}], "links": []},
        "config": {"terminology": {"item": "Researcher", "items": "Researchers"}},
    }
    path = tmp_path / "map.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(OriginError, match="calls its items “Researcher”: persons are never loaded"):
        loaded("vosviewer", path, **SAID)
    said["config"]["terminology"] = {"item": "Organization", "items": "Organizations"}
    path.write_text(
        json.dumps({**said, "network": {"items": [{"id": 1, "label": "가나"}]}}), encoding="utf-8"
    )
    assert names(loaded("vosviewer", path, **SAID)[1]) == ["가나"]


def test_items_that_are_persons_are_refused_in_so_many_words(tmp_path: Path) -> None:
    with pytest.raises(OriginError, match=r"^items=authors: persons are never loaded") as refused:
        load_text(tmp_path, "graphml", graphml(node("1", "가나")), items="authors")
    assert "predicate" not in str(refused.value)
    with pytest.raises(OriginError, match=r"^Unknown items=firms: use one of organisation"):
        load_text(tmp_path, "graphml", graphml(node("1", "가나")), items="firms")


def test_a_network_of_vosviewer_without_its_map_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "network.txt"
    path.write_text("1\t2\t3\n", encoding="utf-8")
    with pytest.raises(OriginError, match="without its map"):
        loaded("vosviewer", path, **SAID)
