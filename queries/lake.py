"""Questions to a lake: the same parameters and answers as those to a graph in memory, counted by a query engine."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any, Self

from graph.grouping import SECTOR
from queries.calling import checked
from queries.errors import refuse

if TYPE_CHECKING:
    from pathlib import Path

    from queries.aggregate import Aggregate
    from queries.gaps import GapsShape


class Lake:
    """A folder of Parquet, ready for questions; close it to free the engine (or use it in a `with`)."""

    def __init__(
        self,
        address: str,
        engine: str = "duckdb",
        *,
        master: str | None = None,
        memory: str | None = None,
        scratch: str | None = None,
    ) -> None:
        """Open a lake and start an engine.

        Args:
            address: the folder.
            engine: `duckdb` or `spark`.
            master: address of a Spark master (`spark://HOST:7077`); None: Spark in one process of this machine.
            memory: most memory of DuckDB (`4GB`) or of each Spark executor (`2g`).
            scratch: folder for what does not fit into memory.

        Raises:
            LakeError: the folder is not a lake, or the engine cannot start.
        """
        from graph.lake.engines import engine_for
        from graph.lake.folder import opened

        self.folder, self.paged = opened(address), Event()
        self.engine = engine_for(self.folder, engine, master=master, memory=memory, scratch=scratch)

    @property
    def graph_version(self) -> str:
        """The graph version of the content."""
        return self.folder.graph_version

    @checked
    def gaps(self, **given: Any) -> GapsShape:
        """Find pairs of sectors with fewer ties than expected; parameters and answer of `Ecosystem.gaps`.

        Raises:
            Invalid: a parameter is unknown or has an invalid value.
            LakeError: the engine cannot count.
        """
        from graph.lake.gaps import lake_gaps
        from queries.gaps import GapTableParameters, shaped

        p: GapTableParameters = self._read(GapTableParameters, given)
        chosen: dict[str, Any] = {
            "layer": p.layer, "baseline": p.baseline, "method": p.method, "samples": p.samples, "seed": p.seed,
        }  # fmt: skip
        return shaped(lake_gaps(self.engine, self.folder, period=p.period, **chosen))

    @checked
    def aggregate(self, group_by: str, **given: Any) -> Aggregate:
        """Count nodes or relations by one or two fields; parameters and answer of `Ecosystem.aggregate`.

        Raises:
            Invalid: a parameter is unknown or has an invalid value, or a field needs the graph in memory.
            LakeError: the engine cannot count.
        """
        from graph.lake.aggregate import OF_LAKE, lake_counts
        from queries.aggregate import AggregateParameters, dimensions, paged

        p: AggregateParameters = self._read(AggregateParameters, {**given, "group_by": group_by})
        names = dimensions(p, OF_LAKE[p.metric])
        return paged(self, p, names, lambda: lake_counts(self.engine, p.metric, names, p.filter))

    def _read(self, model: Any, given: dict[str, Any]) -> Any:
        """Validate parameters; refuse groups other than sectors, whose numbers the lake does not have."""
        from queries.python_values import as_typed
        from queries.validation import read

        parameters = read(model, as_typed(model, given))
        if getattr(parameters, "group_by", SECTOR) != SECTOR and model.__name__.startswith("Gap"):
            refuse(
                "group_by",
                "a lake compares sectors only",
                "leave it out, or load a part of the data into a store",
            )
        return parameters

    def close(self) -> None:
        """Stop the engine."""
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        rows = self.folder.rows
        return f"<Lake: {rows['nodes']:,} nodes, {rows['relations']:,} relations; {self.engine.name}; graph version {self.graph_version}>"


def check(address: str, engine: str = "duckdb", **options: Any) -> list[str]:
    """Check the content of a lake, or of the tables of an export; one line a fault.

    Raises:
        LakeError: its files cannot be read, or the engine cannot start.
    """
    from graph.lake.checking import faults
    from graph.lake.engines import engine_for
    from graph.lake.folder import read_folder

    folder = read_folder(address)
    started = engine_for(folder, engine, **options)
    try:
        return list(faults(started, folder))
    finally:
        started.close()


def number(
    source: str, target: Path, graph_version: str | None, engine: str = "duckdb", **options: Any
) -> tuple[str, dict[str, int]]:
    """Write the tables of an export as a lake.

    Returns:
        The graph version, and the number of rows of each table.

    Raises:
        LakeError: the tables cannot be read or are a lake already, a relation dangles, or the engine cannot start.
        Invalid: the graph version is neither in the files nor given.
    """
    from graph.lake.engines import engine_for
    from graph.lake.errors import LakeError
    from graph.lake.folder import read_folder
    from graph.lake.numbering import write_numbered

    folder = read_folder(source)
    if folder.numbered:
        raise LakeError(f"{source}: it is a lake already")
    version = folder.graph_version or graph_version
    if not version:
        refuse(
            "graph_version",
            "the files do not say of which graph version they are",
            "give a name for their content",
        )
    started = engine_for(folder, engine, **options)
    try:
        return version, write_numbered(started, folder, target, version)
    finally:
        started.close()
