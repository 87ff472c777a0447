"""Reviewing by the API: pairs with the facts of both records, decisions, and two persons who decide at once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.keys import new_key
from graph.model import Identifier
from tests.doubts import BY_DART, BY_KRX, MERGED, OPEN, say_doubts
from tests.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

SECRET, ENTRY = new_key("editor")
SAME_NAME, FORMS = OPEN[1], OPEN[4]


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    say_doubts(store)
    with TestClient(create_app(store, api_keys=[ENTRY])) as client:
        client.headers["Authorization"] = f"Bearer {SECRET}"
        yield client


def listed(client: TestClient, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/review{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def pairs(client: TestClient, query: str = "") -> list[str]:
    return [one["pair"] for one in listed(client, query)["results"]]


def decide(client: TestClient, pair: str, decision: str, **further: Any) -> Any:
    return client.post(f"/api/v1/review/{pair}", json={"decision": decision, **further})


def problem(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"].partition("#")[2])


def agreements(pair: dict[str, Any]) -> dict[str, tuple[list[str], list[str], str]]:
    return {one.get("scheme") or one["fact"]: (one["a"], one["b"], one["agreement"]) for one in pair["facts"]}


def test_open_pairs_come_most_likely_first_with_the_reason_why_a_person_is_asked(client):
    found = listed(client)
    assert [one["pair"] for one in found["results"]] == list(OPEN)
    assert [one["reason"] for one in found["results"]] == ["numbers", "rule", *["probability"] * 3]
    assert found["totals"] == {"open": 5, "decided": 0}
    assert pairs(client, "?status=settled") == [MERGED]
    assert len(pairs(client, "?status=all")) == 6
    assert pairs(client, "?reason=rule") == [SAME_NAME]
    assert pairs(client, "?origin=krx&limit=2") == list(OPEN[:2])
    assert pairs(client, "?origin=daegu") == []
    assert pairs(client, "?id=krx:000040") == [FORMS]
    assert pairs(client, "?status=all&id=dart:00000080") == [MERGED]


def test_pages_follow_each_other_and_end_with_the_content(client):
    first = listed(client, "?limit=3")
    second = listed(client, f"?limit=3&cursor={first['next']}")
    assert [one["pair"] for one in (*first["results"], *second["results"])] == list(OPEN)
    assert second["next"] is None
    decide(client, FORMS, "split")
    assert problem(client.get(f"/api/v1/review?limit=3&cursor={first['next']}"), 410) == "expired-cursor"


def test_each_fact_of_both_records_stands_side_by_side_with_its_agreement(client):
    forms = next(one for one in listed(client)["results"] if one["pair"] == FORMS)
    assert agreements(forms) == {
        "name": (["(유)세종소재"], ["(주)세종소재"], "similar"),  # two legal forms
        "kind": (["company"], ["company"], "same"),
        "sector": (["metals"], ["metals"], "same"),
        "place": (["Daegu"], ["Daegu"], "same"),
        "founded": (["1999"], ["1998"], "similar"),  # neighbouring years
    }
    assert (forms["record_a"]["origin"], forms["record_b"]["origin"]) == ("dart", "krx")
    assert forms["record_b"]["citations"][0]["title"] == "상장법인목록"
    assert forms["weight"] == pytest.approx(1.11, abs=0.01)  # log2(0.7192 / 0.2808)
    numbers = agreements(listed(client)["results"][0])
    assert numbers["stock_code"] == (["000070"], ["000070"], "same")
    assert numbers["corp_code"] == (["00000072"], ["00000071"], "different")
    assert numbers["place"] == (["Busan"], ["Daegu"], "different")
    same = listed(client)["results"][1]
    assert agreements(same)["name"] == (["한울정밀", "Hanul Precision", "한울금형"], ["한울정밀"], "same")
    assert agreements(same)["products"] == ([], ["금형, 사출 부품"], "unknown")
    assert (same["shared"]["total"], [one["name_ko"] for one in same["shared"]["nodes"]]) == (
        1,
        ["대구소재연구원"],
    )


def test_a_merged_pair_shows_both_records_as_their_origins_have_them(client):
    (merged,) = listed(client, "?status=settled")["results"]
    assert [merged[f"record_{side}"]["id"] for side in "ab"] == ["dart:00000080", "krx:000080"]
    assert {merged[f"record_{side}"]["node"] for side in "ab"} == {"dart:00000080"}
    assert merged["record_b"]["records"] == 2
    assert merged["shared"] is None
    assert {one["agreement"] for one in merged["facts"]} == {"same"}


def test_a_decision_is_in_the_next_answer_and_undoing_it_gives_the_graph_version_back(client):
    before = client.get("/api/v1/").json()
    told = decide(client, SAME_NAME, "merge").json()
    assert (told["changed"], told["pair"]["status"], told["pair"]["decision"]) == (True, "decided", "merge")
    assert told["totals"] == {"open": 4, "decided": 1}
    assert told["graph_version"] == client.get("/api/v1/").json()["graph_version"] != before["graph_version"]
    merged = client.get("/api/v1/organisations/krx:000030").json()
    assert merged["id"] == "dart:00000030"
    assert merged["sector"] == "machinery"
    assert pairs(client, "?status=decided&decision=merge") == [SAME_NAME]
    latest = client.get("/api/v1/loads?origin=review").json()["results"][0]
    assert (latest["id"], latest["report"]["by"]) == (told["load_id"], "editor")
    undone = decide(client, SAME_NAME, "undo").json()
    assert undone["graph_version"] == before["graph_version"]
    assert undone["pair"]["status"] == "open"
    assert client.get("/api/v1/").json()["counts"] == before["counts"]


def test_the_same_decision_again_changes_nothing(client):
    first = decide(client, SAME_NAME, "split").json()
    again = decide(client, "~".join(reversed(SAME_NAME.split("~"))), "split").json()
    assert (again["changed"], again["load_id"]) == (False, None)
    assert again["graph_version"] == first["graph_version"]
    assert decide(client, SAME_NAME, "undo").json()["changed"] is True
    assert decide(client, SAME_NAME, "undo").json()["changed"] is False


def test_a_decision_that_one_has_not_seen_is_not_replaced(client):
    seen = listed(client)["results"][1]["state"]
    decide(client, SAME_NAME, "merge")
    assert problem(decide(client, SAME_NAME, "split"), 409) == "pair-decided"
    assert problem(decide(client, SAME_NAME, "split", seen=seen), 409) == "stale-pair"
    now = listed(client, "?status=decided")["results"][0]["state"]
    assert decide(client, SAME_NAME, "split", seen=now).json()["pair"]["decision"] == "split"


def test_a_pair_whose_record_has_changed_since_it_was_read_is_stale(client, store):
    seen = {one["pair"]: one["state"] for one in listed(client)["results"]}
    moved = [one for one in BY_KRX if one.key != "krx:000040"]
    say(store, moved, origin="krx")
    client.app.state.serving.look()
    assert problem(decide(client, FORMS, "merge", seen=seen[FORMS]), 409) == "stale-pair"
    assert problem(decide(client, FORMS, "merge"), 404) == "unknown-organisation"
    assert decide(client, SAME_NAME, "merge", seen=seen[SAME_NAME]).status_code == 200


def test_what_cannot_be_decided_is_refused_and_nothing_is_written(client):
    before = client.get("/api/v1/").json()["graph_version"]
    assert problem(decide(client, OPEN[0], "merge"), 409) == "contradicted-merge"
    assert problem(decide(client, "dart:00000030~krx:00003", "merge"), 404) == "unknown-organisation"
    near = decide(client, "dart:00000030~krx:00003", "merge").json()["errors"][0]
    assert (near["parameter"], "krx:000030" in near["remedy"]) == ("pair", True)
    for pair in ("krx:000030", "krx:000030~krx:000030", "a~b~c", "~krx:000030"):
        assert problem(decide(client, pair, "merge"), 422) == "invalid-parameter"
    assert problem(decide(client, SAME_NAME, "perhaps"), 422) == "invalid-parameter"
    assert problem(client.get("/api/v1/review?decision=merge"), 422) == "invalid-parameter"
    assert client.get("/api/v1/").json()["graph_version"] == before


def test_deciding_needs_a_key(client):
    told = client.post(
        f"/api/v1/review/{SAME_NAME}", json={"decision": "merge"}, headers={"Authorization": ""}
    )
    assert problem(told, 401) == "key-required"
    told = client.post(
        f"/api/v1/review/{SAME_NAME}", json={"decision": "merge"}, headers={"Authorization": "Bearer no"}
    )
    assert problem(told, 401) == "unknown-key"
    assert listed(client)["totals"]["decided"] == 0


def test_several_decisions_are_stored_at_once_and_each_that_cannot_be_is_told(client):
    seen = {one["pair"]: one["state"] for one in listed(client)["results"]}
    decide(client, OPEN[3], "merge")
    words = dict(zip(OPEN, ("merge", "merge", "split", "split", "merge"), strict=True))
    decisions = [{"pair": pair, "decision": word, "seen": seen[pair]} for pair, word in words.items()]
    decisions.append({"pair": "krx:000030~nobody", "decision": "merge"})
    before = len(client.get("/api/v1/loads?limit=100").json()["results"])
    told = client.post("/api/v1/review", json={"decisions": decisions}).json()
    refused = [one["problem"] and one["problem"]["type"].partition("#")[2] for one in told["results"]]
    assert refused == ["contradicted-merge", None, None, "stale-pair", None, "unknown-organisation"]
    assert [one["changed"] for one in told["results"]] == [False, True, True, False, True, False]
    assert [one["now"] and one["now"]["status"] for one in told["results"]] == [
        "open", "decided", "decided", "decided", "decided", None,
    ]  # fmt: skip
    assert told["totals"] == {"open": 1, "decided": 4}
    assert told["graph_version"] == client.get("/api/v1/").json()["graph_version"]
    loads = client.get("/api/v1/loads?limit=100").json()["results"]
    assert (loads[1]["id"], len(loads) - before) == (
        told["load_id"],
        2,
    )  # the decisions, and what follows from them
    again = client.post("/api/v1/review", json={"decisions": decisions[1:3]}).json()
    assert (again["load_id"], [one["changed"] for one in again["results"]]) == (None, [False, False])
    twice = [decisions[1], {"pair": "krx:000030~dart:00000030", "decision": "split"}]
    assert problem(client.post("/api/v1/review", json={"decisions": twice}), 422) == "invalid-parameter"
    assert problem(client.post("/api/v1/review", json={"decisions": []}), 422) == "invalid-parameter"
    undone = [{"pair": pair, "decision": "undo"} for pair in OPEN[1:]]
    told = client.post("/api/v1/review", json={"decisions": undone}).json()
    assert told["totals"] == {"open": 5, "decided": 0}


def test_answers_go_on_while_a_decision_is_stored(client):
    """A reader is served the old or the new content, and never waits for the resolution."""
    ended, slowest, wrong = threading.Event(), [0.0], []

    def read() -> None:
        while not ended.is_set():
            began = time.monotonic()
            answer = client.get("/api/v1/organisations/dart:00000030")
            slowest[0] = max(slowest[0], time.monotonic() - began)
            if answer.status_code != 200:
                wrong.append(answer.text)

    reader = threading.Thread(target=read)
    reader.start()
    for word in ("merge", "undo", "split", "undo"):
        assert decide(client, SAME_NAME, word).status_code == 200
    ended.set()
    reader.join()
    assert wrong == []
    assert slowest[0] < 2


def test_of_two_persons_who_decide_differently_at_once_one_is_told(client):
    seen = listed(client)["results"][1]["state"]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda word: decide(client, SAME_NAME, word, seen=seen), ("merge", "split")))
    assert sorted(one.status_code for one in answers) == [200, 409]
    won = next(one for one in answers if one.status_code == 200).json()["pair"]["decision"]
    assert listed(client, "?status=decided")["results"][0]["decision"] == won


def test_of_two_persons_who_decide_the_same_at_once_both_are_right(client):
    seen = listed(client)["results"][1]["state"]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda _: decide(client, SAME_NAME, "merge", seen=seen), range(2)))
    assert [one.status_code for one in answers] == [200, 200]
    assert sorted(one.json()["changed"] for one in answers) == [False, True]


def test_facts_given_by_hand_settle_a_pair_at_once(client):
    """An edit runs the resolution in its own transaction: no load has to follow."""
    firm = next(one for one in BY_DART if one.key == "dart:00000030")
    body = {
        "name_ko": firm.name_ko, "name_en": firm.name_en, "organisation_kind": "company", "sector": "machinery",
        "city": "Daegu", "founded": "1987", "website": "https://hanul.example", "sources": ["dart:list"],
    }  # fmt: skip
    theirs = {**body, "name_en": "Hanul", "sources": ["krx:list"]}
    before = client.get("/api/v1/").json()["graph_version"]
    assert client.put("/api/v1/organisations/dart:00000030", json=body).status_code == 200
    told = client.put("/api/v1/organisations/krx:000030", json=theirs).json()
    assert told["identity"]["merge"] == 2
    assert told["graph_version"] == client.get("/api/v1/").json()["graph_version"]
    assert client.get("/api/v1/organisations/krx:000030").json()["id"] == "dart:00000030"
    assert SAME_NAME not in pairs(client)
    for key in ("krx:000030", "dart:00000030"):
        client.delete(f"/api/v1/organisations/{key}")
    assert client.get("/api/v1/").json()["graph_version"] == before
    assert SAME_NAME in pairs(client)


def test_numbers_of_sole_traders_are_compared_and_not_shown(client, store):
    brn = Identifier("krx:000040", "brn", "1230100993", None, None, ("krx:list",))
    other = Identifier("dart:00000040", "brn", "1230100993", None, None, ("dart:list",))
    say(store, [*BY_KRX, brn], origin="krx")
    say(store, [*BY_DART, other], origin="dart")
    client.app.state.serving.look()
    found = listed(client, "?status=all&id=krx:000040")
    fact = next(one for one in found["results"][0]["facts"] if one.get("scheme") == "brn")
    assert (fact["a"], fact["b"], fact["agreement"], fact["hidden"]) == ([], [], "same", True)
    assert "1230100993" not in client.get("/api/v1/review?status=all").text
