"""The bundled Daegu data in a file, loaded once and copied for whoever wants a store of his own."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from graph.stores import open_store
from ingest.load import load


@cache
def loaded() -> Path:
    """Load the data, once for all tests of this process."""
    folder = Path(tempfile.mkdtemp(prefix="sojae-daegu-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "daegu.sqlite"
    with closing(open_store(f"sqlite:///{file}")) as store:
        store.prepare()
        load(store, "daegu")
    assert [one.name for one in folder.iterdir()] == [file.name], "a store that is closed is one file"
    return file


def daegu_at(file: Path) -> str:
    """Put a store with the Daegu data into a file; give its address."""
    shutil.copyfile(loaded(), file)
    return f"sqlite:///{file}"


@cache
def load_id() -> str:
    """Give the id of the load that brought the data, which no two processes share."""
    with closing(open_store(f"sqlite:///{loaded()}")) as store:
        return store.loads(1)[0].id
