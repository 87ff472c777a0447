"""The shapes of what a server says of itself."""

from __future__ import annotations

from typing import Literal

from api.schemas.wire import Wire


class LicenceShape(Wire):
    """Under which licence the data of an origin may be used; `url` leads to its text where that is known."""

    origin: str
    licence: str
    url: str | None


class Root(Wire):
    """What this is and where things are."""

    name: str
    version: str
    graph_version: str
    counts: dict[str, int]
    store: Literal["sqlite", "neo4j"]
    limits: dict[str, int]
    data_licence: str
    licences: list[LicenceShape]
    links: dict[str, str]


class ReadyShape(Wire):
    """That a whole graph is served, and which."""

    status: Literal["ready"]
    graph_version: str
    jobs: str
