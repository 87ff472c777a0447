"""Make the ASGI application from the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.app import create_app
from sojae import logs
from sojae.stores import jobs_folder, store_from

if TYPE_CHECKING:
    from api.app import Application
    from sojae.settings import Settings


def application(settings: Settings, url: str | None = None) -> Application:
    """Make the application and set up its log.

    Args:
        settings: the settings as read.
        url: address of a store to use instead of the one in the settings.
    """
    logs.set_up(settings.log_format)
    return create_app(
        store_from(settings, url),
        cors_origins=settings.cors_origins,
        api_keys=[entry.value for entry in settings.api_keys],
        rate_limit=settings.requests_a_minute,
        access_log=logs.write if settings.access_log else None,
        log_as_json=settings.log_format == "json",
        jobs_folder=jobs_folder(settings, url),
        root_path=settings.root_path,
        trust_proxy=settings.trust_proxy,
        workspaces=settings.workspaces,
        mcp=settings.mcp,
        snapshot_seconds=settings.snapshot_seconds,
        snapshots=settings.snapshots,
        hosts=settings.own_hosts,
        frame_ancestors=settings.frame_ancestors,
    )
