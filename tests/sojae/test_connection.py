"""`sojae.connect()`: the same answers and errors over HTTP as from the store."""

from __future__ import annotations

import httpx
import pandas as pd
import pytest

import sojae
from queries.errors import ExpiredVersion, Unavailable
from tests.daegu import daegu_at
from tests.served import free_port, served


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("connected")
    store = daegu_at(folder / "daegu.sqlite")
    with served(store, folder) as running:
        connection = sojae.connect(running.base)
        yield sojae.open(store), connection
        connection.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda e: e.gaps(),
        lambda e: e.gaps(group_by="organisation_kind", as_of=2020),
        lambda e: e.neighbourhood("dmi", depth=2, predicates=["COLLABORATES_WITH", "SUPPLIES"]),
        lambda e: e.organisations(sector="metals", limit=5, fields=["id", "name_ko"]),
        lambda e: e.relations(subject="dmi", limit=5),
        lambda e: e.paths("dmi", "dyetec"),
        lambda e: e.bridges("metals", "textiles", limit=3),
        lambda e: e.network_of_set(["dmi", "kims"], names=["다이텍연구원"], grow=2),
        lambda e: e.enrichment(["dmi", "dyetec"], samples=20),
        lambda e: e.whatif([{"remove": "organisation", "id": "dyetec"}], draws=2),
        lambda e: e.resolve([{"name": "다이텍연구원"}]),
        lambda e: e.search("ㄷㄱㅌㅋ"),
        lambda e: e.measure("betweenness", limit=3),
        lambda e: e.node("dmi"),
        lambda e: e.node("daegu-materials-convergence-union"),
        lambda e: e.nodes(kind="technology", limit=2),
        lambda e: e.aggregate(["sector", "year"]),
    ],
)  # fmt: skip
def test_the_answer_of_a_server_is_that_of_its_store(both, ask):
    store, server = map(ask, both)
    assert type(server) is type(store)
    assert server == store


def test_tables_have_names_beside_ids(both):
    store, server = (e.neighbourhood("dmi", limit=1000).to_pandas() for e in both)
    assert "subject_name_ko" in server
    pd.testing.assert_frame_equal(server, store)


@pytest.mark.parametrize(
    "ask",
    [
        lambda e: e.neighbourhood("dmii"),
        lambda e: e.node("dmii"),
        lambda e: e.gaps(as_of="2018-13"),
        lambda e: e.gaps(group_by="colour"),
        lambda e: e.measure("betweeness"),
        lambda e: e.sector("metls"),
        lambda e: e.neighbourhood("dmi", dept=2),
        lambda e: e.neighbourhood("dmi", depth=99),
        lambda e: e.organisations(sctor="metals"),
        lambda e: e.network_of_set(),
        lambda e: e.ask("gapps"),
        lambda e: e.nodes(kind="organization"),
    ],
)  # fmt: skip
def test_the_error_of_a_server_is_that_of_its_store(both, ask):
    told = []
    for one in both:
        with pytest.raises(sojae.SojaeError) as refused:
            ask(one)
        told.append((type(refused.value), str(refused.value)))
    assert told[0] == told[1]


def test_what_only_a_server_refuses_is_said_in_its_words(both):
    with pytest.raises(sojae.SojaeError, match="1000000000"):
        both[1].gaps(method="certified", samples=10**9)


def test_files_are_those_of_the_store(both, tmp_path):
    assert both[1].export("ndjson") == both[0].export("ndjson")
    out = both[1].export("graphml", tmp_path / "out.graphml", around="dmi", layer="direct")
    assert out.read_bytes() == both[0].export("graphml", around="dmi", layer="direct")


def test_no_server_is_one_sentence():
    with pytest.raises(Unavailable, match="check the address and the server"):
        sojae.connect(f"http://127.0.0.1:{free_port()}")


def test_a_connection_follows_what_moves(tmp_path):
    store = daegu_at(tmp_path / "daegu.sqlite")
    with served(store, tmp_path) as running:
        server = sojae.connect(running.base)
        before = server.graph_version
        with pytest.raises(ExpiredVersion, match="Load everything again"):
            server.changes_since("0123")
        assert not server.changes_since(before).created
        body = {"title": "글", "publisher": "신문", "published": None, "url": "https://example.org/f"}
        written = httpx.put(
            f"{running.base}/api/v1/sources/f1", json=body, headers={"X-API-Key": running.secret}, timeout=60
        )
        assert written.is_success, written.text
        page = next(server.follow(before))
        assert [one.id for one in page.created] == ["f1"]
        assert page.created[0].source.title == "글"
        assert page.next is None
        assert page.to == server.graph_version != before
        server.close()
