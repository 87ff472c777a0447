"""Small networks drawn by hand or at random: organisations and the ties between them, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import Organisation, Relation, Source, Technology
from graph.network import Network
from graph.snapshot import Snapshot
from graph.stores import open_store
from tests.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SOURCE = Source("s", "t", "p", None, "https://example.org/")


def drawn(
    folder: Path,
    edges: Iterable[tuple[int, int]],
    n: int,
    *,
    sectors: Mapping[int, str] | None = None,
    starts: Mapping[tuple[int, int], str] | None = None,
    uses: Iterable[tuple[int, str]] = (),
) -> Network:
    """Draw bodies 0 … n − 1 with ties, sectors, the start of some ties, and the technologies that some use."""
    uses = list(uses)
    bodies = [
        Organisation(
            key(i),
            f"기관{i}",
            f"Body {i}",
            False,
            "company",
            (sectors or {}).get(i),
            None,
            None,
            None,
            None,
            None,
            ("s",),
        )
        for i in range(n)
    ]
    technologies = [
        Technology(name, f"{name} 기술", name, False, "metals", None, ("s",))
        for name in {name for _, name in uses}
    ]
    ties = [
        Relation(
            f"r{k:05}",
            key(min(a, b)),
            "COLLABORATES_WITH",
            key(max(a, b)),
            (starts or {}).get((a, b)),
            None,
            None,
            ("s",),
        )
        for k, (a, b) in enumerate(edges)
    ]
    used = [
        Relation(f"u{k:05}", key(i), "USES", name, None, None, None, ("s",))
        for k, (i, name) in enumerate(uses)
    ]
    store = open_store(f"sqlite:///{folder / 'drawn.sqlite'}")
    store.prepare()
    say(store, [SOURCE, *bodies, *technologies, *ties, *used])
    snapshot = Snapshot(store)
    store.close()
    return Network.of(snapshot)


def key(body: int) -> str:
    """Give the id of a body; ids are in the order of the numbers."""
    return f"o{body:05}"
