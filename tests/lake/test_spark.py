"""The same answers from a real Spark cluster: a master and two workers of one core each."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

import sojae
from graph.lake.checking import faults
from graph.lake.numbering import numbered_tables
from tests.conftest import skip_or_fail
from tests.engines import spark_cluster
from tests.lake.settings import EIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.evidence import Period
    from queries.lake import Lake
    from tests.engines.spark_cluster import Cluster

pytestmark = [
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.timeout(900),  # six processes of Java on a busy machine
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]

BARE = "r.id, r.predicate, r.began, r.subject, r.object, r.sources"


def parquet(folder: Path) -> str:
    return f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true, hive_types_autocast = false)"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    try:
        spark_cluster.found()
        started = spark_cluster.start()
    except spark_cluster.Missing as missing:
        skip_or_fail(str(missing))
        raise
    yield started
    started.stop()


@pytest.fixture(scope="module")
def duck(lake_folder: Path) -> Iterator[Lake]:
    with sojae.lake(lake_folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def spark(lake_folder: Path, cluster: Cluster) -> Iterator[Lake]:
    with sojae.lake(lake_folder, "spark", master=cluster.master, memory="600m") as opened:
        yield opened


def given(layer: str, baseline: str, period: Period) -> dict[str, Any]:
    dates = {"as_of": period.as_of, "since": period.since, "undated": str(period.undated)}
    return {"layer": layer, "baseline": baseline, **dates}


@pytest.mark.parametrize(("layer", "baseline", "period"), EIGHT)
def test_spark_counts_what_duckdb_counts(
    spark: Lake, duck: Lake, layer: str, baseline: str, period: Period
) -> None:
    asked = given(layer, baseline, period)
    assert spark.gaps(**asked).encoded() == duck.gaps(**asked).encoded()


def test_tables_of_an_export_are_numbered_and_checked_alike(
    spark: Lake, duck: Lake, tmp_path: Path, lake_folder: Path
) -> None:
    tables = {
        "nodes": "no, id", "relations": "id, predicate, began, subject_no, object_no, subject_group, object_group, cited, latest",
    }  # fmt: skip
    for engine in (spark.engine, duck.engine):
        (tmp_path / engine.name).mkdir()
        for table, (text, by) in numbered_tables(engine).items():
            engine.write(
                text.replace("r.*", BARE).replace("n.*", "n.id, n.kind"),
                str(tmp_path / engine.name / table),
                by,
            )
        engine.drop("numbered")
    for table, columns in tables.items():
        rows = [
            duck.engine.rows(
                f"SELECT {columns.replace('began', 'start')} FROM {parquet(tmp_path / name / table)} ORDER BY id"
            )
            for name in ("spark", "duckdb")
        ]
        assert rows[0] == rows[1]
        assert rows[0] == duck.engine.rows(f"SELECT {columns} FROM {table} ORDER BY id")
    assert list(faults(spark.engine, spark.folder)) == []


def test_a_worker_that_is_killed_changes_nothing(spark: Lake, duck: Lake, cluster: Cluster) -> None:
    answers: list[bytes] = []
    asked = given(*EIGHT[6])
    asking = threading.Thread(target=lambda: answers.append(spark.gaps(**asked).encoded()))
    asking.start()
    asking.join(0.8)
    assert asking.is_alive(), "the worker was to be killed while it counts"
    cluster.kill_a_worker()
    asking.join(120)
    assert cluster.killed, "the worker had no executor"
    assert answers == [duck.gaps(**asked).encoded()]
    assert spark.gaps().encoded() == duck.gaps().encoded()
