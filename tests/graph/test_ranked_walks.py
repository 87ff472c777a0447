"""Walks that choose, against the same walk written out with dicts and sets."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.evidence import Period
from graph.filters import NO_FILTER, Filter
from graph.vocabulary import Kind, Predicate
from graph.walks.neighbourhoods import neighbourhood
from graph.walks.ranked_walks import Choice, TieRank, ranked_neighbourhood
from tests.examples import examples

SHARED = {"project", "mou", "alliance", "union", "division"}
MEMBERSHIP = {Predicate.LEADS, Predicate.PARTICIPATES_IN, Predicate.MEMBER_OF}


def programme_kinds(daegu):
    return {n: daegu.rows[n][4] for n in range(len(daegu.ids)) if daegu.kind(n) is Kind.PROGRAMME}


def reasons(daegu, chosen, fold):
    """List what joins two nodes: ends, relations."""
    table = daegu.relations
    kinds = programme_kinds(daegu)
    found, members = [], {}
    keep = chosen.period.mask(daegu)
    for r in range(len(table)):
        subject, predicate, obj = (
            int(table.subject[r]),
            Predicate(daegu.relation_row(r)[2]),
            int(table.object[r]),
        )
        if not keep[r] or (chosen.predicates is not None and predicate not in chosen.predicates):
            continue
        if fold and predicate in MEMBERSHIP and kinds.get(obj) in SHARED:
            members.setdefault(obj, {}).setdefault(subject, r)
        else:
            found.append((subject, obj, (r,)))
    for body in members.values():
        found += [(a, b, (body[a], body[b])) for a, b in combinations(sorted(body), 2)]
    return found


def score_of(daegu, rank, node, between):
    if isinstance(rank, TieRank):
        if rank is TieRank.RECENCY:
            return max(max(int(daegu.relations.first[r]) for r in reason) for reason in between)
        return len(
            {s for reason in between for r in reason for s in orjson.loads(daegu.relations.sources[r])}
        )
    return -np.inf if np.isnan(rank[node]) else rank[node]


def by_hand(daegu, root, choice, depth, chosen):
    """Walk with dicts: levels, relations, folded pairs."""
    near = {}
    for a, b, reason in reasons(daegu, chosen, choice.fold):
        for here, there in ((a, b), (b, a)):
            if chosen.kinds is None or daegu.kind(there) in chosen.kinds:
                near.setdefault(here, {}).setdefault(there, []).append(reason)

    def place(node):
        return -int(daegu.degrees[node]), daegu.ids[node]

    levels, reached, walked = [[root]], {root}, []
    for _ in range(depth):
        best = {}
        for node in levels[-1]:
            around = near.get(node, {})
            walked += [(node, there, reason) for there, some in around.items() for reason in some]
            ranked = sorted(
                (-score_of(daegu, choice.rank, there, some), *place(there), there)
                for there, some in around.items()
                if there not in reached
            )
            for score, _, _, there in ranked[: choice.per_node]:
                best[there] = min(score, best.get(there, score))
        if not best:
            break
        levels.append(sorted(best, key=lambda node: (best[node], *place(node))))
        reached |= set(best)
    shown = {reason for a, b, reason in walked if a in reached and b in reached}
    relations = sorted(reason[0] for reason in shown if len(reason) == 1)
    return levels, relations, {reason for reason in shown if len(reason) == 2}


@given(
    root=st.integers(0, 1657),
    depth=st.integers(1, 3),
    rank=st.sampled_from(["degree", "value", *TieRank]),
    per_node=st.none() | st.integers(1, 12),
    fold=st.booleans(),
    chosen=st.builds(
        Filter,
        predicates=st.none() | st.frozensets(st.sampled_from(list(Predicate)), min_size=3),
        kinds=st.none() | st.just(frozenset({Kind.ORGANISATION})),
        period=st.sampled_from([Period(), Period("2018")]),
    ),
)
@settings(max_examples=examples(80), deadline=None)
def test_a_walk_chooses_as_written_out_by_hand(daegu, root, depth, rank, per_node, fold, chosen):
    values = np.random.default_rng(5).integers(0, 9, len(daegu.ids)).astype(float)
    values[values == 0] = np.nan
    named = {"degree": daegu.degrees.astype(float), "value": values}
    choice = Choice(named.get(rank, rank), per_node, fold)
    levels, relations, folded = by_hand(daegu, root, choice, depth, chosen)
    found = ranked_neighbourhood(daegu, root, choice, depth=depth, chosen=chosen, limit=10_000)
    assert found.levels == levels
    assert found.relations == relations
    assert {r for tie in found.ties for r in tie.relations} == {r for pair in folded for r in pair}
    for tie in found.ties:
        assert {int(daegu.relations.object[r]) for r in tie.relations} == set(tie.programmes)
        assert {int(daegu.relations.subject[r]) for r in tie.relations} == {tie.a, tie.b}


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_without_any_choice_it_is_the_ordinary_walk(daegu, depth):
    choice = Choice(daegu.degrees.astype(float))
    for key in ("dmi", "dyetec", "daegu-city", "union-metals"):
        root = daegu.index[key]
        plain = neighbourhood(daegu, root, depth=depth, limit=10_000)
        found = ranked_neighbourhood(daegu, root, choice, depth=depth, chosen=NO_FILTER, limit=10_000)
        assert (found.levels, found.relations) == (plain.levels, plain.relations)
        assert (found.total_nodes, found.total_relations) == (plain.total_nodes, plain.total_relations)


@pytest.mark.parametrize("fold", [False, True])
def test_totals_are_those_without_the_choice_and_parts_together_are_what_was_chosen(daegu, fold):
    root = daegu.index["dyetec"]
    free = ranked_neighbourhood(
        daegu, root, Choice(TieRank.SOURCES, None, fold), depth=2, chosen=NO_FILTER, limit=10_000
    )
    choice = Choice(TieRank.SOURCES, 4, fold)
    whole = ranked_neighbourhood(daegu, root, choice, depth=2, chosen=NO_FILTER, limit=10_000)
    assert whole.total_nodes == free.total_nodes == free.chosen_nodes > whole.chosen_nodes
    assert whole.total_relations == free.total_relations == len(free.relations)
    assert whole.total_ties == free.total_ties == len(free.ties)
    assert max(map(len, whole.levels[1:2])) == 4
    parts = [
        ranked_neighbourhood(daegu, root, choice, depth=2, chosen=NO_FILTER, limit=7, offset=at)
        for at in range(0, whole.chosen_nodes, 7)
    ]
    assert [n for part in parts for level in part.levels for n in level] == [
        n for level in whole.levels for n in level
    ]
    assert sorted(r for part in parts for r in part.relations) == whole.relations
