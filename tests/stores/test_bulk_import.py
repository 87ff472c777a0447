"""`sojae export neo4j-admin`: Neo4j's own bulk import of the folder makes the store that a load would have made."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from neo4j import GraphDatabase

from graph.bulk_import import write_import_folder
from graph.model import Alias, Identifier, Relation
from graph.store import StoreDamaged, StoreError
from graph.stores import open_store
from graph.stores.embedded import EmbeddedStore
from ingest.history import roll_back
from ingest.review import decide
from tests.conftest import skip_or_fail
from tests.engines import neo4j_server
from tests.records import DMI, FIRM, FOUNDED, INSTITUTE, PARTNERS, RECORDS
from tests.saying import say
from tests.whole import everything

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.model import Record
    from tests.engines.neo4j_server import Server

ATTRIBUTES = '{"매출":1.5,"note":"a \\"b\\",\\\\n;|c","listed":true}'
STRANGE: tuple[Record, ...] = (
    replace(FIRM, products='첫 줄\n둘째 "줄"\r\n셋째, 줄;', city=" Daegu ", attributes=ATTRIBUTES),
    replace(PARTNERS, weight=1e-07, detail="\\", attributes=ATTRIBUTES),
    replace(FOUNDED, sources_b=()),
    Alias("institute", "Ἀ,\"B\";C", "former_name", "1999-02", None, ("s1", "s2")),
    Identifier("firm", "crn", "1301110006246", "2001", None, ("s1",)),
    Relation("r9", "firm", "SUPPLIES", "mill", "2020", "2021-04", "", ("s1",), 2.5),
)  # fmt: skip
KEPT = [record for record in RECORDS if record.key not in {one.key for one in STRANGE}]

SAID_LAST = [record for record in (*KEPT, *STRANGE) if record.key not in {"r4", DMI.key}]


@pytest.fixture
def lived(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A store with texts of all sorts, a closed record, a second origin's claim, a verdict and a rollback."""
    store = EmbeddedStore(tmp_path / "lived.sqlite")
    store.prepare()
    say(store, [*KEPT, *STRANGE])
    twin = replace(FIRM, id="krx:000001", name_ko="금속회사", sector="metals")
    say(store, [RECORDS[0], twin, replace(INSTITUTE, city="Gumi")], origin="krx")
    decide(store, [("firm", "krx:000001", "merge")])
    decide(store, [("mill", "krx:000001", "split")])
    roll_back(store, next(one.id for one in store.loads() if one.origin == "review"))
    say(store, SAID_LAST)
    yield store
    store.close()


@pytest.fixture
def imported(lived: EmbeddedStore, tmp_path: Path) -> Iterator[Server]:
    """A Neo4j that has taken the folder of that store by its own bulk import."""
    home = tmp_path / "neo4j"
    write_import_folder(lived, tmp_path / "folder")
    try:
        neo4j_server.run_import(home, tmp_path / "folder")
        server = neo4j_server.launch(
            neo4j_server.jars(), home, java_options=neo4j_server.QUICK, settings=neo4j_server.SMALL
        )
    except neo4j_server.Missing as missing:
        skip_or_fail(str(missing))
        raise
    yield server
    assert server.kill is not None
    server.kill()


@pytest.mark.neo4j
def test_the_imported_store_is_the_one_that_was_exported(lived: EmbeddedStore, imported: Server) -> None:
    login = {"SOJAE_STORE_USER": imported.user or "", "SOJAE_STORE_PASSWORD": imported.password or ""}
    command = [sys.executable, "-m", "sojae.cli", "status", "--json", "--store", imported.url]
    status = json.loads(
        subprocess.run(command, env={**os.environ, **login}, capture_output=True, check=True).stdout
    )
    assert status["graph_version"] == lived.revision().graph_version
    with closing(open_store(imported.url, user=imported.user, password=imported.password)) as store:
        assert everything(store) == everything(lived)
        assert names_of_institute(imported) == ['Ἀ,"B";C', "기계부품연구소"]  # not the closed one
        before = store.revision()
        again = say(store, SAID_LAST)
        assert not any((*again.new.values(), *again.changed.values(), *again.closed.values()))
        assert store.revision() == before
        say(store, KEPT)  # by the constraints and indexes that the first look at the store has made
        assert len(everything(store)[2]) == len(everything(lived)[2])


def names_of_institute(server: Server) -> list[str]:
    """Read the property with which Neo4j Browser and the full-text index find a node by its aliases."""
    with GraphDatabase.driver(server.url, auth=server.auth) as driver:
        return list(
            driver.execute_query("MATCH (n:Organisation {id: 'institute'}) RETURN n.aliases").records[0][0]
        )


def test_a_folder_in_use_is_refused_and_a_damaged_store_leaves_none(
    lived: EmbeddedStore, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "mine").touch()
    with pytest.raises(StoreError, match="not an empty folder"):
        write_import_folder(lived, folder)
    assert [path.name for path in folder.iterdir()] == ["mine"]
    with closing(sqlite3.connect(lived.path)) as connection, connection:
        connection.execute("UPDATE organisations SET name_ko = 'x' WHERE id = 'firm'")
    with pytest.raises(StoreDamaged, match="firm"):
        write_import_folder(lived, tmp_path / "other")
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"folder"}
