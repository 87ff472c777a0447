"""The ASGI application made from the settings; servers import `app` from here."""

from __future__ import annotations

from api.app import create_app
from sojae import logs
from sojae.settings import read_settings
from sojae.stores import store_from

settings = read_settings()
logs.set_up(settings.log_format)
app = create_app(
    store_from(settings),
    cors_origins=settings.cors_origins,
    api_keys=[entry.get_secret_value() for entry in settings.api_keys],
    rate_limit=settings.requests_a_minute,
    access_log=logs.write if settings.access_log else None,
    log_as_json=settings.log_format == "json",
    jobs_folder=settings.jobs,
    root_path=settings.root_path,
    trust_proxy=settings.trust_proxy,
)
