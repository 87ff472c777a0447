"""Two servers on one store: a client that sends the edition it has seen is never answered from an earlier one."""

from __future__ import annotations

import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from api import editions, serving
from api.app import create_app
from api.keys import new_key
from graph.stores import open_store
from tests.records import RECORDS
from tests.saying import say, told
from tests.stores.test_one_moment import MORE
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store

PATH = "/api/v1/organisations/firm"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with told(tmp_path / "graph.sqlite", RECORDS) as opened:
        yield opened


@pytest.fixture
def one(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store)) as client:
        yield client


@pytest.fixture
def two(store: Store) -> Iterator[TestClient]:
    with closing(open_store(store.address)) as same, TestClient(create_app(same)) as client:
        yield client


@pytest.fixture
def held_back(two: TestClient, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Keeps the second server from reading the store until it is set."""
    may, looking = threading.Event(), two.app.state.serving
    look = looking.look

    def waiting() -> None:
        may.wait(30)
        look()

    monkeypatch.setattr(looking, "look", waiting)
    return may


def edition(client: TestClient, at_least: str | None = None) -> str:
    answer = client.get(PATH, headers={} if at_least is None else {"Min-Graph-Edition": at_least})
    assert answer.status_code == 200
    found: str = answer.headers["graph-edition"]
    return found


def test_servers_on_one_store_give_the_same_edition_tag_and_bytes(one, two):
    first, second = one.get(PATH), two.get(PATH)
    assert first.headers["graph-edition"] == second.headers["graph-edition"]
    assert first.headers["etag"] == second.headers["etag"]
    assert first.content == second.content


def test_an_unchanged_answer_has_the_edition_too(one):
    answer = one.get(PATH, headers={"If-None-Match": one.get(PATH).headers["etag"]})
    assert answer.status_code == 304
    assert answer.headers["graph-edition"] == edition(one)


def test_a_server_that_is_behind_reads_the_store_before_it_answers(one, two, store, monkeypatch):
    monkeypatch.setattr(serving, "SECONDS_BETWEEN_LOOKS", 30)  # it would not look by itself
    monkeypatch.setattr(editions, "SECONDS_TO_CATCH_UP", 20)
    wait_for(lambda: two.app.state.serving.following)
    say(store, MORE)
    one.app.state.serving.look()
    seen = edition(one)
    assert edition(two, seen) == seen


def test_a_server_that_stays_behind_says_so_and_when_to_ask_again(one, two, store, held_back):
    say(store, MORE)
    one.app.state.serving.look()
    seen = edition(one)
    answer = two.get(PATH, headers={"Min-Graph-Edition": seen})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert answer.json()["type"].endswith("#behind")
    assert two.get(PATH).status_code == 200  # who does not ask for it is answered
    held_back.set()
    wait_for(lambda: two.get(PATH, headers={"Min-Graph-Edition": seen}).status_code == 200)


def test_content_that_has_returned_to_what_is_served_is_a_later_edition(one, store):
    for records in (MORE, RECORDS):
        say(store, records)
    one.app.state.serving.look()
    tag = one.get(PATH).headers["etag"]
    say(store, MORE)
    say(store, RECORDS)
    one.app.state.serving.look()
    latest = str(store.revision().edition)
    answer = one.get(PATH, headers={"Min-Graph-Edition": latest, "If-None-Match": tag})
    assert (answer.status_code, answer.headers["graph-edition"]) == (304, latest)


def test_an_answer_to_a_write_has_the_edition_of_the_write(store):
    secret, entry = new_key("tests")
    with TestClient(create_app(store, api_keys=[entry])) as client:
        before = edition(client)
        body = {"name_ko": "가나소재", "name_en": "Gana", "organisation_kind": "company", "sources": ["s1"]}
        answer = client.put("/api/v1/organisations/gana", json=body, headers={"X-API-Key": secret})
        assert answer.status_code == 201, answer.text
        assert answer.headers["graph-edition"] == str(store.revision().edition) != before


@pytest.mark.parametrize(
    ("given", "rule"), [("17", "is not an edition"), ("00000000.1", "is of another store")]
)
def test_what_cannot_be_followed_is_refused_with_a_remedy(one, given, rule):
    answer = one.get(PATH, headers={"Min-Graph-Edition": given})
    problem = answer.json()
    assert (answer.status_code, problem["errors"][0]["parameter"]) == (422, "Min-Graph-Edition")
    assert problem["type"].endswith("#other-edition")
    assert rule in problem["detail"]
