"""Files of every format as tests ask for them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from graph.model import Alias, Organisation, Relation, Source
from graph.snapshot import Snapshot
from graph.stores import open_store
from graph.vocabulary import Layer
from tests.saying import say
from tests.viz.conftest import HOSTILE
from viz.exports import formats
from viz.exports.contents import Contents, gather
from viz.scene import scene

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = formats()
PICTURES = [name for name, known in FORMATS.items() if known.picture]
TABLED = [name for name, known in FORMATS.items() if known.table]


def picture(snapshot: Snapshot, layer: Layer = Layer.ALL, around: str | None = None) -> Contents:
    """What a scene draws, with positions."""
    contents = gather(snapshot, layer=layer, around=around)
    return replace(contents, scene=scene(snapshot, layer=layer, around=around))


def facts(snapshot: Snapshot) -> Contents:
    """Every record."""
    return gather(snapshot, layer=Layer.FACTS, isolates=True)


def content(name: str, contents: Contents) -> bytes:
    """The whole of a file."""
    return b"".join(FORMATS[name].write(contents))


def zipped_tables(contents: Contents) -> dict[str, pd.DataFrame]:
    """The tables of a CSV zip, cells as text."""
    archive = zipfile.ZipFile(io.BytesIO(content("csv", contents)))
    assert archive.testzip() is None
    return {
        name.removesuffix(".csv"): pd.read_csv(
            archive.open(name), encoding="utf-8-sig", dtype=str, keep_default_na=False
        )
        for name in archive.namelist()
        if name.endswith(".csv")
    }


HARMFUL = (
    *HOSTILE,
    '=HYPERLINK("https://example.org")',
    "+82-53-000-0000",
    "-1",
    "@SUM(A1)",
    "＝1",
    "tab\tand line\nand return\rand quote\"'",
    "a\x00b\x0bc\x1fd\ufffe",
)


def harmful(folder: Path) -> Snapshot:
    """A snapshot in which names, details, titles and aliases are out to do harm."""
    store = open_store(f"sqlite:///{folder / 'graph.sqlite'}")
    store.prepare()
    source = Source("s1", HARMFUL[1], HARMFUL[0], "2020", "javascript:alert(3)")
    bodies = [
        Organisation(
            f"o{i:02}", name, name, False, "company", "metals", name, name, name, None, name, ("s1",)
        )
        for i, name in enumerate(HARMFUL)
    ]
    ties = [
        Relation(f"r{i:02}", "o00", "COLLABORATES_WITH", f"o{i:02}", "2020", None, name, ("s1",))
        for i, name in enumerate(HARMFUL)
        if i
    ]
    aliases = [Alias("o00", name, "variant", None, None, ("s1",)) for name in HARMFUL[1:]]
    say(store, [source, *bodies, *ties, *aliases])
    snapshot = Snapshot(store)
    store.close()
    return snapshot
