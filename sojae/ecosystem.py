"""`sojae.open()`, `sojae.read()` and `sojae.lake()`: the graph of a store, of files or of a lake, for notebooks and scripts."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from graph.store import StoreError
from graph.stores import SQLITE, open_store
from queries.ecosystem import Ecosystem
from sojae.settings import read_settings
from sojae.stores import store_from

if TYPE_CHECKING:
    from graph.store import Store
    from ingest.looking import Looked
    from queries.lake import Lake


def open(store: str | PathLike[str] | None = None) -> Ecosystem:
    """Open the graph of a store.

    Args:
        store: address of the store, or the path of an SQLite file (`Path`); None: the store in the settings, by default
            an SQLite file in the user's data folder.

    Raises:
        StoreError: the store cannot be read.
    """
    return Ecosystem(store_from(read_settings(), address_of(store)))


def lake(
    folder: str | PathLike[str],
    engine: str = "duckdb",
    *,
    master: str | None = None,
    memory: str | None = None,
    scratch: str | PathLike[str] | None = None,
) -> Lake:
    """Open a lake: a graph as a folder of Parquet, which DuckDB or Spark counts without the whole graph in memory.

    Args:
        folder: the folder, written by `sojae lake write`.
        engine: `duckdb` or `spark`.
        master: address of a Spark master (`spark://HOST:7077`); None: Spark in one process of this machine.
        memory: most memory of DuckDB (`4GB`) or of each Spark executor (`2g`).
        scratch: folder for what does not fit into memory.

    Raises:
        LakeError: the folder is not a lake, or the engine cannot start.
    """
    from queries.lake import Lake

    beside = None if scratch is None else fspath(scratch)
    return Lake(fspath(folder), engine, master=master, memory=memory, scratch=beside)


def read(
    *files: str | PathLike[str],
    origin: str | None = None,
    mapping: str | PathLike[str] | None = None,
    **options: str,
) -> Ecosystem:
    """Look at files without loading them: a network, a table or an export becomes an ecosystem in memory.

    Args:
        files: one file, or several that belong together.
        origin: name of the origin (`table`, `graphml`, …); None lets the program recognise it.
        mapping: the path of a mapping for `table`; None lets the program propose one (`eco.reading.mapping` has it).
        options: options of the origin, as `--set` takes them: `items="organisation"`.

    Returns:
        The ecosystem; `eco.reading` says how the files were read, with the report of the load.

    Raises:
        OriginError: the files cannot be read so, or give no record.
    """
    from ingest.looking import look_at

    folder = TemporaryDirectory(prefix="sojae-read-")
    text = None if mapping is None else Path(mapping).read_text(encoding="utf-8-sig")
    store = Path(folder.name) / "store.sqlite"
    reading = look_at([Path(file) for file in files], store, origin=origin, mapping=text, options=options)
    return ReadEcosystem(open_store(f"{SQLITE}{store}"), reading, folder)


class ReadEcosystem(Ecosystem):
    """An ecosystem read from files; its temporary store goes with it.

    Attributes:
        reading: how the files were read: origin, mapping, options and the report.
    """

    def __init__(self, store: Store, reading: Looked, folder: TemporaryDirectory[str]) -> None:
        super().__init__(store)
        self.reading, self._folder = reading, folder


def address_of(store: str | PathLike[str] | None) -> str | None:
    """Return the address of a store, given as such or as the path of an SQLite file.

    Raises:
        StoreError: it is neither.
    """
    if isinstance(store, PathLike):
        return f"{SQLITE}{fspath(store)}"
    if store is not None and not isinstance(store, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise StoreError(
            f"“{store}” is not the address of a store: give {SQLITE}PATH, bolt://HOST:7687 or a Path"
        )
    return store
