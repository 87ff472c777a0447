"""`GET /structure` and `/structure/years`: a network as a whole, and how it changed."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers.structure import range_answer, structure_answer, years_answer
from api.deps import LIMITS, Current, described, json_bytes
from api.schemas.structure import StructureShape, YearRangeShape, YearsShape
from api.words import Day, LayerWords, Words
from graph.evidence import Period
from graph.vocabulary import Layer, Undated

router = APIRouter(tags=["structure"])
FIGURES = {
    "nodes": 989, "isolates": 427, "ties": 748, "undated_ties": 71, "components": 13, "density": 0.0047,
    "mean_degree": 2.66, "largest_component": 0.952, "transitivity": 0.032, "degree_assortativity": -0.33,
    "sector_assortativity": 0.48, "modularity": 0.714, "global_efficiency": 0.252, "efficiency_error": 0.0,
    "efficiency_sources": 562,
}  # fmt: skip
CLUB = {
    "degree": 10, "members": 20, "ties": 49, "density": 0.258, "expected": 0.387, "ratio": 0.667,
    "p_more": 1.0, "p_fewer": 0.002,
}  # fmt: skip
STRUCTURE = {
    "layer": "direct",
    "parameters": {"as_of": None, "since": None, "undated": "keep", "seed": 0, "quick": False},
    **FIGURES,
    "robustness": {
        "attack": 0.019, "random": 0.324, "draws": 20, "half_after": 7,
        "curve": [
            {"lost": 0, "attack": 0.952, "random": 0.952},
            {"lost": 6, "attack": 0.5, "random": 0.930},
            {"lost": 562, "attack": 0.0, "random": 0.0},
        ],
        "first_lost": [
            {"id": "dmi", "name_ko": "대구기계부품연구원", "name_en": "Daegu Mechatronics & Materials Institute"}
        ],
    },
    "rich_club": {"clubs": [CLUB], "samples": 500},
    "graph_version": "f6c17a6332360c4e",
}  # fmt: skip
YEARS = {
    "layer": "direct",
    "parameters": {"since": None, "undated": "keep", "from": 2018, "until": 2018, "seed": 0},
    "years": [
        {
            "year": 2018, **FIGURES, "isolates": 643, "ties": 386, "undated_ties": 74, "components": 21,
            "density": 0.0065, "mean_degree": 2.23, "largest_component": 0.838, "transitivity": 0.021,
            "degree_assortativity": -0.34, "sector_assortativity": 0.53, "modularity": 0.795,
            "global_efficiency": 0.185, "efficiency_sources": 346,
        }
    ],
    "outside": {"ties": 583, "years": [2016, 2017, 2019]},
    "graph_version": "f6c17a6332360c4e",
}  # fmt: skip
RANGE = {
    "layer": "direct",
    "parameters": {"undated": "keep"},
    "from": 1994,
    "until": 2026,
    "years": [{"year": 1994, "ties": 76}],
    "outside": {"ties": 4, "years": [1969, 1975, 1977, 1984]},
    "ties": 748,
    "undated_ties": 71,
    "graph_version": "f6c17a6332360c4e",
}
Seed = Annotated[int, Field(ge=0, lt=2**31, description="of what is drawn")]


class StructureWords(LayerWords):
    """Parameters of the whole."""

    seed: Seed = 0
    quick: bool = Field(default=False, description="leave out robustness and rich club")


class YearWords(Words):
    """Parameters of the years."""

    layer: Layer = Field(default=Layer.DIRECT, description="which ties are seen")
    since: Day = Field(default=None, description="only relations whose start is on or after this date")
    undated: Undated = Field(default=Undated.KEEP, description="what becomes of relations without any date")
    first: int | None = Field(
        default=None,
        alias="from",
        ge=1,
        le=9999,
        description="first year; default: of the first start that is no outlier",
    )
    last: int | None = Field(
        default=None, alias="until", ge=1, le=9999, description="last year; default: of the last that is none"
    )
    seed: Seed = 0


@router.get(
    "/structure",
    responses=described(StructureShape, STRUCTURE, 413),
    summary="A network as a whole: density, nearness, robustness, rich club",
)
async def structure(view: Current, words: Annotated[StructureWords, Query()]) -> Response:
    """Isolates have no say in the figures; robustness and rich club up to `structure_ties` ties (see `/`)."""
    period = Period(words.as_of, words.since, words.undated)
    body = await asyncio.to_thread(
        structure_answer,
        view,
        words.layer,
        period,
        seed=words.seed,
        quick=words.quick,
        most_ties=LIMITS["structure_ties"],
    )
    return json_bytes(body)


@router.get(
    "/structure/years",
    responses=described(YearsShape, YEARS, 413),
    summary="The quick figures on the last day of each year",
)
async def structure_years(view: Current, words: Annotated[YearWords, Query()]) -> Response:
    """A row a year. Undated ties stand in every year unless dropped; relations without an end never end."""
    body = await asyncio.to_thread(
        years_answer,
        view,
        words.layer,
        since=words.since,
        undated=words.undated,
        first=words.first,
        last=words.last,
        seed=words.seed,
        most_ties=LIMITS["structure_year_ties"],
    )
    return json_bytes(body)


class RangeWords(Words):
    """Which years are asked for."""

    layer: Layer = Field(default=Layer.DIRECT, description="which ties are seen")
    undated: Undated = Field(default=Undated.KEEP, description="`drop`: leave out relations without any date")


@router.get(
    "/years",
    responses=described(YearRangeShape, RANGE),
    summary="The years where the data are, and how many ties hold in each",
)
async def years(view: Current, words: Annotated[RangeWords, Query()]) -> Response:
    """From the first to the last start that is no outlier; what lies outside is told, and found by `as_of` and `since`."""
    return json_bytes(await asyncio.to_thread(range_answer, view, words.layer, words.undated))
