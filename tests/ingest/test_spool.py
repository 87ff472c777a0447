"""Rows that wait in temporary files while they are merged: order, groups, memory."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

import ingest.spool
from graph.model import Organisation, Source
from graph.vocabulary import RecordType
from ingest.joining import joined
from ingest.origin import Row
from ingest.spool import Kept, Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Source("t:s", "title", "publisher", None, "https://example.org")


def firm(name: str, line: int) -> Row:
    record = Organisation(
        f"t:{name}", name, name, True, "company", None, None, None, None, None, None, ("t:s",)
    )
    return Row("a.csv", line, record)


@pytest.mark.parametrize("bits", [ingest.spool.BITS, 1, 0])
def test_rows_are_grouped_by_key_in_the_order_of_their_first_rows(
    monkeypatch: pytest.MonkeyPatch, bits: int
) -> None:
    monkeypatch.setattr(ingest.spool, "BITS", bits)  # with few bits, all hashes are equal
    spool = Spool(RecordType.ORGANISATION)
    for line, name in enumerate("badacab", 1):
        spool.add(firm(name, line))
    groups = {rows[0].record.key: [row.line for row in rows] for rows in spool.groups()}
    assert groups == {"t:b": [1, 7], "t:a": [2, 4, 6], "t:d": [3], "t:c": [5]}
    assert sorted(rows[0].record.key for rows in spool.groups(repeated=True)) == ["t:a", "t:b"]
    assert [row.line for row in spool.rows()] == [1, 2, 3, 4, 5, 6, 7]
    spool.file.close()


def test_values_whose_key_others_have_are_found_and_sole_keys_too() -> None:
    kept = Kept()
    for key, value in (("a", 1), ("b", 2), ("a", 3)):
        kept.add(key, (key, value))
    assert list(kept.repeated()) == [("a", 1), ("a", 3)]
    assert ("b" in kept.sole_keys(), "a" in kept.sole_keys(), "c" in kept.sole_keys()) == (True, False, False)


@pytest.mark.slow
def test_the_memory_of_merging_does_not_grow_with_the_rows() -> None:
    def rows(count: int) -> Iterator[Row]:
        for line in range(count):
            yield Row("a.csv", line, SOURCE)
            yield firm(f"firm {line} of a rather long name", line)

    peaks = []
    for count in (20_000, 40_000):
        tracemalloc.start()
        assert sum(isinstance(one, Row) for one in joined(rows(count))) == count + 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 20_000 * 100, peaks  # held as objects, a row takes more than 1,000 bytes
