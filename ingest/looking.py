"""Looking at files without loading them: they are read into a store of their own, in a folder that is removed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from graph.stores import SQLITE, open_store
from ingest.adapters import adapters
from ingest.load import find, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ingest.session import LoadReport

OWN_FILE = "uploaded file"
MAPPING = "mapping.yaml"


@dataclass(frozen=True, slots=True)
class Looked:
    """How files were read.

    Attributes:
        origin: the origin, as given or recognised.
        mapping: the text of the mapping of a table, as given or proposed; None for origins without one.
        options: the options of the origin, with the source made up for a file that has none.
        report: the report of the load into the store.
    """

    origin: str
    mapping: str | None
    options: dict[str, str]
    report: LoadReport


def look_at(
    paths: Sequence[Path],
    store_file: Path,
    *,
    origin: str | None = None,
    mapping: str | None = None,
    options: Mapping[str, str] | None = None,
) -> Looked:
    """Read files into a store of their own.

    Args:
        paths: the files.
        store_file: the file of the store, which does not exist yet; a mapping is written beside it.
        origin: name of the origin; None lets the program recognise it.
        mapping: text of a mapping for `table`; None lets the program propose one.
        options: options of the origin.

    Raises:
        OriginError: the files cannot be read so, or give no record.
    """
    origin, mapping = chosen(paths, origin, mapping)
    given = options_for(paths, store_file.parent, origin, mapping, options or {})
    store = open_store(f"{SQLITE}{store_file}")
    try:
        store.prepare()
        report = load(store, origin, paths, options=given)
    finally:
        store.close()
    return Looked(origin, mapping, {name: value for name, value in given.items() if name != "map"}, report)


def chosen(paths: Sequence[Path], origin: str | None, mapping: str | None) -> tuple[str, str | None]:
    """Return the origin of files and, for tables, the mapping: as given, or as recognised."""
    if origin is None:
        from ingest.recognising import origin_for

        origin = origin_for(paths)
    find(origin)
    if origin != "table" or mapping is not None:
        return origin, mapping
    from ingest.proposing import propose

    return origin, citing(propose(paths[0]), own_source(paths))


def citing(mapping: str, source: Mapping[str, str]) -> str:
    """Fill in the source of a proposed mapping, which nobody has given yet."""
    for name in ("publisher", "url"):
        mapping = mapping.replace(f"\n  {name}: ''", f"\n  {name}: '{source[name]}'", 1)
    return mapping


def options_for(
    paths: Sequence[Path], folder: Path, origin: str, mapping: str | None, options: Mapping[str, str]
) -> dict[str, str]:
    """Return the options of an origin; a network that is only looked at cites the file itself."""
    known, given = adapters()[origin].options, dict(options)
    if mapping is not None and "map" in known:
        path = folder / MAPPING
        path.write_text(mapping, encoding="utf-8")
        given["map"] = str(path)
    return {**{name: value for name, value in own_source(paths).items() if name in known}, **given}


def own_source(paths: Sequence[Path]) -> Mapping[str, str]:
    """Return the source of a file that nobody has cited yet: the file itself."""
    name = paths[0].name
    return {"title": name, "publisher": OWN_FILE, "url": f"http://localhost/{quote(name)}"}
