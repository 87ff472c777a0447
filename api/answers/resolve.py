"""Answers to records with names: which nodes may be meant."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from graph.encoding import encoded
from graph.names import comparable
from graph.snapshot import KINDS
from graph.vocabulary import Identity
from ingest.resolution.comparison_levels import NameLevel, PlaceLevel
from ingest.resolution.index import NEW, Index
from ingest.resolution.lookup import known_organisations
from ingest.resolution.rules import weakness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.serving import View
    from graph.snapshot import Snapshot
    from graph.vocabulary import Kind
    from ingest.resolution.index import Candidate, Scorer, Verdict
    from ingest.resolution.organisations import OrganisationRecord

    Asked = tuple[str | None, OrganisationRecord, Kind | None]

DECISIONS = (str(Identity.MERGE), str(Identity.REVIEW), NEW)
FACTS = {
    "kind": "organisation_kind",
    "sector": "sector",
    "website": "website",
    "founded": "founded",
    "products": "products",
}
MATCHES = {
    NameLevel.FORMER: "former name",
    NameLevel.FORM: "legal form apart",
    NameLevel.SPOKEN: "romanised",
    NameLevel.NEAR: "alike",
    NameLevel.ALIKE: "alike",
    NameLevel.OTHER: "facts",
}


def resolve_answer(view: View, records: Sequence[Asked], *, limit: int, not_compared: Sequence[str]) -> bytes:
    """Answer with candidates and a decision for each record, in the order given."""
    snapshot = view.snapshot
    verdicts = resolved(snapshot, records)
    results = [
        result_dict(snapshot, key, verdict, limit)
        for (key, _, _), verdict in zip(records, verdicts, strict=True)
    ]
    counted = Counter(result["decision"] for result in results)
    body = {
        "results": results,
        "counts": {decision: counted[decision] for decision in DECISIONS},
        "not_compared": not_compared,
        "graph_version": snapshot.graph_version,
    }
    return encoded(body)


def resolved(snapshot: Snapshot, records: Sequence[Asked], scorer: Scorer | None = None) -> list[Verdict]:
    """Say which nodes the records are, of the kinds that each may mean."""
    index = snapshot.memo("resolver", lambda: Index(list(known_organisations(snapshot))))
    codes = [None if kind is None else KINDS.index(kind) for _, _, kind in records]
    kinds = np.asarray(snapshot.kinds)

    def fits(record: int, node: int) -> bool:
        code = codes[record]
        return code is None or bool(kinds[node] == code)

    return index.resolve([body for _, body, _ in records], fits=fits, scorer=scorer)


def result_dict(snapshot: Snapshot, key: str | None, verdict: Verdict, limit: int) -> dict[str, Any]:
    """Describe what becomes of one record."""
    first = verdict.candidates[0] if verdict.candidates else None
    merged = first if verdict.decision == Identity.MERGE else None
    return {
        "record_id": key,
        "entity_id": snapshot.ids[merged.organisation] if merged else None,
        "decision": str(verdict.decision),
        "score": round(first.score, 4) if first else None,
        "reason": verdict.reason,
        "candidates": [candidate_dict(snapshot, candidate) for candidate in verdict.candidates[:limit]],
    }


def candidate_dict(snapshot: Snapshot, candidate: Candidate) -> dict[str, Any]:
    """Describe one candidate."""
    levels = candidate.levels
    place = "district" if levels["place"] == PlaceLevel.DISTRICT else "city"
    told = [(name, levels[fact]) for fact, name in FACTS.items()] + [(place, levels["place"])]
    return {
        "node": orjson.Fragment(snapshot.node_json(candidate.organisation)),
        "matched": candidate.names[1].label
        if candidate.names
        else str(snapshot.rows[candidate.organisation][1]),
        "match": match_of(candidate),
        "score": round(candidate.score, 4),
        "weak": None if candidate.enough or candidate.numbers else weakness(levels),
        "agrees": [
            *(scheme for scheme, _ in candidate.numbers),
            *(name for name, level in told if level > 0),
        ],
        "contradicts": [name for name, level in told if level == 0 and name != "products"],
    }


def match_of(candidate: Candidate) -> str:
    """Say how a candidate was found."""
    if candidate.numbers:
        return "identifier"
    if candidate.names is None:
        return "facts"
    asked, known, level = candidate.names
    if level in MATCHES:
        return MATCHES[level]
    if comparable(asked.label) == comparable(known.label):
        return "alias" if known.alias else "exact"
    same = asked.text == known.text and asked.script == known.script and not asked.label.isascii()
    return "legal form apart" if same else "romanised"
