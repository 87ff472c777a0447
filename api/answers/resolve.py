"""Answers to records with names: which nodes may be meant."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson

from graph.resolving import Decision, Resolver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.serving import View
    from graph.resolving import Asked, Candidate
    from graph.snapshot import Snapshot


def resolve_answer(
    view: View, records: Sequence[tuple[str | None, Asked]], *, limit: int, not_compared: Sequence[str]
) -> bytes:
    """Answer with candidates and a decision for each record, in the order given."""
    snapshot = view.snapshot
    resolver = snapshot.memo("resolver", lambda: Resolver(snapshot))
    results: list[dict[str, Any]] = []
    for key, asked in records:
        verdict = resolver.resolve(asked, limit=limit)
        first = verdict.candidates[0] if verdict.candidates else None
        matched = verdict.decision is Decision.MATCH and first is not None
        results.append(
            {
                "record_id": key,
                "entity_id": snapshot.ids[first.node] if matched and first else None,
                "decision": verdict.decision,
                "score": first.score if first else None,
                "reason": verdict.reason,
                "candidates": [candidate_dict(snapshot, candidate) for candidate in verdict.candidates],
            }
        )
    counted = Counter(result["decision"] for result in results)
    body = {
        "results": results,
        "counts": {str(decision): counted[decision] for decision in Decision},
        "not_compared": not_compared,
        "graph_version": snapshot.graph_version,
    }
    return orjson.dumps(body)


def candidate_dict(snapshot: Snapshot, candidate: Candidate) -> dict[str, Any]:
    """Describe one candidate."""
    return {
        "node": orjson.Fragment(snapshot.node_json(candidate.node)),
        "matched": candidate.matched,
        "match": candidate.match,
        "score": candidate.score,
        "weak": candidate.weak,
        "agrees": candidate.agrees,
        "contradicts": candidate.contradicts,
    }
