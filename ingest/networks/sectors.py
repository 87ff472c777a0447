"""Sectors of nodes from an attribute that the options name, and its values that do not name one of ours."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.near import nearest
from graph.plurals import plural
from graph.texts import says_nothing
from ingest.networks.fields import field_of
from ingest.networks.nodes import sector_of
from ingest.origin import OriginError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.networks.items import Attributes

SHOWN = 5


@dataclass(slots=True)
class Sectors:
    """The attribute that holds sectors, if the options name one, and what its values say."""

    column: str | None
    met: set[str] = field(default_factory=set[str])
    found: int = 0
    unknown: Counter[str] = field(default_factory=Counter[str])

    def see(self, data: Attributes) -> None:
        """Take the attributes of a node into account."""
        if self.column is None:
            return
        wanted = field_of(self.column)
        for name, text in data:
            self.met.add(name)
            if field_of(name) == wanted and not says_nothing(text):
                known = sector_of(text) is not None
                self.found += known
                self.unknown[text.strip()[:40]] += not known

    def notes(self) -> Iterator[str]:
        """Yield a note on values that do not name a sector.

        Raises:
            OriginError: no node has the attribute.
        """
        if self.column is None:
            return
        if not any(field_of(name) == field_of(self.column) for name in self.met):
            raise OriginError(
                f"sector={self.column}: no node has this attribute: {nearest(self.column, sorted(self.met), 'check its name')}"
            )
        unknown = +self.unknown
        if unknown:
            listed = ", ".join(f"{word} ×{times:,}" for word, times in unknown.most_common(SHOWN))
            more = f" and {len(unknown) - SHOWN:,} more" if len(unknown) > SHOWN else ""
            yield (
                f"sectors from “{self.column}”: {self.found:,} found; "
                f"{plural(unknown.total(), 'node has another value', 'nodes have other values')}, kept as attributes only ({listed}{more})"
            )
