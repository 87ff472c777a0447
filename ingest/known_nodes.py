"""The nodes that records of a load may refer to: those of the store, and those that the load has brought, each key held once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graph.model import NODE_TYPES
from graph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from graph.vocabulary import RecordType


class KnownNodes(Mapping[str, Kind]):
    """Node id → kind.

    A dict of all keys beside the sets of those taken cost 80 MB more for 1.3 million nodes.

    Args:
        taken: for each record type the keys that the load has taken so far, which grow.
    """

    def __init__(self, taken: Mapping[RecordType, Set[str]]) -> None:
        self.others: dict[str, Kind] = {}
        self.taken = tuple((Kind(record_type), taken[record_type]) for record_type in NODE_TYPES)

    def __getitem__(self, key: str) -> Kind:
        """Return the kind of a node.

        Raises:
            KeyError: there is no such node.
        """
        for kind, keys in self.taken:
            if key in keys:
                return kind
        return self.others[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return the kind of a node, or something else if there is no such node."""
        for kind, keys in self.taken:
            if key in keys:
                return kind
        return self.others.get(key, default)

    def __contains__(self, key: object) -> bool:
        """Return whether there is a node with this id."""
        return key in self.others or any(key in keys for _, keys in self.taken)

    def __iter__(self) -> Iterator[str]:
        """Yield every id once."""
        for _, keys in self.taken:
            yield from keys
        yield from (key for key in self.others if not any(key in keys for _, keys in self.taken))

    def __len__(self) -> int:
        """Return the number of ids."""
        return sum(1 for _ in self)
