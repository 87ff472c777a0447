"""Fields that were added later leave the digest of records without them as it was."""

from __future__ import annotations

from dataclasses import asdict, replace
from hashlib import blake2b

import orjson
import pytest

from graph.model import COLUMNS
from graph.rows import from_row, to_row
from graph.versions import digest, row_digests
from tests.korean import BOTH
from tests.records import PARTNERS, RECORDS

NEW = ("products_ko", "detail_ko", "members_told", "field_ko", "why_ko", "attributes")


def as_written_before(record):
    """Hash a record as the program did before it knew weights and Korean: all other fields in their order."""
    fields = {name: value for name, value in asdict(record).items() if name not in (*NEW, "weight")}
    return blake2b(orjson.dumps(fields), digest_size=16, person=record.type.encode()).digest()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
def test_a_record_without_later_fields_keeps_its_digest(record):
    assert digest(record) == as_written_before(record)
    assert list(row_digests(record.type, [to_row(record)])) == [digest(record)]


@pytest.mark.parametrize("record", BOTH.values(), ids=lambda record: record.key)
def test_korean_is_part_of_the_content(record):
    assert digest(record) != as_written_before(record)
    assert list(row_digests(record.type, [to_row(record)])) == [digest(record)]


def test_each_field_counts_whatever_stands_behind_it():
    heavier, told = replace(PARTNERS, weight=2.0), replace(PARTNERS, detail_ko="공동개발")
    found = {digest(one) for one in (PARTNERS, heavier, told, replace(heavier, detail_ko="공동개발"))}
    assert len(found) == 4


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
def test_a_row_kept_by_an_older_version_is_the_same_record(record):
    added = sum(name in NEW for name in COLUMNS[record.type])
    row = to_row(record)
    assert from_row(record.type, row[: len(row) - added]) == record
