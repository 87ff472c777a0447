"""Which ties fit the kind of the nodes, what becomes of their direction, and persons and telephone numbers in networks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ingest.load import TookNothing
from ingest.origin import OriginError
from tests.ingest.adapters.loads import of_type
from tests.ingest.networks.drawn import load_text, names, ties

if TYPE_CHECKING:
    from pathlib import Path

NODES = [{"id": "A"}, {"id": "B"}]
PLAIN = json.dumps({"nodes": NODES, "links": [{"source": "A", "target": "B"}]})


def test_technologies_have_no_ties_among_themselves(tmp_path: Path) -> None:
    with pytest.raises(OriginError) as refused:
        load_text(tmp_path, "nodelink", PLAIN, items="technology")
    assert str(refused.value) == (
        "in.nodelink: items=technology: COLLABORATES_WITH joins organisation → organisation, and no predicate joins technologies:"
        " nodes of another domain are best read as organisations (items=organisation)"
    )


def test_programmes_are_refused_with_the_predicates_that_join_them(tmp_path: Path) -> None:
    with pytest.raises(OriginError, match=r"join programmes: choose predicate=PART_OF .or ALIGNED_WITH., or"):
        load_text(tmp_path, "nodelink", PLAIN, items="programme")
    _, records = load_text(tmp_path, "nodelink", PLAIN, items="programme", predicate="PART_OF")
    assert ties(records) == [("PART_OF", None, None)]


def test_kinds_and_predicates_of_the_file_itself_are_not_refused(tmp_path: Path) -> None:
    nodes = [{"id": "A", "kind": "organisation"}, {"id": "T"}, {"id": "U"}]
    links = [{"source": "A", "target": "T", "predicate": "DEVELOPS"}, {"source": "T", "target": "U"}]
    text = json.dumps({"nodes": nodes, "links": links})
    report, records = load_text(tmp_path, "nodelink", text, items="technology")
    assert ties(records) == [("DEVELOPS", None, None)]
    assert report.rejected == 1
    text = json.dumps({"nodes": nodes, "links": []})
    assert len(of_type(load_text(tmp_path, "nodelink", text, items="technology")[1], "technology")) == 2


def test_the_hint_for_nodes_without_a_kind_names_what_works(tmp_path: Path) -> None:
    with pytest.raises(TookNothing, match=r"add --set items=organisation if it is not a network of persons"):
        load_text(tmp_path, "nodelink", PLAIN, items="")


ARCS = '*Vertices 3\n1 "A"\n2 "B"\n3 "C"\n'


def test_opposite_arcs_that_are_joined_are_told_with_the_remedy(tmp_path: Path) -> None:
    text = f"{ARCS}*Arcs\n1 2\n2 1\n1 3\n1 3\n"
    report, _ = load_text(tmp_path, "pajek", text)
    notes = report.recognised[0]["notes"]
    assert "opposite directed edges, joined with their weights added: 1 pair" in notes
    assert "duplicate edges: 1, merged into one relation each, with their weights added" in notes
    report, records = load_text(tmp_path, "pajek", text, predicate="SUPPLIES")
    assert len(of_type(records, "relation")) == 3
    assert not any("no direction" in note for note in report.recognised[0]["notes"])


def test_a_direction_that_is_lost_without_opposite_arcs_is_told(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, "pajek", f"{ARCS}*Arcs\n1 2\n1 3\n")
    told = "directed edges read as COLLABORATES_WITH, which has no direction: 2; predicate=SUPPLIES keeps the direction"
    assert told in report.recognised[0]["notes"]


def test_edges_without_a_direction_are_no_opposite_arcs(tmp_path: Path) -> None:
    report, _ = load_text(tmp_path, "pajek", f"{ARCS}*Edges\n1 2\n2 1\n")
    assert not any("no direction" in note for note in report.recognised[0]["notes"])


def test_founders_and_relatives_of_kumu_are_persons(tmp_path: Path) -> None:
    elements = [
        {"label": "A", "type": "Company"}, {"label": "P1", "type": "Co-founder"}, {"label": "P2", "type": "Founder"},
        {"label": "P3", "type": "Investor (person)"}, {"label": "P4"}, {"label": "P5", "type": "Angel"},
        {"label": "B", "type": "Investor (company)"}, {"label": "C", "type": "Organization"},
    ]  # fmt: skip
    connections = [
        {"from": "P4", "to": "P5", "type": "Family"}, {"from": "P5", "to": "P6", "type": "family"}, {"from": "A", "to": "B"},
        {"from": "C", "to": "P4", "type": "Family"}, {"from": "P1", "to": "A"},
    ]  # fmt: skip
    report, records = load_text(
        tmp_path, "kumu", json.dumps({"elements": elements, "connections": connections})
    )
    assert names(records) == ["A", "B", "C"]
    assert len(of_type(records, "relation")) == 1
    assert report.rejected == 0


def test_telephone_and_fax_numbers_of_linked_data_are_dropped(tmp_path: Path) -> None:
    text = (
        "@prefix s: <http://schema.org/> .\n@prefix e: <https://example.org/> .\n"
        'e:a a s:Organization; s:name "A"; s:telephone "053-111-2222"; s:faxNumber "053 111 2223"; e:mobile "0101112222"; e:staff 3 .\n'
    )
    report, records = load_text(tmp_path, "rdf", text, organisation="s:Organization", items="")
    [firm] = of_type(records, "organisation")
    assert firm.attributes == '{"staff":3}'
    assert "dropped, telephone numbers: faxNumber, mobile, telephone" in report.recognised[0]["notes"]


def test_a_load_that_loses_all_ties_to_one_rule_says_so_as_a_warning(tmp_path: Path) -> None:
    links = [
        {"source": "A", "target": "B", "predicate": "LEADS"},
        {"source": "B", "target": "A", "predicate": "LEADS"},
    ]
    nodes = [{"id": "A", "kind": "organisation"}, {"id": "B", "kind": "organisation"}]
    report, records = load_text(tmp_path, "nodelink", json.dumps({"nodes": nodes, "links": links}))
    assert names(records) == ["A", "B"]
    assert report.warning == (
        "no relation is loaded: all 2 are rejected by one rule, first predicate: LEADS joins organisation → programme,"
        " not organisation → organisation: choose another"
    )
    links[1]["predicate"] = "SUPPLIES"
    report, _ = load_text(tmp_path, "nodelink", json.dumps({"nodes": nodes, "links": links}))
    assert (report.warning, report.rejected) == (None, 1)
