"""The engines that other tests stand on answer, and say why when they cannot."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from neo4j import GraphDatabase

from tests.engines import neo4j_server

if TYPE_CHECKING:
    from tests.engines.chromium import Chromium
    from tests.engines.neo4j_server import Server


@pytest.mark.neo4j
def test_neo4j_is_a_real_5_26_and_empty(neo4j: Server) -> None:
    with GraphDatabase.driver(neo4j.url, auth=neo4j.auth) as driver:
        assert driver.get_server_info().agent.startswith("Neo4j/5.26")
        (row,), _, _ = driver.execute_query("MATCH (n) RETURN count(n) AS nodes")
    assert row["nodes"] == 0


def test_a_missing_neo4j_names_every_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOJAE_TEST_NEO4J", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(neo4j_server.Missing, match=r"SOJAE_TEST_NEO4J is not set; Java 17 .*; Docker"):
        neo4j_server.start()


@pytest.mark.browser
def test_chromium_draws_korean(chromium: Chromium) -> None:
    page = "data:text/html;charset=utf-8,<title>x</title><p>대구"
    arguments = [chromium.executable, *chromium.arguments, "--dump-dom", page]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=True)
    assert "대구" in done.stdout
