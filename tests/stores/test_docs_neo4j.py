"""The queries of `docs/how-to/neo4j.md` run on the Daegu data and give what stands behind them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from neo4j import GraphDatabase

from graph.stores import open_store
from ingest.load import load

if TYPE_CHECKING:
    from tests.engines.neo4j_server import Server

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "neo4j.md"
WORKED = re.compile(r"```cypher\n(?P<query>.*?)```(?:(?!```).)*?```text\n(?P<table>.*?)```", re.DOTALL)


def cell(value: object) -> str:
    """Write a value as the page does."""
    if value is None:
        return "-"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def written(table: str) -> list[list[str]]:
    """Read a table of the page."""
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.neo4j
def test_the_worked_queries_give_what_the_page_shows(neo4j: Server) -> None:
    store = open_store(neo4j.url, user=neo4j.user, password=neo4j.password)
    store.prepare()
    load(store, "daegu")
    store.close()
    worked = list(WORKED.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(worked) >= 5
    with GraphDatabase.driver(neo4j.url, auth=neo4j.auth) as driver:
        for match in worked:
            answer = driver.execute_query(cast("Any", match["query"]))
            notes = answer.summary.gql_status_objects
            assert [note.status_description for note in notes if note.is_notification] == []
            rows = [[cell(value) for value in record.values()] for record in answer.records]
            assert [list(answer.keys), *rows] == written(match["table"]), match["query"]
