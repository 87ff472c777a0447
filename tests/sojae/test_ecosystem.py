"""`sojae.open()` gives notebooks the same answers as the API."""

from __future__ import annotations

import sojae


def test_answers_of_a_notebook(daegu_store):
    eco = sojae.open(daegu_store.address)
    table = eco.measure("betweenness")
    frame = table.to_pandas()
    assert list(frame.columns) == ["id", "value", "rank"]
    assert len(frame) == 989
    assert frame.attrs["unit"] == "share of pairs"
    assert eco.search("다이텍")[0]["id"] == "dyetec"
    assert eco.neighbourhood("dmi", depth=1, limit=1000)["totals"]["relations"] == 141
    assert eco.paths("dyetec", "dmi", k=2)["paths"]
    assert eco.network("direct", as_of="2018").to_networkx().number_of_edges() == 386
    assert "<table>" in eco._repr_html_()
    assert "<table>" in eco.search("<b>")._repr_html_()
