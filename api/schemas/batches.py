"""The shape of several answers at once."""

from __future__ import annotations

from api.schemas.wire import Wire
from queries.neighbourhood import Neighbourhood


class Neighbourhoods(Wire):
    """Several neighbourhoods; `missing` are the ids that no node has."""

    results: list[Neighbourhood]
    missing: list[str]
    graph_version: str
