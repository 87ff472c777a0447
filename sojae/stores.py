"""Settings → store, and where files about a store are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.stores import SQLITE, open_store, path_of
from sojae.settings import data_folder

if TYPE_CHECKING:
    from graph.store import Store
    from sojae.settings import Settings


def store_from(settings: Settings, url: str | None = None) -> Store:
    """Open the store that the settings name, or another address with the same credentials."""
    password = settings.store_password
    return open_store(
        url or settings.store,
        user=settings.store_user,
        password=password.get_secret_value() if password else None,
        database=settings.store_database,
    )


def rejects_folder(store: Store) -> Path:
    """Give the folder of the files of rejected rows, one a load: beside the store's file, else in the user's data folder."""
    if store.address.startswith(SQLITE):
        path = path_of(store.address)
        return path.with_name(f"{path.name}.rejects")
    return data_folder() / "rejects"
