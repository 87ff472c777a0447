"""Open the store of the settings, and find the folders for its rejected rows and jobs."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.stores import SQLITE, open_store, path_of
from sojae.settings import data_folder

if TYPE_CHECKING:
    from graph.store import Store
    from sojae.settings import Settings


def store_from(settings: Settings, url: str | None = None) -> Store:
    """Open the store of the settings, or of another address with the same credentials."""
    password = settings.store_password
    return open_store(
        url or settings.store,
        user=settings.store_user,
        password=password.value if password else None,
        database=settings.store_database,
    )


def rejects_folder(store: Store) -> Path:
    """Return the folder for files of rejected rows, one per load: beside the store's file, else in the user's data folder."""
    if store.address.startswith(SQLITE):
        path = path_of(store.address)
        return path.with_name(f"{path.name}.rejects")
    return data_folder() / "rejects"


def jobs_folder(settings: Settings, url: str | None = None) -> Path:
    """Return the folder for the jobs of a store: each store has its own, so that servers of several stores need no setting."""
    address = url or settings.store
    if address.startswith(SQLITE):
        path = path_of(address).resolve()
        whole, name = str(path), path.stem
    else:
        parts = urlsplit(address)
        whole = f"{parts.scheme}://{parts.netloc.lower()}{parts.path}#{settings.store_database or ''}"
        name = parts.hostname or parts.scheme
    readable = re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip(".-")[:40] or "store"
    return (
        settings.jobs
        / f"{readable}-{blake2b(whole.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"
    )
