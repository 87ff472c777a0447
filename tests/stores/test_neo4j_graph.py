"""The graph as somebody who writes Cypher finds it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, LiteralString

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ConstraintError

from graph.vocabulary import Predicate, RecordType
from tests.records import DMI, FIRM, INSTITUTE, PARTNERS, RECORDS, SPECIALIST
from tests.saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.store import Store
    from tests.engines.neo4j_server import Server

    Ask = Callable[..., list[Any]]

pytestmark = pytest.mark.neo4j


@pytest.fixture
def ask(neo4j: Server, neo4j_store: Store) -> Iterator[Ask]:
    """Cypher on a database that holds the hand-drawn records; gives the first column."""
    say(neo4j_store, RECORDS)
    with GraphDatabase.driver(neo4j.url, auth=neo4j.auth, notifications_min_severity="OFF") as driver:

        def run(text: LiteralString, **parameters: object) -> list[Any]:
            return [row[0] for row in driver.execute_query(text, parameters).records]

        yield run


def test_there_are_as_many_relationships_as_relations(ask: Ask) -> None:
    assert ask("MATCH ()-[r]->() RETURN count(r)") == [4]


def test_nodes_bear_their_kind_and_relations_their_predicate(ask: Ask) -> None:
    assert ask("MATCH (o:Entity:Organisation) RETURN o.id ORDER BY o.id") == ["firm", "institute", "mill"]
    assert (
        ask("MATCH (:Technology) RETURN count(*)") == ask("MATCH (:Entity:Technology) RETURN count(*)") == [1]
    )
    ends = ask(
        "MATCH (i:Organisation {id:'institute'})-[r:SPECIALIST_FOR]->(d:Programme)"
        " RETURN [d.id, r.id, r.start, r.detail, r.sources]"
    )
    assert ends == [["division", "r1", "2017-06-20", "specialist institute", ["s1"]]]


def test_what_is_unknown_is_no_property(ask: Ask) -> None:
    (names,) = ask("MATCH (o:Organisation {id:'firm'}) RETURN keys(o)")
    assert "sector" not in names
    assert "closed" not in names
    (names,) = ask("MATCH ()-[r:PART_OF]->() RETURN keys(r)")
    assert not {"start", "end", "detail", "closed"} & set(names)


def test_aliases_stand_on_the_node_and_follow_the_load(ask: Ask, neo4j_store: Store) -> None:
    names = "MATCH (o:Organisation {id:'institute'}) RETURN o.aliases"
    assert sorted(ask(names)[0]) == ["DMI", "기계부품연구소"]
    changed = replace(INSTITUTE, city="Gumi")
    say(neo4j_store, [changed if r is INSTITUTE else r for r in RECORDS if r is not DMI])
    assert ask(names) == [["기계부품연구소"]]
    say(neo4j_store, [r for r in RECORDS if r.type is not RecordType.ALIAS])
    assert ask(names) == [None]
    say(neo4j_store, RECORDS)
    assert sorted(ask(names)[0]) == ["DMI", "기계부품연구소"]
    assert ask("MATCH (o:Organisation {id:'firm'}) RETURN o.aliases") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Entity:Organisation {id: 'firm'})",
        "CREATE (:Source {id: 's1'})",
        "MATCH (a:Alias) WITH a LIMIT 1 CREATE (:Alias {key: a.key})",
        "MATCH (c:Conflict) CREATE (:Conflict {key: c.key})",
        "MATCH (a {id:'firm'}), (b {id:'mill'}) CREATE (a)-[:SPECIALIST_FOR {id: 'r1'}]->(b)",
    ],
)
def test_nothing_can_be_there_twice(ask: Ask, text: LiteralString) -> None:
    with pytest.raises(ConstraintError):
        ask(text)


def test_every_predicate_has_its_constraint(ask: Ask) -> None:
    kinds = ask(
        "SHOW CONSTRAINTS YIELD labelsOrTypes, type WHERE type CONTAINS 'RELATIONSHIP' RETURN labelsOrTypes[0]"
    )
    assert set(kinds) == set(map(str, Predicate))


@pytest.mark.parametrize(
    ("words", "found"), [("기계부품", "institute"), ("DMI", "institute"), ("textile", "mill")]
)
def test_the_full_text_index_finds_names_and_aliases(ask: Ask, words: str, found: str) -> None:
    (name,) = ask("SHOW FULLTEXT INDEXES YIELD name RETURN name")
    ask("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    hits = ask(
        "CALL db.index.fulltext.queryNodes($name, $words) YIELD node RETURN node.id", name=name, words=words
    )
    assert found in hits


def test_a_closed_relation_stays_with_its_day(ask: Ask, neo4j_store: Store) -> None:
    say(neo4j_store, [r for r in RECORDS if r is not SPECIALIST], day="2026-05-06")
    assert ask("MATCH ()-[r {id:'r1'}]->() RETURN r.closed") == ["2026-05-06"]
    assert ask("MATCH ()-[r]->() WHERE r.closed IS NULL RETURN count(r)") == [3]


def test_a_changed_predicate_replaces_the_relationship(ask: Ask, neo4j_store: Store) -> None:
    turned = replace(PARTNERS, predicate="SUPPLIES", subject="institute", object="firm")
    say(neo4j_store, [turned if r is PARTNERS else r for r in RECORDS])
    assert ask("MATCH (a)-[r {id:'r3'}]->(b) RETURN [a.id, type(r), b.id]") == [
        ["institute", "SUPPLIES", "firm"]
    ]


def test_a_node_that_changes_keeps_its_relationships(ask: Ask, neo4j_store: Store) -> None:
    say(neo4j_store, [replace(FIRM, sector="metals") if r is FIRM else r for r in RECORDS])
    assert ask("MATCH (f:Organisation {id:'firm'})-[r]-() RETURN [f.sector, r.id]") == [["metals", "r3"]]
