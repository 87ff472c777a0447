"""The network of a set and its enrichment, against lists, networkx and scipy."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from scipy.stats import false_discovery_control, fisher_exact

from graph.measures import enrichment as measured
from graph.vocabulary import COUNTED_SECTORS
from queries.errors import Invalid, NotFound

INSTITUTES = ["dmi", "dyetec", "nano-convergence-center", "kims", "daegu-technopark"]


@pytest.fixture(scope="module")
def relations(eco):
    found, cursor = [], None
    while cursor is not None or not found:
        page = eco.relations(limit=1000, cursor=cursor)
        found, cursor = found + page.results, page.next
        if cursor is None:
            return found
    return found


def test_the_relations_among_a_set_are_those_with_both_ends_in_it(eco, relations):
    ids = [*INSTITUTES, "daegu-materials-convergence-union"]
    found = eco.network_of_set(ids)
    expected = {r.id for r in relations if r.subject in ids and r.object in ids}
    assert expected
    assert {r.id for r in found.relations} == expected
    assert [node.id for node in found.nodes] == ids
    assert found.totals.to_dict() == {
        "nodes": 6,
        "added": 0,
        "relations": len(expected),
        "ties": len(found.ties),
    }


def test_ties_of_a_layer_are_those_of_the_whole_network_among_the_set(eco):
    found = eco.network_of_set(INSTITUTES, layer="all")
    whole = eco.network("all").to_networkx().subgraph(INSTITUTES)
    assert {frozenset((t.source, t.target)) for t in found.ties} == {frozenset(e) for e in whole.edges}
    assert {n.id: n.degree for n in found.nodes} == dict(whole.degree)


def test_a_set_grows_by_the_nodes_tied_to_most_of_it(eco):
    graph = eco.network().to_networkx()
    chosen = set(INSTITUTES)
    tied = {n: len(chosen & set(graph[n])) for n in graph if n not in chosen and chosen & set(graph[n])}
    order = sorted(tied, key=lambda n: (-tied[n], graph.degree(n), n))
    found = eco.network_of_set(INSTITUTES, grow=7, layer="direct")
    assert [n.id for n in found.nodes if n.added] == order[:7]
    assert eco.network_of_set(INSTITUTES, grow=7, layer="direct").to_dict() == found.to_dict()


def test_unknown_and_ambiguous_names_do_not_fail_the_call(eco):
    found = eco.network_of_set(["dmi", "dmj"], names=["다이텍연구원", "없는 이름의 회사"])
    assert [n.id for n in found.nodes] == ["dmi", "dyetec"]
    assert (found.missing, found.ambiguous) == (["dmj", "없는 이름의 회사"], {})


def test_a_set_of_nothing_is_refused(eco):
    with pytest.raises(Invalid, match="a set needs nodes"):
        eco.network_of_set()
    with pytest.raises(Invalid, match="1 organisations are found"):
        eco.enrichment(["dmi", "dmj"])


def test_a_set_as_a_file_has_the_same_nodes_and_relations(client):
    body = {"ids": INSTITUTES, "grow": 3}
    answer = client.post("/api/v1/networks", json=body).json()
    file = client.post("/api/v1/networks", json=body, headers={"Accept": "application/graphml+xml"})
    graph = nx.parse_graphml(file.text, force_multigraph=True)
    assert set(graph) == {node["id"] for node in answer["nodes"]}
    assert graph.number_of_edges() == answer["totals"]["relations"]


def test_terms_have_the_p_of_fishers_test_and_the_q_of_benjamini_and_hochberg(eco, relations):
    members = INSTITUTES
    organisations = list(eco.organisations(limit=1000).results)
    held = {}
    for one in organisations:
        if one.sector in COUNTED_SECTORS:
            held.setdefault(("sector", one.sector), set()).add(one.id)
    technologies = {t.id for t in eco.technologies(limit=1000).results}
    for r in relations:
        if r.predicate in {"DEVELOPS", "USES"} and r.object in technologies:
            held.setdefault(("technology", r.object), set()).add(r.subject)
    tested = {term: who for term, who in held.items() if len(who) >= 2}
    ps = {}
    for term, who in tested.items():
        k = len(who & set(members))
        table = [[k, len(members) - k], [len(who) - k, len(organisations) - len(members) - len(who) + k]]
        ps[term] = fisher_exact(table, alternative="greater")[1]
    qs = dict(zip(ps, false_discovery_control(list(ps.values())), strict=True))
    found = eco.enrichment(members, by=["sector", "technology"], samples=20)
    assert {(t.by, t.id) for t in found.terms} == {term for term, who in tested.items() if who & set(members)}
    for term in found.terms:
        key = (term.by, term.id)
        assert term.p == pytest.approx(ps[key])
        assert term.q == pytest.approx(qs[key])
        assert set(term.members) == tested[key] & set(members)
        assert term.expected == pytest.approx(len(members) * len(tested[key]) / len(organisations))


def test_a_background_is_a_sector_or_a_list(eco):
    textiles = [o.id for o in eco.organisations(sector="textiles", limit=1000).results]
    by_sector = eco.enrichment(["dyetec", "ktdi"], background={"sector": "textiles"}, samples=20)
    by_ids = eco.enrichment(["dyetec", "ktdi"], background=textiles, samples=20)
    assert by_sector.background == len(textiles)
    assert by_sector.terms == by_ids.terms
    with pytest.raises(NotFound, match="textile"):
        eco.enrichment(["dyetec", "ktdi"], background={"sector": "textile"})
    with pytest.raises(Invalid, match="neither “all”, a sector nor ids"):
        eco.enrichment(["dyetec", "ktdi"], background={"colour": "red"})


def test_ties_among_a_set_are_compared_with_networks_of_the_same_degrees(eco):
    graph = nx.Graph(eco.network().to_networkx())
    members = [o.id for o in eco.organisations(sector="textiles", limit=1000).results]
    found = eco.enrichment(members, by=["kind"]).ties
    assert found.observed == graph.subgraph(members).number_of_edges()
    counts = []
    for seed in range(60):  # networkx' own swaps: another program for the same null
        drawn = graph.copy()
        nx.double_edge_swap(drawn, nswap=4 * drawn.number_of_edges(), max_tries=10**6, seed=seed)
        counts.append(drawn.subgraph(members).number_of_edges())
    assert found.expected == pytest.approx(np.mean(counts), abs=4 * np.std(counts) / np.sqrt(60))
    assert found.p == pytest.approx(1 / 1000)
    assert found.z > 10


def test_samples_that_are_too_many_to_keep_are_drawn_for_each_set(eco, monkeypatch):
    members = [o.id for o in eco.organisations(sector="metals", limit=1000).results]
    kept = eco.enrichment(members, by=["kind"], samples=60, seed=3).ties
    network = eco.network()
    chosen = np.array([eco.view.snapshot.index[i] for i in members])
    monkeypatch.setattr(measured, "SAMPLES", 50)
    drawn = measured.ties_among(network, chosen, measured.chance_of(network, samples=60, seed=3))
    assert (drawn.expected, drawn.z, drawn.p, drawn.samples) == (kept.expected, kept.z, kept.p, 60)


def test_large_networks_are_modelled_with_the_same_mean_and_spread(eco, monkeypatch):
    network = eco.network()
    ids = [o.id for o in eco.organisations(sector="metals", limit=1000).results]
    chosen = np.array([eco.view.snapshot.index[i] for i in ids])
    sampled = measured.ties_among(network, chosen, measured.chance_of(network, seed=1))
    monkeypatch.setattr(measured, "MOST_SAMPLED", 0)
    modelled = measured.ties_among(network, chosen, measured.chance_of(network))
    assert modelled.samples is None
    assert modelled.expected == pytest.approx(sampled.expected, rel=0.05)
    assert modelled.z == pytest.approx(sampled.z, rel=0.1)
