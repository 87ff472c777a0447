"""Communities over the API: labels that tell groups apart, what they have more of, how stable they are."""

from __future__ import annotations

from collections import Counter

import igraph
import numpy as np
import pytest

from graph.measures.groups import partition
from graph.network import Network
from graph.vocabulary import COUNTED_SECTORS
from queries.communities import OverRepresented, Traits, set_labels
from tests.measures.drawing import drawn, key


def get(client, path):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("layer", ["direct", "affiliation", "technology", "all", "facts"])
@pytest.mark.parametrize("words", ["", "&resolution=4", "&as_of=2010&seed=5"])
def test_labels_tell_groups_apart_in_both_languages(client, layer, words):
    groups = get(client, f"/communities?layer={layer}{words}")["communities"]
    assert groups
    for name in ("label_ko", "label_en"):
        labels = Counter(group[name] for group in groups)
        assert all(labels)
        assert max(labels.values()) == 1


def test_what_a_group_has_more_of_is_counted_among_its_members(client, daegu):
    answer = get(client, "/communities")
    tied = [member for group in answer["communities"] for member in group["members"]]
    sector = dict(zip(daegu.ids, daegu.sectors, strict=True))
    everywhere, found = Counter(sector[member] for member in tied), 0
    for group in answer["communities"]:
        for one in group["over_represented"]["sectors"]:
            found += 1
            assert one["id"] in COUNTED_SECTORS
            assert one["members"] == group["sectors"][one["id"]]
            assert one["expected"] == pytest.approx(group["size"] * everywhere[one["id"]] / len(tied))
            assert one["members"] > one["expected"]
            assert one["q"] <= 0.05
    assert found > 5
    textiles = next(group for group in answer["communities"] if "ktdi" in group["members"])
    assert textiles["label_en"].startswith("Textiles")


def test_stability_is_that_of_the_seeds_that_follow(client, daegu):
    answer, network = get(client, "/communities?seed=3"), Network.of(daegu)
    found = partition(network, seed=3)
    tied = found.labels >= 0
    others = [partition(network, seed=seed) for seed in range(4, 24)]
    same = [
        igraph.compare_communities(
            found.labels[tied].tolist(), other.labels[tied].tolist(), method="adjusted_rand"
        )
        for other in others
    ]
    assert answer["stability"] == {
        "seeds": 20,
        "adjusted_rand": pytest.approx(np.mean(same)),
        "modularity_low": pytest.approx(min(other.modularity for other in (found, *others))),
        "modularity_high": pytest.approx(max(other.modularity for other in (found, *others))),
    }
    assert all(0 < group["stability"] <= 1 for group in answer["communities"])
    assert client.get("/api/v1/communities?seed=3").json() == answer


def test_without_ties_there_are_no_groups(client):
    answer = get(client, "/communities?since=2100&undated=drop")
    assert answer["communities"] == []
    assert answer["stability"]["adjusted_rand"] is None


def trait(name, members):
    return OverRepresented(id=name, name_ko=name, name_en=name, members=members, expected=1.0, q=0.01)


def group(first, size, sectors=(), technologies=()):
    return {
        "size": size,
        "members": [key(first)],
        "over_represented": Traits(sectors=list(sectors), technologies=list(technologies)),
    }


def test_labels_name_the_surest_traits_that_enough_members_have_else_the_lead_body(tmp_path):
    network = drawn(tmp_path, [], 5)
    metals, rare, glue = trait("Metals", 10), trait("Rare", 1), trait("glue", 5)
    groups = [
        group(0, 20, [metals], [glue]),
        group(1, 20, [metals]),
        group(2, 20, [rare, metals]),
        group(3, 20, [rare]),
        group(4, 20, [trait("A", 9), trait("B", 8), trait("C", 7)]),
    ]
    set_labels(network, groups, "en")
    assert [one["label_en"] for one in groups] == [
        "Metals – glue",
        "Metals (Body 1)",
        "Metals (Body 2)",
        "Body 3",
        "A, B",
    ]
