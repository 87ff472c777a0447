"""All that a store keeps, to be compared with what another one keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.vocabulary import RecordType

if TYPE_CHECKING:
    from graph.store import Store


def everything(store: Store) -> list[Any]:
    """Give all that a store keeps."""
    with store.contents() as contents:
        loads = contents.loads()
        return [
            contents.revision,
            contents.total,
            [kept for kind in RecordType for batch in contents.kept(kind) for kept in batch],
            [claim for batch in contents.claims() for claim in batch],
            loads,
            [list(contents.notes(one.id)) for one in loads],
        ]
