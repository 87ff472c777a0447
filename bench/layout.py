"""How good and how quick is the two-level layout? Beside plain Fruchterman–Reingold, as a user of igraph would take it.

`python -m bench.layout [nodes …]` prints a table: seconds, share of the ten nearest nodes that are of one's own
community (purity), and the share of nodes that lie upon another.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import igraph
import numpy as np
from scipy.spatial import cKDTree

from graph.evidence import Evidence, Period
from graph.measures.groups import partition
from graph.network import Network
from graph.vocabulary import Layer
from viz.layouts import two_level
from viz.scene import sizes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.snapshot import Snapshot

NEAR = 10
GROUP = 80  # nodes of a planted community, on average
TIES = 5  # a node, on average
INSIDE = 0.8  # share of ties within a community


@dataclass(frozen=True, slots=True)
class Nodes:
    """As much of a snapshot as a network needs to hold ties."""

    ids: list[str]


def planted(count: int, seed: int = 0) -> Network:
    """Give a network of uneven communities with hubs: what Daegu looks like, at any size."""
    draw = np.random.default_rng(seed)
    groups = max(count // GROUP, 2)
    share = draw.pareto(2.0, groups) + 0.3
    member = draw.choice(groups, count, p=share / share.sum())
    pull = draw.pareto(1.6, count) + 0.2
    ties = count * TIES // 2
    source = draw.choice(count, ties, p=pull / pull.sum())
    target = draw.choice(count, ties, p=pull / pull.sum())
    for group in range(groups):
        inside = np.flatnonzero(member == group)
        chosen = np.flatnonzero((member[source] == group) & (draw.random(ties) < INSIDE))
        if len(inside):
            target[chosen] = draw.choice(inside, len(chosen), p=pull[inside] / pull[inside].sum())
    kept = source != target
    a, b = (
        np.minimum(source, target)[kept].astype(np.int32),
        np.maximum(source, target)[kept].astype(np.int32),
    )
    nothing = np.full(len(a), -1, np.int32)
    nodes = cast("Snapshot", Nodes([f"n{i:06d}" for i in range(count)]))
    evidence = Evidence(a, b, nothing, nothing, np.ones(len(a), bool))
    return Network(nodes, Layer.DIRECT, Period(), np.arange(count, dtype=np.int32), evidence)


def purity(xy: Any, community: Any) -> float:
    """Give the mean share of a node's ten nearest that are of its own community, among those that have one."""
    tied = community >= 0
    _, near = cKDTree(xy[tied]).query(xy[tied], NEAR + 1)
    return float(np.mean(community[tied][near[:, 1:]] == community[tied][:, None]))


def covered(xy: Any, radii: Any) -> float:
    """Give the share of nodes that lie upon another."""
    pairs = cKDTree(xy).query_pairs(2 * radii.max(), output_type="ndarray")
    distance = np.sqrt(np.sum((xy[pairs[:, 0]] - xy[pairs[:, 1]]) ** 2, axis=1))
    return len(np.unique(pairs[distance < radii[pairs].sum(axis=1)])) / len(xy)


def scaled(xy: Any, like: Any) -> Any:
    """Give a picture the area of another, so that the same nodes have the same room."""
    return xy * np.sqrt(np.prod(np.ptp(like, axis=0)) / np.prod(np.ptp(xy, axis=0)))


def rows(counts: list[int]) -> Iterator[tuple[int, int, str, float, float, float]]:
    """Measure both at each size: nodes, ties, layout, seconds, purity, share covered."""
    for count in counts:
        network = planted(count)
        radii = sizes(network)
        community = partition(network).labels
        start = time.perf_counter()
        ours = two_level(network, radii=radii)
        seconds = time.perf_counter() - start
        yield count, network.ties, "two-level", seconds, purity(ours.xy, community), covered(ours.xy, radii)
        igraph.set_random_number_generator(random.Random(0))
        start = time.perf_counter()
        plain = np.array(network.graph.layout_fruchterman_reingold(niter=500).coords)
        seconds = time.perf_counter() - start
        yield (
            *(count, network.ties, "plain FR", seconds, purity(plain, community)),
            covered(scaled(plain, ours.xy), radii),
        )


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nodes", nargs="*", type=int, default=[1_000, 5_000, 20_000])
    given = parser.parse_args(arguments)
    print(f"{'nodes':>7} {'ties':>7}  {'layout':<10} {'seconds':>8} {'purity':>7} {'covered':>8}")
    for count, ties, name, seconds, pure, under in rows(given.nodes):
        print(f"{count:>7} {ties:>7}  {name:<10} {seconds:>8.2f} {pure:>7.2f} {under:>8.2f}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
