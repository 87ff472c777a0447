"""GEXF is read by its structure: attributes by class, defaults, spells, times of every format, hierarchies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ingest.adapters.loads import of_type
from tests.ingest.networks.drawn import HEAD, edges, gexf, load_text, names, ties

if TYPE_CHECKING:
    from pathlib import Path


def test_defaults_hold_by_class_where_no_value_stands(tmp_path: Path) -> None:
    declared = (
        '<attributes class="node"><attribute id="0" title="sector" type="string"><default>metals</default></attribute></attributes>'
        '<attributes class="edge"><attribute id="0" title="predicate" type="string"><default>SUPPLIES</default></attribute></attributes>'
    )
    _, records = load_text(tmp_path, "gexf", gexf(edges("/>") + declared))
    assert {o.sector for o in of_type(records, "organisation")} == {"metals"}
    assert ties(records)[0][0] == "SUPPLIES"


def test_each_spell_is_a_relation(tmp_path: Path) -> None:
    spells = '><spells><spell start="2017-01-01" end="2017-12-31"/><spell start="2019-01-01" end="2020-12-31"/></spells></edge>'
    report, records = load_text(tmp_path, "gexf", gexf(edges(spells)))
    assert [tie[1:] for tie in ties(records)] == [("2017-01-01", "2017-12-31"), ("2019-01-01", "2020-12-31")]
    assert report.recognised[0]["loaded"] == 3


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ('start="2007.5" end="2010.12"', "2007-07", "2010-02"),
        ('start="2007.0" end="2010.0"', "2007", "2010"),
        ('start="2017-06-20T00:00:00.000+09:00" end="2018-01-01T00:00:00"', "2017-06-20", "2018-01-01"),
        ('start="2017-06-20Z" end="Infinity"', "2017-06-20", None),
        ('startopen="2009-01-01" endopen="2010-01-01"', "2009-01-02", "2009-12-31"),
        ('startopen="2009-01-01T12:00:00" endopen="2011"', "2009-01-01", "2010"),
        ('start="-Infinity"', None, None),
    ],
)
def test_times_of_every_format_are_days_months_or_years(
    tmp_path: Path, times: str, start: str | None, end: str | None
) -> None:
    _, records = load_text(tmp_path, "gexf", gexf(edges(f"{times}/>"), 'mode="dynamic"'))
    assert [tie[1:] for tie in ties(records)] == [(start, end)]


def test_a_number_that_is_no_year_is_rejected_and_never_taken_for_always(tmp_path: Path) -> None:
    report, records = load_text(tmp_path, "gexf", gexf(edges('start="3.0"/>')))
    assert ties(records) == []
    assert [r.field for r in report.rejects] == ["start"]


def test_a_spell_without_bounds_holds_always(tmp_path: Path) -> None:
    spells = '><spells><spell start="2017"/><spell start="-Infinity" end="Infinity"/></spells></edge>'
    assert [tie[1:] for tie in ties(load_text(tmp_path, "gexf", gexf(edges(spells)))[1])] == [(None, None)]


@pytest.mark.parametrize(
    ("told", "times"),
    [
        ('timestamp="2012-01-01"', [("2012-01-01", "2012-01-01")]),
        ('timestamps="&lt;[2007.0, 2008.5]&gt;"', [("2007", "2007"), ("2008-07", "2008-07")]),
        (
            'intervals="&lt;[2001, 2003]; [2005-01-01, 2006-01-01)&gt;"',
            [("2001", "2003"), ("2005-01-01", "2005-12-31")],
        ),
        ('intervals="&lt;[-Infinity, 2003, 7.0]&gt;"', [(None, "2003")]),
        ('intervals="&lt;[-Infinity, Infinity]&gt;"', [(None, None)]),
    ],
)
def test_timestamps_and_intervals_are_each_a_relation(
    tmp_path: Path, told: str, times: list[tuple[str | None, str | None]]
) -> None:
    _, records = load_text(tmp_path, "gexf", gexf(edges(f"{told}/>"), 'mode="dynamic"'))
    assert [tie[1:] for tie in ties(records)] == times


@pytest.mark.parametrize(
    "told", ['timestamp="3.0"', 'intervals="2001 to 2003"', 'timestamps="[soon]"', 'timestamp="Infinity"']
)
def test_a_timestamp_that_cannot_be_read_rejects_its_edge(tmp_path: Path, told: str) -> None:
    report, records = load_text(tmp_path, "gexf", gexf(edges(f"{told}/>")))
    assert ties(records) == []
    assert [r.field for r in report.rejects] == [told.partition("=")[0]]


def test_of_spells_and_start_and_end_the_spells_hold_and_the_frame_is_told(tmp_path: Path) -> None:
    spells = 'start="2001" end="2002"><spells><spell start="2005" end="2006"/><spell timestamp="2008"/></spells></edge>'
    report, records = load_text(tmp_path, "gexf", gexf(edges(spells)))
    assert [tie[1:] for tie in ties(records)] == [("2005", "2006"), ("2008", "2008")]
    assert (
        "start and end of edges that have spells, intervals or timestamps: 1"
        in report.recognised[0]["unread"]
    )


def test_a_slice_holds_at_its_own_time_and_says_so(tmp_path: Path) -> None:
    own = edges("/>", 'start="2010" kind="SUPPLIES"/>')
    report, records = load_text(tmp_path, "gexf", gexf(own, 'mode="slice" timestamp="2007"'))
    assert ties(records) == [("COLLABORATES_WITH", "2007", "2007"), ("SUPPLIES", "2010", None)]
    assert any("covers one period (timestamp 2007)" in note for note in report.recognised[0]["notes"])


def test_the_frame_of_a_dynamic_graph_and_times_of_nodes_are_told_as_not_read(tmp_path: Path) -> None:
    node = '<nodes><node id="c" label="마바" timestamps="&lt;[2007]&gt;"/></nodes>'
    report, records = load_text(
        tmp_path, "gexf", gexf(node + edges("/>"), 'mode="dynamic" start="2000" end="2020"')
    )
    assert ties(records) == [("COLLABORATES_WITH", None, None)]
    assert {"times of nodes: 1", "start and end of the whole graph: 1"} <= set(report.recognised[0]["unread"])


def test_the_kind_of_an_edge_is_what_it_says(tmp_path: Path) -> None:
    assert ties(load_text(tmp_path, "gexf", gexf(edges('kind="SUPPLIES"/>')))[1])[0][0] == "SUPPLIES"


def test_a_mutual_edge_goes_both_ways_where_direction_matters(tmp_path: Path) -> None:
    _, records = load_text(
        tmp_path, "gexf", gexf(edges('type="mutual" kind="SUPPLIES"/>', 'type="mutual"/>'))
    )
    said = sorted((tie.predicate, tie.subject < tie.object) for tie in of_type(records, "relation"))
    assert said == [("COLLABORATES_WITH", True), ("SUPPLIES", False), ("SUPPLIES", True)]


def test_inner_nodes_are_flattened_and_their_groups_are_told(tmp_path: Path) -> None:
    text = (
        f'{HEAD}<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph><nodes><node id="g" label="그룹">'
        '<nodes><node id="i" label="안쪽"/></nodes><edges><edge source="i" target="b"/></edges></node>'
        '<node id="b" label="바깥" pid="g"/></nodes></graph></gexf>'
    )
    report, records = load_text(tmp_path, "gexf", text)
    assert names(records) == ["그룹", "바깥", "안쪽"]
    assert (len(ties(records)), report.recognised[0]["rows"]) == (1, 4)
    assert "pid (group of a node): 1" in report.recognised[0]["unread"]


def test_of_values_over_time_the_latest_is_read_and_told(tmp_path: Path) -> None:
    declared = '<attributes class="edge" mode="dynamic"><attribute id="d" title="detail" type="string"/></attributes>'
    values = '><attvalues><attvalue for="d" value="새" start="2008"/><attvalue for="d" value="헌" start="2007"/></attvalues></edge>'
    report, records = load_text(tmp_path, "gexf", gexf(declared + edges(values)))
    assert [tie.detail for tie in of_type(records, "relation")] == ["새"]
    assert "values over time (latest one read): 2" in report.recognised[0]["unread"]
