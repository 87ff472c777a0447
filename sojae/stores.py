"""Settings → store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.stores import open_store

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
