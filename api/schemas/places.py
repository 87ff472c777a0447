"""The shapes of answers about places."""

from __future__ import annotations

from typing import Literal

from api.schemas.wire import Wire


class Located(Wire):
    """How many organisations are there, and their ids if asked for."""

    organisations: int
    members: list[str] | None = None


class PlaceShape(Located):
    """A place; organisations of the places in it are counted there. No point: a country, region or province."""

    id: str
    level: Literal["country", "region", "province", "city", "district"]
    name_ko: str
    name_en: str
    parent: str | None
    latitude: float | None
    longitude: float | None
    source: str


class UnlistedPlace(Located):
    """What records state as a place, and the table of places does not have."""

    stated: str


class Places(Wire):
    """Where organisations are; every organisation is counted once."""

    results: list[PlaceShape]
    unlisted: list[UnlistedPlace]
    unknown: Located
    graph_version: str
