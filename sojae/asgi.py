"""The ASGI application made from the settings; servers other than `sojae serve` import `app` from here."""

from __future__ import annotations

from sojae.application import application
from sojae.settings import read_settings

app = application(read_settings())
