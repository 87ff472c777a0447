"""Answers about a network as a whole, now and from year to year."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from api.answers.networks import network_of, period_words
from api.errors import Problem, refuse
from graph.encoding import encoded
from graph.evidence import Period
from graph.measures.whole import (
    MOST_YEARS,
    beyond,
    by_year,
    rich_club,
    robustness,
    shape,
    ties_by_year,
    years_shown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.serving import View
    from graph.measures.whole import Robustness
    from graph.network import Network
    from graph.vocabulary import Layer, Undated

POINTS = 101  # of a curve
FIRST_LOST = 10


def structure_answer(
    view: View,
    layer: Layer,
    period: Period,
    *,
    seed: int = 0,
    quick: bool = False,
    most_ties: int | None = None,
) -> bytes:
    """Answer with what a network looks like as a whole; what the same question needs again is kept.

    Args:
        view: what is answered from.
        layer: which ties are seen.
        period: which relations count.
        seed: of what is drawn.
        quick: without robustness and rich club.
        most_ties: up to which these two are computed; None computes them in any case.

    Raises:
        Problem: the network has more ties (413).
    """
    network = network_of(view, layer, period)
    if most_ties is not None and network.ties > most_ties and not quick:
        refuse_size(
            f"The network has {network.ties} ties; robustness and rich club are computed up to {most_ties}: ask with"
            " quick=true to leave them out, or for fewer ties by since or as_of, or ask POST /api/v1/jobs with the kind"
            " structure, which knows no limit."
        )
    key = ("structure", layer, period, seed, quick)
    return view.snapshot.memo(key, lambda: whole(network, seed, quick))


def whole(
    network: Network, seed: int, quick: bool, progress: Callable[[str, int, int], object] | None = None
) -> bytes:
    """Compute and write all figures; `progress` is told the part that begins, how many are done, and of how many."""
    tell, parts = progress or silent, 1 if quick else 3
    tell("figures", 0, parts)
    answer: dict[str, Any] = {
        "layer": network.layer,
        "parameters": {**period_words(network.period), "seed": seed, "quick": quick},
        **asdict(shape(network, seed)),
        "robustness": None,
        "rich_club": None,
        "graph_version": network.snapshot.graph_version,
    }
    if not quick:
        tell("robustness", 1, parts)
        withstood = robustness(network, seed)
        answer["robustness"] = None if withstood is None else losses(network, withstood)
        tell("rich club", 2, parts)
        answer["rich_club"] = asdict(rich_club(network, seed))
    return encoded(answer)


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def losses(network: Network, found: Robustness) -> dict[str, Any]:
    """Write how a network falls apart: the curve at some points, and who is lost first."""
    snapshot, n = network.snapshot, len(found.order)
    lost = np.unique(np.round(np.linspace(0, n, min(POINTS, n + 1))).astype(int)).tolist()
    first = [int(network.nodes[node]) for node in found.order[:FIRST_LOST]]
    return {
        "attack": found.attack,
        "random": found.random,
        "draws": found.draws,
        "half_after": found.half_after,
        "curve": [
            {"lost": q, "attack": float(found.attacked[q]), "random": float(found.lost_at_random[q])}
            for q in lost
        ],
        "first_lost": [
            {"id": snapshot.ids[node], "name_ko": snapshot.rows[node][1], "name_en": snapshot.rows[node][2]}
            for node in first
        ],
    }


def years_answer(
    view: View,
    layer: Layer,
    *,
    since: str | None,
    undated: Undated,
    first: int | None = None,
    last: int | None = None,
    seed: int = 0,
    most_ties: int | None = None,
) -> bytes:
    """Answer with the quick figures at the end of each year.

    Args:
        view: what is answered from.
        layer: which ties are seen.
        since: only relations whose start is on or after this date.
        undated: what becomes of relations without any date.
        first: year; None begins with the first start that is no outlier (`graph.measures.whole.years`).
        last: year; None ends with the last that is none.
        seed: of what is drawn.
        most_ties: of all years together; None knows no limit.

    Raises:
        Problem: the years are in the wrong order or too many (422), or too many ties in all (413).
    """
    period = Period(None, since, undated)
    network = network_of(view, layer, period)
    years = asked_years(network, first, last)
    if most_ties is not None and network.ties * len(years) > most_ties:
        refuse_size(
            f"{len(years)} years of up to {network.ties} ties are more than one call computes ({most_ties} in all):"
            " ask for fewer years by from and until, or for fewer ties by since, or ask POST /api/v1/jobs with the kind"
            " structure-years, which knows no limit."
        )
    key = ("structure by year", layer, period, years, seed)
    return view.snapshot.memo(key, lambda: rows_of_years(network, years, seed))


def asked_years(network: Network, first: int | None, last: int | None) -> range:
    """Give the years to answer for."""
    shown = years_shown(network)
    if first is None or last is None:
        if not shown:
            return range(0)
        # who asks for one bound beyond the data gets that year alone, not an empty range
        usual_first, usual_last = shown[0], shown[-1]
        if first is None:
            first = usual_first if last is None else min(usual_first, last)
        last = max(usual_last, first) if last is None else last
    if first > last:
        refuse("until", f"from {first} until {last} holds no year", f"let until be {first} or later")
    years = range(first, last + 1)
    if len(years) > MOST_YEARS:
        soonest = last - MOST_YEARS + 1
        refuse("from", f"{len(years)} years are more than {MOST_YEARS}", f"begin with {soonest} or later")
    return years


def rows_of_years(
    network: Network, years: range, seed: int, progress: Callable[[int, int], object] | None = None
) -> bytes:
    """Compute and write a row a year; `progress` is told the years done, and of how many."""
    period = network.period
    found = by_year(network.snapshot, network.layer, years, period, seed, progress)
    return encoded(
        {
            "layer": network.layer,
            "parameters": {
                "since": period.since,
                "undated": period.undated,
                "from": years.start if years else None,
                "until": years[-1] if years else None,
                "seed": seed,
            },
            "years": [{"year": year, **asdict(figures)} for year, figures in found],
            "outside": asdict(beyond(network, years)),
            "graph_version": network.snapshot.graph_version,
        }
    )


def range_answer(view: View, layer: Layer, undated: Undated) -> bytes:
    """Answer with the years that a slider runs over, how many ties hold in each, and what lies outside."""
    key = ("years", layer, undated)
    return view.snapshot.memo(key, lambda: range_of(view, layer, undated))


def range_of(view: View, layer: Layer, undated: Undated) -> bytes:
    """Find the years and count."""
    network = network_of(view, layer, Period(undated=undated))
    years = years_shown(network)
    counts = ties_by_year(view.snapshot, layer, years, undated)
    return encoded(
        {
            "layer": layer,
            "parameters": {"undated": undated},
            "from": years[0] if years else None,
            "until": years[-1] if years else None,
            "years": [{"year": year, "ties": ties} for year, ties in zip(years, counts, strict=True)],
            "outside": asdict(beyond(network, years)),
            "ties": network.ties,
            "undated_ties": network.undated_ties,
            "graph_version": view.snapshot.graph_version,
        }
    )


def refuse_size(detail: str) -> NoReturn:
    """Refuse what would take too long."""
    raise Problem("too-many-ties", "Too many ties", 413, detail)
