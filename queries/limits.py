"""Limits: ranges of parameters, and how much a server computes in one call."""

from __future__ import annotations

from dataclasses import dataclass

LIMITS = {
    "search_results": 100,
    "list_page": 1000,
    "list_sample": 100000,
    "list_filters": 20,
    "list_sort_keys": 5,
    "neighbourhood_depth": 3,
    "neighbourhood_nodes": 1000,
    "neighbourhood_file_nodes": 20000,
    "neighbourhoods_per_call": 1000,
    "paths": 20,
    "set_nodes": 2000,
    "picture_ids": 1000,
    "set_grow": 500,
    "avoided_nodes": 1000,
    "records_to_resolve": 1000,
    "candidates": 20,
    "aggregate_cells": 10000,
    "changes_page": 1000,
    "versions_back": 1000,
    "moves_kept": 200000,
    "review_page": 200,
    "measure_page": 10000,
    "gap_samples": 10000,
    "scenario_changes": 20,
    "scenario_members": 2000,
    "scenario_draws": 40,
    "structure_ties": 100000,
    "structure_year_ties": 1000000,
    "scene_nodes": 20000,
    "scene_ties": 120000,
    "job_gap_samples": 1000000,
    "job_placed_nodes": 200000,
    "job_scenario_draws": 10000,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much may be computed; None: no limit.

    Ranges of parameters are the same everywhere; these bounds are not: a server protects its other clients with them, a job
    may take longer, and the command line has none.

    Attributes:
        samples: networks sampled for gaps.
        draws: outcomes drawn for a scenario.
        ties: ties for robustness and rich club.
        year_ties: ties times years.
        placed: nodes with positions.
    """

    samples: int | None = None
    draws: int | None = None
    ties: int | None = None
    year_ties: int | None = None
    placed: int = LIMITS["scene_nodes"]


OWN = Bounds()
"""Notebook and command line."""
CALL = Bounds(
    samples=LIMITS["gap_samples"],
    draws=LIMITS["scenario_draws"],
    ties=LIMITS["structure_ties"],
    year_ties=LIMITS["structure_year_ties"],
)
"""One call of a server."""
JOB = Bounds(
    samples=LIMITS["job_gap_samples"],
    draws=LIMITS["job_scenario_draws"],
    placed=LIMITS["job_placed_nodes"],
)
"""A job."""
