"""Every graph, or every filling of programmes, with given degrees: written out one by one, for networks of a few nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Tie = tuple[int, int]


def all_graphs(
    degrees: Sequence[int], group: Sequence[int], allowed: Sequence[Sequence[bool]]
) -> list[frozenset[Tie]]:
    """All simple graphs in which node i has `degrees[i]` ties and ties join allowed groups only."""
    nodes = len(degrees)
    possible = [(i, j) for i in range(nodes) for j in range(i + 1, nodes) if allowed[group[i]][group[j]]]

    def extend(at: int, left: list[int], chosen: list[Tie]) -> Iterator[frozenset[Tie]]:
        if not any(left):
            yield frozenset(chosen)
            return
        if at == len(possible):
            return
        i, j = possible[at]
        # Node i appears in no tie after its own block: what it lacks by then it will never get.
        if any(left[:i]):
            return
        if left[i] and left[j]:
            left[i] -= 1
            left[j] -= 1
            yield from extend(at + 1, left, [*chosen, possible[at]])
            left[i] += 1
            left[j] += 1
        yield from extend(at + 1, left, chosen)

    return list(extend(0, list(degrees), []))


def all_seatings(guests: Sequence[int], seats: Sequence[int], forbidden: set[Tie]) -> list[frozenset[Tie]]:
    """All two-mode networks in which organisation i has `guests[i]` programmes and programme p has `seats[p]` members."""
    group = [0] * len(guests) + [1] * len(seats)
    shifted = {(i, p + len(guests)) for i, p in forbidden}
    every = all_graphs([*guests, *seats], group, [[False, True], [True, False]])
    return [frozenset((i, p - len(guests)) for i, p in graph) for graph in every if not graph & shifted]
