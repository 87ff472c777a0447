"""A whole store as a folder for `neo4j-admin database import`, which fills an empty Neo4j faster than transactions can."""

from __future__ import annotations

import secrets
import shutil
from contextlib import ExitStack
from typing import TYPE_CHECKING

from graph.backup import TRIES
from graph.copying import check_finished, transfer
from graph.model import COLUMNS
from graph.store import StoreChanged, StoreError
from graph.stores.neo4j_tables import Neo4jTables
from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from pathlib import Path

    from graph.contents import Contents
    from graph.copying import Copied
    from graph.store import Store


def write_import_folder(store: Store, folder: Path) -> Copied:
    """Write CSV files with everything that a store keeps, and the arguments of `neo4j-admin` (`import.args`).

    Args:
        store: of any engine; it is not changed.
        folder: is made; one that exists must be empty.

    Raises:
        StoreError: the folder is in use or cannot be written, or the store cannot be read or is damaged; no folder is left then.
    """
    making = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder} already exists and is not an empty folder: choose another name")
        store.revision()  # connects and migrates an older schema
        done = written(store, making, TRIES)
        making.replace(folder)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}: choose another place") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return done


def written(store: Store, folder: Path, tries: int) -> Copied:
    """Write the files into a new folder, again if the store changes meanwhile.

    Raises:
        StoreChanged: it changed each time.
    """
    folder.mkdir(parents=True)
    try:
        with store.contents() as contents, ExitStack() as opened:
            check_finished(contents)
            return transfer(contents, Neo4jTables(folder, names_in(contents), opened))
    except StoreChanged:
        if tries == 1:
            raise
    shutil.rmtree(folder)
    return written(store, folder, tries - 1)


def names_in(contents: Contents) -> dict[str, list[str]]:
    """Return the names of the open aliases of each node, in the order of their keys.

    They are a property of the node, which is written before its aliases are read.
    """
    node, name = (COLUMNS[RecordType.ALIAS].index(column) for column in ("node", "name"))
    found: dict[str, list[str]] = {}
    for batch in contents.kept(RecordType.ALIAS):
        for kept in batch:
            if kept.held.closed is None:
                found.setdefault(str(kept.row[node]), []).append(str(kept.row[name]))
    return found
