"""Neighbourhoods over the API: ranked, so many of each node, memberships folded, batches as lines."""

from __future__ import annotations

import orjson
import pytest

from tests.api.tables import rows


def around(client, key, words, status=200):
    answer = client.get(f"/api/v1/nodes/{key}/neighbourhood?{words}")
    assert answer.status_code == status, answer.text
    return answer.json()


def test_the_most_recent_ties_come_first(client):
    body = around(client, "dmi", "rank_by=recency&limit_per_node=5")
    whole = around(client, "dmi", "limit=1000")
    assert body["totals"] == whole["totals"]
    assert body["truncated"]
    assert body["next"] is None
    assert len(body["nodes"]) == 6
    begun = {}
    for relation in whole["relations"]:
        other = relation["object"] if relation["subject"] == "dmi" else relation["subject"]
        begun[other] = max(begun.get(other, ""), (relation["start"] or "")[:4])
    latest = sorted(begun.values(), reverse=True)[:5]
    assert [begun[node["id"]] for node in body["nodes"][1:]] == latest


def test_neighbours_rank_by_any_measure(client):
    values = client.get("/api/v1/measures/betweenness?limit=1000").json()["values"]
    ranks = {value["id"]: value["rank"] for value in values}
    body = around(client, "dmi", "rank_by=betweenness&limit=1000")
    found = [ranks[node["id"]] for node in body["nodes"][1:] if node["id"] in ranks]
    assert found == sorted(found)
    kinds = [node["kind"] == "organisation" for node in body["nodes"][1:]]
    assert kinds == sorted(kinds, reverse=True)


def test_members_of_a_programme_stand_one_step_apart_with_the_evidence(client):
    body = around(client, "dyetec", "via=programme&limit=1000")
    programme = next(p for tie in body["ties"] for p in tie["programmes"])
    walked = around(client, "dyetec", "limit=1000")
    assert programme in {node["id"] for node in walked["nodes"]}
    assert body["totals"]["ties"] == len(body["ties"])
    for tie in body["ties"]:
        assert "dyetec" in {tie["a"], tie["b"]}
        assert {relation["object"] for relation in tie["relations"]} == set(tie["programmes"])
        assert {relation["subject"] for relation in tie["relations"]} == {tie["a"], tie["b"]}
        assert all(relation["sources"] for relation in tie["relations"])
    joined = {tie["a"] for tie in body["ties"]} | {tie["b"] for tie in body["ties"]}
    assert joined <= {node["id"] for node in body["nodes"]}


def test_pages_of_a_chosen_walk_share_nothing(client):
    nodes, cursor = [], ""
    while True:
        body = around(client, "dmi", f"depth=2&limit_per_node=6&limit=10{cursor}")
        nodes += [node["id"] for node in body["nodes"]]
        if body["next"] is None:
            break
        cursor = f"&cursor={body['next']}"
    whole = around(client, "dmi", "depth=2&limit_per_node=6&limit=1000")
    assert nodes == [node["id"] for node in whole["nodes"]]
    assert len(nodes) < whole["totals"]["nodes"]


@pytest.mark.parametrize(
    "words", [{}, {"depth": 2, "limit_per_node": 3}, {"via": "programme", "rank_by": "sources"}]
)
def test_a_batch_comes_as_lines_when_asked_for(client, words):
    ids = [r["id"] for r in client.get("/api/v1/organisations?limit=1000&fields=id").json()["results"]][:989]
    body = {"ids": ids, "limit": 20, **words}
    answer = client.post("/api/v1/neighbourhoods", json=body, headers={"accept": "application/x-ndjson"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [orjson.loads(line) for line in answer.content.splitlines()]
    assert [line["root"] for line in lines] == ids
    whole = client.post("/api/v1/neighbourhoods", json=body)
    assert whole.headers["content-type"] == "application/json"
    assert whole.json()["results"] == lines


def test_an_unknown_id_of_many_is_listed_and_the_others_are_answered(client):
    body = {"ids": ["dmj", "dmi", "nobody", "dmj", "dyetec"], "limit": 5}
    whole = client.post("/api/v1/neighbourhoods", json=body).json()
    assert [result["root"] for result in whole["results"]] == ["dmi", "dyetec"]
    assert whole["missing"] == ["dmj", "nobody"]
    answer = client.post("/api/v1/neighbourhoods", json=body, headers={"accept": "application/x-ndjson"})
    lines = [orjson.loads(line) for line in answer.content.splitlines()]
    assert lines == [*whole["results"], {"missing": whole["missing"]}]
    nobody = client.post("/api/v1/neighbourhoods", json={"ids": ["nobody"]})
    assert (nobody.json()["results"], nobody.json()["missing"]) == ([], ["nobody"])
    assert client.post("/api/v1/neighbourhoods", json={"ids": ["dmi"]}).json()["missing"] == []


def test_a_batch_is_refused_before_its_first_line(client):
    lines = {"accept": "application/x-ndjson"}
    answer = client.post("/api/v1/neighbourhoods", json={"ids": ["dmi"], "cursor": "?"}, headers=lines)
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "cursor")
    answer = client.post("/api/v1/neighbourhoods", json={"ids": ["dmi"]}, headers={"accept": "text/html"})
    assert answer.status_code == 406


@pytest.mark.parametrize(
    ("words", "parameter", "remedy"),
    [
        ("rank_by=degre", "rank_by", "“degree”"),
        ("rank_by=", "rank_by", ""),
        ("limit_per_node=0", "limit_per_node", ""),
        ("limit_per_node=1001", "limit_per_node", ""),
        ("via=technology", "via", "programme"),
    ],
)
def test_bad_input_is_named_with_its_remedy(client, words, parameter, remedy):
    fault = around(client, "dmi", words, 422)["errors"][0]
    assert fault["parameter"] == parameter
    assert fault["rule"]
    assert remedy in fault["remedy"]


def test_relations_among_the_nodes_come_when_asked_for_each_on_the_page_of_its_later_end(client):
    star = around(client, "dmi", "limit=1000")
    whole = around(client, "dmi", "limit=1000&among=true")
    given = {node["id"] for node in whole["nodes"]}
    expected = {
        row["relation_id"] for row in rows("relations") if {row["subject_id"], row["object_id"]} <= given
    }
    assert {relation["id"] for relation in whole["relations"]} == expected
    assert (len(star["relations"]), len(whole["relations"])) == (141, 372)
    assert star["totals"] == whole["totals"] == {"nodes": 131, "relations": 141, "among": 372}
    found, words = [], "limit=40&among=true"
    while words:
        page = around(client, "dmi", words)
        found += [relation["id"] for relation in page["relations"]]
        words = page["next"] and f"limit=40&among=true&cursor={page['next']}"
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("words", ["rank_by=recency&limit_per_node=5", "via=programme"])
def test_relations_among_chosen_neighbours_are_all_between_them(client, words):
    page = around(client, "dyetec", f"{words}&among=true&limit=30")
    given = {node["id"] for node in page["nodes"]}
    expected = {
        row["relation_id"] for row in rows("relations") if {row["subject_id"], row["object_id"]} <= given
    }
    assert {relation["id"] for relation in page["relations"]} == expected


def test_every_page_with_a_next_links_to_it(client):
    answer = client.get("/api/v1/nodes/dmi/neighbourhood?limit=40&depth=1")
    address = f"/api/v1/nodes/dmi/neighbourhood?limit=40&depth=1&cursor={answer.json()['next']}"
    assert answer.headers["link"] == f'<{address}>; rel="next"'
    later = client.get(address)
    assert later.headers["link"].count("cursor=") == 1
    assert "link" not in client.get("/api/v1/nodes/dmi/neighbourhood?limit=1000").headers


def test_files_hold_the_whole_walk(client):
    answer = client.get(
        "/api/v1/nodes/dmi/neighbourhood?via=programme", headers={"accept": "application/graphml+xml"}
    )
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "via")
