"""Answers about networks: the measures of their nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.answers.paging import cursor, read_cursor
from api.errors import Problem, refuse
from graph.encoding import encoded
from graph.measures import ParameterError, measures
from graph.measures import compute as compute_measure
from graph.network import Network
from graph.schema import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.serving import View
    from graph.evidence import Period
    from graph.measures import Measure, Ranking
    from graph.vocabulary import Layer


def measure_info(measure: Measure) -> dict[str, Any]:
    """Tell what a measure is."""
    names = ("name", "title_ko", "title_en", "family", "unit", "range", "parameters", "definition")
    korean = ("summary_ko", "family_ko", "unit_ko", "range_ko")
    return {name: getattr(measure, name) for name in (*names, *korean)}


def measures_answer() -> bytes:
    """Answer with the registry."""
    return encoded({"results": [measure_info(measure) for measure in measures().values()]})


def network_of(view: View, layer: Layer, period: Period) -> Network:
    """Give a network of the snapshot, kept for the next time."""
    snapshot = view.snapshot
    return snapshot.memo(("network", layer, period), lambda: Network.of(snapshot, layer, period))


def ranking(view: View, name: str, layer: Layer, period: Period, given: Mapping[str, str]) -> Ranking:
    """Compute a measure with parameters as they were typed.

    Raises:
        Problem: the measure or a parameter is unknown.
    """
    known = measures()
    if name not in known:
        near = nearest(name, known)
        raise Problem("unknown-measure", "Unknown measure", 404, f"No measure is called “{name}”: {near}")
    try:
        parameters = known[name].read_parameters(given)
    except ParameterError as error:
        refuse(error.parameter, error.rule, error.remedy)
    network = network_of(view, layer, period)
    key = ("measure", name, layer, period, tuple(parameters.items()))
    try:
        return view.snapshot.memo(key, lambda: compute_measure(name, network, **parameters))
    except ParameterError as error:
        refuse(error.parameter, error.rule, error.remedy)


def measure_answer(view: View, found: Ranking, *, limit: int = 100, after: str | None = None) -> bytes:
    """Answer with one page of a ranking."""
    snapshot, network = view.snapshot, found.network
    offset = read_cursor(snapshot, after)
    places = slice(offset, offset + limit)
    total = len(found.order)
    return encoded(
        {
            "name": found.measure.name,
            "unit": found.measure.unit,
            "layer": network.layer,
            "parameters": {**found.parameters, **period_words(network.period)},
            "weighted": found.weighted,
            "graph_version": snapshot.graph_version,
            "nodes": len(network),
            "ties": network.ties,
            "undated_ties": network.undated_ties,
            "values": [
                {"id": network.ids[node], "value": float(found.values[node]), "rank": rank}
                for node, rank in zip(found.order[places].tolist(), found.ranks[places].tolist(), strict=True)
            ],
            "total": total,
            "next": cursor(snapshot, offset + limit) if offset + limit < total else None,
        }
    )


def period_words(period: Period) -> dict[str, str | None]:
    """Write a period as parameters."""
    return {"as_of": period.as_of, "since": period.since, "undated": str(period.undated)}
