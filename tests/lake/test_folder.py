"""What is wrong with a lake is said in one line, before or instead of an answer; `check` finds each fault that is put in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sojae
from graph.lake.errors import LakeError
from queries.lake import check, number
from viz.exports import formats
from viz.exports.contents import gather

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.snapshot import Snapshot

SUPPLIES = "relations/predicate=SUPPLIES/part-00000.parquet"
NODES, SOURCES = "nodes/part-00000.parquet", "sources/part-00000.parquet"


@pytest.fixture
def copy(lake_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(lake_folder, tmp_path / "lake")


def changed(file: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    pq.write_table(change(pq.ParquetFile(file).read()), file)


def with_value(name: str, value: Any, row: int = 0) -> Callable[[pa.Table], pa.Table]:
    def change(table: pa.Table) -> pa.Table:
        values = table.column(name).to_pylist()
        values[row] = value
        place = table.schema.get_field_index(name)
        return table.set_column(
            place, table.schema.field(name), pa.array(values, table.schema.field(name).type)
        )

    return change


def test_a_lake_of_a_store_has_no_fault(lake_folder: Path) -> None:
    assert check(str(lake_folder)) == []


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (NODES, lambda t: t.drop_columns(["kind"]), "no column kind: a table of nodes has organisation"),
        (SUPPLIES, lambda t: t.drop_columns(["weight"]), "other columns or types than part-00000.parquet (weight in one of them only)"),
        (SUPPLIES, lambda t: t.set_column(t.schema.get_field_index("cited"), "cited", t.column("cited").cast(pa.string())), "(cited: string, not int32)"),
        (SOURCES, lambda t: t.set_column(0, "id", pa.array(range(len(t)))), "id is int64, not a text"),
    ],
    ids=["missing column", "missing in one file", "two schemas", "wrong type"],
)  # fmt: skip
def test_wrong_schemas_are_refused(copy: Path, file: str, change: Any, said: str) -> None:
    changed(copy / file, change)
    with pytest.raises(LakeError) as refused:
        sojae.lake(copy)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert file.split("/")[-2] in str(refused.value)


def test_a_damaged_file_is_refused(copy: Path) -> None:
    whole = (copy / SUPPLIES).read_bytes()
    (copy / SUPPLIES).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LakeError, match=r"SUPPLIES/part-00000.parquet: not a Parquet file, or a damaged one"):
        sojae.lake(copy)


def test_a_file_damaged_inside_gives_no_partial_answer(copy: Path) -> None:
    whole = bytearray((copy / SUPPLIES).read_bytes())
    at = len(whole) // 3
    whole[4:at] = bytes(at - 4)
    (copy / SUPPLIES).write_bytes(bytes(whole))
    with sojae.lake(copy) as lake, pytest.raises(LakeError, match="DuckDB: ") as refused:
        lake.gaps()
    assert "\n" not in str(refused.value)


def test_too_little_memory_is_said(lake_folder: Path) -> None:
    with (
        sojae.lake(lake_folder, memory="1MB") as lake,
        pytest.raises(LakeError, match=r"1MB are too little .*--memory"),
    ):
        lake.gaps()
    with pytest.raises(LakeError, match="“much” is not an amount of memory"):
        sojae.lake(lake_folder, memory="much")


def test_what_is_no_lake_is_refused(tmp_path: Path, copy: Path) -> None:
    with pytest.raises(LakeError, match="there is no such folder: write one"):
        sojae.lake(tmp_path / "nothing")
    with pytest.raises(LakeError, match="no table nodes"):
        sojae.lake(tmp_path)
    with pytest.raises(LakeError, match="“sparc” is not an engine: did you mean “spark”"):
        sojae.lake(copy, engine="sparc")
    (copy / "lake.json").write_text('{"format": 9}')
    with pytest.raises(LakeError, match="not a lake of format 1"):
        sojae.lake(copy)


@pytest.mark.parametrize(
    ("file", "column", "value", "said"),
    [
        (SUPPLIES, "subject", "nobody", "relations: subject: 1 id that no node has, for instance “nobody”"),
        (SUPPLIES, "start", "2018-02-30", "relations: start: “2018-02-30” is not a date (1 row, for instance “"),
        (SUPPLIES, "end", "1900", "relations: end 1900 is before start 2"),
        (SUPPLIES, "object_no", 1, "relations: object_no: 1 row with another number than that of the object"),
        (SUPPLIES, "subject_group", 5, "relations: subject_group: 1 row with another number than that of the subject"),
        (SUPPLIES, "cited", 7, "relations: 1 row whose `cited` or `latest` is not that of its sources"),
        (SUPPLIES, "sources", ["s9999"], "relations: sources: 1 id that no source has, for instance “s9999”"),
        (NODES, "kind", "person", "nodes: kind: “person” is not a kind (1 row"),
        (NODES, "no", 5, "nodes: no: 1 number out of the order of ids"),
        (SOURCES, "published", "soon", "sources: published: “soon” is not a date"),
        (SOURCES, "id", "s0002", "sources: 1 id given more than once, for instance “s0002”"),
    ],
)  # fmt: skip
def test_check_finds_what_is_wrong(copy: Path, file: str, column: str, value: Any, said: str) -> None:
    changed(copy / file, with_value(column, value, row=3))
    found = check(str(copy))
    assert [line for line in found if line.startswith(said)], found


def test_the_tables_of_an_export_become_a_lake(daegu: Snapshot, lake_folder: Path, tmp_path: Path) -> None:
    import zipfile

    from graph.vocabulary import Layer

    (tmp_path / "x.zip").write_bytes(
        b"".join(formats()["parquet"].write(gather(daegu, layer=Layer.FACTS, isolates=True)))
    )
    zipfile.ZipFile(tmp_path / "x.zip").extractall(tmp_path / "export")
    with pytest.raises(LakeError, match=r"no column nodes.no: .*`sojae lake write OUT --from"):
        sojae.lake(tmp_path / "export")
    (tmp_path / "made").mkdir()
    version, rows = number(str(tmp_path / "export"), tmp_path / "made", None)
    assert (version, rows) == (daegu.graph_version, {"nodes": 1658, "relations": 3227, "sources": 913})
    assert check(str(tmp_path / "made")) == []
    with sojae.lake(tmp_path / "made") as one, sojae.lake(lake_folder) as other:
        assert one.gaps().encoded() == other.gaps().encoded()
