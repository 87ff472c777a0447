"""The ASGI application made from the settings; servers import `app` from here."""

from __future__ import annotations

import logging
import sys

from api.app import create_app
from sojae.settings import read_settings
from sojae.stores import store_from

settings = read_settings()
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
app = create_app(store_from(settings), cors_origins=settings.cors_origins)
