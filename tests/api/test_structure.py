"""The whole over the API: figures of Daegu, its years, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import networkx as nx
import pytest
from starlette.testclient import TestClient

import sojae
from api.app import create_app
from graph.network import Network
from graph.stores import open_store
from queries.limits import Bounds
from tests.measures.drawing import drawn


def undated_store(folder):
    """A store with three organisations and two ties, none of them dated."""
    drawn(folder, [(0, 1), (1, 2)], 3)
    return open_store(f"sqlite:///{folder / 'drawn.sqlite'}")


def get(client, path, status=200):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status, answer.text
    return answer.json()


def test_the_figures_of_daegu_are_networkx_own(client, daegu):
    answer, graph = get(client, "/structure"), Network.of(daegu).to_networkx()
    graph.remove_nodes_from(list(nx.isolates(graph)))
    largest = max(map(len, nx.connected_components(graph)))
    assert (answer["nodes"], answer["isolates"], answer["ties"]) == (989, 989 - len(graph), 748)
    assert answer["largest_component"] == pytest.approx(largest / len(graph))
    assert answer["global_efficiency"] == pytest.approx(nx.global_efficiency(graph))
    assert answer["transitivity"] == pytest.approx(nx.transitivity(graph))
    assert answer["graph_version"] == daegu.graph_version


def test_the_curve_is_thinned_and_begins_with_the_whole_and_ends_with_nothing(client):
    answer = get(client, "/structure")
    curve = answer["robustness"]["curve"]
    assert len(curve) == 101
    assert curve[0]["attack"] == curve[0]["random"] == answer["largest_component"]
    assert curve[-1]["attack"] == curve[-1]["random"] == 0
    assert all(one["attack"] >= two["attack"] for one, two in pairwise(curve))
    assert answer["robustness"]["first_lost"][0] == {
        "id": "dmi",
        "name_ko": "대구기계부품연구원",
        "name_en": "Daegu Mechatronics & Materials Institute",
    }
    assert answer["robustness"]["attack"] < answer["robustness"]["random"]


@pytest.mark.parametrize("layer", ["direct", "affiliation", "technology", "all", "facts"])
@pytest.mark.parametrize("words", ["", "&as_of=2018", "&since=2018&undated=drop", "&since=2100&undated=drop"])
def test_every_layer_and_period_is_answered_and_repeats(client, layer, words):
    path = f"/structure?layer={layer}{words}"
    answer = get(client, path)
    assert answer["layer"] == layer
    tied = answer["ties"] > 0
    for name in (
        "density",
        "mean_degree",
        "largest_component",
        "modularity",
        "global_efficiency",
        "robustness",
    ):
        assert (answer[name] is not None) is tied, name
    assert tied is not ("2100" in words)
    assert client.get(f"/api/v1{path}").json() == answer


def test_the_quick_answer_leaves_out_what_takes_time(client):
    quick, whole = get(client, "/structure?quick=true"), get(client, "/structure")
    assert quick["robustness"] is quick["rich_club"] is None
    assert quick["modularity"] == whole["modularity"]
    assert whole["rich_club"]["samples"] == 500


def test_too_many_ties_are_refused_with_what_to_do(client, monkeypatch):
    serving = client.app.state.serving
    monkeypatch.setattr(serving, "view", replace(serving.view, bounds=Bounds(ties=700)))
    refused = get(client, "/structure?seed=9", 413)
    assert refused["type"].endswith("#too-many-ties")
    assert "quick=true" in refused["detail"]
    assert get(client, "/structure?seed=9&quick=true")["ties"] == 748
    assert get(client, "/structure?seed=9&as_of=2018")["ties"] == 386
    monkeypatch.setattr(serving, "view", replace(serving.view, bounds=Bounds(year_ties=7_000)))
    assert "Choose fewer years" in get(client, "/structure/years?from=2010&until=2020", 413)["detail"]
    assert len(get(client, "/structure/years?from=2012&until=2020")["years"]) == 9


def test_each_year_has_its_row(client):
    answer = get(client, "/structure/years?from=2016&until=2018")
    assert [row["year"] for row in answer["years"]] == [2016, 2017, 2018]
    assert answer["years"][2]["ties"] == 386
    then = get(client, "/structure?as_of=2018&quick=true")
    assert all(then[name] == value for name, value in answer["years"][2].items() if name != "year")


def test_the_default_years_are_those_of_the_slider_and_tell_what_lies_outside(client):
    answer, shown = get(client, "/structure/years"), get(client, "/years")
    assert (answer["parameters"]["from"], answer["parameters"]["until"]) == (1994, 2026)
    assert (shown["from"], shown["until"]) == (1994, 2026)
    assert answer["outside"] == shown["outside"] == {"ties": 4, "years": [1969, 1975, 1977, 1984]}
    assert [row["ties"] for row in answer["years"]] == [row["ties"] for row in shown["years"]]
    early = get(client, "/structure/years?from=1969&until=1970")
    assert [row["year"] for row in early["years"]] == [1969, 1970]
    assert get(client, "/structure/years?from=1969")["outside"] == {"ties": 0, "years": []}
    assert [row["year"] for row in get(client, "/structure/years?until=1980&from=1979")["years"]] == [
        1979,
        1980,
    ]


@pytest.mark.parametrize("layer", ["direct", "affiliation", "technology", "all", "facts"])
@pytest.mark.parametrize("undated", ["keep", "drop"])
def test_the_slider_counts_what_a_scene_of_that_year_draws(client, layer, undated):
    shown = get(client, f"/years?layer={layer}&undated={undated}")
    for row in shown["years"][::9]:
        scene = get(client, f"/scene?layer={layer}&undated={undated}&as_of={row['year']}")
        assert len(scene["ties"]) == row["ties"]


def test_a_store_without_a_date_has_no_years(tmp_path):
    with TestClient(create_app(undated_store(tmp_path))) as client:
        shown = get(client, "/years")
        assert (shown["from"], shown["until"], shown["years"]) == (None, None, [])
        assert (shown["ties"], shown["undated_ties"]) == (2, 2)
        assert get(client, "/structure/years")["years"] == []


def test_years_before_any_tie_say_that_nothing_is_defined(client):
    (row,) = get(client, "/structure/years?from=1900&until=1900&since=2100&undated=drop")["years"]
    assert (row["ties"], row["isolates"], row["density"]) == (0, 989, None)
    assert get(client, "/structure/years?since=2100&undated=drop")["years"] == []


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/structure?layer=directed", "layer"),
        ("/structure?as_of=2018-13", "as_of"),
        ("/structure?seed=-1", "seed"),
        ("/structure?quick=perhaps", "quick"),
        ("/structure?from=2010", "from"),
        ("/structure/years?from=2020&until=2010", "until"),
        ("/structure/years?from=1000", "from"),
        ("/structure/years?from=soon", "from"),
        ("/structure/years?as_of=2018", "as_of"),
        ("/structure/years?untl=2018", "untl"),
        ("/communities?seed=x", "seed"),
    ],
)
def test_bad_input_is_refused_by_name_with_its_remedy(client, path, parameter):
    fault = get(client, path, 422)["errors"][0]
    assert fault["parameter"] == parameter
    assert fault["rule"]
    assert fault["remedy"]


def test_notebooks_get_the_same(daegu_store, client):
    eco = sojae.open(daegu_store.address)
    assert eco.structure(quick=True).to_dict() == get(client, "/structure?quick=true")
    table = eco.structure_by_year(first=2016, last=2018)
    assert table.to_dict() == get(client, "/structure/years?from=2016&until=2018")
    assert table.to_pandas()["ties"].tolist()[-1] == 386
    assert eco.communities(as_of="2018").to_dict() == get(client, "/communities?as_of=2018")
