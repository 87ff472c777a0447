"""What a file is taken for, and the origin that is named to read it."""

from __future__ import annotations

from ingest.adapters import adapters
from ingest.networks import sorts


def test_every_origin_that_is_named_can_be_loaded():
    named = {origin for *_, origin in (*sorts.BEGINNINGS, *sorts.KEYS)} | set(sorts.READERS.values())
    assert named - {None} <= set(adapters())
