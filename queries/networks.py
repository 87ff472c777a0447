"""Networks of a view, cached for further questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.evidence import Period
    from graph.network import Network
    from graph.vocabulary import Layer
    from queries.view import View


def network_of(view: View, layer: Layer, period: Period) -> Network:
    """Return a network of the snapshot, cached."""
    from graph.network import Network

    snapshot = view.snapshot
    return snapshot.memo(("network", layer, period), lambda: Network.of(snapshot, layer, period))
