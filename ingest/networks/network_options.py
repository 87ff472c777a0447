"""Options for a whole network: its source, the kind of its nodes, the predicate of its edges."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.model import Source
from graph.vocabulary import Kind, Predicate
from ingest.networks.fields import field_of
from ingest.organisations import made_id
from ingest.origin import Option, OriginError
from ingest.persons import is_person

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTIONS: Mapping[str, Option] = {
    "title": Option("title of the network"),
    "publisher": Option("author of the network"),
    "url": Option("web page of the network, http://… or https://…"),
    "published": Option("publication date of the network"),
    "items": Option(
        "kind of nodes without one of their own: organisation, technology or programme; never persons"
    ),
    "predicate": Option(
        "predicate of edges without one of their own: COLLABORATES_WITH (default), SUPPLIES, …"
    ),
    "sector": Option("attribute of nodes with their sector, by its id or its name in Korean or English"),
}
NEEDED = ("title", "publisher", "url")


@dataclass(frozen=True, slots=True)
class NetworkOptions:
    """Options for a whole network; `source` may be None only for Sojae's own files."""

    tool: str
    origin: str
    source: Source | None
    items: Kind | None
    predicate: Predicate
    sector: str | None = None

    @property
    def cited(self) -> tuple[str, ...]:
        """The source that every record of it cites."""
        return (self.source.id,) if self.source else ()

    @property
    def sector_field(self) -> str | None:
        """The field that holds the sector of a node, if the options name one."""
        return field_of(self.sector) if self.sector else None

    def node_id(self, own: str) -> str:
        """Return the id of a node from its id in the file."""
        return node_id(self.origin, own)

    def check_source(self, options: Mapping[str, str]) -> None:
        """Refuse a network without a source."""
        if missing := [name for name in NEEDED if not options.get(name)]:
            raise OriginError(
                f"`{self.tool}` needs the author of the network: add {' '.join(f'--set {name}=…' for name in missing)}"
            )


@lru_cache(maxsize=1 << 17)  # each edge asks for both of its ends
def node_id(origin: str, own: str) -> str:
    """Return the id of a node of an origin from its id in the file."""
    return made_id(origin, "node", own)


def origin_of(tool: str, options: Mapping[str, str]) -> str:
    """Return the origin name of a network: each title is a separate origin."""
    if not (title := options.get("title", "")):
        return tool
    return f"{tool}-{hashlib.blake2b(title.encode(), digest_size=4).hexdigest()}"


def drawing(tool: str, options: Mapping[str, str]) -> NetworkOptions:
    """Check the options for a network.

    Raises:
        OriginError: a value is unknown.
    """
    items, predicate = options.get("items"), options.get("predicate", "COLLABORATES_WITH")
    if items is not None and items not in set(Kind):
        if is_person(items):
            raise OriginError(
                f"items={items}: persons are never loaded: the nodes of a network must be {', '.join(Kind)}"
            )
        raise OriginError(f"Unknown items={items}: use one of {', '.join(Kind)}")
    if predicate not in set(Predicate):
        raise OriginError(f"Unknown predicate={predicate}: use one of {', '.join(Predicate)}")
    origin, source = origin_of(tool, options), None
    if all(options.get(name) for name in NEEDED):
        data = options["title"], options["publisher"], options.get("published"), options["url"]
        source = Source(f"{origin}:source", *data)
    return NetworkOptions(
        tool, origin, source, Kind(items) if items else None, Predicate(predicate), options.get("sector")
    )
