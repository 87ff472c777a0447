"""Two firms that one file names differently, or ties to each other, are two: a body cannot own itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.load import load
from ingest.resolution.grouping import grouped, in_lists
from tests.ingest.adapters.loads import new_store
from tests.ingest.resolution.bodies import body, decisions

if TYPE_CHECKING:
    from pathlib import Path

HERE = {"city": "Daegu", "sector": "machinery"}
CERTAIN = {**HERE, "website": "https://example.org", "founded": "1999"}
MAPPING = """origin: owners
record: relation
source: {title: t, publisher: p, url: 'https://example.org/'}
columns: {subject_name: Owner, object_name: Owned}
constants: {predicate: PART_OF}
"""


def decided(one, other):
    return next(iter(decisions([one, other]).values()), None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Corp.", "LLC"), ("Inc.", "Ltd."), ("GmbH", "AG"), ("Corp", "Incorporated"), ("LLC", "L.L.P."), ("Co., Ltd.", "Inc")],
)  # fmt: skip
def test_english_legal_forms_that_differ_are_at_most_a_question(one, other):
    for facts in (HERE, CERTAIN):
        first, second = (
            body(key, f"Delta Marks Egypt {form}", **facts) for key, form in (("a", one), ("b", other))
        )
        assert decided(first, second) == "review"


def test_korean_legal_forms_that_differ_are_a_question_whatever_else_agrees():
    assert (
        decided(body("a", "한빛나노텍 주식회사", **CERTAIN), body("b", "한빛나노텍 유한회사", **CERTAIN))
        == "review"
    )


@pytest.mark.parametrize(
    ("one", "other"), [("Co., Ltd.", "Ltd."), ("Corp.", "Corporation"), ("LLC", "L.L.C."), ("Inc.", ""), ("Limited", "Co., Ltd")]
)  # fmt: skip
def test_one_english_form_in_two_spellings_and_none_beside_one_say_nothing(one, other):
    first, second = (
        body(key, f"Delta Marks Egypt {form}", **HERE) for key, form in (("a", one), ("b", other))
    )
    assert decided(first, second) == "merge"


def test_a_korean_form_is_not_held_against_an_english_one():
    assert (
        decided(body("a", "(주)Delta Marks Egypt", **HERE), body("b", "Delta Marks Egypt Corp.", **HERE))
        == "merge"
    )


def test_bodies_with_a_relation_between_them_are_not_made_one_by_their_names():
    one, other = body("a", "아진산업", **HERE), body("b", "㈜아진산업", tied=frozenset({"a"}), **HERE)
    assert decided(one, other) == "review"
    third = body("c", "아진산업", origin="third", **HERE)
    groups = decisions([one, other, third])
    assert [decision for decision in groups.values() if decision == "merge"] != ["merge", "merge"]


def test_one_number_makes_them_one_all_the_same():
    number = [("crn", "1301110006246")]
    one = body("a", "아진산업", numbers=number, **HERE)
    other = body("b", "아진산업", numbers=number, tied=frozenset({"a"}), **HERE)
    assert decided(one, other) == "merge"


def test_names_that_are_merely_alike_are_two_in_one_list_and_may_be_one_in_two():
    facts = {**CERTAIN, "products": "gear"}
    names = "한빛나노텍크", "한빛나노택크"
    assert decided(*(body(key, name, **facts) for key, name in zip("ab", names, strict=True))) == "merge"
    listed = [body(key, name, listed=True, **facts) for key, name in zip("ab", names, strict=True)]
    assert decided(*listed) == "review"
    other = body("b", names[1], listed=True, origin="other", **facts)
    assert decided(listed[0], other) == "merge"


def test_a_table_that_says_that_one_owns_the_other_keeps_both_and_each_of_its_ties(tmp_path: Path) -> None:
    rows = [
        ("HANBIT EGYPT CORP", "HANBIT EGYPT LLC"),
        ("HANBIT HOLDINGS", "HANBIT EGYPT CORP"),
        ("HANBIT HOLDINGS", "HANBIT EGYPT LLC"),
    ]
    rows += [
        ("HANBIT PLANT", "HANBIT PLANT LLC"),
        ("HANBIT HOLDINGS", "HANBIT PLANT"),
        ("HANBIT HOLDINGS", "HANBIT PLANT LLC"),
    ]
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "owners.csv").write_text(
        "Owner,Owned\n" + "".join(f"{a},{b}\n" for a, b in rows), encoding="utf-8"
    )
    with new_store(tmp_path) as store:
        report = load(store, "table", [tmp_path / "owners.csv"], options={"map": str(tmp_path / "m.yaml")})
    assert report.identity is not None
    assert report.identity["merge"] == 0


@pytest.mark.parametrize(
    "apart",
    [
        [{"numbers": [("street", "서생면 당물길")]}, {"numbers": [("street", "범서읍 굴화길")]}],
        [{"website": "https://farad.ai"}, {"website": "https://faradai.ai"}],
    ],
)
def test_two_streets_or_websites_in_one_list_are_at_most_a_question_and_nothing_in_two_lists(apart):
    facts = {"city": "Ulsan", "district": "Ulju-gun", "sector": "machinery", "founded": "1999"}
    first, second = (
        body(key, "한빛나노텍정밀", listed=True, **facts, **told)
        for key, told in zip("ab", apart, strict=True)
    )
    assert decided(first, second) != "merge"
    elsewhere = body("b", "한빛나노텍정밀", listed=True, origin="other", **facts, **apart[1])
    if "numbers" in apart[0]:
        assert decided(first, elsewhere) == "merge"
    between = body("c", "한빛나노텍정밀", listed=True, **facts)
    joined = [pair for pair, decision in decisions([first, second, between]).items() if decision == "merge"]
    assert len(joined) < 2


@pytest.mark.parametrize("lists", [False, True])
def test_identical_rows_are_told_as_such_and_are_not_new(lists):
    rows = [{"record_id": f"{n}", "list": f"list {n}" if lists else ""} for n in range(200)]
    bodies = [body(row["record_id"], "가나다정밀", city="Daegu") for row in rows]
    found = grouped(in_lists(bodies, rows))
    asked = 2 if lists else 1  # the first two of several lists are asked about, and the rest is told
    assert [one.reason.en.partition(";")[0] for one in found[asked:]] == ["0: the same in every column"] * (
        200 - asked
    )
    assert {one.decision for one in found[1:]} == {"review"}
    assert [one.group for one in found] == [str(n) for n in range(200)]
    alone = grouped([body(f"{n}", "가나다정밀") for n in range(200)])
    assert {one.decision for one in alone} == {"new"}
