"""`sojae.open()` gives notebooks the same answers as the API."""

from __future__ import annotations

import pytest

import sojae

pytestmark = pytest.mark.filterwarnings("ignore:.* rows. give limit")  # tests of tables do not need all rows


def test_answers_of_a_notebook(daegu_store):
    eco = sojae.open(daegu_store.address)
    table = eco.measure("betweenness", limit=10_000)
    frame = table.to_pandas()
    assert list(frame.columns) == ["id", "name_ko", "name_en", "value", "rank"]
    assert len(frame) == 989
    assert frame.attrs["unit"] == "share of pairs"
    assert eco.search("다이텍")[0].node.id == "dyetec"
    assert eco.neighbourhood("dmi", depth=1, limit=1000).totals.relations == 141
    assert eco.paths("dyetec", "dmi", k=2).paths
    assert eco.network("direct", as_of="2018").to_networkx().number_of_edges() == 386
    assert "<table>" in eco._repr_html_()
    assert "“&lt;b&gt;”" in eco.search("<b>")._repr_html_()


def test_rows_of_several_kinds_show_themselves_in_a_notebook(daegu_store):
    table = sojae.open(daegu_store.address).search("섬유", limit=40)
    assert len({row.node.kind for row in table}) > 1
    shown = table._repr_html_()
    for column in ("organisation_kind", "programme_kind", "matched"):
        assert f"<th>{column}</th>" in shown
    lines = shown.split("<tr>")[1:]
    assert len(lines) == 21
    assert len({line.count("<td>") + line.count("<th>") for line in lines}) == 1
    assert ">None<" not in shown
    assert len(table.to_pandas()) == len(table)
