from __future__ import annotations

import random
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from graph.evidence import Period
from graph.network import Network
from graph.snapshot import Snapshot
from graph.vocabulary import Kind, Layer, Predicate
from viz.scene import scene
from viz.scene_model import Hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store
    from graph.vocabulary import RecordType


class Shuffled:
    """A store that streams its records in another order."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def rows(self, record_type: RecordType) -> Iterator[list[Any]]:
        rows = [row for batch in self.store.rows(record_type) for row in batch]
        random.Random(7).shuffle(rows)
        yield rows


def test_the_whole_is_the_organisations_of_direct_and_shared_ties(daegu: Snapshot) -> None:
    whole = scene(daegu)
    assert whole.layer == "all"
    assert {node.kind for node in whole.nodes} == {"organisation"}
    assert len(whole.ties) == Network.of(daegu, Layer.ALL).ties
    assert len(whole.nodes) + whole.hidden.isolates == 989
    tied = {end for tie in whole.ties for end in (tie.source, tie.target)}
    assert tied == {node.id for node in whole.nodes}


def test_drawing_isolates_too_leaves_the_others_where_they_are_to_each_other(daegu: Snapshot) -> None:
    few, all_nodes = scene(daegu), scene(daegu, isolates=True)
    assert len(all_nodes.nodes) == 989
    assert all_nodes.hidden == Hidden(isolates=0, limit=0)
    places = {node.id: (node.x, node.y) for node in all_nodes.nodes}
    shifts = {
        (round(places[n.id][0] - n.x), round(places[n.id][1] - n.y)) for n in few.nodes if n.community < 8
    }
    xs, ys = zip(*shifts, strict=True)
    assert max(xs) - min(xs) <= 1
    assert max(ys) - min(ys) <= 1


def test_around_a_node_every_kind_is_drawn_with_all_ties_among_them(daegu: Snapshot) -> None:
    near = scene(daegu, around="dmi")
    ego = Network.of(daegu, Layer.FACTS).ego("dmi")
    assert near.layer == "facts"
    assert [node.id for node in near.nodes] == ego.ids
    assert len(near.ties) == ego.ties
    assert {node.kind for node in near.nodes} == {"organisation", "technology", "programme"}


def test_around_a_node_in_a_layer_is_the_ego_network_of_that_layer(daegu: Snapshot) -> None:
    near = scene(daegu, around="dmi", layer=Layer.DIRECT, depth=2)
    ego = Network.of(daegu, Layer.DIRECT).ego("dmi", 2)
    assert [node.id for node in near.nodes] == ego.ids
    assert len(near.ties) == ego.ties


@pytest.mark.parametrize("layer", [None, Layer.ALL])
def test_a_limit_keeps_the_nearest_and_says_how_many_it_left_out(
    daegu: Snapshot, layer: Layer | None
) -> None:
    whole = scene(daegu, around="dmi", depth=2, layer=layer)
    near = {node.id for node in scene(daegu, around="dmi", layer=layer).nodes}
    cut = scene(daegu, around="dmi", depth=2, layer=layer, limit=len(near) + 5)
    assert near < {node.id for node in cut.nodes}
    assert cut.hidden.limit == len(whole.nodes) - len(near) - 5


def test_a_limit_on_the_whole_keeps_those_with_most_ties(daegu: Snapshot) -> None:
    network = Network.of(daegu, Layer.ALL)
    cut = scene(daegu, limit=50)
    kept = min(network.degrees[network.index[node.id]] for node in cut.nodes)
    left = [
        d for key, d in zip(network.ids, network.degrees, strict=True) if key not in {n.id for n in cut.nodes}
    ]
    assert len(cut.nodes) == 50
    assert kept >= max(left)
    assert cut.hidden.limit == 661 - 50


def test_a_limit_on_ties_keeps_as_many_of_the_most_tied_nodes_as_it_allows(daegu: Snapshot) -> None:
    whole, few = scene(daegu, isolates=True), scene(daegu, isolates=True, ties=500)
    assert 400 < len(few.ties) <= 500
    assert few.hidden.limit == 989 - len(few.nodes)
    one_more = scene(daegu, isolates=True, limit=len(few.nodes) + 1)
    assert len(one_more.ties) > 500
    assert scene(daegu, isolates=True, ties=len(whole.ties)).nodes == whole.nodes


def test_filters_by_sector_kind_and_predicate_keep_only_those(daegu: Snapshot) -> None:
    chosen = scene(daegu, sectors={"metals", "textiles"})
    assert {node.sector for node in chosen.nodes} == {"metals", "textiles"}
    chosen = scene(daegu, around="dmi", kinds={Kind.TECHNOLOGY})
    assert {node.kind for node in chosen.nodes} == {"organisation", "technology"}
    chosen = scene(daegu, layer=Layer.FACTS, predicates={Predicate.SUPPLIES})
    assert {p for tie in chosen.ties for p in tie.predicates} == {"SUPPLIES"}


def test_a_period_keeps_only_what_holds(daegu: Snapshot) -> None:
    then, ever = scene(daegu, period=Period(as_of="2017-06-20")), scene(daegu)
    assert 0 < len(then.ties) < len(ever.ties)


def test_an_unknown_centre_is_refused(daegu: Snapshot) -> None:
    with pytest.raises(KeyError):
        scene(daegu, around="nobody")


def test_the_json_has_the_shape_of_the_contract(daegu: Snapshot) -> None:
    told = orjson.loads(scene(daegu, around="dmi").as_json())
    assert list(told) == [
        "graph_version",
        "layer",
        "nodes",
        "ties",
        "legend",
        "attributes",
        "hidden",
        "communities",
        "data_licence",
    ]
    assert set(told["nodes"][0]) == {
        *("id", "kind", "label_ko", "label_en", "sector", "x", "y", "size", "colour", "community")
    }
    assert set(told["ties"][0]) == {"source", "target", "predicates", "relations", "weight"}
    assert set(told["hidden"]) >= {"isolates"}
    known = set(daegu.relations.ids)
    assert all(set(tie["relations"]) <= known and tie["relations"] for tie in told["ties"])


def test_the_json_says_what_the_scene_holds(daegu: Snapshot) -> None:
    drawn = scene(daegu, around="dmi")
    told = orjson.loads(drawn.as_json())
    ties = [
        {**asdict(tie), "predicates": [*tie.predicates], "relations": [*tie.relations]} for tie in drawn.ties
    ]
    assert told["nodes"] == [asdict(node) for node in drawn.nodes]
    assert told["ties"] == ties
    assert told["legend"] == [asdict(entry) for entry in drawn.legend]
    assert (told["hidden"], told["communities"]) == (asdict(drawn.hidden), asdict(drawn.communities))
    assert told["graph_version"] == daegu.graph_version


def test_each_tie_cites_every_relation_behind_it(daegu: Snapshot) -> None:
    near = scene(daegu, around="dmi")
    drawn = {node.id for node in near.nodes}
    expected = {
        row[0]
        for row in map(daegu.relation_row, range(len(daegu.relations)))
        if row[1] in drawn and row[3] in drawn
    }
    assert {key for tie in near.ties for key in tie.relations} == expected


def test_the_legend_counts_what_is_drawn(daegu: Snapshot) -> None:
    near = scene(daegu, around="dmi")
    kinds = {line.id: line.count for line in near.legend if line.group == "kind"}
    assert sum(kinds.values()) == len(near.nodes)
    sectors = sum(line.count for line in near.legend if line.group == "sector")
    assert sectors == len(near.nodes) - kinds["programme"]


def test_the_same_records_give_the_same_scene_whatever_order_a_store_streams_them_in(
    daegu: Snapshot, daegu_store: Store
) -> None:
    other = Snapshot(Shuffled(daegu_store))  # type: ignore[arg-type]
    assert scene(other).as_json() == scene(daegu).as_json()
