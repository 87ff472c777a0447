"""The content of a file: nodes, relations, their ties and positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np
import orjson

from graph.filters import NO_FILTER, masks
from graph.model import COLUMNS
from graph.snapshot import KINDS
from graph.vocabulary import Layer, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from graph.filters import Filter
    from graph.network import Network
    from graph.snapshot import Snapshot
    from graph.walks.neighbourhoods import Neighbourhood
    from viz.scene_model import Scene

    Ints = npt.NDArray[np.int32]

T = TypeVar("T")
Part = Literal["nodes", "relations", "sources", "aliases", "identifiers", "conflicts"]
PARTS: tuple[Part, ...] = ("nodes", "relations", "sources")
"""The tables of a whole file."""
BLOCK = 4096
SOURCES = tuple(COLUMNS[RecordType(kind)].index("sources") for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Contents:
    """The content of a file.

    Attributes:
        snapshot: where it was taken from.
        layer: which ties it sees.
        nodes: int32, ascending: numbers of the nodes.
        relations: int32, ascending: numbers of the relations behind the ties.
        network: the ties; None where each relation is an edge of its own, with its direction (facts).
        scene: where the nodes are drawn, in their order; None without positions.
        part: the one table that is wanted; None for all.
    """

    snapshot: Snapshot
    layer: Layer
    nodes: Ints
    relations: Ints
    network: Network | None = None
    scene: Scene | None = None
    part: Part | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The tables that are wanted."""
        return PARTS if self.part is None else (self.part,)

    def named(self) -> Ints:
        """Give the nodes and those that relations name (a programme that two organisations share)."""
        inside = np.zeros(len(self.snapshot.ids), bool)
        for numbers in (
            self.nodes,
            self.ends(self.snapshot.relations.subject),
            self.ends(self.snapshot.relations.object),
        ):
            inside[numbers] = True
        return np.flatnonzero(inside).astype(np.int32)

    def ends(self, side: Ints) -> Ints:
        """Give one side of the relations."""
        ends: Ints = side[self.relations]
        return ends

    def cited(self) -> list[int]:
        """Give the numbers of the sources that nodes and relations rest on, ascending."""
        snapshot, kinds = self.snapshot, self.snapshot.kinds.tolist()
        texts = {snapshot.relations.sources[relation] for relation in self.relations.tolist()}
        texts |= {snapshot.rows[node][SOURCES[kinds[node]]] for node in self.named().tolist()}
        return sorted({snapshot.source_index[key] for text in texts for key in orjson.loads(text)})


def gather(
    snapshot: Snapshot,
    *,
    layer: Layer,
    around: str | None = None,
    depth: int = 1,
    chosen: Filter = NO_FILTER,
    isolates: bool = False,
    limit: int | None = None,
) -> Contents:
    """Choose the content of a file, with the parameters of a scene but without a layout.

    Args:
        snapshot: the records.
        layer: which ties; in `facts` each relation stands for itself.
        around: id of the node in the middle.
        depth: steps from it.
        chosen: which relations and nodes.
        isolates: whether nodes without a tie are kept.
        limit: nodes at most: the nearest, then those with most ties; None keeps all.
    """
    if layer is Layer.FACTS and around is None and limit is None:
        return everything(snapshot, chosen, isolates)
    from viz.scene_selection import (  # not before: the names of formats need no network
        select_layer,
        select_surroundings,
    )

    most = len(snapshot.ids) if limit is None else limit
    if around is None:
        network, _ = select_layer(snapshot, layer, chosen, isolates, most)
    else:
        network, _ = select_surroundings(snapshot, layer, around, depth, chosen, most)
    relations = np.unique(network.evidence()[1])
    return Contents(snapshot, layer, network.nodes, relations, None if layer is Layer.FACTS else network)


def everything(snapshot: Snapshot, chosen: Filter, isolates: bool) -> Contents:
    """Take the relations that a filter keeps without making a network of them, which takes longer than writing them."""
    kept, allowed = masks(snapshot, chosen)
    table = snapshot.relations
    keep = np.ones(len(table), bool) if kept is None else kept.copy()
    if allowed is not None:
        keep &= allowed[table.subject] & allowed[table.object]
    numbers = np.flatnonzero(keep).astype(np.int32)
    if isolates:
        nodes = np.arange(len(snapshot.ids)) if allowed is None else np.flatnonzero(allowed)
        return Contents(snapshot, Layer.FACTS, nodes.astype(np.int32), numbers)
    nobody = np.zeros(0, np.int32)
    return Contents(snapshot, Layer.FACTS, Contents(snapshot, Layer.FACTS, nobody, numbers).named(), numbers)


def walked(snapshot: Snapshot, found: Neighbourhood) -> Contents:
    """Return the content of a walk; ends of its relations that were given on an earlier page are there too."""
    relations = np.array(found.relations, np.int32)
    contents = Contents(snapshot, Layer.FACTS, np.array(found.nodes, np.int32), relations)
    return Contents(snapshot, Layer.FACTS, contents.named(), relations)


def blocks(numbers: Ints | Sequence[int], size: int = BLOCK) -> Iterator[list[int]]:
    """Cut numbers into lists that are small beside the whole."""
    for start in range(0, len(numbers), size):
        block = numbers[start : start + size]
        yield block.tolist() if isinstance(block, np.ndarray) else list(block)


def items_at(column: list[T], numbers: list[int]) -> list[T]:
    """Take some of a column, as a slice where they follow one another."""
    if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:  # they ascend
        return column[numbers[0] : numbers[-1] + 1]
    return [column[number] for number in numbers]


def encoded(lines: Iterable[str]) -> bytes:
    """Join lines of text to bytes."""
    return "".join(lines).encode()
