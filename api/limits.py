"""How much of each thing may be asked for; the root of the API tells it."""

from __future__ import annotations

LIMITS = {
    "search_results": 100,
    "list_page": 1000,
    "list_filters": 20,
    "list_sort_keys": 5,
    "neighbourhood_depth": 3,
    "neighbourhood_nodes": 1000,
    "neighbourhoods_per_call": 1000,
    "paths": 20,
    "avoided_nodes": 1000,
    "records_to_resolve": 1000,
    "candidates": 20,
    "aggregate_cells": 10000,
    "changes_page": 1000,
    "measure_page": 10000,
    "gap_samples": 10000,
    "structure_ties": 100000,
    "structure_year_ties": 1000000,
    "scene_nodes": 20000,
    "scene_ties": 120000,
    "job_gap_samples": 1000000,
    "job_placed_nodes": 200000,
    "jobs_queued": 20,
    "jobs_kept": 100,
    "jobs_bytes": 4 << 30,
    "body_bytes": 1 << 20,
    "body_seconds": 60,
    "upload_bytes": 256 << 20,
    "upload_seconds": 1800,
}
