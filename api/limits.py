"""Limits of the server; the root of the API lists them."""

from __future__ import annotations

from queries.limits import LIMITS as QUESTIONS

LIMITS = {
    **QUESTIONS,
    "jobs_queued": 20,
    "jobs_kept": 100,
    "jobs_bytes": 4 << 30,
    "body_bytes": 1 << 20,
    "body_seconds": 60,
    "upload_bytes": 256 << 20,
    "upload_seconds": 1800,
    "event_streams": 200,
    "event_seconds": 3600,
    "workspaces": 20,
    "workspace_hours": 4,
    "workspace_files": 20,
    "workspace_bytes": 64 << 20,
    "workspace_nodes": 200_000,
    "workspace_relations": 500_000,
}
"""The limits of questions, then those of this server."""
KEPT_SECONDS, MOST_KEPT = 600, 4
"""Unless set otherwise: how long an older content is kept for those who page through it, and how many are."""
