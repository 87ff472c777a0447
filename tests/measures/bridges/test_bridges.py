"""Bridges: worked out by hand on a small network, judged against second implementations, whole on Daegu."""

from __future__ import annotations

import numpy as np
import pytest

from graph.evidence import Period
from graph.measures.bridges import bridges, holdout
from graph.measures.bridges.holdout import fit
from graph.measures.bridges.likeness import FEATURES, features, past_of
from graph.measures.bridges.quality import judge
from graph.model import Organisation, Relation, Source, Technology
from graph.snapshot import Snapshot
from graph.stores import open_store
from queries.bridges import shaped
from tests.saying import say


def body(key: str, sector: str | None, district: str | None = None) -> Organisation:
    return Organisation(key, key, key, False, "company", sector, None, None, district, None, None, ("s",))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Snapshot:
    """m1–w–t1, m1–v–t1, m2–w–t2; m1 and t2 use steel; m2 and t1 are in Dalseo; w is tied to nobody else."""
    ties = [("m1", "w"), ("t1", "w"), ("m1", "v"), ("t1", "v"), ("m2", "w"), ("t2", "w")]
    records = [
        Source("s", "t", "p", None, "https://example.org/"),
        body("m1", "metals"), body("m2", "metals", "Dalseo-gu (Seongseo)"), body("t1", "textiles", "Dalseo-gu"),
        body("t2", "textiles"), body("w", None), body("v", None),
        Technology("steel", "강", "steel", False, "metals", None, ("s",)),
        *(
            Relation(f"r{i}", min(a, b), "COLLABORATES_WITH", max(a, b), "2020", None, None, ("s",))
            for i, (a, b) in enumerate(ties)
        ),
        Relation("r7", "m1", "USES", "steel", None, None, None, ("s",)),
        Relation("r8", "t2", "DEVELOPS", "steel", None, None, None, ("s",)),
    ]  # fmt: skip
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('drawn') / 'g.sqlite'}")
    store.prepare()
    say(store, records)
    return Snapshot(store)


def test_features_are_what_the_hand_works_out(drawn):
    past = past_of(drawn, np.ones(len(drawn.relations), bool))
    place = {drawn.ids[node]: i for i, node in enumerate(past.nodes.tolist())}

    def of(a, b):
        return features(past, np.array([place[a]]), np.array([place[b]]))[0]

    assert of("m1", "t1") == pytest.approx([1 / 4 + 1 / 2, 0, 0, 0, 2 * np.log(3)])
    assert of("m1", "t2") == pytest.approx([1 / 4, 0, 1, 0, np.log(3) + np.log(2)])
    assert of("m2", "t1") == pytest.approx([1 / 4, 0, 0, 1, np.log(2) + np.log(3)])


def test_without_enough_dated_ties_resource_allocation_ranks_and_says_so(drawn):
    answer = shaped(bridges(drawn, "textiles", "metals"), "v").to_dict()
    assert (answer["a"], answer["b"]) == ("metals", "textiles")
    assert answer["evidence"]["ranked_by"] == "resource allocation"
    assert answer["evidence"]["auc"] is None
    best = answer["pairs"][0]
    assert (best["a"], best["b"], best["score"]) == ("m1", "t1", 0.75)
    assert best["reasons"][0]["via"] == ["v", "w"]
    assert best["reasons"][0]["relations"] == ["r0", "r1", "r2", "r3"]
    assert {(p["a"], p["b"]) for p in answer["pairs"]} == {
        ("m1", "t1"),
        ("m1", "t2"),
        ("m2", "t1"),
        ("m2", "t2"),
    }


def test_the_broker_whose_loss_parts_most_pairs_comes_first(drawn):
    first, second = shaped(bridges(drawn, "metals", "textiles"), "v").to_dict()["brokers"]
    assert (first["id"], first["ties_a"], first["ties_b"], first["sole_pairs"]) == ("w", 2, 2, 3)
    assert (second["id"], second["sole_pairs"]) == ("v", 0)
    assert first["relations"] == ["r0", "r1", "r4", "r5"]


def test_a_day_before_every_tie_has_no_broker(drawn):
    assert (
        shaped(bridges(drawn, "metals", "textiles", period=Period(as_of="0001")), "v").to_dict()["brokers"]
        == []
    )


def test_quality_agrees_with_ranks_and_with_counting():
    from scipy.stats import rankdata  # takes longer to import than most test files

    random = np.random.default_rng(1)
    for _ in range(20):
        score = random.integers(0, 30, 200).astype(float)
        tied = random.random(200) < 0.15
        found = judge(score, tied, np.ones(200))
        ranks = rankdata(score)
        good = tied.sum()
        auc = (ranks[tied].sum() - good * (good + 1) / 2) / (good * (200 - good))
        precision = np.mean([tied[score >= s].mean() for s in score[tied]])
        assert found.auc == pytest.approx(auc)
        assert found.average_precision == pytest.approx(precision)


def test_copies_count_as_if_they_stood_there():
    random = np.random.default_rng(2)
    score, tied = random.random(60), random.random(60) < 0.3
    copies = random.integers(1, 4, 60)
    repeated = judge(np.repeat(score, copies), np.repeat(tied, copies), np.ones(copies.sum()))
    assert judge(score, tied, copies.astype(float)).auc == pytest.approx(repeated.auc)
    assert judge(score, tied, copies.astype(float)).precision_at_10 == pytest.approx(repeated.precision_at_10)


def test_a_fit_finds_the_feature_that_foretells_and_leaves_out_the_others():
    random = np.random.default_rng(3)
    table = random.random((4000, len(FEATURES)))
    tied = random.random(4000) < 0.02 + 0.2 * (table[:, 1] > 0.8)
    _, weights = fit(table, tied, np.ones(4000))
    assert np.argmax(weights) == 1
    assert np.all(weights >= 0)


def test_on_daegu_every_reason_opens_to_relations_between_the_named(daegu):
    answer = shaped(bridges(daegu, "metals", "textiles", limit=30), "v").to_dict()
    assert len(answer["pairs"]) == 30
    ids, table = daegu.ids, daegu.relations
    sectors = {
        key: daegu.sectors[daegu.index[key]] for pair in answer["pairs"] for key in (pair["a"], pair["b"])
    }
    for pair in answer["pairs"]:
        assert (sectors[pair["a"]], sectors[pair["b"]]) == ("metals", "textiles")
        for reason in pair["reasons"]:
            if reason["via"]:
                assert reason["relations"]
            for relation in reason["relations"]:
                number = daegu.relation_index[relation]
                ends = {ids[table.subject[number]], ids[table.object[number]]}
                assert ends & {pair["a"], pair["b"]}
                assert ends & set(reason["via"])


def test_the_hold_out_on_daegu_is_computed_and_beats_resource_allocation(daegu):
    found = holdout(daegu)
    assert found.cutoff == "2022-01-01"
    assert found.test_ties > 10
    assert found.fitted
    assert found.quality.average_precision > found.baselines["resource_allocation"].average_precision
    assert found.quality.auc > 0.7 > found.baselines["random"].auc


@pytest.mark.parametrize(
    ("a", "b", "rule"),
    [
        ("metals", "metals", "cannot be bridged with itself"),
        ("metals", "other", "No counted sector has the id “other”"),
        ("steel", "textiles", "No counted sector has the id “steel”"),
    ],
)
def test_two_different_counted_sectors_are_needed(daegu, a, b, rule):
    with pytest.raises(ValueError, match=rule):
        bridges(daegu, a, b)
