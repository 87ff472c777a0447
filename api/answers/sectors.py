"""Answers about sectors, the gaps between them and who could bridge these."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from api.answers.networks import network_of
from api.errors import Problem, refuse
from graph.encoding import encoded
from graph.measures.alliances import FEWEST_ANCHOR_TIES, Reach, reach_of_alliances
from graph.measures.bridges import bridges
from graph.measures.gaps import Baseline, Method
from graph.measures.gaps.table import sector_gaps
from graph.measures.mixing import Mixing, mixing
from graph.plurals import plural
from graph.schema import nearest
from graph.vocabulary import COUNTED_SECTORS, SECTORS, Layer

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from api.serving import View
    from graph.evidence import Period
    from graph.measures.gaps.table import SectorGaps


def gaps_of(
    view: View,
    layer: Layer,
    baseline: Baseline,
    method: Method,
    period: Period,
    samples: int | None = None,
    seed: int = 0,
) -> SectorGaps:
    """Compute the table, once for each question and graph version."""
    key = ("gaps", layer, baseline, method, period, samples, seed)
    return view.snapshot.memo(
        key,
        lambda: sector_gaps(
            view.snapshot,
            layer=layer,
            baseline=baseline,
            method=method,
            period=period,
            samples=samples,
            seed=seed,
        ),
    )


def gaps_answer(
    view: View,
    layer: Layer,
    baseline: Baseline,
    method: Method,
    period: Period,
    samples: int | None = None,
    seed: int = 0,
) -> bytes:
    """Answer with the table of gaps."""
    return encoded(gaps_of(view, layer, baseline, method, period, samples, seed).as_dict())


def bridges_answer(
    view: View, a: str, b: str, period: Period, limit: int = 20, *, unrelated: bool = False
) -> bytes:
    """Answer with who could bridge two sectors, and who does.

    Raises:
        Problem: one of them is no counted sector (404), or both are the same (422).
    """
    for key in (a, b):
        known_sector(key)
    if a == b:
        refuse("b", f"“{a}” cannot be bridged with itself", "name two different sectors")
    found = bridges(view.snapshot, a, b, limit=limit, period=period, unrelated=unrelated)
    return encoded({**found.as_dict(), "graph_version": view.snapshot.graph_version})


def known_sector(key: str) -> None:
    """Let the id of a counted sector pass."""
    if key not in COUNTED_SECTORS:
        near = nearest(key, COUNTED_SECTORS)
        raise Problem(
            "unknown-sector", "Unknown sector", 404, f"No counted sector has the id “{key}”: {near}"
        )


def cards(
    view: View, layer: Layer, baseline: Baseline, period: Period
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Give every sector's card, and the table they stand in."""
    table = gaps_of(view, layer, baseline, Method.LIVE, period).as_dict()
    mixed = mixing_of(view, layer, period)
    found = [
        {
            **card,
            "colour": SECTORS[card["id"]].colour,
            "isolated_share": None
            if not card["organisations"]
            else 1 - card["with_ties"] / card["organisations"],
            "e_i_index": finite(mixed.e_i[code]),
            "e_i_expected": finite(mixed.e_i_expected[code]),
            "e_i_p": finite(mixed.e_i_p[code]),
            "outside": outside(table["pairs"], card["id"], baseline),
            "alliances": alliances_of(view, layer, period, card["id"]),
        }
        for code, card in enumerate(table["sectors"])
    ]
    return found, table


def mixing_of(view: View, layer: Layer, period: Period) -> Mixing:
    """Compute how sectors mix, once."""
    network = network_of(view, layer, period)
    return view.snapshot.memo(("mixing", layer, period), lambda: mixing(network))


def finite(value: float) -> float | None:
    """Write what is not defined as null."""
    return float(value) if math.isfinite(value) else None


def outside(pairs: list[dict[str, Any]], key: str, baseline: Baseline) -> dict[str, float | None]:
    """Sum a sector's pairs with all others: ties observed, expected, and their ratio.

    Under `outward` nothing is set against the ties: its null keeps every organisation's number of ties to other sectors, so
    the ratio would be 1 by construction.
    """
    own = [pair for pair in pairs if (pair["a"] == key) != (pair["b"] == key)]
    observed = sum(pair["observed"] for pair in own)
    if baseline is Baseline.OUTWARD:
        return {"observed": observed, "expected": None, "ratio": None}
    expected = sum(pair["expected"] for pair in own)
    return {"observed": observed, "expected": expected, "ratio": observed / expected if expected else None}


def alliances_of(view: View, layer: Layer, period: Period, key: str) -> list[dict[str, Any]]:
    """Tell which share of a sector's organisations is within two steps of an institute of each national alliance."""
    network = network_of(view, layer, period)
    found = view.snapshot.memo(("alliances", layer, period), lambda: reach_of_alliances(network))
    inside = network.sectors == COUNTED_SECTORS.index(key)
    return [alliance_dict(alliance, reach, inside) for alliance, reach in found.items()]


def alliance_dict(alliance: str, reach: Reach, inside: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """Give the share of a sector that is near an alliance, or why there is none."""
    reason = None
    if not inside.any():
        reason = {"ko": "이 업종에 기관이 없습니다.", "en": "The sector has no organisation."}
    elif not reach.anchor_ties:
        reason = {
            "ko": "이 층과 기간에 주관 연구기관의 연결 기록이 없어 거리를 잴 수 없습니다.",
            "en": "The institutes that lead it have no recorded tie in this layer and period, so there is no distance.",
        }
    elif not reach.measurable:
        reason = {
            "ko": f"주관 연구기관의 연결 기록이 {reach.anchor_ties}건뿐이라 측정할 수 없습니다({FEWEST_ANCHOR_TIES}건 이상 필요).",
            "en": f"Not measurable: the institutes that lead it have {plural(reach.anchor_ties, 'recorded tie')};"
            f" {FEWEST_ANCHOR_TIES} are needed.",
        }
    return {
        "id": alliance,
        "share_within_2": None if reason else float(reach.near[inside].mean()),
        "anchor_ties": reach.anchor_ties,
        "reason": reason,
    }


def sectors_answer(view: View, layer: Layer, baseline: Baseline, period: Period) -> bytes:
    """Answer with every counted sector's card."""
    results, table = cards(view, layer, baseline, period)
    mixed = mixing_of(view, layer, period)
    about = {name: table[name] for name in ("layer", "baseline", "as_of", "since", "undated")}
    return encoded(
        {
            **about,
            "results": results,
            "assortativity": mixed.assortativity,
            "mixing": {"sectors": list(COUNTED_SECTORS), "ties": mixed.ties.tolist()},
            "graph_version": view.snapshot.graph_version,
        }
    )


def sector_answer(view: View, key: str, layer: Layer, baseline: Baseline, period: Period) -> bytes:
    """Answer with one sector's card and its pairs.

    Raises:
        Problem: no counted sector has the id.
    """
    if key not in COUNTED_SECTORS:
        near = nearest(key, COUNTED_SECTORS)
        raise Problem(
            "unknown-sector", "Unknown sector", 404, f"No counted sector has the id “{key}”: {near}"
        )
    found, table = cards(view, layer, baseline, period)
    card = next(card for card in found if card["id"] == key)
    pairs = [pair for pair in table["pairs"] if key in {pair["a"], pair["b"]}]
    about = {
        name: table[name]
        for name in ("layer", "baseline", "as_of", "since", "undated", "graph_version", "warnings")
    }
    return encoded({**card, **about, "pairs": pairs})
