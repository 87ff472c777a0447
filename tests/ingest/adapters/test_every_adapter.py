"""What every adapter of the registry keeps to, on a small input of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.model import NODE_TYPES
from graph.vocabulary import RecordType
from ingest.adapters import adapters
from ingest.load import load
from tests.ingest.adapters.loads import PERSON, new_store
from tests.ingest.adapters.small_inputs import BEAR_NO_PERSON, SMALL_INPUTS
from tests.ingest.loading import NOW
from tests.saying import held_records

if TYPE_CHECKING:
    from pathlib import Path


def test_every_adapter_has_a_small_input():
    missing = adapters().keys() - SMALL_INPUTS.keys()
    assert not missing, f"add one for {', '.join(sorted(missing))} to tests/ingest/adapters/small_inputs.py"


@pytest.mark.parametrize("origin", SMALL_INPUTS)
def test_a_second_load_changes_nothing_everything_cites_a_source_and_no_person_enters(origin, tmp_path: Path):
    for name in ("in", "kept"):
        (tmp_path / name).mkdir()
    files, options = SMALL_INPUTS[origin](tmp_path / "in")
    with new_store(tmp_path / "kept") as store:
        first = load(store, origin, files, options=options, now=NOW)
        again = load(store, origin, files, options=options, now=NOW)
        records = held_records(store)
    assert sum(first.new.values()) > 1
    assert again.graph_version == first.graph_version
    assert sum(again.new.values()) + sum(again.changed.values()) + sum(again.closed.values()) == 0
    sources = {record.key for record in records if record.type is RecordType.SOURCE}
    cited = {key for record in records for key in getattr(record, "sources", ())}
    assert sources
    assert cited <= sources
    for record in records:
        if record.type in {*NODE_TYPES, RecordType.RELATION}:
            assert record.sources, record
    if origin not in BEAR_NO_PERSON:
        assert any(PERSON in text_of(path) for path in files), "the input must hold a person"
    for path in (tmp_path / "kept").iterdir():
        for encoding in ("utf-8", "utf-16-le"):
            assert PERSON.encode(encoding) not in path.read_bytes(), path


def text_of(path: Path) -> str:
    """Everything that stands in a file, unpacked."""
    from zipfile import ZipFile, is_zipfile

    if not is_zipfile(path):
        return path.read_bytes().decode("latin-1")
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode("latin-1") for name in archive.namelist())
