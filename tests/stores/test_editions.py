"""The edition of a store rises with every write, on every engine, and belongs to the store rather than to its content."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from graph.backup import copy_store
from graph.editions import FIRST, Edition, read_edition, stored_edition
from graph.snapshot import Snapshot
from graph.stores.embedded import EmbeddedStore
from tests.records import RECORDS
from tests.saying import say
from tests.stores.test_one_moment import MORE

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store import Store


def test_a_store_that_returns_to_an_earlier_version_has_a_later_edition(store: Store) -> None:
    say(store, RECORDS)
    say(store, MORE)
    say(store, RECORDS)
    first = store.revision()
    say(store, MORE)
    say(store, RECORDS)
    last = store.revision()
    assert last.graph_version == first.graph_version
    assert last.edition == Edition(first.edition.store_id, first.edition.number + 2)
    assert last.edition.includes(first.edition)
    assert not first.edition.includes(last.edition)
    assert Snapshot(store).edition == last.edition
    with store.contents() as contents:
        assert contents.revision.edition == last.edition


def test_a_load_that_writes_nothing_keeps_the_edition(store: Store) -> None:
    say(store, RECORDS)
    before = store.revision().edition
    say(store, RECORDS)
    assert store.revision().edition == before


def test_a_copy_counts_for_itself(store: Store, tmp_path: Path) -> None:
    say(store, RECORDS)
    say(store, MORE)
    with closing(EmbeddedStore(tmp_path / "copy.sqlite")) as other:
        copy_store(store, other)
        one, two = store.revision(), other.revision()
        assert one == two
        assert two.edition.number == 1
        assert not two.edition.includes(one.edition)
        copy_store(store, other, replace=True)
        assert other.revision().edition == Edition(two.edition.store_id, 2)


def test_a_file_of_an_older_version_has_the_first_edition_until_it_is_written(tmp_path: Path) -> None:
    with closing(EmbeddedStore(tmp_path / "graph.sqlite")) as store:
        store.prepare()
        say(store, RECORDS)
        with closing(sqlite3.connect(store.path)) as file:
            file.execute("DELETE FROM meta WHERE name IN ('edition', 'store_id')")
            file.commit()
        assert store.revision().edition == FIRST
        say(store, MORE)
        assert store.revision().edition.number == 1
        assert store.revision().edition.includes(FIRST)


@pytest.mark.parametrize(
    "text", ["", "17", "a.b", "5e.", "5e.-1", "5e.1.2", f"5e.{'9' * 19}", "5E.1", "5e.١"]
)
def test_what_is_not_an_edition_is_none(text: str) -> None:
    assert read_edition(text) is None


def test_a_damaged_edition_is_the_first() -> None:
    assert stored_edition(None, "3") == stored_edition("5e", "x") == stored_edition(b"5e", "3") == FIRST
    assert stored_edition("5e", "3") == stored_edition("5e", 3) == Edition("5e", 3)
