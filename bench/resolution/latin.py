"""Latin names that only sound alike, in tables and in network files: how many pairs are joined, how many nodes are left."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.made.latin import FORMATS, NETWORKS, ONE, TWO, write_network
from graph.snapshot import Snapshot
from graph.stores import open_store
from ingest.load import load
from ingest.resolution import Name, OrganisationRecord
from ingest.resolution.grouping import grouped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FACTS: Mapping[str, Mapping[str, Any]] = {
    "city and sector": {"city": "Daegu", "sector": "metals", "kind": "company"},
    "two partners": {"neighbours": frozenset({"hub", "other"})},
}
"""What both records of a pair tell."""
SOURCE = {
    "title": "made network",
    "publisher": "bench",
    "url": "https://example.org/net",
    "items": "organisation",
}


def joined(pairs: Sequence[tuple[str, str]], facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the pairs that are merged where both records tell the same facts."""
    return [pair for pair in pairs if one_group(pair, facts)]


def one_group(pair: tuple[str, str], facts: Mapping[str, Any]) -> bool:
    """Tell whether two records with these names are one group."""
    records = [
        OrganisationRecord(f"{key}/1", key, (Name(name),), **facts)
        for key, name in zip("ab", pair, strict=True)
    ]
    return len({found.group for found in grouped(records)}) == 1


def network_left(network: str, form: str) -> tuple[int, int]:
    """Load a network file into a store of its own; give the nodes and ties that are read from it."""
    with tempfile.TemporaryDirectory() as place:
        path = write_network(Path(place), network, form)
        store = open_store(f"sqlite:///{place}/graph.sqlite")
        store.prepare()
        try:
            load(store, form, [path], options=SOURCE)
            shown = Snapshot(store)
            return len(shown.rows), len(shown.relations)
        finally:
            store.close()


def print_latin() -> None:
    """Pairs that must stay two, spellings that are one, and network files."""
    print(f"\nLatin names{'':9}{'two, joined':>13}{'one, joined':>13}")
    for title, facts in FACTS.items():
        two, one = len(joined(TWO, facts)), len(joined(ONE, facts))
        print(f"{title:20}{f'{two} of {len(TWO)}':>13}{f'{one} of {len(ONE)}':>13}")
    print(f"\n{'nodes, ties':20}" + "".join(f"{form:>12}" for form in FORMATS) + f"{'wanted':>12}")
    for network, labels in NETWORKS.items():
        left = (f"{nodes}, {ties}" for nodes, ties in (network_left(network, form) for form in FORMATS))
        print(
            f"{network:20}"
            + "".join(f"{one:>12}" for one in left)
            + f"{f'{len(labels)}, {len(labels) - 1}':>12}"
        )
