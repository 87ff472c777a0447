"""What stands behind a short answer: the names of the ids in it, and the sources of the records that it mentions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from api.mcp.shortening import texts
from api.mcp.texts import named_in
from queries.records import names_in, node_of, relation_of, source_of

if TYPE_CHECKING:
    from graph.snapshot import Snapshot

MOST_SOURCES = 10


def names_of(snapshot: Snapshot, answer: Any) -> dict[str, str]:
    """Return the names of the nodes and sectors whose ids stand in an answer without a name beside them."""
    find = names_in(snapshot)
    named: dict[str, str] = {}
    known = {key for key, _ in named_in(answer)}
    sectors = {one for one in snapshot.sectors if one}
    for text in texts(answer):
        if text in known or text in named:
            continue
        what = "node" if text in snapshot.index else "sector" if text in sectors else None
        if what and (found := find(what, text)):
            ko, en = found
            named[text] = en if ko == en else f"{en} ({ko})"
    return named


def sources_of(snapshot: Snapshot, answer: Any) -> tuple[list[dict[str, Any]], int]:
    """Return the sources of the relations in an answer (if it has none, of its nodes), most cited first, and their number."""
    said = list(dict.fromkeys(texts(answer)))
    cited: Counter[str] = Counter()
    for text in said:
        if (relation := snapshot.relation_index.get(text)) is not None:
            cited.update(relation_of(snapshot, relation).sources)
    if not cited:
        for text in said:
            if (node := snapshot.index.get(text)) is not None:
                cited.update(node_of(snapshot, node).sources)
    cited.update(text for text in said if text in snapshot.source_index and text not in cited)
    shown = [
        source_of(snapshot, snapshot.source_index[key]).to_dict()
        for key, _ in cited.most_common(MOST_SOURCES)
        if key in snapshot.source_index
    ]
    return [{name: one for name, one in source.items() if one not in (None, {})} for source in shown], len(
        cited
    )


def basis_of(snapshot: Snapshot) -> dict[str, Any]:
    """Return what all answers rest on."""
    counts = snapshot.counts
    return {
        "relations": counts["relation"],
        "sources": counts["source"],
        "licence": snapshot.data_licence,
        "note": "a tie that is missing in the data may still exist",
    }
