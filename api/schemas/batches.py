"""The shape of several answers at once."""

from __future__ import annotations

from api.schemas.wire import Wire
from queries.neighbourhood import Neighbourhood


class Neighbourhoods(Wire):
    """Several neighbourhoods."""

    results: list[Neighbourhood]
    graph_version: str
