"""Places over the API: every organisation counted once, whatever its record says of where it is."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.model import Organisation, Source
from graph.stores import open_store
from tests.saying import say


@pytest.fixture(scope="module")
def daegu(daegu_store):
    with TestClient(create_app(daegu_store)) as client:
        yield client


def test_every_organisation_is_counted_once(daegu):
    found = daegu.get("/api/v1/places?members=true").json()
    groups = [*found["results"], *found["unlisted"], found["unknown"]]
    ids = [key for group in groups for key in group["members"]]
    assert len(ids) == len(set(ids)) == 989
    assert sum(group["organisations"] for group in groups) == 989
    assert found["unlisted"] == []


def test_ids_are_listed_only_if_asked_for(daegu):
    found = daegu.get("/api/v1/places").json()
    assert all("members" not in group for group in [*found["results"], found["unknown"]])


def test_the_places_around_a_place_are_there_too(daegu):
    found = {place["id"]: place for place in daegu.get("/api/v1/places").json()["results"]}
    assert found["daegu-dalseo"]["parent"] == "daegu"
    assert all(place["parent"] is None or place["parent"] in found for place in found.values())


def test_a_place_that_is_not_in_the_table_is_told_as_it_stands(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'x.sqlite'}")
    store.prepare()
    stated = ["대구광역시 달서구", "<b>Atlantis</b>", None]
    bodies = [
        Organisation(f"o{i}", f"o{i}", f"o{i}", False, "company", None, None, city, None, None, None, ("s",))
        for i, city in enumerate(stated)
    ]
    say(store, [Source("s", "s", "s", None, "https://example.org"), *bodies])
    with TestClient(create_app(store)) as client:
        found = client.get("/api/v1/places?members=true").json()
    assert [p["id"] for p in found["results"] if p["organisations"]] == ["daegu-dalseo"]
    assert found["unlisted"] == [{"stated": "<b>Atlantis</b>", "organisations": 1, "members": ["o1"]}]
    assert found["unknown"]["members"] == ["o2"]
