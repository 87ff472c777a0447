"""What changed between two days, against the states of the two days counted by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.changes import changes
from graph.dates import earliest, latest, span
from graph.filters import NO_FILTER
from tests.api.tables import ENDS, rows, sectors
from tests.examples import examples


def compare(client, words, status=200):
    answer = client.get(f"/api/v1/changes?{words}")
    assert answer.status_code == status, answer.text
    return answer.json()


def holding(day: int) -> set[str]:
    return {
        row["relation_id"]
        for row in rows("relations")
        if (row["start"] or row["end"]) and earliest(row["start"]) <= day <= latest(row["end"])
    }


def holding_by_pair(day: int, *, undated: bool) -> dict[frozenset[str], set[str]]:
    found = defaultdict(set)
    held = holding(day)
    for row in rows("relations"):
        if row["relation_id"] in held or (undated and not row["start"] and not row["end"]):
            found[frozenset(row[end] for end in ENDS)].add(row["relation_id"])
    return found


@given(st.integers(1990, 2025), st.integers(0, 8))
@settings(max_examples=examples(40), deadline=None)
def test_added_less_ended_is_the_difference_of_the_two_states(daegu, first, years):
    since, until = str(first), str(first + years)
    found = changes(daegu, since, until, NO_FILTER)
    was, now = holding(span(since)[0] - 1), holding(span(until)[1])
    assert found.totals["relations_added"] - found.totals["relations_ended"] == len(now) - len(was)
    ids = daegu.relations.ids
    added = {ids[r] for r in found.relations[~found.ended].tolist()}
    ended = {ids[r] for r in found.relations[found.ended].tolist()}
    assert now - was == added - ended
    assert was - now == ended - added


@pytest.mark.parametrize("undated", ["keep", "drop"])
def test_ties_are_added_ended_and_changed_as_their_relations_are(client, undated):
    body = compare(client, f"since=2016&until=2020&undated={undated}")
    was = holding_by_pair(date(2015, 12, 31).toordinal(), undated=undated == "keep")
    now = holding_by_pair(date(2020, 12, 31).toordinal(), undated=undated == "keep")
    assert body["totals"]["ties_added"] == len(now.keys() - was.keys())
    assert body["totals"]["ties_ended"] == len(was.keys() - now.keys())
    assert body["totals"]["ties_changed"] == sum(was[pair] != now[pair] for pair in was.keys() & now.keys())
    assert body["undated"] == sum(not row["start"] and not row["end"] for row in rows("relations"))


def test_every_count_by_pair_of_sectors_adds_up(client):
    body = compare(client, "since=2016&until=2020")
    for name, total in body["totals"].items():
        assert sum(pair[name] for pair in body["pairs"]) == total
    expected = Counter()
    before, after = span("2016")[0], span("2020")[1]
    for row in rows("relations"):
        if before <= earliest(row["start"]) <= after:
            a, b = sorted((sectors()[row[end]] for end in ENDS), key=lambda s: (s is None, s))
            expected[a, b] += 1
    added = {(p["a"], p["b"]): p["relations_added"] for p in body["pairs"] if p["relations_added"]}
    assert added == expected


def test_the_union_began_with_its_specialist_institutes(client):
    body = compare(client, "since=2017-06-20&until=2017-06-20&predicates=SPECIALIST_FOR")
    assert (body["before"], body["after"]) == ("2017-06-19", "2017-06-20")
    assert {c["relation"]["subject"] for c in body["results"]} == {"nano-convergence-center", "dmi", "dyetec"}
    assert {(c["change"], c["on"]) for c in body["results"]} == {("added", "2017-06-20")}
    assert compare(client, "since=2017-06-21&until=2018&predicates=SPECIALIST_FOR")["total"] == 0


def test_pages_tell_changes_in_the_order_of_their_days(client):
    found, following = [], "/api/v1/changes?since=2018&until=2019&limit=100"
    while following:
        answer = client.get(following)
        found += answer.json()["results"]
        link = answer.headers.get("link")
        following = link and link.removeprefix("<").removesuffix('>; rel="next"')
    assert len(found) == answer.json()["total"] > 200
    days = [span(c["on"])[c["change"] == "ended"] for c in found]
    assert days == sorted(days)
    assert len({(c["relation"]["id"], c["change"]) for c in found}) == len(found)


def test_one_day_after_the_last_a_relation_has_ended(client):
    ended = next(row for row in rows("relations") if row["end"] and len(row["end"]) == 10)
    last = date.fromisoformat(ended["end"])
    names = {
        day: [c["relation"]["id"] for c in compare(client, f"since={day}&until={day}&limit=1000")["results"] if c["change"] == "ended"]
        for day in (last, last + timedelta(1))
    }  # fmt: skip
    assert ended["relation_id"] not in names[last]
    assert ended["relation_id"] in names[last + timedelta(1)]


@pytest.mark.parametrize(
    ("words", "parameter"),
    [
        ("since=2018", "until"),
        ("until=2018", "since"),
        ("since=2019&until=2018", "until"),
        ("since=2018-13&until=2019", "since"),
        ("since=2018&until=9999-99", "until"),
        ("since=2018&until=2019&as_of=2018", "as_of"),
        ("since=2018&until=2019&sectors=steel", "sectors"),
        ("since=2018&until=2019&limit=5000", "limit"),
    ],
)
def test_bad_input_is_named_with_its_remedy(client, words, parameter):
    fault = compare(client, words, 422)["errors"][0]
    assert fault["parameter"] == parameter
    assert fault["remedy"]


def test_the_first_and_last_days_of_the_calendar_can_be_asked_for(client):
    body = compare(client, "since=0001&until=9999-12-31")
    assert body["before"] is None
    assert body["totals"]["relations_added"] == sum(bool(row["start"]) for row in rows("relations"))
