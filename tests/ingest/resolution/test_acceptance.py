"""What the resolution must reach on names that nobody tuned it with, and what it must never merge."""

from __future__ import annotations

import random
from functools import cache
from statistics import mean

import pytest

from bench.made.homonyms import VARIANTS
from bench.made.latin import ONE, TWO
from bench.made.lists import HELD_OUT, lists
from bench.resolution.grouping_peers import exact
from bench.resolution.latin import FACTS, joined
from bench.resolution.measuring import (
    groups_found,
    measure_homonyms,
    measure_lists,
    measure_register,
    measure_small_files,
    measure_stress,
    measured,
)
from bench.resolution.ours import ours_within
from ingest.resolution import settle
from ingest.resolution.grouping import grouped, in_lists
from ingest.resolution.lookup import organisation_from
from ingest.resolution.settling import settlement
from tests.ingest.resolution.bodies import body, decisions

SEEDS = HELD_OUT[:2]
of_lists = cache(lambda seed: measure_lists(seed, ours_within))


def test_lists_of_one_region_are_resolved_better_than_by_exact_names_with_few_questions():
    found = [of_lists(seed) for seed in SEEDS]
    plain = [measure_lists(seed, exact) for seed in SEEDS]
    assert mean(one.pairs.f1 for one in found) >= mean(one.pairs.f1 for one in plain) + 0.02
    assert mean(one.pairs.f1 for one in found) >= 0.945
    assert mean(one.pairs.precision for one in found) >= 0.995
    assert all(one.asked <= 0.02 for one in found)


def test_no_two_equal_names_are_passed_over_in_silence():
    assert [of_lists(seed).silent for seed in SEEDS] == [0, 0]


@pytest.mark.parametrize("variant", VARIANTS)
def test_firms_that_share_names_stay_apart_whatever_their_facts_are(variant):
    found = measure_homonyms(1, variant, ours_within)
    assert found.pairs.wrong == 0
    assert found.questions <= 1_200  # one a name
    assert found.silent == 0


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("names", [10, 25])
def test_files_of_a_few_homonyms_are_left_alone(names, variant):
    assert measure_small_files(variant, ours_within, names=names) <= 3


def test_the_stress_set_is_left_alone():
    assert measure_stress(ours_within).pairs.wrong == 0
    assert measure_stress(ours_within, districts=True).pairs.wrong <= 3


@pytest.mark.parametrize("rows", [83, 250])
def test_homonyms_mixed_in_are_not_joined_with_each_other(rows):
    found = measure_stress(ours_within, rows=rows, seed=11)
    assert found.joined <= 1
    assert found.pairs.precision >= 0.98


def test_a_transcribed_register_is_one_and_its_look_alikes_are_two():
    found = measure_register(ours_within)
    assert (found.pairs.wrong, found.pairs.recall) == (0, 1.0)


@pytest.mark.parametrize("facts", FACTS)
def test_latin_names_are_compared_by_letters_unless_they_are_romanised_korean(facts):
    assert joined(TWO, FACTS[facts]) == []
    assert joined(ONE, FACTS[facts]) == list(ONE)


def records(rows):
    return in_lists([organisation_from(row["record_id"], row)[0] for row in rows], rows)


def test_the_order_of_rows_changes_nothing():
    rows = list(lists(3).rows)
    first = settlement(records(rows), [])
    random.Random(1).shuffle(rows)
    again = settlement(records(rows), [])
    assert again.statements == first.statements
    assert [fit.as_dict() for fit in again.compared.fits] == [fit.as_dict() for fit in first.compared.fits]


def test_unrelated_rows_change_no_merge_between_rare_names():
    rows = [row for row in lists(2).rows if len(row["name_ko"]) >= 6]
    others = [
        {
            **row,
            "record_id": f"{row['list']}/more{n}",
            "name_ko": f"딴{row['name_ko']}",
            "name": "",
            "name_en": "",
        }
        for n, row in enumerate(lists(3).rows[:1000])
        if row["name_ko"]
    ]
    merged = {same.key for same in settle(records(rows), []) if same.decision == "merge"}
    after = {same.key for same in settle(records([*rows, *others]), []) if same.decision == "merge"}
    assert len(merged) > 100
    assert merged <= after


def test_a_prior_is_raised_where_facts_agree_and_falls_where_they_agree_by_chance():
    """Equal rare names in one place and sector a pair each, against the same names with facts dealt at random."""
    kept, dealt = lists(1).rows, None
    [fit] = settlement(records(kept), []).compared.fits
    bands = fit.as_dict()["bands"]
    assert all(bands[name]["raised"] for name in ("rare", "usual"))
    dealt = [dict(row) for row in kept]
    for column in ("city", "district", "sector", "website", "founded", "products"):
        told = [row[column] for row in dealt]
        random.Random(column).shuffle(told)
        for row, value in zip(dealt, told, strict=True):
            row[column] = value
    [fit] = settlement(records(dealt), []).compared.fits
    assert all(
        band["prior"] < fit.first - 3 for band in fit.as_dict()["bands"].values() if band["pairs"] > 20
    )


def test_rows_of_one_list_are_two_unless_one_names_the_other_or_they_have_one_number():
    facts = {"kind": "company", "sector": "metals", "city": "Daegu", "district": "Buk-gu", "founded": "1999"}
    rows = [
        {"record_id": "a/1", "name_ko": "가람나노텍", **facts},
        {"record_id": "a/2", "name_ko": "가람나노텍", **facts},
        {"record_id": "b/1", "name_ko": "다솔하이텍 (구 마루정밀소재)", **facts},
        {"record_id": "b/2", "name_ko": "마루정밀소재", **facts},
        {"record_id": "b/3", "name_ko": "바론에코", "crn": "1301110006246", **facts},
        {"record_id": "b/4", "name_ko": "사람에코", "crn": "130111-0006246", **facts},
    ]
    found = {one.record: one for one in grouped(records(rows))}
    assert found["a/2"].decision == "new"
    assert found["a/2"].reason.en.startswith("same name as 가람나노텍 (a/1")
    assert found["b/1"].group == found["b/2"].group
    assert found["b/3"].group == found["b/4"].group
    assert len({found[key].group for key in ("a/1", "a/2", "b/1", "b/3")}) == 4


def test_the_list_is_told_by_a_column_or_before_the_last_slash_of_every_id():
    row = {"name_ko": "가람나노텍", "sector": "metals", "city": "Daegu"}
    groups = lambda rows: len({one.group for one in grouped(records(rows))})  # noqa: E731
    assert groups([{"record_id": "1", **row}, {"record_id": "2", **row}]) == 1
    assert groups([{"record_id": "1", "list": "a", **row}, {"record_id": "2", "list": "a", **row}]) == 2
    assert groups([{"record_id": "1", "list": "a", **row}, {"record_id": "2", "list": "b", **row}]) == 1
    assert groups([{"record_id": "a/1", **row}, {"record_id": "a/2", **row}]) == 1  # one prefix tells nothing
    assert (
        groups([{"record_id": "a/1", **row}, {"record_id": "a/2", **row}, {"record_id": "b/3", **row}]) == 3
    )


HERE = {"city": "Daegu", "sector": "metals"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("가람테크 (다라)", "가람테크"),
        ("가람나노(구 하람소재)", "하람소재"),
        ("LS가람", "엘에스가람"),
        ("AB가람로보틱스", "가람로보틱스"),
        ("가람하이테크그룹", "가람하이테크"),
        ("제이앤케이가람", "제이엔케이가람"),
    ],
)
def test_names_of_firms_that_are_written_otherwise_are_one(one, other):
    assert list(decisions([body("a", one, **HERE), body("b", other, **HERE)]).values()) == ["merge"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("가람연구원 대구경북지역본부", "가람연구원 대경본부"),
        ("국립가람대학교", "가람대학교"),
        ("한국가람소재기술연구원", "가람소재기술연구원"),
        ("가람테크노파크 나노융합실용화센터", "나노융합실용화센터"),
    ],
)
def test_names_of_public_bodies_that_are_written_otherwise_are_one(one, other):
    facts = {"kind": "research_institute", **HERE}
    assert list(decisions([body("a", one, **facts), body("b", other, **facts)]).values()) == ["merge"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("가람나노 (옛 하람소재·다솔소재)", "하람소재"),
        ("가람대학교 산학협력지원센터", "나람대학교 산학협력지원센터"),
        ("가람센터(나람대학교)", "나람대학교"),
        ("AB가람로보틱스", "CD가람로보틱스"),
        ("에코가람비엠", "에코가람비엔"),
        ("가람정밀(구미국가산업단지)", "나람기공(구미국가산업단지)"),
        ("가람정밀(현대하늘자동차)", "현대하늘자동차"),
        ("가람정밀(기업부설연구소)", "나람기공(기업부설연구소)"),
        ("가람대학교[제2캠퍼스]", "나람대학교[제2캠퍼스]"),
        ("가람대학교(창업보육센터)", "나람대학교(창업보육센터)"),
        ("가람기술연구원(대구센터)", "나람기술연구원(대구센터)"),
        ("가람기술연구원(대구센터)", "가람기술연구원"),
        ("가람소재연구원(다솔소재진흥원)", "다솔소재진흥원"),
    ],
)
def test_names_that_only_share_a_part_are_not_merged(one, other):
    public = ("센터", "대학교", "연구원")
    kind = "research_institute" if any(word in one for word in public) else "company"
    found = decisions([body("a", one, kind=kind, **HERE), body("b", other, kind=kind, **HERE)])
    assert list(found.values()) in ([], ["review"])


def test_a_set_of_homonyms_all_equal_and_of_one_city_gives_reasons_and_no_merge():
    rows = [{"record_id": str(n), "name_ko": "대성정밀", "city": "Daegu"} for n in range(40)]
    found = grouped(records(rows))
    assert [one.group for one in found] == [str(n) for n in range(40)]
    assert (found[0].decision, {one.decision for one in found[1:]}) == ("new", {"review"})
    assert all(one.reason.en.startswith("0: the same in every column; ") for one in found[1:])
    assert all(one.reason.en.endswith("39 more") or "and 38 more" in one.reason.en for one in found)


def test_one_row_alone_is_new():
    [found] = grouped(records([{"record_id": "1", "name_ko": "가람"}]))
    assert (found.decision, found.reason.en) == ("new", "no similar record")


def test_measures_and_groups_agree():
    made = lists(1, organisations=60)
    answer = ours_within(made.rows)
    found, wanted = groups_found(made.truth, answer.groups)
    assert 0 < found <= wanted
    assert measured(made, answer).pairs.recall > 0.7
