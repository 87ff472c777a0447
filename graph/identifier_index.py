"""Nodes by their register numbers, in any spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identifiers import IdentifierError, identify, is_shown
from graph.vocabulary import CLASSES, IdentifierScheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.snapshot import Snapshot

NAMING = tuple(scheme for scheme in IdentifierScheme if scheme not in CLASSES)
"""Schemes whose numbers identify one organisation, unlike classes (KSIC, IPC)."""


class Numbered:
    """The register numbers of one snapshot, without those of sole traders, which are personal data."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.nodes: dict[tuple[str, str], list[int]] = {}
        for node, rows in snapshot.identifiers.items():
            for _, scheme, value, *_ in rows:
                if scheme in NAMING and is_shown(scheme, value):
                    self.nodes.setdefault((scheme, value), []).append(node)

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the nodes that have a number, each with the number in standard form."""
        if not self.nodes or not any(character.isdigit() for character in text):
            return
        for scheme in NAMING:
            try:
                value = identify(scheme, text).value
            except IdentifierError:
                continue
            for node in self.nodes.get((str(scheme), value), ()):
                yield node, value
