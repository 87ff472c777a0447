"""The engines that count: DuckDB on this machine, Spark on a cluster; both take the same texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from graph.lake.errors import LakeError
from graph.near import nearest

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from graph.lake.folder import Folder

ENGINES = ("duckdb", "spark")


class Engine(Protocol):
    """Runs SQL over the tables `nodes`, `relations` and `sources` of a lake, in which `start` and `end` are called `began` and `ended`.

    Attributes:
        name: `duckdb` or `spark`.
        unnest: the function of the engine that makes a row of each item of a list.
    """

    name: str
    unnest: str

    def view(self, name: str, text: str) -> None:
        """Give a query a name; it runs where the name is used."""
        ...

    def keep(self, name: str, text: str) -> None:
        """Run a query once and keep its rows under a name, in memory or beside it."""
        ...

    def drop(self, name: str) -> None:
        """Forget rows that were kept."""
        ...

    def rows(self, text: str) -> list[tuple[Any, ...]]:
        """Run a query whose answer is small."""
        ...

    def columns(self, text: str) -> dict[str, npt.NDArray[np.int64]]:
        """Run a query whose answer is whole numbers, in arrays."""
        ...

    def write(self, text: str, address: str, by: str | None = None) -> None:
        """Write the rows of a query as Parquet files into a folder, in one part for each value of a column."""
        ...

    def close(self) -> None:
        """Free what it holds."""
        ...


def engine_for(
    folder: Folder,
    name: str = "duckdb",
    *,
    master: str | None = None,
    memory: str | None = None,
    scratch: str | None = None,
    threads: int | None = None,
) -> Engine:
    """Start an engine on a lake.

    Args:
        folder: the lake.
        name: `duckdb` or `spark`.
        master: address of a Spark master; None: Spark in one process of this machine.
        memory: most memory that DuckDB takes before it writes to `scratch` (`4GB`), or that each Spark executor has (`2g`).
        scratch: folder for what does not fit into memory.
        threads: number of threads of DuckDB.

    Raises:
        LakeError: the engine is unknown or cannot start.
    """
    if name == "spark":
        from graph.lake.spark import Spark

        return Spark(folder, master=master, memory=memory, scratch=scratch)
    if name != "duckdb":
        raise LakeError(f"“{name[:60]}” is not an engine: {nearest(name, ENGINES, 'use duckdb or spark')}")
    if master is not None:
        raise LakeError("a master is one of Spark: use --engine spark, or leave it out")
    from graph.lake.duck import Duck

    return Duck(folder, memory=memory, scratch=scratch, threads=threads)
