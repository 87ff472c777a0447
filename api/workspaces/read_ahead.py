"""A preview that reads its files whole keeps what it made of them, so that looking at them in the same way reads nothing again."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.stores import SQLITE, open_store
from ingest.looking import Looked, options_for
from ingest.preview import previewed

if TYPE_CHECKING:
    from typing import Any

    from api.workspaces.order import Order
    from ingest.session import LoadReport

MOST_BYTES = 32 << 20
"""Size of files up to which a preview writes what it read."""
BEFORE = "ahead-"
MARK = "ahead.pickle"
REJECTS = 100


def fits(order: Order, origin: str) -> bool:
    """Return whether files are read ahead; tables are not, of which a preview shows the first rows."""
    return origin != "table" and sum(path.stat().st_size for path in order.paths) <= MOST_BYTES


def read_ahead(
    order: Order, origin: str, mapping: str | None, most: int
) -> tuple[LoadReport, list[dict[str, Any]]]:
    """Read files into a store, keep it for `taken`, and return the report with the first records of each type.

    Raises:
        OriginError, TookNothing: as `ingest.load.load`.
    """
    folder = Path(order.folder)
    for old in folder.glob(f"{BEFORE}*.sqlite"):
        old.unlink(missing_ok=True)
    path = folder / f"{BEFORE}{order.store_name}"
    options = options_for(order.paths, folder, origin, mapping, order.options)
    store = open_store(f"{SQLITE}{path}")
    try:
        store.prepare()
        report, records = previewed(store, origin, order.paths, options=options, most=most, dry_run=False)
    finally:
        store.close()
    shown = {name: value for name, value in options.items() if name != "map"}
    looked = Looked(origin, mapping, shown, replace(report, rejects=report.rejects[:REJECTS]))
    made = folder / f"{path.stem}.pickle"
    made.write_bytes(pickle.dumps((how(order, origin, mapping), path.name, looked)))
    made.replace(folder / MARK)
    return report, records


def taken(order: Order, origin: str, mapping: str | None) -> Looked | None:
    """Make the store of a preview that read the same files in the same way the store of an order; None if there is none."""
    mark = Path(order.folder) / MARK
    try:
        read, name, looked = pickle.loads(mark.read_bytes())  # noqa: S301  # written by a reading process of ours
        if read != how(order, origin, mapping):
            return None
        (Path(order.folder) / name).replace(order.store)
    except FileNotFoundError:
        return None
    mark.unlink(missing_ok=True)
    assert isinstance(looked, Looked)
    return looked


def how(order: Order, origin: str, mapping: str | None) -> tuple[object, ...]:
    """Return what decides what is read: the files of a workspace never change."""
    return origin, mapping, sorted(order.options.items())
