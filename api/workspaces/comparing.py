"""The first organisations of a client's files beside those of the store: which would be merged, and which are questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from queries.limits import LIMITS
from queries.resolve import RecordToResolve, ResolveParameters, resolve

if TYPE_CHECKING:
    from queries.view import View

MOST_NODES = 50_000
"""Nodes of a store with which a preview compares; an index of more takes too long to be built for it."""
NEW = "new"


def compared_with(view: View | None, records: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Compare records with the store; None if there is none to compare with, or it is too large."""
    if view is None or not records or not 0 < len(view.snapshot.ids) <= MOST_NODES:
        return None
    asked = [RecordToResolve(**one) for one in records[: LIMITS["records_to_resolve"]]]
    answer = resolve(view, ResolveParameters(records=asked, limit=1))
    named = {one.record_id: one.name_ko or one.name_en or "" for one in asked}
    return {
        "organisations": len(asked),
        "counts": answer.counts,
        "results": [
            {
                "record_id": one.record_id,
                "name": named[one.record_id],
                "decision": one.decision,
                "node": one.candidates[0].node.id,
                "node_ko": one.candidates[0].node.name_ko,
                "node_en": one.candidates[0].node.name_en,
                "reason": one.reason,
                "reason_ko": one.reason_ko,
            }
            for one in answer.results
            if one.decision != NEW and one.candidates
        ],
    }
