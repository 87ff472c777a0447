"""SQLite's errors as store errors: file, rule and remedy."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from graph.store import BEYOND, CHECK, StoreBusy, StoreDamaged, StoreError, StoreUnreachable

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

DAMAGE = ("malformed", "Could not decode", "no such column")
OF_THE_MEDIUM = ("unable to open", "readonly", "disk I/O", "full")
REMEDIES = {
    "unable to open": "check that the folder exists and is writable, or choose another in SOJAE_STORE",
    "readonly": "the file is not writable: fix its permissions or choose another in SOJAE_STORE",
    "full": "the disk is full: free some space and run the command again; nothing was changed",
    "disk I/O": "the disk failed or is full: free some space and run the command again; nothing was changed",
    "not a database": "this is not an SQLite file: choose another path in SOJAE_STORE, or restore a backup",
    "malformed": f"the file is damaged: {BEYOND}",
    "Could not decode": f"a text is damaged: {CHECK}",
    "no such table": f"a table is missing: {BEYOND}",
    "no such column": f"a column is missing: {BEYOND}",
}
NO_GRAPH = "the file holds no graph: load an origin first"
ROOM = 1 << 20
"""A disk with fewer free bytes counts as full."""


def translated(error: sqlite3.Error, path: Path, address: str, *, opening: bool = False) -> StoreError:
    """Return the store error for one of SQLite's.

    Args:
        error: SQLite's error.
        path: of the file.
        address: of the store.
        opening: whether opening the file failed, so that it cannot be checked.
    """
    text = str(error)
    if "locked" in text or "busy" in text:
        return StoreBusy(f"{address}: another load is running: wait until it ends, then load again")
    if any(word in text for word in OF_THE_MEDIUM) and (why := medium(path)) is not None:
        return StoreUnreachable(f"{address}: {why}")
    if any(word in text for word in DAMAGE) and opening:
        return StoreDamaged(f"{address}: the file is damaged ({text}): {BEYOND}")
    remedy = next((remedy for word, remedy in REMEDIES.items() if word in text), CHECK)
    damaged = any(word in text for word in (*DAMAGE, "no such table"))
    kind = StoreUnreachable if "unable to open" in text else StoreDamaged if damaged else StoreError
    return kind(f"{address}: {text}: {remedy}")


def medium(path: Path) -> str | None:
    """Return why a file cannot be read or written in its place; None if there is no visible reason."""
    folder = path.parent
    if path.is_dir():
        return "this is a folder: give a file in it"
    if not folder.is_dir():
        return f"the folder {folder} does not exist: create it, or choose another path in SOJAE_STORE"
    if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
        return "it is on a read-only medium and can be read and served but not written: choose another path in SOJAE_STORE"
    closed = [place for place in (folder, path) if place.exists() and not os.access(place, os.W_OK)]
    if closed:
        return f"{closed[0]} is not writable: fix its permissions, or choose another path in SOJAE_STORE"
    if shutil.disk_usage(folder).free < ROOM:
        return "the disk is full: free some space and run the command again; nothing was changed"
    return None
