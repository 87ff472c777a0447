"""The made data that the resolution is measured with are what they say, and the measures count what they say, by hand."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from bench.made.collectors import COLLECTORS
from bench.made.homonyms import CITIES, VARIANTS, mixed, shared_names, stress
from bench.made.latin import FORMATS, NETWORKS, write_network
from bench.made.lists import HELD_OUT, TUNING, Lists, lists, write
from bench.made.register import register
from bench.made.words import GENERAL, near
from bench.resolution.former import measure as measure_former
from bench.resolution.grouping_peers import exact, exact_bare
from bench.resolution.measuring import (
    Answer,
    Figures,
    groups_found,
    measure_lists,
    measure_stress,
    measured,
    own_name,
)
from graph.legal_forms import without_legal_form
from graph.snapshot import Snapshot
from graph.vocabulary import DATA, SECTORS
from ingest.load import load
from tests.ingest.adapters.loads import new_store
from tests.ingest.networks.drawn import SAID

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = (*TUNING, *HELD_OUT)
made_lists = cache(lists)


def alone(rows):
    return Answer({row["record_id"]: row["record_id"] for row in rows})


def test_a_seed_makes_the_same_lists_and_another_one_makes_others():
    assert lists(1) == lists(1)
    assert lists(1).truth != lists(2).truth


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_have_the_size_of_those_that_people_keep(seed):
    made = made_lists(seed)
    assert 1_430 <= len(made.rows) <= 1_580
    assert len(set(made.truth.values())) == 1_000
    assert len({row["record_id"] for row in made.rows}) == len(made.rows)
    assert {row["list"] for row in made.rows} == {collector.name for collector in COLLECTORS}
    assert all(row["record_id"].startswith(f"{row['list']}/") and own_name(row) for row in made.rows)
    assert {row["sector"] for row in made.rows} - {""} <= set(SECTORS)


def test_exact_names_reach_in_them_what_they_reach_in_hidden_lists():
    found = [measured(made := made_lists(seed), exact(made.rows)).pairs for seed in SEEDS]
    assert mean(one.f1 for one in found) == pytest.approx(0.927, abs=0.015)
    assert mean(one.precision for one in found) == pytest.approx(0.985, abs=0.015)


def test_sectors_of_one_organisation_differ_in_one_of_seven_pairs_and_mostly_a_little():
    told = Counter()
    for seed in SEEDS:
        made, rows = made_lists(seed), defaultdict(list)
        for row in made.rows:
            rows[made.truth[row["record_id"]]].append(row["sector"])
        for sectors in rows.values():
            for one, other in combinations(filter(None, sectors), 2):
                like = near(one, other) or one in GENERAL or other in GENERAL
                told["same" if one == other else "like" if like else "far"] += 1
    differ = told["like"] + told["far"]
    assert differ / told.total() == pytest.approx(0.15, abs=0.03)
    assert told["like"] / differ == pytest.approx(0.75, abs=0.1)


def test_no_made_name_is_that_of_an_organisation_of_the_repository():
    with (DATA / "daegu" / "organisations.csv").open(encoding="utf-8", newline="") as file:
        real = {without_legal_form(row["name_ko"]) for row in csv.DictReader(file)}
    names = {without_legal_form(own_name(row)) for seed in SEEDS for row in made_lists(seed).rows}
    assert not names & real


def test_many_homonyms_make_exact_names_wrong_and_few_do_not():
    few = mean(measure_lists(seed, exact_bare).pairs.precision for seed in TUNING)
    many = mean(measure_lists(seed, exact_bare, homonyms=0.1).pairs.precision for seed in TUNING)
    assert many < 0.88 < 0.96 < few


def test_the_table_is_written_as_it_is_made(tmp_path: Path) -> None:
    made = lists(3, organisations=40)
    write(tmp_path, made)
    with (tmp_path / "lists.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == made.rows


@pytest.mark.parametrize("variant", VARIANTS)
def test_shared_names_are_those_of_a_register(variant):
    made = shared_names(1, variant)
    names = Counter(row["name_ko"] for row in made.rows)
    assert (len(names), len(made.rows), min(names.values())) == (1_200, 2_936, 2)
    assert len(set(made.truth.values())) == len(made.rows)
    cities = defaultdict(list)
    for row in made.rows:
        cities[row["name_ko"]].append(row.get("city"))
    if variant == "apart":
        assert all(len(set(some)) == len(some) for some in cities.values())
    if variant in {"random", "apart"}:
        assert {city for some in cities.values() for city in some} == set(CITIES)
    if variant == "daegu":
        assert {city for some in cities.values() for city in some} == {"Daegu"}


def test_no_two_of_the_stress_set_are_alike_in_city_and_sector():
    made, bearers = stress(), defaultdict(list)
    assert len(made.rows) == 837
    for row in made.rows:
        bearers[row["name_ko"]].append((row["city"], row["sector"]))
    pairs = [pair for some in bearers.values() for pair in combinations(some, 2)]
    assert len(pairs) > 400
    assert all(one != other and (a != b or not near(one, other)) for (a, one), (b, other) in pairs if a == b)


def test_what_is_mixed_in_is_counted_apart():
    own = made_lists(11)
    both = mixed(own, stress(rows=83, seed=11, like=own))
    assert len(both.rows) == len(own.rows) + 83
    found = measure_stress(exact, rows=83, seed=11)
    assert 0 <= found.joined <= found.pairs.wrong
    assert found.pairs.records == len(both.rows)


def test_the_register_has_its_groups_and_no_look_alike_has_the_name_of_another():
    made = register()
    sizes = Counter(made.truth.values())
    assert len(made.rows) == 98
    assert Counter(sizes.values()) == {1: 50, 2: 21, 3: 2}
    found = exact_bare(made.rows)
    assert groups_found(made.truth, found.groups) == (23, 23)
    assert measured(made, found).pairs == Figures(98, 27, 27, 0)
    assert groups_found(made.truth, alone(made.rows).groups) == (0, 23)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("network", NETWORKS)
def test_a_network_file_keeps_its_nodes_and_ties(network, form, tmp_path: Path) -> None:
    path = write_network(tmp_path, network, form)
    with new_store(tmp_path) as store:
        load(store, form, [path], options=SAID)
        shown = Snapshot(store)
    assert sorted(row[1] for row in shown.rows) == sorted(NETWORKS[network])
    assert len(shown.relations) == len(NETWORKS[network]) - 1


FOUR = [
    {"record_id": "a/1", "name": "가람담"},
    {"record_id": "a/2", "name": "(주)가람담"},
    {"record_id": "b/3", "name": "가람 담"},
    {"record_id": "b/4", "name": "나들빛"},
]
TRUTH = {"a/1": "x", "a/2": "x", "b/3": "y", "b/4": "x"}


def test_pairs_are_counted_by_hand():
    groups = {"a/1": "g", "a/2": "g", "b/3": "g", "b/4": "h"}
    found = measured(Lists(FOUR, TRUTH), Answer(groups))
    assert found.pairs == Figures(records=4, wanted=3, found=3, wrong=2)
    assert found.across == Figures(records=4, wanted=2, found=2, wrong=2)
    assert (found.pairs.precision, found.pairs.recall, found.pairs.f1) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert found.silent == 0


@pytest.mark.parametrize(
    ("questions", "told", "silent"),
    [((), (), 3), ((("a/1", "b/3"),), (), 0), ((), ("a/1",), 1), ((("a/1", "b/4"),), (), 3), ((("a/2", "b/4"),), ("b/3",), 1)],
)  # fmt: skip
def test_equal_names_are_silent_unless_one_is_asked_about_or_told_of(questions, told, silent):
    groups = {row["record_id"]: row["record_id"] for row in FOUR}
    answer = Answer(groups, frozenset(map(frozenset, questions)), frozenset(told))
    assert measured(Lists(FOUR, TRUTH), answer).silent == silent


def test_a_table_of_changed_names_finds_renamed_firms_and_joins_no_others():
    made = made_lists(1)
    renamed = [change for change in made.changes if any(change[1] in own_name(row) for row in made.rows)]
    assert 5 <= len(renamed) < len(made.changes) / 2
    without, with_names = (measure_former(1, with_changes=given).pairs for given in (False, True))
    assert with_names.wrong <= without.wrong
    assert with_names.found - without.found >= 5
    assert with_names.f1 > without.f1 + 0.003
