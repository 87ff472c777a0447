"""Paths over the API: weights, what is avoided, ends that cannot be reached, and what is refused."""

from __future__ import annotations

import pytest


def paths(client, words, status=200):
    answer = client.get(f"/api/v1/paths?{words}")
    assert answer.status_code == status, answer.text
    return answer.json()


def test_by_rarity_hubs_cost_most_and_every_step_tells_its_relations(client):
    body = paths(client, "source=dyetec&target=dmi&k=5&weight=rarity")
    assert [path["cost"] for path in body["paths"]] == sorted(path["cost"] for path in body["paths"])
    for path in body["paths"]:
        assert len(path["steps"]) == path["length"] == len(path["nodes"]) - 1
        for a, b, step in zip(path["nodes"][:-1], path["nodes"][1:], path["steps"], strict=True):
            for key in step:
                relation = body["relations"][key]
                assert {relation["subject"], relation["object"]} == {a, b}
                assert relation["sources"]


def test_what_is_avoided_is_not_met(client):
    met = {n for p in paths(client, "source=dyetec&target=dmi&k=10")["paths"] for n in p["nodes"][1:-1]}
    one = min(met)
    body = paths(client, f"source=dyetec&target=dmi&k=10&avoid={one}")
    assert body["avoided"] == 1
    assert one not in {n for p in body["paths"] for n in p["nodes"]}
    body = paths(client, f"source=dyetec&target=dmi&k=10&avoid=hubs,{one}")
    hubs = client.get("/api/v1/organisations?sort=-degree&fields=id&limit=3").json()["results"]
    assert not {h["id"] for h in hubs} - {"dyetec", "dmi"} & {n for p in body["paths"] for n in p["nodes"]}


def test_ends_may_be_of_any_kind_though_the_way_may_not(client):
    body = paths(client, "source=union-metals&target=union-polymers&kinds=organisation&k=3")
    assert body["paths"]
    kinds = {body["nodes"][n]["kind"] for p in body["paths"] for n in p["nodes"][1:-1]}
    assert kinds == {"organisation"}


@pytest.mark.parametrize(
    "words",
    [
        "source=dmi&target=dyetec&since=9999",
        "source=dmi&target=dmi",
        "source=dmi&target=dyetec&as_of=0001&undated=drop",
    ],
)
def test_no_way_is_an_answer(client, words):
    body = paths(client, words)
    assert (body["paths"], body["nodes"], body["relations"]) == ([], {}, {})


@pytest.mark.parametrize(
    ("words", "status", "parameter"),
    [
        ("source=dmi", 422, "target"),
        ("source=dmj&target=dyetec", 404, "source"),
        ("source=dmi&target=dyetek", 404, "target"),
        ("source=dmi&target=dyetec&avoid=katrj", 404, "avoid"),
        ("source=dmi&target=dyetec&avoid=dmi", 422, "avoid"),
        ("source=dmi&target=dyetec&avoid=" + ",".join(f"n{i}" for i in range(1001)), 422, "avoid"),
        ("source=dmi&target=dyetec&weight=length", 422, "weight"),
        ("source=dmi&target=dyetec&k=0", 422, "k"),
        ("source=dmi&target=dyetec&k=21", 422, "k"),
        ("source=dmi&target=dyetec&predicates=KNOWS", 422, "predicates"),
    ],
)
def test_bad_input_is_named_with_its_remedy(client, words, status, parameter):
    fault = paths(client, words, status)["errors"][0]
    assert fault["parameter"] == parameter
    assert fault["rule"]
    assert fault["remedy"]
