"""Both engines give the same answers for the same records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.versions import digest, entry, graph_version
from graph.vocabulary import RecordType
from ingest.load import load
from tests.records import DMI, FIRM, PARTNERS, RECORDS
from tests.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.store import Store
    from tests.engines.neo4j_server import Server

pytestmark = pytest.mark.neo4j


@pytest.fixture
def both(tmp_path: Path, neo4j: Server) -> Iterator[tuple[Store, Store]]:
    stores = (
        open_store(f"sqlite:///{tmp_path / 'graph.sqlite'}"),
        open_store(neo4j.url, user=neo4j.user, password=neo4j.password),
    )
    for store in stores:
        store.prepare()
    yield stores
    for store in stores:
        store.close()


def test_the_graph_version_is_the_sum_of_the_records(both: tuple[Store, Store]) -> None:
    expected = graph_version(sum(entry(digest(record), None) for record in RECORDS))
    for store in both:
        say(store, RECORDS)
        assert store.revision().graph_version == expected


def test_a_history_of_changes_ends_in_the_same_version(both: tuple[Store, Store]) -> None:
    later = replace(PARTNERS, end=None, predicate="SUPPLIES")
    for store in both:
        say(store, RECORDS)
        say(store, [*RECORDS[:4], later, DMI], origin="another")
        say(store, [r for r in RECORDS if r not in {DMI, FIRM, PARTNERS}])
        say(store, RECORDS[:4], origin="another", day="2026-04-01")
    versions = {store.revision().graph_version for store in both}
    rows = [[list(store.rows(t)) for t in RecordType] for store in both]
    assert len(versions) == 1
    assert rows[0] == rows[1]


def test_the_daegu_data_is_the_same_snapshot(both: tuple[Store, Store]) -> None:
    reports = [load(store, "daegu") for store in both]
    embedded, server = (Snapshot(store) for store in both)
    assert (
        reports[0].graph_version == reports[1].graph_version == embedded.graph_version == server.graph_version
    )
    assert (embedded.ids, embedded.rows) == (server.ids, server.rows)
    assert (embedded.alias_rows, embedded.source_rows) == (server.alias_rows, server.source_rows)
    assert embedded.conflict_rows == server.conflict_rows
    count = len(embedded.relations)
    assert [embedded.relation_row(i) for i in range(count)] == [server.relation_row(i) for i in range(count)]


ASKED = (
    "/sectors/gaps",
    "/sectors/gaps?layer=affiliation&baseline=any&seed=7",
    "/sectors/gaps?layer=all&method=certified&samples=100&seed=3",
    "/sectors",
    "/sectors/metals/textiles/bridges",
    "/nodes/dmi/neighbourhood?depth=2&limit=100",
    "/paths?source=dmi&target=dyetec&k=3",
    "/search?q=ㄷㄱㅌㅋ",
    "/organisations?sector=metals&sort=-name_ko&limit=50",
    "/relations?limit=200",
    "/measures/betweenness",
    "/communities?layer=all",
    "/scene?layer=direct",
    "/export?format=graphml&around=dmi&depth=1",
)


def test_every_answer_has_the_same_bytes(both: tuple[Store, Store]) -> None:
    for store in both:
        load(store, "daegu")
    with TestClient(create_app(both[0])) as embedded, TestClient(create_app(both[1])) as server:
        for path in ASKED:
            one, other = (client.get(f"/api/v1{path}") for client in (embedded, server))
            assert one.status_code == other.status_code == 200, path
            assert one.content == other.content, path
            assert one.headers["etag"] == other.headers["etag"]
