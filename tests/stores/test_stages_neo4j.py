"""A load too long for one transaction commits in stages: cut off, it is told as unfinished and can be completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from neo4j import GraphDatabase

from graph.loads.upsert import Upsert, with_digest
from graph.model import Relation
from graph.store import Claim, StoreUnfinished
from graph.stores.neo4j import SINGLE_TRANSACTION_RECORDS, Neo4jStore
from graph.versions import digest, entry, graph_version
from graph.vocabulary import RecordType
from ingest.load import LoadRefused, load
from tests.origin import edit, write_folder
from tests.records import RECORDS
from tests.saying import DAY, held_records, new_load, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.model import Record
    from tests.engines.neo4j_server import Server

pytestmark = pytest.mark.neo4j

TIES: tuple[Record, ...] = tuple(
    Relation(f"t{i:03d}", "firm", "SUPPLIES", "mill", None, None, f"tie {i}", ("s1",)) for i in range(40)
)
EVERYTHING = (*RECORDS, *TIES)


def version_of(records: tuple[Record, ...]) -> str:
    return graph_version(sum(entry(digest(record), None) for record in records))


@pytest.fixture
def staged(neo4j: Server) -> Iterator[Neo4jStore]:
    """A store whose transactions hold ten records, and which holds the hand-drawn records."""
    store = Neo4jStore(neo4j.url, user=neo4j.user, password=neo4j.password, stage=10, wait_seconds=1)
    store.prepare()
    say(store, RECORDS)
    yield store
    store.close()


class Cut(Exception):
    """Stands for whatever ends a load half-way."""


def cut_off(store: Neo4jStore, origin: str = "daegu") -> str:
    """Let a load of the ties end half-way; gives its id."""
    run = new_load(origin)
    with pytest.raises(Cut), store.writer(run) as writer:
        upsert = Upsert(writer, origin, run.id, DAY)
        for i in range(0, 30, 10):
            upsert.add(RecordType.RELATION, [with_digest(record) for record in TIES[i : i + 10]])
        raise Cut
    return run.id


def test_one_transaction_holds_a_hundred_thousand_records() -> None:
    assert SINGLE_TRANSACTION_RECORDS >= 100_000
    assert Neo4jStore("bolt://127.0.0.1").stage == SINGLE_TRANSACTION_RECORDS


def test_a_load_in_stages_ends_in_the_same_graph(staged: Neo4jStore) -> None:
    say(staged, EVERYTHING)
    assert staged.revision().graph_version == version_of(EVERYTHING)
    assert staged.revision().unfinished is None
    assert held_records(staged) == set(EVERYTHING)


def test_a_cut_off_load_is_told_and_the_old_version_stays_published(staged: Neo4jStore) -> None:
    before = staged.revision().graph_version
    load_id = cut_off(staged)
    revision = staged.revision()
    assert revision.graph_version == before
    assert revision.unfinished is not None
    assert (revision.unfinished.id, revision.unfinished.origin) == (load_id, "daegu")
    assert revision.unfinished.input_digest
    assert len(staged.loads()) == 1


def test_another_origin_is_refused_until_the_load_is_complete(staged: Neo4jStore) -> None:
    load_id = cut_off(staged)
    with pytest.raises(StoreUnfinished, match=rf"{load_id} .*sojae load daegu"):
        say(staged, RECORDS[:3], origin="another")
    say(staged, EVERYTHING)
    say(staged, RECORDS[:3], origin="another")
    assert staged.revision().unfinished is None


def test_the_next_load_of_the_origin_completes_it(staged: Neo4jStore) -> None:
    cut_off(staged)
    with staged.writer(new_load()) as writer:
        assert writer.resumed
    upsert = say(staged, EVERYTHING)
    assert upsert.new[RecordType.RELATION] <= 30
    assert staged.revision().graph_version == version_of(EVERYTHING)
    assert staged.revision().unfinished is None
    assert held_records(staged) == set(EVERYTHING)


def test_the_next_load_may_take_the_half_written_back(staged: Neo4jStore) -> None:
    cut_off(staged)
    say(staged, RECORDS)
    assert held_records(staged) == set(RECORDS)
    assert staged.revision().unfinished is None


def test_a_load_that_finds_nothing_left_to_write_completes_it_too(staged: Neo4jStore, tmp_path: Path) -> None:
    everything = (*RECORDS, *TIES[:30])
    folder = write_folder(tmp_path / "daegu", everything)
    run = new_load()
    with pytest.raises(Cut), staged.writer(run) as writer:
        upsert = Upsert(writer, "daegu", run.id, DAY)
        for i in range(0, 30, 10):
            upsert.add(RecordType.RELATION, [with_digest(record) for record in TIES[i : i + 10]])
        further = Claim(RecordType.SOURCE, "s1", "another", run.id, digest(RECORDS[0]), RECORDS[0])
        writer.put_claims([further])  # makes room: the thirty ties are committed, the claim is not
        raise Cut
    assert staged.revision().unfinished is not None
    report = load(staged, "daegu", [folder])
    assert sum(report.unchanged.values()) == len(everything)
    assert staged.revision().unfinished is None
    assert report.graph_version == staged.revision().graph_version == version_of(everything)


def test_a_dry_run_commits_no_stage(staged: Neo4jStore, neo4j: Server, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "daegu", EVERYTHING)
    before = staged.revision()
    report = load(staged, "daegu", [folder], dry_run=True)
    assert report.new["relation"] == len(TIES)
    assert staged.revision() == before
    assert relationships(neo4j) == 4


def test_a_strict_load_with_a_bad_row_commits_no_stage(
    staged: Neo4jStore, neo4j: Server, tmp_path: Path
) -> None:
    folder = write_folder(tmp_path / "daegu", EVERYTHING)
    edit(folder / "relations.csv", "t039,firm", "t039,farm")
    before = staged.revision()
    with pytest.raises(LoadRefused, match=r"relations\.csv, line 45, subject.*nothing was loaded"):
        load(staged, "daegu", [folder], strict=True)
    assert staged.revision() == before
    assert relationships(neo4j) == 4
    edit(folder / "relations.csv", "t039,farm", "t039,firm")
    assert load(staged, "daegu", [folder], strict=True).graph_version == version_of(EVERYTHING)


def relationships(server: Server) -> int:
    with GraphDatabase.driver(server.url, auth=server.auth) as driver:
        return driver.execute_query("MATCH ()-[r]->() RETURN count(r)").records[0][0]
