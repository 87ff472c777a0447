"""The network as a whole: each figure against networkx, brute force, published values and what must not change it."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evidence import Period
from graph.figures import Beyond
from graph.measures.whole import (
    beyond,
    by_year,
    global_efficiency,
    rich_club,
    robustness,
    shape,
    ties_by_year,
    years_shown,
)
from graph.network import Network
from graph.vocabulary import Layer, Undated
from tests.examples import examples
from tests.measures.drawing import drawn

GRAPHS = {
    "two nodes": nx.path_graph(2),
    "star": nx.star_graph(6),
    "complete": nx.complete_graph(7),
    "cycle": nx.cycle_graph(8),
    "karate": nx.karate_club_graph(),
    "parts": nx.disjoint_union_all([nx.path_graph(4), nx.complete_graph(4), nx.star_graph(3)]),
    "hubs": nx.barabasi_albert_graph(60, 2, seed=3),
}


@pytest.fixture(params=sorted(GRAPHS))
def graph(request):
    return GRAPHS[request.param]


def network_of(folder, graph, isolates=0):
    return drawn(folder, sorted(tuple(sorted(e)) for e in graph.edges), len(graph) + isolates)


def brute_force_attack(graph):
    """Share in the largest component after each loss of the node with most ties left."""
    left, n, sizes, order = graph.copy(), len(graph), [], []
    while True:
        sizes.append(max(map(len, nx.connected_components(left)), default=0) / n)
        if not left:
            return sizes, order
        most = max(d for _, d in left.degree())
        order.append(min(v for v, d in left.degree() if d == most))
        left.remove_node(order[-1])


def test_figures_agree_with_networkx(tmp_path, graph):
    found = shape(network_of(tmp_path, graph, isolates=3))
    n = len(graph)
    assert (found.nodes, found.isolates, found.ties) == (n + 3, 3, graph.number_of_edges())
    assert found.components == nx.number_connected_components(graph)
    assert found.density == pytest.approx(nx.density(graph))
    assert found.mean_degree == pytest.approx(2 * graph.number_of_edges() / n)
    assert found.largest_component == pytest.approx(max(map(len, nx.connected_components(graph))) / n)
    assert found.global_efficiency == pytest.approx(nx.global_efficiency(graph))
    assert (found.efficiency_error, found.efficiency_sources) == (0.0, n)
    if any(d > 1 for _, d in graph.degree()):
        assert found.transitivity == pytest.approx(nx.transitivity(graph))
    else:
        assert found.transitivity is None
    ends = {d for _, d in graph.degree()}
    if len(ends) == 1:
        assert found.degree_assortativity is None
    else:
        with np.errstate(invalid="ignore"):
            expected = nx.degree_assortativity_coefficient(graph)
        assert found.degree_assortativity == pytest.approx(expected, abs=1e-9)


@settings(max_examples=examples(20), deadline=None)
@given(st.integers(2, 30), st.floats(0.03, 0.4), st.integers(0, 9999))
def test_efficiency_and_robustness_agree_with_networkx_on_random_networks(tmp_path_factory, n, p, seed):
    graph = nx.gnp_random_graph(n, p, seed=seed)
    network = network_of(tmp_path_factory.mktemp("net"), graph)
    tied = graph.subgraph([v for v, d in graph.degree() if d]).copy()
    efficiency, withstood = global_efficiency(network), robustness(network, draws=2)
    if not tied:
        assert efficiency is withstood is None
        return
    assert efficiency.value == pytest.approx(nx.global_efficiency(tied))
    sizes, order = brute_force_attack(tied)
    assert withstood.order == order
    assert withstood.attacked == pytest.approx(sizes)
    assert withstood.attack == pytest.approx(sum(sizes[1:]) / len(tied))


def test_distances_from_a_part_of_the_nodes_come_near_with_an_honest_error(tmp_path):
    graph = nx.barabasi_albert_graph(400, 2, seed=1)
    network, true = network_of(tmp_path, graph), nx.global_efficiency(graph)
    misses = []
    for seed in range(40):
        found = global_efficiency(network, seed, visits=50 * (400 + 2 * graph.number_of_edges()))
        assert found.sources == 50
        misses.append((found.value - true) / found.error)
    assert abs(np.mean(misses)) < 0.6
    assert 0.6 < np.std(misses) < 1.5
    again = global_efficiency(network, 39, visits=50 * (400 + 2 * graph.number_of_edges()))
    assert again == found


def test_the_bounds_of_robustness_are_the_published_ones(tmp_path):
    """Schneider et al.: R lies between 1/N, a star, and 1/2, a complete network."""
    n = 40
    star = robustness(network_of(tmp_path, nx.star_graph(n - 1)))
    assert star.attack == pytest.approx((n - 1) / n**2)
    assert star.half_after == 1
    (tmp_path / "complete").mkdir()
    complete = robustness(network_of(tmp_path / "complete", nx.complete_graph(n)))
    assert complete.attack == complete.random == pytest.approx((n - 1) / (2 * n))
    assert complete.half_after == n // 2 + 1
    assert star.random > star.attack


def test_random_losses_agree_with_brute_force(tmp_path):
    graph = nx.barabasi_albert_graph(50, 2, seed=8)
    network = network_of(tmp_path, graph, isolates=4)
    found = robustness(network, seed=5, draws=3)
    random, curves = np.random.default_rng(5), []
    for _ in range(3):
        left, sizes = graph.copy(), [1.0]
        for node in random.permutation(50).tolist():
            left.remove_node(node)
            sizes.append(max(map(len, nx.connected_components(left)), default=0) / 50)
        curves.append(sizes)
    assert found.lost_at_random == pytest.approx(np.mean(curves, axis=0))


def test_the_density_of_the_club_is_networkx_own(tmp_path, graph):
    found = rich_club(network_of(tmp_path, graph, isolates=2), samples=40)
    expected = nx.rich_club_coefficient(graph, normalized=False)
    for club in found.clubs:
        assert club.members == sum(d > club.degree for _, d in graph.degree())
        assert club.density == pytest.approx(expected[club.degree])
    degrees = sorted(d for _, d in graph.degree())
    assert [club.degree for club in found.clubs] == sorted({d for d in degrees if d < degrees[-2]})


def test_what_chance_gives_agrees_with_networkx_rewiring(tmp_path):
    graph = nx.karate_club_graph()
    graph = nx.Graph(graph.edges)
    found = rich_club(network_of(tmp_path, graph), samples=1000)
    other = []
    for seed in range(150):
        rewired = nx.double_edge_swap(graph.copy(), 10 * 78, max_tries=10**6, seed=seed)
        other.append(nx.rich_club_coefficient(rewired, normalized=False))
    for club in found.clubs:
        drawn_by_networkx = [one[club.degree] for one in other]
        error = np.std(drawn_by_networkx) / np.sqrt(150)
        assert club.expected == pytest.approx(np.mean(drawn_by_networkx), abs=4 * error + 1e-9)


@pytest.mark.slow
def test_a_planted_club_is_found_and_chance_is_not(tmp_path):
    """Ten hubs, all tied to each other, each with ten bodies of its own; and the same drawn at random."""
    planted = nx.complete_graph(10)
    planted.add_edges_from((hub, 10 + 10 * hub + i) for hub in range(10) for i in range(10))
    planted.add_edges_from((10 + i, 10 + (i + 37) % 100) for i in range(100))
    club = rich_club(network_of(tmp_path, planted)).clubs[-1]
    assert (club.members, club.density) == (10, 1.0)
    assert club.ratio > 1.5
    assert club.p_more <= 0.004
    chances = []
    for seed in range(40):
        (tmp_path / str(seed)).mkdir()
        model = nx.gnm_random_graph(60, 150, seed=seed)
        clubs = rich_club(network_of(tmp_path / str(seed), model), samples=100).clubs
        chances.append(clubs[len(clubs) // 2].p_more)
    assert np.mean(np.array(chances) <= 0.05) <= 0.15
    assert 0.35 < np.mean(chances) < 0.75


@pytest.mark.parametrize("name", ["star", "complete", "cycle", "two nodes"])
def test_where_only_one_network_has_these_degrees_chance_is_certain(tmp_path, name):
    clubs = rich_club(network_of(tmp_path, GRAPHS[name])).clubs
    assert all((club.ratio, club.p_more, club.p_fewer) == (1.0, 1.0, 1.0) for club in clubs)


def test_isolates_and_the_numbering_change_nothing(tmp_path):
    graph = GRAPHS["hubs"]
    first = network_of(tmp_path, graph)
    turned = np.random.default_rng(4).permutation(64).tolist()
    (tmp_path / "turned").mkdir()
    second = drawn(tmp_path / "turned", [(turned[a], turned[b]) for a, b in graph.edges], 64)
    one, other = shape(first), shape(second)
    for name in (
        "ties",
        "components",
        "density",
        "transitivity",
        "degree_assortativity",
        "largest_component",
        "global_efficiency",
    ):
        assert getattr(one, name) == pytest.approx(getattr(other, name)), name
    assert one.modularity == pytest.approx(other.modularity, abs=0.03)  # another order may end elsewhere
    clubs = [(c.degree, c.members, c.ties) for c in rich_club(first, samples=40).clubs]
    assert clubs == [(c.degree, c.members, c.ties) for c in rich_club(second, samples=40).clubs]


def test_the_same_seed_gives_the_same(tmp_path):
    network = network_of(tmp_path, GRAPHS["hubs"])
    assert shape(network, 3) == shape(network, 3)
    assert rich_club(network, 3, samples=50) == rich_club(network, 3, samples=50)
    first, again = robustness(network, 3), robustness(network, 3)
    assert first.lost_at_random.tolist() == again.lost_at_random.tolist()
    assert first.lost_at_random.tolist() != robustness(network, 4).lost_at_random.tolist()


@pytest.mark.parametrize("n", [1, 5])
def test_without_ties_nothing_is_defined(tmp_path, n):
    network = drawn(tmp_path, [], n)
    found = shape(network)
    assert (found.nodes, found.isolates, found.ties, found.components) == (n, n, 0, 0)
    assert found.density is found.global_efficiency is found.modularity is None
    assert robustness(network) is None
    assert rich_club(network).clubs == []
    assert years_shown(network) == range(0)


def test_sectors_keep_to_themselves_as_networkx_has_it(tmp_path, daegu):
    network = Network.of(daegu, Layer.AFFILIATION)
    sectors = {i: code for i, code in enumerate(network.sectors.tolist()) if code >= 0}
    graph = nx.Graph(zip(network.source.tolist(), network.target.tolist(), strict=True)).subgraph(sectors)
    nx.set_node_attributes(graph, sectors, "sector")
    expected = nx.attribute_assortativity_coefficient(graph, "sector")
    assert shape(network).sector_assortativity == pytest.approx(expected)


def test_each_year_is_the_network_that_holds_on_its_last_day(tmp_path):
    edges = [(0, 1), (1, 2), (2, 3), (3, 4)]
    network = drawn(tmp_path, edges, 5, starts={(0, 1): "2015", (1, 2): "2017-05", (2, 3): "2018-12-31"})
    assert years_shown(network) == range(2015, 2019)
    snapshot = network.snapshot
    kept = dict(by_year(snapshot, Layer.DIRECT, range(2014, 2020), Period()))
    assert [kept[year].ties for year in range(2014, 2020)] == [1, 2, 2, 3, 4, 4]
    assert all(figures.undated_ties == 1 for figures in kept.values())
    dropped = dict(by_year(snapshot, Layer.DIRECT, [2014, 2018], Period(None, "2016", Undated.DROP)))
    assert (dropped[2014].ties, dropped[2018].ties) == (0, 2)
    assert dropped[2014].density is None


def path_of(folder, *starts):
    """A path whose ties begin in these years."""
    edges = [(i, i + 1) for i in range(len(starts))]
    return drawn(folder, edges, len(starts) + 1, starts=dict(zip(edges, starts, strict=True)))


def test_one_typing_error_does_not_stretch_the_years_over_millennia(tmp_path):
    network = path_of(tmp_path, "1592", *map(str, range(2000, 2019)), "9999-12-31")
    assert years_shown(network) == range(2000, 2019)
    assert beyond(network, years_shown(network)) == Beyond(2, [1592, 9999])
    assert beyond(network, range(1592, 2019)) == Beyond(1, [9999])


def test_an_early_start_that_the_spread_of_the_others_bears_out_is_no_outlier(tmp_path):
    years = ["1969", *map(str, range(1980, 2021, 2))]
    network = path_of(tmp_path, *years)
    assert years_shown(network) == range(1969, 2021)
    assert beyond(network, years_shown(network)) == Beyond(0, [])


def test_facts_of_one_year_bear_a_neighbour_of_some_years(tmp_path):
    assert years_shown(path_of(tmp_path, *["2020"] * 9, "2031", "2060")) == range(2020, 2032)


def test_at_most_two_hundred_years_are_shown(tmp_path):
    years = years_shown(path_of(tmp_path, *map(str, range(1500, 2020, 20))))
    assert (years[0], years[-1]) == (1801, 2000)


def test_ties_are_counted_at_the_end_of_each_year(tmp_path):
    network = path_of(tmp_path, "2015", "2017-05", "2018-12-31")
    assert ties_by_year(network.snapshot, Layer.DIRECT, range(2014, 2019), Undated.KEEP) == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("layer", [Layer.AFFILIATION, Layer.ALL, Layer.TECHNOLOGY, Layer.FACTS])
def test_where_ties_come_in_cliques_a_club_is_not_set_against_chance(daegu, layer):
    found = rich_club(Network.of(daegu, layer))
    assert found.samples == 0
    assert found.clubs
    assert all(club.expected is club.ratio is club.p_more is club.p_fewer is None for club in found.clubs)


def test_the_hubs_of_daegu_keep_apart(daegu):
    """Each stands in the middle of its own field: fewer direct ties among them than chance would give."""
    found = rich_club(Network.of(daegu))
    assert found.samples == 500
    assert all(club.p_more > 0.9 for club in found.clubs)
    assert all(club.p_fewer < 0.02 for club in found.clubs if club.degree in range(2, 14))
