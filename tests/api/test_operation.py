"""What those who run it rely on: limits, metrics, logs, compression, web origins, faults that are told and survived."""

from __future__ import annotations

import gzip
import json
import logging
import re
from typing import TYPE_CHECKING

import pytest
import zstandard
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from api import serving
from api.app import create_app
from api.keys import new_key, read_keys
from api.rates import REMEMBERED, Rates
from graph.model import Organisation
from graph.stores import open_store
from ingest import edit
from sojae.settings import Settings, ancestors
from tests.daegu import daegu_at
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.store import Store

SECRET, ENTRY = new_key("somebody")


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture
def client(daegu_store: Store, lines: list[str]) -> Iterator[TestClient]:
    app = create_app(
        daegu_store,
        cors_origins=["https://atlas.example"],
        api_keys=[ENTRY],
        rate_limit=30,
        access_log=lines.append,
        log_as_json=True,
    )

    @app.get("/api/v1/fault")
    def fault() -> None:
        raise ZeroDivisionError

    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_who_asks_too_often_is_told_to_wait_and_others_are_not(client):
    answers = [client.get("/api/v1/") for _ in range(31)]
    assert [a.status_code for a in answers] == [200] * 30 + [429]
    assert [int(a.headers["ratelimit-remaining"]) for a in answers[:3]] == [29, 28, 27]
    last = answers[-1]
    assert last.json()["type"].endswith("#too-many-requests")
    assert (last.headers["ratelimit-limit"], last.headers["ratelimit-remaining"]) == ("30", "0")
    assert 1 <= int(last.headers["retry-after"]) <= 3
    assert client.get("/api/v1/", headers={"X-API-Key": SECRET}).status_code == 200
    assert client.get("/health").status_code == 200


def test_a_client_gets_its_requests_back_evenly():
    rates = Rates(60)
    assert [rates.ask("a", 100.0).passes for _ in range(61)] == [True] * 60 + [False]
    assert not rates.ask("a", 100.9).passes
    assert rates.ask("a", 101.1).passes
    assert not rates.ask("a", 101.1).passes
    assert rates.ask("a", 500.0).remaining == 59
    assert rates.ask("b", 101.0).passes


def test_only_so_many_clients_are_remembered():
    rates = Rates(60)
    for number in range(REMEMBERED + 10):
        rates.ask(str(number), 0.0)
    assert len(rates._empty_at) == REMEMBERED


def test_metrics_count_what_was_asked(client):
    client.get("/api/v1/organisations/dmi")
    client.get("/api/v1/organisations/dyetec")
    client.get("/api/v1/organisations/nobody")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    samples = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    route = ("route", "/api/v1/organisations/{id}")
    assert samples["sojae_requests_total", ("method", "GET"), route, ("status", "200")] == 2
    assert samples["sojae_requests_total", ("method", "GET"), route, ("status", "404")] == 1
    assert samples["sojae_request_seconds_count", route] == 3
    assert samples["sojae_records", ("type", "organisation")] == 989
    assert samples[("sojae_ready",)] == 1
    assert samples["sojae_graph_info", ("version", "f2bd416c30119016")] == 1


def test_each_request_has_its_line(client, lines):
    answer = client.get("/api/v1/search?q=dmi", headers={"X-Request-ID": "mine-1"})
    assert answer.headers["x-request-id"] == "mine-1"
    client.app.state.watch.flush()
    told = [json.loads(line) for line in "".join(lines).splitlines()]
    line = next(line for line in told if line["request_id"] == "mine-1")
    assert (line["method"], line["path"], line["route"], line["status"]) == (
        "GET",
        "/api/v1/search",
        "/api/v1/search",
        200,
    )
    assert line["bytes"] == int(answer.headers["content-length"])  # as sent: compressed
    assert line["ms"] > 0
    hostile = client.get("/api/v1/", headers={"X-Request-ID": "a\tb {}"})
    assert re.fullmatch("[0-9a-f]{16}", hostile.headers["x-request-id"])


def test_a_fault_is_a_problem_logged_under_the_request_id(client, caplog):
    with caplog.at_level(logging.ERROR, "sojae.api"):
        answer = client.get("/api/v1/fault")
    assert answer.status_code == 500
    assert answer.json()["type"].endswith("#internal")
    assert "Zero" not in answer.text
    assert answer.headers["x-request-id"] in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_answers_are_compressed_for_those_who_accept_it(client, coding):
    plain = client.get("/api/v1/nodes/dmi/neighbourhood", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream(
        "GET", "/api/v1/nodes/dmi/neighbourhood", headers={"Accept-Encoding": coding}
    ) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == coding
    opened = (
        gzip.decompress(raw)
        if coding == "gzip"
        else zstandard.ZstdDecompressor().decompressobj().decompress(raw)
    )
    assert opened == plain.content
    assert len(raw) < len(opened) / 2


def test_a_named_web_origin_may_ask_and_read_the_headers(client):
    asked = client.options(
        "/api/v1/organisations/x",
        headers={
            "Origin": "https://atlas.example",
            "Access-Control-Request-Method": "PUT",
            "Access-Control-Request-Headers": "authorization",
        },
    )
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == "https://atlas.example"
    other = client.get("/api/v1/", headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in other.headers
    own = client.get("/api/v1/", headers={"Origin": "https://atlas.example"})
    assert "ETag" in own.headers["access-control-expose-headers"]
    assert "Content-Disposition" in own.headers["access-control-expose-headers"]


def test_an_answer_that_is_not_modified_may_be_read_by_the_same_web_page_as_the_answer(client):
    page = {"Origin": "https://atlas.example"}
    own = client.get("/api/v1/organisations/dmi", headers=page)
    again = client.get("/api/v1/organisations/dmi", headers={**page, "If-None-Match": own.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["access-control-allow-origin"] == "https://atlas.example"
    for answer in (own, again, client.get("/api/v1/organisations/dmi")):
        assert "Origin" in {word.strip() for word in answer.headers["vary"].split(",")}
    wrong = client.get("/api/v1/organisations/dmi", headers={**page, "Authorization": "Bearer nothing"})
    assert wrong.status_code == 401
    asked = {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-range,if-none-match",
    }
    assert client.options("/api/v1/export", headers={**page, **asked}).status_code == 200
    assert wrong.headers["access-control-allow-origin"] == "https://atlas.example"


def test_every_answer_says_that_its_type_is_not_to_be_guessed(client):
    paths = ("/", "/api/v1/", "/api/v1/nowhere", "/api/v1/organisations?sctor=x", "/health", "/api/v1/fault")
    for path in paths:
        assert client.get(path).headers.get_list("x-content-type-options") == ["nosniff"], path


def test_each_coding_of_an_answer_has_an_etag_of_its_own_and_each_saves_it(client):
    path, tags = "/api/v1/organisations", {}
    for coding in ("identity", "gzip", "zstd"):
        answer = client.get(path, headers={"Accept-Encoding": coding})
        assert answer.headers.get("content-encoding", "identity") == coding
        tags[coding] = answer.headers["etag"]
        known = {"Accept-Encoding": coding, "If-None-Match": tags[coding]}
        again = client.get(path, headers=known)
        assert (again.status_code, again.headers["etag"]) == (304, tags[coding])
    assert len(set(tags.values())) == 3
    other = client.get(path, headers={"Accept-Encoding": "identity", "If-None-Match": tags["gzip"]})
    assert other.status_code == 200


def test_a_body_that_is_no_json_is_refused_by_its_type(client):
    answer = client.post("/api/v1/neighbourhoods", content="ids=dmi", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415
    assert answer.json()["type"].endswith("#unsupported-media-type")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("secret-in-plain", "entry 1 is not NAME:SCOPES:SHA256"),
        (f"a:rule:{'0' * 64}", "unknown scope rule"),
    ],
)
def test_an_entry_that_is_no_key_is_refused_without_telling_it(entry, told):
    with pytest.raises(ValueError, match=told) as error:
        read_keys([entry])
    assert "secret-in-plain" not in str(error.value)


def test_a_view_is_replaced_while_answers_are_given_and_then_taken_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "SECONDS_BETWEEN_LOOKS", 0.05)
    store = open_store(daegu_at(tmp_path / "graph.sqlite"))
    with TestClient(create_app(store)) as client:
        before = client.app.state.serving.view
        snapshot = before.snapshot
        words = ("가나소재", "Gana", False, "company", None, None, None, None, None, None, ("s0290",))
        edit.say(store, Organisation("gana-materials", *words))
        wait_for(lambda: client.get("/api/v1/organisations/gana-materials").status_code == 200)
        # whoever still holds the old view is answered from it
        assert "gana-materials" not in before.snapshot.index
        assert len(before.snapshot.rows) == 1658
        del before
        wait_for(lambda: not vars(snapshot))
    store.close()


@pytest.mark.parametrize("name", ["ndjson", "graphml", "gexf", "gml", "pajek", "cyjs", "jsonld", "json"])
def test_files_of_text_are_compressed_for_those_who_accept_it(client, name):
    plain = client.get(f"/api/v1/export?format={name}", headers={"Accept-Encoding": "identity"})
    # each table of a zip is compressed in it; a table alone is a text
    part = "&part=nodes" if name == "ndjson" else ""
    with client.stream(
        "GET", f"/api/v1/export?format={name}{part}", headers={"Accept-Encoding": "gzip"}
    ) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["etag"] != plain.headers["etag"]
    assert len(gzip.decompress(raw)) > 2 * len(raw)


def test_a_web_page_that_gives_this_machine_a_name_of_its_own_changes_nothing(daegu_store):
    secret, entry = new_key("desk")
    keys = {"X-API-Key": secret}
    with TestClient(create_app(daegu_store, hosts=["127.0.0.1", "localhost"], api_keys=[entry])) as client:
        foreign, own = {"Host": "evil.example:8000"}, {"Host": "LOCALHOST:8000"}
        for path in ("/api/v1/jobs", "/api/v1/workspaces"):
            refused = client.post(path, json={"kind": "x"}, headers=foreign)
            assert refused.status_code == 403
            assert refused.json()["type"].endswith("#foreign-host")
            assert "SOJAE_HOSTS" in refused.json()["detail"]
            assert client.post(path, json={"kind": "x"}, headers=own).status_code in {415, 422}
        assert client.post("/api/v1/jobs", json={"kind": "x"}, headers={**foreign, **keys}).status_code == 422
        assert client.post("/api/v1/networks", json={"ids": ["dmi"]}, headers=foreign).status_code == 200
        assert client.get("/api/v1/", headers=foreign).status_code == 200


def test_a_web_page_of_somebody_else_changes_nothing_though_it_calls_this_machine_by_its_name(daegu_store):
    secret, entry = new_key("desk")
    app = create_app(
        daegu_store,
        hosts=["127.0.0.1", "localhost"],
        cors_origins=["https://atlas.example"],
        api_keys=[entry],
    )
    with TestClient(app, base_url="http://localhost:8000") as client:
        form = {"files": ("a.bin", b"\0")}  # a browser sends a form to any server, without asking it first

        def status(**headers: str) -> int:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            return client.post("/api/v1/workspaces", files=form, headers=sent).status_code

        for page in ("https://evil.example", "null", "http://localhost.evil.example:8000"):
            refused = client.post("/api/v1/workspaces", files=form, headers={"Origin": page})
            assert refused.status_code == 403
            assert refused.json()["type"].endswith("#foreign-origin")
            assert "SOJAE_CORS_ORIGINS" in refused.json()["detail"]
            assert client.post("/api/v1/networks", json={"ids": ["dmi"]}, headers={"Origin": page}).is_success
            assert status(Origin=page, X_API_Key=secret) == 422
        for page in ("http://localhost:5173", "http://127.0.0.1:8000", "https://atlas.example"):
            assert status(Origin=page) == 422
        assert status(Origin="https://behind-a-proxy.example", Sec_Fetch_Site="same-origin") == 422
        assert status(Origin="https://evil.example", Sec_Fetch_Site="cross-site") == 403


def test_names_of_the_server_are_those_of_this_machine_and_those_that_are_set():
    assert set(Settings().own_hosts or ()) == {"127.0.0.1", "localhost", "::1", "[::1]"}
    assert "atlas.example" in (Settings(hosts=("Atlas.example",)).own_hosts or ())
    assert "portal.example" in (Settings(cors_origins=("https://portal.example:8443",)).own_hosts or ())
    assert Settings(host="0.0.0.0").own_hosts is None
    assert "atlas.example" in (Settings(host="0.0.0.0", hosts=("atlas.example",)).own_hosts or ())


@pytest.mark.parametrize(
    ("text", "policy"),
    [("self", "'self'"), ("none", "'none'"), ("'self', https://a.example https://*.b.example:8443", "'self' https://a.example https://*.b.example:8443")],
)  # fmt: skip
def test_pages_that_may_frame_are_read_as_a_policy_has_them(text, policy):
    assert ancestors(text) == policy
    with pytest.raises(ValueError, match="is not an origin"):
        ancestors(f"{text} a.example;script-src")


def test_pages_say_who_may_frame_them_and_data_do_not(daegu_store, client):
    with TestClient(create_app(daegu_store, frame_ancestors="https://portal.example")) as other:
        for path in ("/api/v1/page?around=dmi", "/"):
            assert "frame-ancestors 'self'" in client.get(path).headers["content-security-policy"]
            policy = other.get(path).headers.get_list("content-security-policy")
            assert len(policy) == 1
            assert policy[0].endswith("frame-ancestors https://portal.example")
        assert "content-security-policy" not in other.get("/api/v1/").headers


def test_head_has_the_headers_of_get_and_no_body(client):
    whole, head = client.get("/api/v1/organisations/dmi"), client.head("/api/v1/organisations/dmi")
    assert head.status_code == 200
    assert head.content == b""
    for name in ("etag", "content-type", "content-length"):
        assert head.headers[name] == whole.headers[name]
    assert client.head("/api/v1/organisations/nobody").status_code == 404
    assert client.head("/api/v1/resolve").status_code == 405
