"""Shapes of answers about the server."""

from __future__ import annotations

from typing import Literal

from api.schemas.wire import Wire


class LicenceShape(Wire):
    """The licence of an origin's data; `url` links to its text if known."""

    origin: str
    licence: str
    url: str | None


class Root(Wire):
    """The server, its content and links."""

    name: str
    version: str
    graph_version: str
    counts: dict[str, int]
    store: Literal["sqlite", "neo4j"]
    limits: dict[str, int]
    data_licence: str
    licences: list[LicenceShape]
    groupings: list[str]
    links: dict[str, str]


class ReadyShape(Wire):
    """The graph version that is served, and the state of jobs."""

    status: Literal["ready"]
    graph_version: str
    jobs: str
