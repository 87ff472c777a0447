"""Counts in one or two dimensions against counting the rows of the data set by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.dates import earliest, latest, span
from tests.api.tables import ENDS, cited, publishers, rows, sectors


def table(client, words, status=200):
    answer = client.get(f"/api/v1/aggregate?{words}")
    assert answer.status_code == status, answer.text
    return answer.json()


def cells(body):
    return {tuple(cell[name] for name in body["group_by"]): cell["count"] for cell in body["results"]}


def year(date):
    return int(date[:4]) if date else None


def test_relations_by_predicate_and_year_are_those_of_the_file(client):
    expected = Counter((row["predicate"], year(row["start"])) for row in rows("relations"))
    body = table(client, "group_by=predicate,year")
    assert cells(body) == expected
    assert (body["records"], body["sum"], body["repeated"]) == (3227, 3227, 0)
    assert body["undated"] == sum(not row["start"] and not row["end"] for row in rows("relations"))


def test_a_relation_between_two_sectors_stands_in_both_rows_and_one_inside_a_sector_once(client):
    expected = Counter()
    for row in rows("relations"):
        a, b = (sectors()[row[end]] for end in ENDS)
        expected.update({(a, b), (b, a)})
    body = table(client, "group_by=sector,other_sector")
    assert cells(body) == expected
    assert body["sum"] == body["records"] + body["repeated"]


def test_rows_of_sector_by_other_sector_add_up_to_sector_alone(client):
    square = table(client, "group_by=sector,other_sector")
    sums = Counter()
    for (a, _), count in cells(square).items():
        sums[(a,)] += count
    assert cells(table(client, "group_by=sector")) == sums


def test_subject_and_object_keep_the_direction(client):
    expected = Counter(
        tuple(sectors()[row[end]] for end in ENDS)
        for row in rows("relations")
        if row["predicate"] == "SUPPLIES"
    )
    body = table(client, "group_by=subject_sector,object_sector&predicates=SUPPLIES")
    assert cells(body) == expected
    assert body["sum"] == body["records"] == 130


def test_with_publishers_a_relation_counts_once_for_each(client):
    expected = Counter()
    several = 0
    for row in rows("relations"):
        told = {publishers()[source] for source in cited(row)}
        expected.update((publisher, row["predicate"]) for publisher in told)
        several += len(told) > 1
    body = table(client, "group_by=publisher,predicate&limit=10000")
    assert cells(body) == expected
    assert body["repeated"] == several


def test_publisher_by_sector_sees_both_ends_of_each_relation(client):
    expected = Counter()
    for row in rows("relations"):
        told = {publishers()[source] for source in cited(row)}
        expected.update({(sectors()[row[end]], publisher) for publisher in told for end in ENDS})
    body = table(client, "group_by=sector,publisher&limit=10000")
    assert cells(body) == expected


def test_nodes_by_kind_and_sector_and_by_year(client):
    body = table(client, "group_by=sector&metric=nodes&kinds=organisation")
    assert cells(body) == Counter((row["sector"],) for row in rows("organisations"))
    body = table(client, "group_by=year&metric=nodes")
    begun = [row["founded"] for row in rows("organisations")]
    begun += [row["start"] for row in rows("programmes")] + [None] * len(rows("technologies"))
    assert cells(body) == Counter((year(date),) for date in begun)


def test_the_words_of_lists_hold_here_too(client):
    words = "as_of=2018-06&undated=drop&kinds=organisation&sectors=metals,textiles"
    day = span("2018-06")[1]
    expected = Counter(
        (row["predicate"],)
        for row in rows("relations")
        if all(sectors()[row[end]] in {"metals", "textiles"} for end in ENDS)
        and row["object_id"] in {body["org_id"] for body in rows("organisations")}
        and (row["start"] or row["end"])
        and earliest(row["start"]) <= day <= latest(row["end"])
    )
    body = table(client, f"group_by=predicate&{words}")
    assert cells(body) == expected
    assert body["records"] == client.get(f"/api/v1/relations?{words}").json()["total"]


def test_pages_are_the_whole_table_fullest_cells_first(client):
    whole = table(client, "group_by=city,predicate")
    counts = [cell["count"] for cell in whole["results"]]
    assert counts == sorted(counts, reverse=True)
    found, following = [], "/api/v1/aggregate?group_by=city,predicate&limit=50"
    while following:
        answer = client.get(following)
        found += answer.json()["results"]
        link = answer.headers.get("link")
        following = link and link.removeprefix("<").removesuffix('>; rel="next"')
    assert found == whole["results"]


@pytest.mark.parametrize(
    ("words", "parameter", "remedy"),
    [
        ("", "group_by", "give group_by"),
        ("group_by=", "group_by", "sector,year"),
        ("group_by=sector,year,kind", "group_by", "sector,year"),
        ("group_by=sector,sector", "group_by", "sector,year"),
        ("group_by=sectr", "group_by", "“sector”"),
        ("group_by=other_sector", "group_by", "sector,other_sector"),
        ("group_by=predicate&metric=nodes", "group_by", "use one of"),
        ("group_by=sector&metric=nodes&as_of=2018", "as_of", "metric=relations"),
        ("group_by=sector&metric=ties", "metric", "relations"),
        ("group_by=sector&limit=0", "limit", ""),
        ("group_by=sector&as_of=2018-13", "as_of", "2018-06-20"),
        ("group_by=sector&predicate=SUPPLIES", "predicate", "“predicates”"),
    ],
)
def test_bad_input_is_named_with_its_remedy(client, words, parameter, remedy):
    fault = table(client, words, 422)["errors"][0]
    assert fault["parameter"] == parameter
    assert remedy in fault["remedy"]
