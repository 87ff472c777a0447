"""What the resolution reaches on labelled names; figures that docs/explanation/identity.md states, and decisions that stay as they are."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from bench.labelled import aliases_held_out, own_names
from graph.vocabulary import Identity
from ingest.resolution.comparison_levels import COMPARISONS, NameLevel, weights
from ingest.resolution.evaluation import b_cubed, judge_groups, judge_links
from ingest.resolution.index import Index
from tests.ingest.resolution.corpus import corpus


def run(records, known, truth):
    """Resolve: evaluation, and how many of each decision."""
    index = Index(known)
    verdicts = index.resolve(records)
    said = {
        record.id: known[found.candidates[0].organisation].id if found.decision == Identity.MERGE else None
        for record, found in zip(records, verdicts, strict=True)
    }
    return judge_links(said, truth), Counter(str(found.decision) for found in verdicts)


def test_held_out_aliases_are_merged_rightly_or_not_at_all():
    found, counts = run(*aliases_held_out(half=1))
    assert found.records == 245
    assert found.pairs.precision == 1.0
    assert found.pairs.f1 >= 0.57
    assert counts["merge"] >= 99
    assert counts["review"] <= 0.09 * found.records


def test_every_organisation_is_found_by_its_own_name_and_few_wait():
    found, counts = run(*own_names())
    assert found.pairs.precision == 1.0
    assert found.pairs.recall >= 0.97
    assert counts["review"] <= 0.05 * found.records
    assert counts["new"] == 0


def test_without_facts_no_firm_is_merged_and_none_is_missed():
    found, counts = run(*own_names(facts=()))
    assert found.pairs.precision == 1.0
    assert counts["new"] <= 3  # names of several organisations, which the reason names


def test_the_decisions_on_the_made_corpus_stay_what_they_are():
    made = corpus(5, firms=3000, listed=1000)
    found, counts = run(made.lists, made.register, made.truth)
    assert found.pairs.precision >= 0.995
    assert dict(counts) == {"merge": 761, "review": 28, "new": 211}


def test_a_rarer_name_weighs_more_and_every_level_has_its_place():
    told = weights()
    name = told.parts["name"]
    telling = (NameLevel.SEVERAL, NameLevel.USUAL, NameLevel.RARE)
    assert all(name[less] <= name[more] + 0.1 for less, more in pairwise(telling))
    for comparison, levels in COMPARISONS.items():
        assert len(told.parts[comparison]) == len(levels)
        assert told.parts[comparison][0] < 0 < told.parts[comparison][-1]


def test_figures_are_counted_by_hand():
    found = judge_links(
        {"1": "a", "2": None, "3": "b", "4": None}, {"1": "a", "2": "b", "3": None, "4": None}
    )
    assert (found.pairs.precision, found.pairs.recall, found.pairs.f1) == (0.5, 0.5, 0.5)
    assert [(c.record, c.resolved, c.truth) for c in found.confused] == [("2", None, "b"), ("3", "b", None)]
    grouped = judge_groups({"1": "a", "2": "a", "3": "b"}, {"1": "x", "2": "x", "3": "x"})
    assert (grouped.pairs.precision, grouped.pairs.recall) == (1.0, pytest.approx(1 / 3))
    assert grouped.b_cubed.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert b_cubed({}, {}).f1 is None
