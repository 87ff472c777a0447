"""`/sectors`: scorecards, and the pairs of sectors that are less connected than chance would make them."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field, WithJsonSchema
from starlette.responses import Response

from api.answers.sectors import bridges_answer, gaps_answer, sector_answer, sectors_answer
from api.deps import LIMITS, Current, described, json_bytes
from api.errors import Fault, Problem
from api.schemas.sectors import BridgesShape, GapsShape, SectorCard, SectorCards
from api.words import PeriodWords, one_of
from graph.evidence import Period
from graph.measures.gaps import Baseline, Method
from graph.vocabulary import GAP_LAYERS, GapLayer, Layer

router = APIRouter(tags=["sectors"])
CARD = {
    "id": "metals", "name_ko": "금속", "name_en": "Metals", "organisations": 80, "with_ties": 44,
    "ties_per_organisation": 0.9, "single_source_share": 0.8, "youngest_source": "2025-12-01", "colour": "#556677",
    "isolated_share": 0.45, "e_i_index": 0.9, "e_i_expected": 0.82, "e_i_p": 0.1,
    "outside": {"observed": 30, "expected": 33.1, "ratio": 0.91},
    "alliances": [{"id": "alliance-metals", "share_within_2": 0.2, "anchor_ties": 12, "reason": None}],
}  # fmt: skip
PAIR = {
    "a": "metals", "b": "textiles", "observed": 0, "expected": 7.2, "ratio": 0.0, "ratio_low": 0.0, "ratio_high": 0.51,
    "z": -2.9, "p": 0.0002, "q": 0.002, "step": 1, "detectable": 14.2, "power": 0.4, "verdict": "under-connected",
    "sentence": {"ko": "금속과 섬유 …", "en": "Metals and Textiles …"},
}  # fmt: skip
GAPS = {
    "layer": "direct", "baseline": "outward", "method": "live", "samples": None, "seed": 0, "as_of": None, "since": None,
    "undated": "keep", "graph_version": "f6c17a6332360c4e", "ties": 748, "undated_ties": 71, "tested": 15,
    "spread_factor": 1.3, "warnings": [], "sectors": [CARD], "pairs": [PAIR],
}  # fmt: skip


class GapWords(PeriodWords):
    """What is compared with what."""

    layer: Annotated[GapLayer, WithJsonSchema(one_of(GAP_LAYERS))] = Field(
        default=Layer.DIRECT, description="which ties are counted"
    )
    baseline: Baseline = Field(
        default=Baseline.OUTWARD,
        description="`outward`: which other sectors are missed, given how outward-looking each organisation is;"
        " `any`: against partners chosen at random (descriptive only)",
    )


class TableWords(GapWords):
    """How it is computed."""

    method: Method = Field(default=Method.LIVE, description="`live` (at once) or `certified` (by samples)")
    samples: int | None = Field(default=None, ge=20, description="samples where networks are drawn")
    seed: int = Field(default=0, ge=0, lt=2**31, description="of the samples")


def period_of(words: PeriodWords) -> Period:
    """Give the period that is asked for."""
    return Period(words.as_of, words.since, words.undated)


@router.get(
    "/sectors",
    responses=described(
        SectorCards,
        {
            "layer": "direct",
            "baseline": "any",
            "results": [CARD],
            "assortativity": 0.24,
            "mixing": {"sectors": ["metals", "textiles"], "ties": [[2, 0], [0, 51]]},
        },
    ),
    summary="Every counted sector",
)
async def sectors(view: Current, words: Annotated[GapWords, Query()]) -> Response:
    """What is known of each sector: bodies, ties, sources."""
    return json_bytes(
        await asyncio.to_thread(sectors_answer, view, words.layer, words.baseline, period_of(words))
    )


@router.get(
    "/sectors/gaps",
    responses=described(GapsShape, GAPS, 413),
    summary="Pairs of sectors with fewer (or more) ties than chance would give",
)
async def gaps(view: Current, words: Annotated[TableWords, Query()]) -> Response:
    """Observed and expected ties, their ratio with its interval, z, p, q, verdict and a sentence for each pair."""
    if words.samples is not None and words.samples > LIMITS["gap_samples"]:
        limit = LIMITS["gap_samples"]
        rule = f"{words.samples} samples are more than one call may draw ({limit})"
        remedy = (
            f"ask for {limit} or fewer, or POST the same words to /api/v1/jobs with the kind gaps, up to"
            f" {LIMITS['job_gap_samples']}"
        )
        fault = Fault("samples", rule, remedy)
        raise Problem("too-many-samples", "Too many samples", 413, f"{rule}: {remedy}.", [fault])
    body = await asyncio.to_thread(
        gaps_answer,
        view,
        words.layer,
        words.baseline,
        words.method,
        period_of(words),
        words.samples,
        words.seed,
    )
    return json_bytes(body)


@router.get(
    "/sectors/{id}",
    responses=described(SectorCard, {**CARD, "pairs": [PAIR]}, 404),
    summary="One sector's card",
)
async def sector(view: Current, id: str, words: Annotated[GapWords, Query()]) -> Response:
    """What is known of a sector, and every pair with another one."""
    return json_bytes(
        await asyncio.to_thread(sector_answer, view, id, words.layer, words.baseline, period_of(words))
    )


class BridgeWords(PeriodWords):
    """How many are named."""

    limit: int = Field(default=20, ge=1, le=200, description="pairs, and brokers, to name")
    unrelated: bool = Field(
        default=False, description="also name pairs that have nothing in common and are merely both active"
    )


BRIDGES = {
    "a": "metals",
    "b": "textiles",
    "as_of": None,
    "unrelated": False,
    "warnings": [],
    "pairs": [
        {
            "a": "kims",
            "b": "dyetec",
            "score": 7.7,
            "reasons": [
                {
                    "kind": "shared programme",
                    "via": ["materials-mou-2014"],
                    "weight": 3.5,
                    "relations": ["r01011", "r01843"],
                }
            ],
        }
    ],
    "brokers": [
        {"id": "nano-convergence-center", "ties_a": 4, "ties_b": 4, "sole_pairs": 16, "relations": ["r00260"]}
    ],
    "evidence": {
        "cutoff": "2022-01-01",
        "test_ties": 23,
        "test_pairs": 87732,
        "auc": 0.864,
        "average_precision": 0.0123,
        "precision_at_10": 0.0,
        "baselines": {
            "resource_allocation": {"auc": 0.657, "average_precision": 0.0029, "precision_at_10": 0.0},
            "preferential_attachment": {"auc": 0.865, "average_precision": 0.0196, "precision_at_10": 0.1},
            "random": {"auc": 0.5, "average_precision": 0.0003, "precision_at_10": 0.0003},
        },
        "ranked_by": "fitted score",
        "weights": {"common partner": 0.16, "shared programme": 0.59, "both active": 1.09},
        "difference": {
            "auc": -0.001,
            "auc_low": -0.0023,
            "auc_high": 0.0006,
            "average_precision": -0.0073,
            "average_precision_low": -0.0336,
            "average_precision_high": -0.0004,
            "resamples": 2000,
        },
        "beats_preferential_attachment": False,
        "sentence": {
            "ko": "2022-01-01 이후에 생긴 연결 23개로 확인하면 …",
            "en": "Checked with the 23 ties …",
        },
    },
    "graph_version": "f6c17a6332360c4e",
}


@router.get(
    "/sectors/{sector_a}/{sector_b}/bridges",
    responses=described(BridgesShape, BRIDGES, 404),
    summary="Who could bridge two sectors, and who does",
)
async def bridges(
    view: Current, sector_a: str, sector_b: str, words: Annotated[BridgeWords, Query()]
) -> Response:
    """Pairs not yet tied, ranked by what tied such pairs in the past, with reasons; brokers; how far to trust it."""
    return json_bytes(
        await asyncio.to_thread(
            bridges_answer, view, sector_a, sector_b, period_of(words), words.limit, unrelated=words.unrelated
        )
    )
