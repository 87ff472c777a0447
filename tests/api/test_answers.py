"""The API answers as the contract says, from the real Daegu data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.stores import open_store
from tests.daegu import daegu_at


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path: Path = tmp_path_factory.mktemp("daegu") / "daegu.sqlite"
    store = open_store(daegu_at(path))
    with TestClient(create_app(store)) as client:
        yield client
    store.close()


def get(client: TestClient, path: str, status: int = 200):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status, answer.text
    return answer.json()


def test_root_counts_what_the_data_set_holds(client):
    assert get(client, "/")["counts"] == {
        "organisation": 989,
        "technology": 355,
        "programme": 314,
        "source": 913,
        "relation": 3227,
        "alias": 476,
        "conflict": 51,
    }


def test_the_story_of_the_union_can_be_read_with_its_sources(client):
    union = get(client, "/programmes/daegu-materials-convergence-union")
    assert (union["start"], union["end"], union["budget_krw"]) == ("2017-06-20", "2019", 700_000_000)
    around = get(
        client,
        "/nodes/daegu-materials-convergence-union/neighbourhood?depth=2&predicates=PART_OF,SPECIALIST_FOR,ALIGNED_WITH&limit=200",
    )
    specialists = {
        (r["subject"], r["object"]) for r in around["relations"] if r["predicate"] == "SPECIALIST_FOR"
    }
    assert ("dmi", "union-metals") in specialists
    assert {"nano-convergence-center", "dmi", "dyetec"} == {subject for subject, _ in specialists}
    assert len(specialists) == 4
    assert all(r["sources"] for r in around["relations"])


def test_neighbourhood_of_dmi_has_its_141_relations(client):
    answer = get(client, "/nodes/dmi/neighbourhood?limit=1000")
    assert answer["totals"] == {"nodes": 131, "relations": 141, "among": 372}
    assert len(answer["nodes"]) == 131
    assert len(answer["relations"]) == 141
    assert answer["nodes"][0]["id"] == "dmi"
    assert answer["nodes"][0]["degree"] == 141
    assert not answer["truncated"]


def test_pages_of_a_neighbourhood_together_are_the_whole_and_share_nothing(client):
    nodes, relations, cursor = [], [], ""
    while True:
        answer = get(client, f"/nodes/dmi/neighbourhood?depth=2&limit=100{cursor}")
        nodes += [n["id"] for n in answer["nodes"]]
        relations += [r["id"] for r in answer["relations"]]
        if answer["next"] is None:
            break
        cursor = f"&cursor={answer['next']}"
    assert len(nodes) == len(set(nodes)) == answer["totals"]["nodes"]
    assert len(relations) == len(set(relations)) == answer["totals"]["relations"]


def test_search_understands_choseong_aliases_typos_and_english(client):
    first = {
        q: get(client, f"/search?q={q}")["results"][0]
        for q in ("ㄷㄱㅌㅋ", "DMI", "다이탁연구원", "한국니트산업연구원")
    }
    assert (first["ㄷㄱㅌㅋ"]["node"]["id"], first["ㄷㄱㅌㅋ"]["match"]) == ("daegu-technopark", "choseong")
    assert first["DMI"]["node"]["id"] == "dmi"
    assert (first["다이탁연구원"]["node"]["id"], first["다이탁연구원"]["match"]) == ("dyetec", "fuzzy")
    assert first["한국니트산업연구원"]["match"] == "alias"
    english = get(client, "/search?q=daegu technopark")["results"][0]
    assert english["node"]["id"] == "daegu-technopark"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/nodes/dmi/neighbourhood?depht=2", "depht"),
        ("/nodes/dmi/neighbourhood?depth=-1", "depth"),
        ("/nodes/dmi/neighbourhood?depth=99", "depth"),
        ("/nodes/dmi/neighbourhood?limit=1000000", "limit"),
        ("/nodes/dmi/neighbourhood?predicates=KNOWS", "predicates"),
        ("/nodes/dmi/neighbourhood?kinds=person", "kinds"),
        ("/nodes/dmi/neighbourhood?as_of=2018-13", "as_of"),
        ("/organisations?sector=steel", "sector"),
        ("/organisations?sctor=metals", "sctor"),
        ("/measures/pagerank?damping=high", "damping"),
        ("/communities?resolution=0", "resolution"),
    ],
)
def test_a_bad_parameter_is_named_with_rule_and_remedy(client, path, parameter):
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    fault = answer.json()["errors"][0]
    assert fault["parameter"] == parameter
    assert fault["rule"]
    assert fault["remedy"]


def test_a_remedy_names_what_would_be_taken(client):
    def remedy(path):
        return get(client, path, 422)["errors"][0]["remedy"]

    assert remedy("/nodes/dmi/neighbourhood?depth=99") == "use 3 or less"
    assert remedy("/nodes/dmi/neighbourhood?depth=two") == "give a whole number"
    assert remedy("/communities?resolution=0") == "use more than 0"
    assert remedy("/nodes/dmi/neighbourhood?depht=2") == "Did you mean “depth”?"
    known = remedy("/nodes/dmi/neighbourhood?zzz=2")
    assert "depth" in known
    assert "words" not in known


@pytest.mark.parametrize(
    "path", ["/nodes/dmj/neighbourhood", "/organisations/dmj", "/paths?source=dmj&target=dyetec"]
)
def test_an_unknown_id_is_answered_with_near_ones(client, path):
    assert "“dmi”" in get(client, path, 404)["detail"]


def test_an_unknown_route_is_a_problem(client):
    assert get(client, "/nothing", 404)["type"].endswith("#unknown-route")


def test_an_etag_saves_the_answer(client):
    first = client.get("/api/v1/nodes/dmi/neighbourhood")
    again = client.get("/api/v1/nodes/dmi/neighbourhood", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/api/v1/nodes/dmi/neighbourhood").content == first.content


def test_an_expired_cursor_answers_410(client):
    import base64

    first = get(client, "/organisations?limit=1")["next"]
    content = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).replace(
        b"f2bd416c30119016", b"0" * 16
    )
    old = base64.urlsafe_b64encode(content).decode().rstrip("=")
    assert "Start again" in get(client, f"/organisations?cursor={old}", 410)["detail"]


def test_lists_page_through_every_record_once(client):
    seen, cursor = [], ""
    while True:
        answer = get(client, f"/relations?limit=1000{cursor}")
        seen += [r["id"] for r in answer["results"]]
        if answer["next"] is None:
            break
        cursor = f"&cursor={answer['next']}"
    assert len(seen) == len(set(seen)) == 3227


def test_openapi_has_an_example_for_every_data_route(client):
    document = get(client, "/openapi.json")
    for path, methods in document["paths"].items():
        for operation in methods.values():
            if path.startswith("/api/v1"):
                done = next(answer for status, answer in operation["responses"].items() if status < "300")
                assert all("example" in content for content in done.get("content", {}).values()), path


def test_a_scene_draws_every_tied_organisation_once_and_always_the_same(client):
    first = client.get("/api/v1/scene")
    drawn = first.json()
    ids = [node["id"] for node in drawn["nodes"]]
    assert len(ids) == len(set(ids)) == 989 - drawn["hidden"]["isolates"]
    assert {tie["source"] for tie in drawn["ties"]} <= set(ids)
    assert client.get("/api/v1/scene").content == first.content


@pytest.mark.parametrize("name", ["json", "csv", "graphml"])
def test_an_export_is_a_file_with_a_name(client, name):
    answer = client.get(f"/api/v1/export?format={name}&around=dmi")
    assert answer.status_code == 200
    assert "sojae-dmi." in answer.headers["content-disposition"]
    assert len(answer.content) > 1000
