"""The ASGI application, for servers other than `sojae serve`: they import `app` from here."""

from __future__ import annotations

from sojae.application import application
from sojae.settings import read_settings

app = application(read_settings())
