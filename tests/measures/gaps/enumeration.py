"""Every graph, or every filling of programmes, with given degrees: written out one by one, for networks of a few nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

Tie = tuple[int, int]


def all_graphs(
    degrees: Sequence[int], group: Sequence[int], allowed: Sequence[Sequence[bool]]
) -> list[frozenset[Tie]]:
    """All simple graphs in which node i has `degrees[i]` ties and ties join allowed groups only."""
    nodes = len(degrees)

    def extend(i: int, left: list[int], chosen: list[Tie]) -> Iterator[frozenset[Tie]]:
        if i == nodes:
            yield frozenset(chosen)
            return
        later = [j for j in range(i + 1, nodes) if left[j] and allowed[group[i]][group[j]]]
        for partners in combinations(later, left[i]):
            less = list(left)
            for j in partners:
                less[j] -= 1
            yield from extend(i + 1, less, chosen + [(i, j) for j in partners])

    return list(extend(0, list(degrees), []))


def all_seatings(guests: Sequence[int], seats: Sequence[int], forbidden: set[Tie]) -> list[frozenset[Tie]]:
    """All two-mode networks in which organisation i has `guests[i]` programmes and programme p has `seats[p]` members."""
    group = [0] * len(guests) + [1] * len(seats)
    shifted = {(i, p + len(guests)) for i, p in forbidden}
    every = all_graphs([*guests, *seats], group, [[False, True], [True, False]])
    return [frozenset((i, p - len(guests)) for i, p in graph) for graph in every if not graph & shifted]
