"""The scorer in memory and splink on DuckDB are one model: they give the same pairs the same weights."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from ingest.resolution import compared, settling
from ingest.resolution.batch import between, within
from ingest.resolution.index import Index, at_once
from ingest.resolution.profiles import Profiles
from ingest.resolution.rules import LEAST
from tests.ingest.resolution.corpus import corpus


@pytest.fixture(scope="module")
def made():
    return corpus(2, firms=1500, listed=500)


def same(memory, splink):
    kept = memory.weight >= LEAST
    assert kept.sum() > 100
    np.testing.assert_array_equal(memory.i[kept], splink.i)
    np.testing.assert_array_equal(memory.j[kept], splink.j)
    np.testing.assert_allclose(memory.weight[kept], splink.weight, rtol=0, atol=1e-9)
    for name, level in memory.levels.items():
        np.testing.assert_array_equal(level[kept], splink.levels[name])


def test_records_against_known_bodies_weigh_the_same_both_ways(made):
    index = Index(made.register)
    records = Profiles(made.lists, index.profiles.known)
    same(at_once(records, index), between(records, index))
    assert index.resolve(made.lists) == index.resolve(made.lists, scorer=between)


def test_bodies_among_themselves_weigh_the_same_both_ways(made, monkeypatch):
    bodies = [*made.register, *made.lists]
    profiles = Profiles(sorted(bodies, key=lambda body: body.id), {})
    same(compared.at_once(profiles), within(profiles))
    few = settling.settle(bodies, [])
    monkeypatch.setattr(compared, "FEW", 10)
    assert settling.settle(bodies, []) == few


def test_neither_splink_nor_duckdb_is_imported_before_there_is_much_to_compare():
    code = "import sys, sojae.cli, api.app, ingest.resolution, ingest.resolution.index; print({'splink', 'duckdb'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
